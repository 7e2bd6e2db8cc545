package ytext

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var insertion = rapid.OneOf(rapid.SampledFrom(pieces), rapid.StringN(0, 6, -1))

func drawEdit(t *rapid.T, d *Doc) Edit {
	root := rapid.SampledFrom(fuzzRoots).Draw(t, "root")
	at := rapid.IntRange(0, d.Len(root)).Draw(t, "at")
	del := rapid.IntRange(0, min(9, d.Len(root)-at)).Draw(t, "delete")
	return Edit{root, at, del, insertion.Draw(t, "insert")}
}

func TestReplicasThatSawTheSameAreTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		replicas := make([]*Doc, rapid.IntRange(2, 4).Draw(t, "replicas"))
		for i := range replicas {
			replicas[i] = New(uint32(100 - i))
		}
		which := rapid.IntRange(0, len(replicas)-1)
		var updates [][]byte
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			d := replicas[which.Draw(t, "who")]
			if rapid.Bool().Draw(t, "write") {
				if u, err := d.Edit(nil, drawEdit(t, d)); err != nil {
					t.Fatal(err)
				} else if u != nil {
					updates = append(updates, u)
				}
			} else {
				bring(t, d, replicas[which.Draw(t, "from")])
			}
		}
		for _, d := range replicas[1:] {
			bring(t, replicas[0], d)
		}
		want := diff(t, replicas[0], nil)
		for _, d := range replicas {
			bring(t, d, replicas[0])
			sameState(t, d, want)
		}
		loaded, merged := New(0), New(0)
		apply(t, loaded, want)
		sameState(t, loaded, want)
		m, err := Merge(rapid.Permutation(updates).Draw(t, "order")...)
		if err != nil {
			t.Fatal(err)
		}
		apply(t, merged, m)
		sameState(t, merged, want)
	})
}

func TestOneWriterSeesAPlainString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, runes := New(1), []rune{}
		for range rapid.IntRange(1, 60).Draw(t, "edits") {
			at := rapid.IntRange(0, len(runes)).Draw(t, "at")
			del := rapid.IntRange(0, min(5, len(runes)-at)).Draw(t, "delete")
			ins := []rune(insertion.Draw(t, "insert"))
			e := Edit{"a", UTF16Len(string(runes[:at])), UTF16Len(string(runes[at : at+del])), string(ins)}
			if _, err := d.Edit(nil, e); err != nil {
				t.Fatal(err)
			}
			runes = slices.Concat(runes[:at], ins, runes[at+del:])
			if d.Text("a") != string(runes) || d.Len("a") != UTF16Len(string(runes)) {
				t.Fatalf("%q, want %q", d.Text("a"), string(runes))
			}
		}
		audit(t, d)
	})
}

func TestADifferenceBringsBackTheNewText(t *testing.T) {
	few := rapid.StringOfN(rapid.SampledFrom([]rune("aab😀😁é約")), 0, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		old, text := few.Draw(t, "old"), few.Draw(t, "new")
		at, del, ins := Diff16(old, text, rapid.IntRange(-1, UTF16Len(text)).Draw(t, "caret"))
		if got := Slice16(old, 0, at) + ins + Slice16(old, at+del, UTF16Len(old)); got != text {
			t.Fatalf("%q becomes %q, want %q", old, got, text)
		}
		if strings.Contains(Slice16(old, at, at+del), replacement) {
			t.Fatal("a surrogate pair was cut")
		}
	})
}

func bring(t tester, to, from *Doc) { apply(t, to, diff(t, from, to.StateVector())) }

func sameState(t tester, d *Doc, want []byte) {
	audit(t, d)
	if got := diff(t, d, nil); !bytes.Equal(got, want) {
		t.Fatalf("the state is %x, want %x", got, want)
	}
}
