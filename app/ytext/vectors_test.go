package ytext

import (
	"encoding/json"
	"os"
	"testing"
)

// vectors are what the real Yjs did; .ci/peers/yjs/vectors.mjs writes them.
type vectors struct {
	Stories []struct {
		Name    string
		Clients []uint32
		Steps   []struct {
			Replica      int
			Edits        []Edit
			Update       []byte
			Apply, Added []byte
		}
		Texts         map[string]string
		Vector, State []byte
	}
	Anchors []struct {
		Made, Later       []byte
		Root              string
		At, Assoc, Offset int
		JSON              string
	}
	Merged []struct {
		Name          string
		Updates       [][]byte
		Merged, State []byte
	}
	Refused []struct {
		Name   string
		Code   Code
		Update []byte
	}
}

func loadVectors(t testing.TB) (v vectors) {
	t.Helper()
	b, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestStoriesComeOutAsInYjs(t *testing.T) {
	for _, s := range loadVectors(t).Stories {
		t.Run(s.Name, func(t *testing.T) {
			replicas := make([]*Doc, len(s.Clients))
			for i, c := range s.Clients {
				replicas[i] = New(c)
			}
			for n, step := range s.Steps {
				d := replicas[step.Replica]
				if step.Apply != nil {
					added := apply(t, d, step.Apply)
					wantBytes(t, added, step.Added, "step %d added", n)
					continue
				}
				u, err := d.Edit(nil, step.Edits...)
				if err != nil {
					t.Fatalf("step %d: %v", n, err)
				}
				wantBytes(t, u, step.Update, "step %d updated", n)
			}
			for i, d := range replicas {
				wantTexts(t, d, s.Texts)
				wantBytes(t, d.StateVector(), s.Vector, "state vector of %d", i)
				wantBytes(t, diff(t, d, nil), s.State, "state of %d", i)
			}
			wantLoaded(t, s.State, s.Texts)
		})
	}
}

func wantLoaded(t *testing.T, state []byte, texts map[string]string) {
	t.Helper()
	d := New(0)
	apply(t, d, state)
	wantTexts(t, d, texts)
	wantBytes(t, diff(t, d, nil), state, "loaded state")
	if size := d.Size(); size < len(state)/2 || size > 2*len(state)+32 {
		t.Errorf("Size is %d for %d bytes", size, len(state))
	}
}

func wantTexts(t *testing.T, d *Doc, texts map[string]string) {
	t.Helper()
	for root, want := range texts {
		if got := d.Text(root); got != want {
			t.Errorf("%q is %q, in Yjs %q", root, got, want)
		}
		if d.Len(root) != UTF16Len(want) {
			t.Errorf("%q has %d units, in Yjs %d", root, d.Len(root), UTF16Len(want))
		}
	}
}

func TestAnchorsStayWhereYjsHasThem(t *testing.T) {
	for _, v := range loadVectors(t).Anchors {
		d := New(0)
		apply(t, d, v.Made)
		a := d.Anchor(v.Root, v.At, v.Assoc)
		if b, err := json.Marshal(a); err != nil || string(b) != v.JSON {
			t.Errorf("at %d, %d: %s, %v; in Yjs %s", v.At, v.Assoc, b, err, v.JSON)
		}
		var read Anchor
		if err := json.Unmarshal([]byte(v.JSON), &read); err != nil || read != a {
			t.Errorf("at %d, %d: read as %+v, %v", v.At, v.Assoc, read, err)
		}
		apply(t, d, v.Later)
		if root, at, ok := d.Offset(a); root != v.Root || at != v.Offset || !ok {
			t.Errorf("at %d, %d: later at %q %d %v, in Yjs %d", v.At, v.Assoc, root, at, ok, v.Offset)
		}
		if _, _, ok := New(0).Offset(a); ok != (a.item == ref{}) {
			t.Errorf("at %d, %d: found in an empty document: %v", v.At, v.Assoc, ok)
		}
	}
}

func TestMergedUpdatesDoWhatAllOfThemDo(t *testing.T) {
	for _, v := range loadVectors(t).Merged {
		t.Run(v.Name, func(t *testing.T) {
			m, err := Merge(v.Updates...)
			if err != nil {
				t.Fatal(err)
			}
			if len(m) > len(v.Merged) {
				t.Errorf("%d bytes, in Yjs %d", len(m), len(v.Merged))
			}
			for _, update := range [][]byte{m, v.Merged} {
				d := New(0)
				if len(v.State) == 0 {
					_, err := d.Apply(update, nil)
					wantCode(t, err, Missing)
					continue
				}
				apply(t, d, update)
				wantBytes(t, diff(t, d, nil), v.State, "state")
			}
		})
	}
}

func TestWhatIsNotPlainTextIsRefused(t *testing.T) {
	for _, v := range loadVectors(t).Refused {
		t.Run(v.Name, func(t *testing.T) {
			d := New(1)
			edit(t, d, "t", 0, 0, "as it was")
			before := diff(t, d, nil)
			_, err := d.Apply(v.Update, nil)
			wantCode(t, err, v.Code)
			wantBytes(t, diff(t, d, nil), before, "state after a refusal")
			_, err = Inspect(v.Update)
			wantCode(t, err, v.Code)
			_, err = Merge(v.Update, before)
			wantCode(t, err, v.Code)
		})
	}
}
