package ytext

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// seedUpdates gives a fuzz target what the real Yjs wrote, and some of it torn.
func seedUpdates(f *testing.F, add func(update []byte)) {
	v := loadVectors(f)
	for _, s := range v.Stories[:16] {
		add(s.State)
		add(s.State[:len(s.State)/2])
		add(s.Steps[0].Update)
	}
	for _, m := range v.Merged {
		add(m.Merged)
	}
	for _, r := range v.Refused {
		add(r.Update)
	}
	for _, h := range hostile() {
		add(h.update)
	}
}

func typed(t tester, err error) {
	t.Helper()
	if e := (*Error)(nil); !errors.As(err, &e) {
		t.Fatalf("not a typed error: %v", err)
	}
}

// lived is a document with a past, against which updates are tried.
func lived(t tester) *Doc {
	d, other := New(1), New(2)
	edit(t, d, "vision", 0, 0, "We 😀 ship")
	apply(t, other, diff(t, d, nil))
	edit(t, other, "vision", 3, 2, "約束")
	edit(t, d, "vision", 0, 2, "They")
	apply(t, d, diff(t, other, nil))
	return d
}

func FuzzApply(f *testing.F) {
	seedUpdates(f, func(u []byte) { f.Add(u) })
	past := diff(f, lived(f), nil)
	f.Fuzz(func(t *testing.T, update []byte) {
		for _, d := range []*Doc{New(0), lived(t)} {
			before := diff(t, d, nil)
			given := bytes.Clone(update)
			strict := lived(t)
			if _, err := strict.Admit(update, nil); err != nil {
				typed(t, err)
				wantBytes(t, diff(t, strict, nil), past, "state after Admit refused")
			}
			audit(t, strict)
			added, err := d.Apply(given, nil)
			if !bytes.Equal(given, update) {
				t.Fatal("the input was written to")
			}
			audit(t, d)
			state := diff(t, d, nil)
			if err != nil {
				typed(t, err)
				wantBytes(t, state, before, "state after a refusal")
				continue
			}
			if again := apply(t, d, update); again != nil {
				t.Fatalf("the same again added %x", again)
			}
			replay := New(0)
			if !bytes.Equal(before, []byte{0, 0}) {
				apply(t, replay, past)
			}
			if added != nil {
				apply(t, replay, added)
			}
			loaded := New(0)
			apply(t, loaded, state)
			alike(t, d, replay)
			alike(t, d, loaded)
		}
	})
}

// alike holds for any two documents that took the same in, even if it lies
// about places, which no YATA can bring to one order: the same units are known,
// and the same of them deleted.
func alike(t tester, a, b *Doc) {
	t.Helper()
	audit(t, b)
	wantBytes(t, b.StateVector(), a.StateVector(), "state vector")
	left, err := Inspect(diff(t, a, nil))
	right, err2 := Inspect(diff(t, b, nil))
	if err != nil || err2 != nil || !slices.Equal(left.Deletes, right.Deletes) || !slices.Equal(left.Structs, right.Structs) {
		t.Fatalf("%+v and %+v, %v, %v", left, right, err, err2)
	}
	for _, root := range a.Roots() {
		if a.Len(root) != b.Len(root) {
			t.Fatalf("%q and %q", a.Text(root), b.Text(root))
		}
	}
}

func FuzzInspect(f *testing.F) {
	seedUpdates(f, func(u []byte) { f.Add(u) })
	f.Fuzz(func(t *testing.T, update []byte) {
		s, err := Inspect(update)
		if err != nil {
			typed(t, err)
		}
		var total uint64
		for _, r := range s.Structs {
			total += r.Len
		}
		d := New(0)
		if added, err := d.Apply(update, nil); err == nil && added != nil {
			after, err := Inspect(added)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range after.Structs {
				total -= r.Len
			}
			if total != 0 {
				t.Fatalf("%d units claimed that an empty document did not take", total)
			}
		}
	})
}

func FuzzMerge(f *testing.F) {
	seedUpdates(f, func(u []byte) { f.Add(u, u[len(u)/2:]) })
	v := loadVectors(f)
	for _, m := range v.Merged {
		f.Add(m.Updates[0], m.Updates[1])
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		m, err := Merge(a, b)
		if err != nil {
			typed(t, err)
			return
		}
		again, err := Merge(m)
		if err != nil {
			t.Fatal(err)
		}
		wantBytes(t, again, m, "merged again")
		if len(m) > len(a)+len(b)+2*replacementGrowth(a, b) {
			t.Fatalf("%d and %d bytes made %d", len(a), len(b), len(m))
		}
	})
}

