package room

import (
	"encoding/json"
	"slices"
	"time"

	"midspan/app/coedit"
)

// presence is who is in a document, by client id. It belongs to the room, under its lock.
type presence map[uint32]*being

// being is one client. It belongs to the peer that announced it first. Those who left
// are remembered a while by their clock, because clients repeat what they hear and a
// late repetition must not bring anybody back.
type being struct {
	coedit.Entry
	peer *Peer // nil: gone
	at   time.Time
}

const (
	mostOwn    = 64                // client ids of one person
	mostHere   = coedit.MaxEntries // client ids of a document: those beyond see and write, and are not seen
	remembered = 5 * time.Minute   // how long the clock of one who left is kept, if there is room
)

// take notes what a peer says of itself and gives what is news for the others. What it
// repeats of others is dropped.
func (s presence) take(from *Peer, entries []coedit.Entry, now time.Time) []coedit.Entry {
	s.forget(func(b *being) bool { return now.Sub(b.at) > remembered })
	var news []coedit.Entry
	for _, e := range entries {
		b := s[e.Client]
		switch {
		case b == nil || b.peer == nil:
			if e.State == nil || (b != nil && e.Clock <= b.Clock) || !s.admits(from) {
				continue
			}
			b = &being{peer: from}
			s[e.Client] = b
		case !b.speaks(from, e):
			continue
		}
		b.Entry, b.peer, b.at = signed(e, from.access.Person), from, now
		if b.State == nil {
			b.peer = nil
		}
		news = append(news, b.Entry)
	}
	return news
}

// speaks says whether a peer may say this of a client: its own, or one of the same
// person that came back on another socket.
func (b *being) speaks(from *Peer, e coedit.Entry) bool {
	if b.peer == from {
		return e.Clock > b.Clock || (e.Clock == b.Clock && e.State == nil)
	}
	return e.Clock > b.Clock && b.peer.access.Person.ID == from.access.Person.ID
}

// leave gives the entries that tell the others that a peer is gone.
func (s presence) leave(p *Peer) []coedit.Entry {
	var gone []coedit.Entry
	for _, b := range s {
		if b.peer == p {
			b.peer, b.State = nil, nil
			gone = append(gone, b.Entry)
		}
	}
	return gone
}

// all gives those who are there, leaving out whoever went silent.
func (s presence) all(now time.Time) []coedit.Entry {
	var here []coedit.Entry
	for _, b := range s {
		if b.peer != nil && now.Sub(b.at) < coedit.Expiry {
			here = append(here, b.Entry)
		}
	}
	slices.SortFunc(here, func(a, b coedit.Entry) int { return int(int64(a.Client) - int64(b.Client)) })
	return here[:min(len(here), coedit.MaxEntries)]
}

// admits makes room for one more of a peer's, if there may be one.
func (s presence) admits(p *Peer) bool {
	if len(s) >= mostHere {
		s.forget(func(*being) bool { return true })
	}
	own := 0
	for _, b := range s {
		if b.peer != nil && b.peer.access.Person.ID == p.access.Person.ID {
			own++
		}
	}
	return own < mostOwn && len(s) < mostHere
}

// shows says whether the others see a peer.
func (s presence) shows(p *Peer) bool {
	for _, b := range s {
		if b.peer == p {
			return true
		}
	}
	return false
}

// forget drops those who left, where it is time.
func (s presence) forget(time func(*being) bool) {
	for client, b := range s {
		if b.peer == nil && time(b) {
			delete(s, client)
		}
	}
}

// signed puts the name the server knows over whatever a client calls itself.
func signed(e coedit.Entry, who Person) coedit.Entry {
	if e.State == nil {
		return e
	}
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(e.State, &fields) != nil {
		fields = map[string]json.RawMessage{}
	}
	user, _ := json.Marshal(who) // strings only
	fields["user"] = user
	state, err := json.Marshal(fields)
	if err != nil || len(state) > coedit.MaxPresence {
		state, _ = json.Marshal(map[string]json.RawMessage{"user": user})
	}
	e.State = state
	return e
}
