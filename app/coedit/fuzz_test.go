package coedit

import (
	"bytes"
	"errors"
	"testing"

	"midspan/app/ytext"
)

// Whatever a browser's database gives back, damaged or of another document: the
// session takes it or refuses it, and goes on.
func FuzzRestore(f *testing.F) {
	state, later := writtenElsewhere(f)
	f.Add(state, later, later)
	f.Add([]byte{}, later, state)
	f.Add(state[:len(state)-2], later[1:], []byte{0, 0})
	f.Fuzz(func(t *testing.T, state, first, second []byte) {
		given := bytes.Clone(state)
		s := NewSession(Options{Client: 1, Fresh: func() uint32 { return 77 }})
		err := s.Restore(state, []Pending{{Key{1, 3}, first}, {Key{9, 1}, second}})
		if !bytes.Equal(given, state) {
			t.Fatal("the state was written to")
		}
		if e := (*ytext.Error)(nil); err != nil && !errors.As(err, &e) {
			t.Fatalf("not a typed error: %v", err)
		}
		if err != nil && (s.Unsent() > 0 || len(s.Doc().Roots()) > 0) {
			t.Fatal("refused, but something of it was taken")
		}
		s.Open()
		length := s.Doc().Len("mine")
		p, err := s.Edit(ytext.Edit{Root: "mine", At: length, Insert: "typed"})
		if err != nil {
			if length+5 <= MaxSection {
				t.Fatal(err)
			}
			return
		}
		if p[0].Client == 1 && p[0].Number == 3 {
			t.Fatal("the key of a change that is kept is given again")
		}
		s.Receive(Encode(Welcome{Version, true, 1}))
		s.Receive(Encode(Step1{ytext.New(0).StateVector()}))
		s.Receive(Encode(Step2{[]byte{0, 0}})) // what builds on text nobody has is given up
		s.Kept(p[0].Key)
		if s.Unsent() == 0 || s.State() == Saved {
			t.Fatalf("%d changes are unsent, and it says %s", s.Unsent(), s.State())
		}
	})
}

// Whatever others say of themselves, each is there, and no caret is outside of
// the text.
func FuzzPresence(f *testing.F) {
	state, _ := writtenElsewhere(f)
	for _, says := range []string{
		`{}`,
		`{"user":{"name":"Owner","color":"#30bced"},"cursor":{"anchor":{"type":null,"tname":"words","item":{"client":3,"clock":1},"assoc":0},"head":{"tname":"words","item":null,"assoc":-1}}}`,
		`{"user":7,"cursor":{"head":{"item":{"client":-1}}},"section":["words"],"away":"yes"}`,
		`{"cursor":{"anchor":null,"head":{"item":{"client":4294967295,"clock":18446744073709551615}}}}`,
	} {
		f.Add([]byte(says), uint64(1))
	}
	f.Fuzz(func(t *testing.T, says []byte, clock uint64) {
		s := NewSession(Options{Client: 1})
		if err := s.Restore(state, nil); err != nil {
			t.Fatal(err)
		}
		s.Open()
		e := Entry{Client: 9, Clock: clock, State: says}
		out, err := s.Receive(Encode(Awareness{[]Entry{e, {Client: 1, Clock: clock, State: says}}}))
		if err != nil {
			if !errors.Is(err, ErrMalformed) || len(s.Peers()) > 0 {
				t.Fatal(err, s.Peers())
			}
			return
		}
		for _, p := range s.Peers() {
			root, anchor, head, ok := s.Selection(p)
			if n := s.Doc().Len(root); p.Client != 9 || ok && (anchor < 0 || anchor > n || head < 0 || head > n) {
				t.Fatalf("%+v is at %d, %d in a text of %d", p, anchor, head, n)
			}
		}
		gone := bytes.Equal(bytes.TrimSpace(says), null)
		if gone != (len(s.Peers()) == 0) || !out.Presence {
			t.Fatalf("%q shows %+v", says, s.Peers())
		}
	})
}

// writtenElsewhere is a state and a change that builds on it.
func writtenElsewhere(f *testing.F) (state, later []byte) {
	d := ytext.New(3)
	for _, e := range []ytext.Edit{{Insert: "some 😀 words"}, {At: 4, Delete: 3}, {At: 4, Insert: " 約束 "}} {
		e.Root = "words"
		state, _ = d.Diff(nil)
		u, err := d.Edit(nil, e)
		if err != nil {
			f.Fatal(err)
		}
		later = u
	}
	return state, later
}
