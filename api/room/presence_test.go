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
	store.put(vision, []string{words}, "mara+", "theo+")
	h := open(t, store)
	mara, theo := h.join(vision, "mara"), h.join(vision, "theo")
	mara.write("Hello there")
	theo.waitText("Hello there")

	mara.mu.Lock()
	doc := mara.session.Doc()
	mara.send(mara.session.SetPresence(coedit.Presence{Cursor: &coedit.Cursor{
		Anchor: doc.Anchor(words, 6, 0), Head: doc.Anchor(words, 11, 0),
	}}))
	mara.mu.Unlock()
	theo.wait("mara's selection is seen", func() bool { return len(theo.session.Peers()) == 1 && theo.session.Peers()[0].Cursor != nil })
	if err := theo.edit(ytext.Edit{Root: words, Insert: "¡"}); err != nil {
		t.Fatal(err)
	}
	theo.mu.Lock()
	p := theo.session.Peers()[0]
	root, anchor, head, ok := theo.session.Selection(p)
	theo.mu.Unlock()
	if root != words || anchor != 7 || head != 12 || !ok {
		t.Errorf("selection %s %d %d %v", root, anchor, head, ok)
	}
	if p.Person != (coedit.Person{ID: "mara", Name: "The real mara", Side: "LEFT", Color: "#336699"}) {
		t.Errorf("%+v", p.Person)
	}
	mara.hangUp()
	theo.wait("mara is gone", func() bool { return len(theo.session.Peers()) == 0 })
	mara.connect()
	theo.wait("mara is back", func() bool { return len(theo.session.Peers()) == 1 })
}

func entry(client uint32, clock uint64, state string) coedit.Entry {
	e := coedit.Entry{Client: client, Clock: clock}
	if state != "" {
		e.State = json.RawMessage(state)
	}
	return e
}

func TestNobodySpeaksForAnother(t *testing.T) {
	mara := &Peer{access: Access{Person: Person{ID: "mara", Name: "Mara"}}}
	again := &Peer{access: mara.access}
	theo := &Peer{access: Access{Person: Person{ID: "theo", Name: "Theo"}}}
	now := time.Unix(1000, 0)
	s := presence{}
	steps := []struct {
		what  string
		from  *Peer
		entry coedit.Entry
		news  bool
	}{
		{"mara comes", mara, entry(1, 5, `{"user":{"name":"Boss"},"cursor":null}`), true},
		{"theo repeats it", theo, entry(1, 5, `{}`), false},
		{"theo moves her", theo, entry(1, 6, `{}`), false},
		{"theo removes her", theo, entry(1, 5, ""), false},
		{"the same again", mara, entry(1, 5, `{}`), false},
		{"an older one", mara, entry(1, 4, `{}`), false},
		{"she moves", mara, entry(1, 6, `{}`), true},
		{"her other tab speaks for her", again, entry(1, 7, `{}`), true},
		{"she leaves", again, entry(1, 7, ""), true},
		{"theo repeats her late", theo, entry(1, 7, `{}`), false},
		{"theo brings nobody back", theo, entry(1, 6, `{}`), false},
		{"nobody leaves who was never here", theo, entry(2, 1, ""), false},
		{"she comes back", mara, entry(1, 8, `{}`), true},
	}
	for _, c := range steps {
		if news := s.take(c.from, []coedit.Entry{c.entry}, now); (len(news) == 1) != c.news {
			t.Errorf("%s: %v", c.what, news)
		}
	}
	var state struct{ User Person }
	if err := json.Unmarshal(s[1].State, &state); err != nil || state.User.Name != "Mara" {
		t.Errorf("%s", s[1].State)
	}
	if gone := s.leave(mara); len(gone) != 1 || gone[0].State != nil || len(s.all(now)) != 0 {
		t.Error("she is still there")
	}
	s.take(theo, []coedit.Entry{entry(3, 1, `{}`)}, now.Add(time.Hour))
	if len(s) != 1 {
		t.Error("who left is remembered for ever")
	}
	for c := range uint32(100) {
		s.take(theo, []coedit.Entry{entry(100+c, 1, `{}`)}, now)
	}
	if len(s) > mostOwn {
		t.Error("one socket fills the room")
	}
}
