package room

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

func TestSeveralEditsMeanTheTextThatWasRead(t *testing.T) {
	for _, c := range []struct {
		text  string
		edits []coedit.TextEdit
		want  string
	}{
		{"one two three", []coedit.TextEdit{{At: 0, Insert: ">"}, {At: 3, Delete: 4}, {At: 13, Insert: "<"}}, ">one three<"},
		{"abc", []coedit.TextEdit{{At: 1, Insert: "1"}, {At: 1, Insert: "2"}}, "a12bc"},
		{"abc", []coedit.TextEdit{{At: 0, Delete: 1}, {At: 1, Delete: 1, Insert: "B"}, {At: 2, Delete: 1}}, "B"},
		{"a🌙b🚚", []coedit.TextEdit{{At: 1, Delete: 2, Insert: "☾"}, {At: 4, Insert: "🚚"}}, "a☾b🚚🚚"},
		{"שלום", []coedit.TextEdit{{At: 4, Insert: " 👩‍👩‍👧"}}, "שלום 👩‍👩‍👧"},
		{"abc", []coedit.TextEdit{{At: 2}}, "abc"},
	} {
		store := newShelf()
		store.put(vision, []string{words}, "owner+")
		h := open(t, store)
		owner := h.join(vision, "owner")
		owner.write(c.text)
		owner.waitSaved()
		_, seq, err := h.Text(as(t.Context(), "owner"), vision)
		if err == nil {
			_, err = h.Edit(as(t.Context(), "owner"), vision, words, seq, c.edits, 0)
		}
		if err != nil {
			t.Fatal(err)
		}
		owner.waitText(c.want)
		if got := store.text(vision, words); got != c.want {
			t.Errorf("%q with %v is stored as %q", c.text, c.edits, got)
		}
	}
}

func TestNoEditCutsACharacter(t *testing.T) {
	const text = "a🌙b🚚🚚c"
	for _, edits := range [][]coedit.TextEdit{
		{{At: 2, Insert: "x"}},
		{{At: 2, Delete: 1}},
		{{At: 0, Delete: 2}},
		{{At: 1, Delete: 2}, {At: 5, Delete: 2}},
		{{At: 3}, {At: 4, Delete: 3}},
	} {
		if _, err := backwards(words, text, edits); pact.CodeOf(err) != pact.BadInput {
			t.Errorf("%v: %v", edits, err)
		}
	}
	dice := rand.New(rand.NewPCG(5, 5))
	for range 2000 {
		units := ytext.UTF16Len(text)
		first, second := dice.IntN(units+1), dice.IntN(units+1)
		if second < first {
			first, second = second, first
		}
		edits := []coedit.TextEdit{{At: first}, {At: first + dice.IntN(second-first+1)}}
		edits[1].Delete = second - edits[1].At
		cuts := false
		for _, at := range []int{first, edits[1].At, second} {
			cuts = cuts || strings.ContainsRune(ytext.Slice16(text, 0, at), '\uFFFD')
		}
		if _, err := backwards(words, text, edits); (err != nil) != cuts {
			t.Fatalf("%v: %v", edits, err)
		}
	}
}

func TestTheTooOldIsToldHowThingsStand(t *testing.T) {
	store := &forgetful{newShelf()}
	store.put(vision, []string{words}, "owner+")
	h := open(t, store)
	owner := h.join(vision, "owner")
	owner.write("one")
	owner.waitSaved()
	owner.write(" two")
	owner.waitSaved()
	_, err := h.Edit(as(t.Context(), "owner"), vision, words, 1, []coedit.TextEdit{{Insert: "x"}}, 0)
	conflict, ok := errors.AsType[*pact.Error](err)
	if !ok || conflict.Code != pact.Conflict || conflict.State != "2" || len(store.entries(vision)) != 2 {
		t.Errorf("want CONFLICT and the sequence, got %+v", err)
	}
}

// forgetful is a store that knows nothing of the past.
type forgetful struct{ *shelf }

func (f *forgetful) StateAt(context.Context, string, int64) ([]byte, error) {
	return nil, pact.Refuse(pact.Conflict, "That is too long ago.")
}

func TestAnEditOutlivesARoomThatCloses(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+")
	h := open(t, store)
	h.join(vision, "owner")
	h.mu.Lock()
	r := h.rooms[vision]
	h.mu.Unlock()
	r.mu.Lock()
	r.broken = true // and not yet dropped
	r.mu.Unlock()
	done := make(chan error)
	go func() {
		_, err := h.Edit(as(t.Context(), "owner"), vision, words, 0, []coedit.TextEdit{{Insert: "kept"}}, 0)
		done <- err
	}()
	h.drop(r)
	if err := <-done; err != nil || store.text(vision, words) != "kept" {
		t.Errorf("%v, %q", err, store.text(vision, words))
	}
}
