//go:build !js

package ytext

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"testing"
)

// replica is one participant of a fuzz, ours or a real Yjs.
type replica interface {
	edit(t testing.TB, edits []Edit) (updates [][]byte)
	// apply reports false if the update has to wait for another.
	apply(t testing.TB, update []byte) bool
	// waits tells that updates are held back until others come; a real Yjs
	// hands those on in its differences.
	waits() bool
	text(root string) string
	vector(t testing.TB) []byte
	diff(t testing.TB, vector []byte) []byte
	state(t testing.TB) state
	anchor(t testing.TB, root string, at, assoc int) string // as JSON
	offset(t testing.TB, anchor string) int
}

type state struct {
	texts          [2]string
	vector, update []byte
	deletes        []Range
}

func newState(t testing.TB, texts []string, vector, update []byte) state {
	t.Helper()
	s, err := Inspect(update)
	if err != nil {
		t.Fatal(err)
	}
	return state{[2]string(texts), vector, update, s.Deletes}
}

func (s state) mustEqual(t testing.TB, other state, who string) {
	t.Helper()
	if s.texts != other.texts {
		t.Errorf("%s has the texts\n%q, replica 0\n%q", who, other.texts, s.texts)
	}
	if !bytes.Equal(s.vector, other.vector) {
		t.Errorf("%s has the state vector %v, replica 0 %v", who, other.vector, s.vector)
	}
	if !slices.Equal(s.deletes, other.deletes) {
		t.Errorf("%s has the delete set %v, replica 0 %v", who, other.deletes, s.deletes)
	}
	if !bytes.Equal(s.update, other.update) {
		t.Errorf("%s encodes to %d bytes\n%x, replica 0 to %d\n%x", who, len(other.update), other.update, len(s.update), s.update)
	}
}

// ours is watched: by a text that follows the splices only, and by a document
// that follows the updates only.
type ours struct {
	*Doc
	undo *UndoManager
	seen map[string]string
	echo *Doc
}

func newOurs(t testing.TB, client uint32) ours {
	d := New(client)
	o := ours{d, NewUndoManager(d), map[string]string{}, New(0)}
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

func (o ours) edit(t testing.TB, edits []Edit) [][]byte {
	u, err := o.Edit(nil, edits...)
	if err != nil {
		t.Fatal(err)
	}
	if u == nil {
		return nil
	}
	return [][]byte{u}
}

func (o ours) apply(t testing.TB, update []byte) bool {
	_, ok := o.take(t, update)
	return ok
}

func (o ours) take(t testing.TB, update []byte) (added []byte, ok bool) {
	added, err := o.Apply(update, nil)
	var e *Error
	if errors.As(err, &e) && e.Code == Missing {
		return nil, false
	}
	if err != nil {
		t.Fatal(err)
	}
	return added, true
}

func (o ours) waits() bool { return false }

func (o ours) text(root string) string { return o.Text(root) }

func (o ours) vector(testing.TB) []byte { return o.StateVector() }

func (o ours) diff(t testing.TB, vector []byte) []byte { return diff(t, o.Doc, vector) }

func (o ours) state(t testing.TB) state {
	audit(t, o.Doc)
	var texts []string
	for _, root := range fuzzRoots {
		texts = append(texts, o.Text(root))
		if o.seen[root] != o.Text(root) {
			t.Errorf("by its splices the text is\n%q, it is\n%q", o.seen[root], o.Text(root))
		}
	}
	s := newState(t, texts, o.StateVector(), o.diff(t, nil))
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
	last answer // what it shows
}

func newTheirs(t testing.TB, p *peer, name string, client uint32) *theirs {
	y := &theirs{peer: p, name: name}
	y.do(t, command{Op: "open", Client: client})
	return y
}

func (y *theirs) do(t testing.TB, c command) answer {
	c.Doc, c.Roots = y.name, fuzzRoots
	a := y.peer.do(t, c)
	if a.Texts != nil {
		y.last = a
	}
	return a
}

func (y *theirs) edit(t testing.TB, edits []Edit) [][]byte {
	c := command{Op: "edit"}
	for _, e := range edits {
		c.Edits = append(c.Edits, peerEdit(e))
	}
	return y.do(t, c).Updates
}

func (y *theirs) apply(t testing.TB, update []byte) bool {
	y.do(t, command{Op: "apply", Update: update})
	return true
}

func (y *theirs) waits() bool { return y.last.Pending }

func (y *theirs) text(root string) string { return y.last.Texts[slices.Index(fuzzRoots, root)] }

func (y *theirs) vector(t testing.TB) []byte { return y.do(t, command{Op: "state"}).Vector }

func (y *theirs) diff(t testing.TB, vector []byte) []byte {
	return y.do(t, command{Op: "diff", Vector: vector}).Update
}

func (y *theirs) state(t testing.TB) state {
	a := y.do(t, command{Op: "state"})
	if a.Pending {
		t.Fatalf("%s waits for something after everything was delivered", y.name)
	}
	return newState(t, a.Texts, a.Vector, a.Update)
}

func (y *theirs) anchor(t testing.TB, root string, at, assoc int) string {
	return y.do(t, command{Op: "anchor", Root: root, At: at, Assoc: assoc}).Anchor
}

func (y *theirs) offset(t testing.TB, anchor string) int {
	return y.do(t, command{Op: "offset", Anchor: anchor}).At
}

// twins are ours and a Yjs of the same id that go through the same: whatever
// comes out of them is the same, to the byte.
type twins struct {
	ours
	yjs *theirs
}

func (w twins) edit(t testing.TB, edits []Edit) [][]byte {
	updates := w.ours.edit(t, edits)
	w.alike(t, updates, w.yjs.edit(t, edits))
	return updates
}

func (w twins) apply(t testing.TB, update []byte) bool {
	added, ok := w.take(t, update)
	if !ok {
		return false
	}
	var updates [][]byte
	if added != nil {
		updates = [][]byte{added}
	}
	w.alike(t, updates, w.yjs.do(t, command{Op: "apply", Update: update}).Updates)
	return true
}

func (w twins) alike(t testing.TB, ours, yjs [][]byte) {
	t.Helper()
	if !slices.EqualFunc(ours, yjs, bytes.Equal) {
		t.Fatalf("the update is %x, of Yjs %x", ours, yjs)
	}
	for _, root := range fuzzRoots {
		if w.Text(root) != w.yjs.text(root) {
			t.Fatalf("it reads %q, in Yjs %q", w.Text(root), w.yjs.text(root))
		}
	}
}

func (w twins) state(t testing.TB) state {
	s := w.ours.state(t)
	s.mustEqual(t, w.yjs.state(t), "its twin in Yjs")
	return s
}
