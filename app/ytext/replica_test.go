package ytext

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"testing"
)

// replica is one participant of a fuzz, ours or a real Yjs.
type replica interface {
	edit(t testing.TB, edits []Edit) (update []byte)
	// apply reports false if the update has to wait for another.
	apply(t testing.TB, update []byte) bool
	length(t testing.TB, root string) int
	vector(t testing.TB) []byte
	diff(t testing.TB, vector []byte) []byte
	// waits tells that updates are held back until others come; a real Yjs
	// hands those on in its differences.
	waits(t testing.TB) bool
	state(t testing.TB) state
	anchor(t testing.TB, root string, at, assoc int) string // as JSON
	offset(t testing.TB, anchor string) int
}

type state struct {
	texts          [2]string
	vector, update []byte
}

var fuzzRoots = []string{"vision", "注"}

// ours is watched: by a text that follows the splices only, and by a document
// that follows the updates only.
type ours struct {
	*Doc
	seen map[string]string
	echo *Doc
}

func newOurs(t testing.TB, client uint32) ours {
	o := ours{New(client), map[string]string{}, New(0)}
	o.Observe(func(c Change) {
		for _, s := range c.Splices {
			old := o.seen[s.Root]
			o.seen[s.Root] = Slice16(old, 0, s.At) + s.Insert + Slice16(old, s.At+s.Delete, UTF16Len(old))
		}
		if added, err := o.echo.Apply(c.Update, nil); err != nil || !bytes.Equal(added, c.Update) {
			t.Errorf("update %x is new as %x, %v", c.Update, added, err)
		}
	})
	return o
}

func (o ours) edit(t testing.TB, edits []Edit) []byte {
	u, err := o.Edit(nil, edits...)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (o ours) apply(t testing.TB, update []byte) bool {
	_, err := o.Apply(update, nil)
	var e *Error
	if errors.As(err, &e) && e.Code == Missing {
		return false
	}
	if err != nil {
		t.Fatal(err)
	}
	return true
}

func (o ours) length(_ testing.TB, root string) int { return o.Len(root) }

func (o ours) vector(testing.TB) []byte { return o.StateVector() }

func (o ours) waits(testing.TB) bool { return false }

func (o ours) diff(t testing.TB, vector []byte) []byte { return diff(t, o.Doc, vector) }

func (o ours) state(t testing.TB) state {
	audit(t, o.Doc)
	s := state{vector: o.StateVector(), update: o.diff(t, nil)}
	for i, root := range fuzzRoots {
		s.texts[i] = o.Text(root)
		if o.seen[root] != s.texts[i] {
			t.Errorf("by its splices the text is\n%q, it is\n%q", o.seen[root], s.texts[i])
		}
	}
	if echo, err := o.echo.Diff(nil); err != nil || !bytes.Equal(echo, s.update) {
		t.Errorf("by its updates the state is\n%x, it is\n%x", echo, s.update)
	}
	return s
}

func (o ours) anchor(t testing.TB, root string, at, assoc int) string {
	b, err := json.Marshal(o.Anchor(root, at, assoc))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func (o ours) offset(t testing.TB, anchor string) int {
	var a Anchor
	if err := json.Unmarshal([]byte(anchor), &a); err != nil {
		t.Fatal(err)
	}
	if _, at, ok := o.Offset(a); ok {
		return at
	}
	return -1
}

// theirs is a document in the Yjs peer; it holds back by itself what has to wait.
type theirs struct {
	peer *peer
	name string
}

func (y theirs) edit(t testing.TB, edits []Edit) []byte {
	c := command{Op: "edit", Doc: y.name}
	for _, e := range edits {
		c.Edits = append(c.Edits, peerEdit(e))
	}
	a := y.peer.do(t, c)
	if len(a.Updates) == 0 {
		return nil
	}
	return a.Updates[0]
}

func (y theirs) apply(t testing.TB, update []byte) bool {
	y.peer.do(t, command{Op: "apply", Doc: y.name, Update: update})
	return true
}

func (y theirs) length(t testing.TB, root string) int {
	a := y.peer.do(t, command{Op: "state", Doc: y.name, Roots: []string{root}})
	return UTF16Len(a.Texts[0])
}

func (y theirs) vector(t testing.TB) []byte {
	return y.peer.do(t, command{Op: "state", Doc: y.name}).Vector
}

func (y theirs) waits(t testing.TB) bool {
	return y.peer.do(t, command{Op: "state", Doc: y.name}).Pending
}

func (y theirs) diff(t testing.TB, vector []byte) []byte {
	return y.peer.do(t, command{Op: "diff", Doc: y.name, Vector: vector}).Update
}

func (y theirs) state(t testing.TB) state {
	a := y.peer.do(t, command{Op: "state", Doc: y.name, Roots: fuzzRoots})
	if a.Pending {
		t.Fatalf("%s waits for something after everything was delivered", y.name)
	}
	return state{[2]string(a.Texts), a.Vector, a.Update}
}

func (y theirs) anchor(t testing.TB, root string, at, assoc int) string {
	return y.peer.do(t, command{Op: "anchor", Doc: y.name, Root: root, At: at, Assoc: assoc}).Anchor
}

func (y theirs) offset(t testing.TB, anchor string) int {
	return y.peer.do(t, command{Op: "offset", Doc: y.name, Anchor: anchor}).At
}

var pieces = []string{
	"a", "b", "Quay", " ", "\n", "on time. ", "é", "e\u0301", "n\u0303o", "😀", "👩‍🚀", "🇨🇭", "𝄞𝄞𝄞", "𠮷野",
	"約束", "守る", "שלום", "مرحبا", "\u202eabc\u202c", "\uFEFF", "\uFFFD", "\x00", "x😀y", "zzzzzzzzzzzzzzzz",
}

// randomEdits make one transaction for a replica; some cut surrogate pairs.
func randomEdits(r *rand.Rand, length func(root string) int) []Edit {
	var edits []Edit
	lengths := map[string]int{}
	for range 1 + r.IntN(5)/4 {
		root := fuzzRoots[r.IntN(5)/4]
		if _, ok := lengths[root]; !ok {
			lengths[root] = length(root)
		}
		e := Edit{Root: root, At: r.IntN(lengths[root] + 1)}
		if r.IntN(3) == 0 {
			e.Delete = r.IntN(min(lengths[root]-e.At, 12) + 1)
		}
		if e.Delete == 0 || r.IntN(3) == 0 {
			e.Insert = pieces[r.IntN(len(pieces))]
		}
		if r.IntN(3) == 0 { // typing on
			e.At = min(e.At, r.IntN(3))
			e.Delete = min(e.Delete, lengths[root]-e.At)
		}
		lengths[root] += UTF16Len(e.Insert) - e.Delete
		edits = append(edits, e)
	}
	return edits
}
