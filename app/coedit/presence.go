package coedit

import (
	"encoding/json"
	"slices"
	"time"

	"midspan/app/ytext"
)

// Cursor is a selection in a text that stays in place while others write: Anchor is
// where it began, Head where the caret is. It is what Yjs editors put in awareness.
type Cursor struct {
	Anchor ytext.Anchor `json:"anchor"`
	Head   ytext.Anchor `json:"head"`
}

// Presence is what a session says of itself. The server adds who it is.
type Presence struct {
	Cursor  *Cursor `json:"cursor"`            // nil: not in any text
	Section string  `json:"section,omitempty"` // what is read or written; Yjs editors tell only the cursor
	Away    bool    `json:"away,omitempty"`    // put away or asleep, though still connected
}

// Person is how the server names somebody who is there.
type Person struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Side  string `json:"side,omitempty"`
	Color string `json:"color,omitempty"`
}

// Peer is another client in the document; one person may have several.
type Peer struct {
	Client uint32
	Person Person
	Presence
}

// SetPresence changes what others see of this session and gives the frames to send.
func (s *Session) SetPresence(p Presence) [][]byte {
	s.here.mine = p
	if !s.line.open {
		return nil
	}
	return [][]byte{s.here.renew(s.doc.Client(), s.now)}
}

// Peers lists who else is there, by client id.
func (s *Session) Peers() []Peer {
	peers := make([]Peer, 0, len(s.here.others))
	for client, o := range s.here.others {
		if !o.there {
			continue
		}
		at := 0
		for at < len(peers) && peers[at].Client < client {
			at++
		}
		peers = slices.Insert(peers, at, Peer{Client: client, Person: o.person, Presence: o.says})
	}
	return peers
}

// Selection finds where a peer is in the texts as they are now.
func (s *Session) Selection(p Peer) (root string, anchor, head int, ok bool) {
	if p.Cursor == nil {
		return "", 0, 0, false
	}
	root, head, ok = s.doc.Offset(p.Cursor.Head)
	other, anchor, found := s.doc.Offset(p.Cursor.Anchor)
	if !found || other != root {
		anchor = head
	}
	return root, anchor, head, ok
}

// presence is the awareness of a session.
type presence struct {
	client uint32
	clock  uint64
	mine   Presence
	said   time.Time // when the own presence was sent
	others map[uint32]*other
}

type other struct {
	clock  uint64
	there  bool
	heard  time.Time
	person Person
	says   Presence
}

// renew gives the frame that tells the own presence anew.
func (p *presence) renew(client uint32, now time.Time) []byte {
	p.client, p.said = client, now
	p.clock++
	return p.own()
}

func (p *presence) own() []byte {
	state, err := json.Marshal(p.mine)
	if err != nil {
		state = []byte("{}")
	}
	return Encode(Awareness{Entries: []Entry{{Client: p.client, Clock: p.clock, State: state}}})
}

// move gives the frames by which the presence changes its client id.
func (p *presence) move(from, to uint32, now time.Time) [][]byte {
	gone := Encode(Awareness{Entries: []Entry{{Client: from, Clock: p.clock + 1}}})
	p.mine.Cursor, p.clock = nil, 0
	return [][]byte{gone, p.renew(to, now)}
}

// meet takes in what the server tells of others, by the rules of y-protocols: the
// higher clock counts, and at the same clock that somebody is gone.
func (s *Session) meet(entries []Entry, out *Outcome) {
	for _, e := range entries {
		if e.Client == s.doc.Client() {
			s.insist(e, out)
			continue
		}
		o := s.here.others[e.Client]
		if o == nil {
			o = &other{}
			s.here.others[e.Client] = o
		} else if e.Clock < o.clock || (e.Clock == o.clock && (e.State != nil || !o.there)) {
			continue
		}
		o.hear(e, s.now)
		out.Presence = true
	}
}

// insist contradicts whoever says that this session is gone.
func (s *Session) insist(e Entry, out *Outcome) {
	if e.State == nil && e.Clock >= s.here.clock {
		s.here.clock = e.Clock
		out.Send = append(out.Send, s.here.renew(s.doc.Client(), s.now))
	}
}

func (o *other) hear(e Entry, now time.Time) {
	o.clock, o.heard = e.Clock, now
	o.there, o.person, o.says = e.State != nil, Person{}, Presence{}
	var fields map[string]json.RawMessage
	if !o.there || json.Unmarshal(e.State, &fields) != nil {
		return
	}
	_ = json.Unmarshal(fields["user"], &o.person) // unnamed, then
	// What is not in our terms says nothing; they are there all the same.
	if json.Unmarshal(fields["cursor"], &o.says.Cursor) != nil {
		o.says.Cursor = nil
	}
	_ = json.Unmarshal(fields["section"], &o.says.Section)
	_ = json.Unmarshal(fields["away"], &o.says.Away)
}

// expire forgets who has not renewed their presence and says whether that is news.
func (p *presence) expire(now time.Time) (news bool) {
	for client, o := range p.others {
		if now.Sub(o.heard) >= Expiry {
			news = news || o.there
			delete(p.others, client)
		}
	}
	return news
}

// start sets the clock for those met before the time was known.
func (p *presence) start(now time.Time) {
	for _, o := range p.others {
		o.heard = now
	}
}

// alone forgets everybody: without a connection nobody is there.
func (p *presence) alone() { clear(p.others) }