// replacementGrowth allows for pairs that come cut, and for counts and skips.
func replacementGrowth(a, b []byte) int { return 16 + len(a) + len(b) }

func FuzzStateVector(f *testing.F) {
	for _, s := range loadVectors(f).Stories {
		f.Add(s.Vector)
	}
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, vector []byte) {
		d := lived(t)
		update, err := d.Diff(vector)
		if err != nil {
			typed(t, err)
			return
		}
		if _, err := Inspect(update); err != nil {
			t.Fatal(err)
		}
		if added := apply(t, d, update); added != nil {
			t.Fatalf("its own difference added %x", added)
		}
	})
}

func FuzzAnchorJSON(f *testing.F) {
	for _, a := range loadVectors(f).Anchors {
		f.Add([]byte(a.JSON))
	}
	f.Add([]byte(`{"type":{"client":1,"clock":2},"tname":null,"item":null,"assoc":0}`))
	f.Add([]byte(`{"item":{"client":1,"clock":18446744073709551615}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var a, again Anchor
		if err := json.Unmarshal(b, &a); err != nil {
			return
		}
		d := lived(t)
		if root, at, ok := d.Offset(a); ok && (at < 0 || at > d.Len(root)) {
			t.Fatalf("at %d in a text of %d", at, d.Len(root))
		}
		out, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(out, &again); err != nil || again != a {
			t.Fatalf("%s came back as %+v, %v", out, again, err)
		}
	})
}

func FuzzDiff16(f *testing.F) {
	f.Add("a😀b", "a😁b", 2)
	f.Add("aaa", "aaaa", 1)
	f.Add("half \xf0\x9f", "\x98\x80", -1)
	f.Fuzz(func(t *testing.T, old, text string, caret int) {
		at, del, ins := Diff16(old, text, caret)
		if at < 0 || del < 0 || at+del > UTF16Len(old) || len(ins) > len(text) {
			t.Fatalf("%d+%d %q", at, del, ins)
		}
		if got := replaced(old, at, del, ins); utf8.ValidString(old) && utf8.ValidString(text) && got != text {
			t.Fatalf("%q becomes %q, want %q", old, got, text)
		}
	})
}

// replaced is a text after an edit, by the means of strings alone.
func replaced(s string, at, del int, ins string) string {
	return Slice16(s, 0, at) + ins + Slice16(s, at+del, UTF16Len(s))
}

// What comes from a page or a person may be any string, at any place.
func FuzzEdit(f *testing.F) {
	f.Add("vision", 2, 1, "約束")
	f.Add("vision", 4, 0, "in a pair")
	f.Add("new", 0, 0, "\xff\xf0\x9f")
	f.Add("", 0, 0, "nameless")
	f.Add("vision", -1, 1<<62, "")
	f.Fuzz(func(t *testing.T, root string, at, del int, ins string) {
		d := lived(t)
		m := NewUndoManager(d)
		before, text := diff(t, d, nil), d.Text(root)
		_, err := d.Edit(nil, Edit{root, at, del, ins})
		audit(t, d)
		if err != nil {
			typed(t, err)
			wantBytes(t, diff(t, d, nil), before, "state after a refusal")
			return
		}
		if want := replaced(text, at, del, strings.ToValidUTF8(ins, replacement)); d.Text(root) != want {
			t.Fatalf("it reads %q, want %q", d.Text(root), want)
		}
		other := lived(t)
		if !utf8.ValidString(root) {
			return // no name that Yjs could write
		}
		apply(t, other, diff(t, d, nil))
		alike(t, d, other)
		m.Undo(nil, 1<<20)
		audit(t, d)
		if torn := cutPair(text, at) || cutPair(text, at+del); !torn && d.Text(root) != text {
			t.Fatalf("undone it reads %q, want %q", d.Text(root), text)
		}
	})
}

// cutPair tells that an offset is inside of a surrogate pair.
func cutPair(s string, at int) bool {
	_, cut := seek(s, at)
	return cut
}
