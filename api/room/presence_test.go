package room

import (
	"encoding/json"
	"testing"
	"time"

	"midspan/app/coedit"
	"midspan/app/ytext"
)

func TestEachSeesWhoIsThereAndWhere(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	owner.write("Hello there")
	sponsor.waitText("Hello there")

	owner.mu.Lock()
	doc := owner.session.Doc()
	owner.send(owner.session.SetPresence(coedit.Presence{Cursor: &coedit.Cursor{
		Anchor: doc.Anchor(words, 6, 0), Head: doc.Anchor(words, 11, 0),
	}}))
	owner.mu.Unlock()
	sponsor.wait("owner's selection is seen", func() bool { return len(sponsor.session.Peers()) == 1 && sponsor.session.Peers()[0].Cursor != nil })
	if err := sponsor.edit(ytext.Edit{Root: words, Insert: "¡"}); err != nil {
		t.Fatal(err)
	}
	sponsor.mu.Lock()
	p := sponsor.session.Peers()[0]
	root, anchor, head, ok := sponsor.session.Selection(p)
	sponsor.mu.Unlock()
	if root != words || anchor != 7 || head != 12 || !ok {
		t.Errorf("selection %s %d %d %v", root, anchor, head, ok)
	}
	if p.Person != (coedit.Person{ID: "owner", Name: "The real owner", Side: "LEFT", Color: "#336699"}) {
		t.Errorf("%+v", p.Person)
	}
	owner.hangUp()
	sponsor.wait("owner is gone", func() bool { return len(sponsor.session.Peers()) == 0 })
	owner.connect()
	sponsor.wait("owner is back", func() bool { return len(sponsor.session.Peers()) == 1 })
}

func entry(client uint32, clock uint64, state string) coedit.Entry {
	e := coedit.Entry{Client: client, Clock: clock}
	if state != "" {
		e.State = json.RawMessage(state)
	}
	return e
}

func TestNobodySpeaksForAnother(t *testing.T) {
	owner := &Peer{access: Access{Person: Person{ID: "owner", Name: "Owner"}}}
	again := &Peer{access: owner.access}
	sponsor := &Peer{access: Access{Person: Person{ID: "sponsor", Name: "Sponsor"}}}
	now := time.Unix(1000, 0)
	s := presence{}
	steps := []struct {
		what  string
		from  *Peer
		entry coedit.Entry
		news  bool
	}{
		{"owner comes", owner, entry(1, 5, `{"user":{"name":"Boss"},"cursor":null}`), true},
		{"sponsor repeats it", sponsor, entry(1, 5, `{}`), false},
		{"sponsor moves her", sponsor, entry(1, 6, `{}`), false},
		{"sponsor removes her", sponsor, entry(1, 5, ""), false},
		{"the same again", owner, entry(1, 5, `{}`), false},
		{"an older one", owner, entry(1, 4, `{}`), false},
		{"she moves", owner, entry(1, 6, `{}`), true},
		{"her other tab speaks for her", again, entry(1, 7, `{}`), true},
		{"she leaves", again, entry(1, 7, ""), true},
		{"sponsor repeats her late", sponsor, entry(1, 7, `{}`), false},
		{"sponsor brings nobody back", sponsor, entry(1, 6, `{}`), false},
		{"nobody leaves who was never here", sponsor, entry(2, 1, ""), false},
		{"she comes back", owner, entry(1, 8, `{}`), true},
	}
	for _, c := range steps {
		if news := s.take(c.from, []coedit.Entry{c.entry}, now); (len(news) == 1) != c.news {
			t.Errorf("%s: %v", c.what, news)
		}
	}
	var state struct{ User Person }
	if err := json.Unmarshal(s[1].State, &state); err != nil || state.User.Name != "Owner" {
		t.Errorf("%s", s[1].State)
	}
	if gone := s.leave(owner); len(gone) != 1 || gone[0].State != nil || len(s.all(now)) != 0 {
		t.Error("she is still there")
	}
	s.take(sponsor, []coedit.Entry{entry(3, 1, `{}`)}, now.Add(time.Hour))
	if len(s) != 1 {
		t.Error("who left is remembered for ever")
	}
	for c := range uint32(100) {
		s.take(sponsor, []coedit.Entry{entry(100+c, 1, `{}`)}, now)
	}
	if len(s) > mostOwn {
		t.Error("one socket fills the room")
	}
}
