package room

import (
	"container/list"
	"context"
	"sync"
	"sync/atomic"
	"time"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// Room is one live document. Its lock is held from judging an update until it is
// stored and relayed, which gives everybody one order.
type Room struct {
	hub      *Hub
	document string

	// Guarded by the hub's lock.
	users  int
	place  *list.Element
	weight int64
	looked time.Time // for news, because nobody told of any

	company atomic.Int32 // how many peers there are, for whoever has no lock

	mu       sync.Mutex
	broken   bool // lost touch with the store: closed, never used again
	doc      *ytext.Doc
	seq      int64
	sections map[string]bool
	touched  map[string]bool   // sections whose text changed since the last update was stored
	owners   map[uint32]string // client id to user, as far as this room has seen them bound
	bursts   map[string]time.Time
	peers    map[*Peer]struct{}
	present  presence
	snapshot snapshot
	current  time.Time // when the store was last asked for more
}

func newRoom(h *Hub, document string) *Room {
	return &Room{
		hub: h, document: document,
		touched: map[string]bool{}, owners: map[uint32]string{},
		bursts: map[string]time.Time{}, peers: map[*Peer]struct{}{}, present: presence{},
	}
}

// relay sends an update to all in the room but one.
func (r *Room) relay(update []byte, but *Peer) {
	frame := coedit.Encode(coedit.Update{Update: update})
	for p := range r.peers {
		if p != but {
			p.send(frame)
		}
	}
}

// fail closes a room that cannot tell any more what is stored: everybody comes back to
// a fresh one.
func (r *Room) fail(doing string, err error) {
	r.hub.log.Error("document closed", "document", r.document, "doing", doing, "error", err)
	r.breakUp()
}

func (r *Room) breakUp() {
	r.broken = true
	r.hub.drop(r)
	for p := range r.peers {
		p.end(coedit.CloseTryAgain, "The server could not do this now. Try again.")
	}
}

// patience lets work for the store outlive the socket it came from, but not for ever.
func (r *Room) patience(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), r.hub.limits.Patience)
}

// join takes a peer in: they are told what the server has and who is there.
func (r *Room) join(p *Peer) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken {
		return false
	}
	if p.ended() { // and has left before they came
		return true
	}
	r.peers[p] = struct{}{}
	r.company.Store(int32(len(r.peers)))
	p.send(coedit.Encode(coedit.Step1{StateVector: r.doc.StateVector()}))
	r.tell(p)
	return true
}

// leave takes a peer out and tells the others.
func (r *Room) leave(p *Peer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.peers, p)
	r.company.Store(int32(len(r.peers)))
	r.announce(r.present.leave(p))
}

// hush tells the others that a peer is gone that gives no sign of life. The peer is told so as
// well, and contradicts if that comes through: clients of the protocol do.
func (r *Room) hush(p *Peer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p.pulse.seen.Store(false)
	r.announce(r.present.leave(p))
}

// receive acts on a frame from a peer.
func (r *Room) receive(p *Peer, m coedit.Message) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken || p.ended() {
		return
	}
	switch m := m.(type) {
	case coedit.Hello:
		p.hello(r.seq)
	case coedit.Step1:
		r.answer(p, m.StateVector)
	case coedit.Step2:
		r.update(p, m.Update, true)
	case coedit.Update:
		r.update(p, m.Update, false)
	case coedit.Awareness:
		r.announce(r.present.take(p, m.Entries, r.hub.now()))
		p.pulse.seen.Store(r.present.shows(p))
	case coedit.Query:
		r.tell(p)
	}
}

func (r *Room) answer(p *Peer, stateVector []byte) {
	if len(stateVector) == 0 {
		stateVector = nil
	}
	diff, err := r.doc.Diff(stateVector)
	if err != nil {
		p.end(coedit.CloseMalformed, "This is not a state vector.")
		return
	}
	p.owe(len(diff) >> 14) // what is asked for counts as well, though less than what is sent
	p.send(coedit.Encode(coedit.Step2{Update: diff}))
}

// announce sends presences to everybody, their own clients included: a stock client
// that hears nothing for 30 seconds reconnects.
func (r *Room) announce(entries []coedit.Entry) {
	if len(entries) == 0 {
		return
	}
	frame := coedit.Encode(coedit.Awareness{Entries: entries})
	for p := range r.peers {
		p.send(frame)
	}
}

func (r *Room) tell(p *Peer) {
	if all := r.present.all(r.hub.now()); len(all) > 0 {
		p.send(coedit.Encode(coedit.Awareness{Entries: all}))
	}
}

// update takes an update of a peer and answers. whole says that it holds all that the
// peer has.
func (r *Room) update(p *Peer, bytes []byte, whole bool) {
	p.number++
	if p.refused || (p.lacking && !whole) {
		return
	}
	switch err := r.take(p.ctx, p.access, p, bytes); {
	case err == nil:
		p.lacking = false
		p.stored(r.seq)
	case err == errLacking && !whole:
		p.lacking = true
		p.send(coedit.Encode(coedit.Step1{StateVector: r.doc.StateVector()}))
	case pact.CodeOf(err) == pact.Internal:
		r.fail("store", err)
	default:
		p.refuse(err)
	}
}
