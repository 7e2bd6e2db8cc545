package room

import (
	"context"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"midspan/app/coedit"
	"midspan/app/pact"
)

// pulse is when a peer was last looked after, under the hub's lock. A peer has no timer and no
// goroutine of its own for that: the hub goes round.
type pulse struct {
	pinged, reviewed time.Time
	waits            atomic.Bool // for a pong
	seen             atomic.Bool // by others in the room
}

// begin spreads the rounds of those who come at once.
func (b *pulse) begin(now time.Time, l Limits) {
	b.pinged = now.Add(-rand.N(l.Beat))
	b.reviewed = now.Add(-rand.N(l.Review))
}

// round calls work a few times in every span until the hub closes.
func (h *Hub) round(span time.Duration, work func()) {
	const parts = 8
	tick := time.NewTicker(max(span/parts, time.Millisecond))
	defer tick.Stop()
	for {
		select {
		case <-h.over:
			return
		case <-tick.C:
			work()
		}
	}
}

// ping asks those whose turn it is for a sign of life.
func (h *Hub) ping() {
	for _, p := range h.due(func(p *Peer, now time.Time) bool {
		every := h.limits.Pulse
		if p.pulse.seen.Load() && p.room.company.Load() > 1 {
			every = h.limits.Beat
		}
		if p.pulse.waits.Load() || now.Sub(p.pulse.pinged) < every {
			return false
		}
		p.pulse.pinged = now
		return true
	}) {
		p.pulse.waits.Store(true)
		h.beside(p.ping)
	}
}

// review asks the store what it may have told nobody: news of documents, and changed rights. It
// asks one thing after another, however many there are.
func (h *Hub) review() {
	for _, r := range h.stale() {
		r.refresh()
	}
	for _, p := range h.due(func(p *Peer, now time.Time) bool {
		if now.Sub(p.pulse.reviewed) < h.limits.Review {
			return false
		}
		p.pulse.reviewed = now
		return true
	}) {
		if p.ended() {
			continue
		}
		p.recheck()
	}
}

// due gives the peers whose turn it is.
func (h *Hub) due(turn func(p *Peer, now time.Time) bool) (those []*Peer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := time.Now()
	for p := range h.peers {
		if turn(p, now) {
			those = append(those, p)
		}
	}
	return those
}

// stale gives the rooms in use that were not looked at for a while.
func (h *Hub) stale() (those []*Room) {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := time.Now()
	for _, r := range h.rooms {
		if r.users > 0 && now.Sub(r.looked) >= h.limits.Pulse {
			r.looked = now
			those = append(those, r)
		}
	}
	return those
}

// ping finds out whether somebody is still there. If they do not answer soon, the others do not
// see them any more; if they do not at all, the socket ends.
func (p *Peer) ping() {
	defer p.pulse.waits.Store(false)
	limits := p.room.hub.limits
	late := time.AfterFunc(limits.Hush, func() { p.room.hush(p) })
	defer late.Stop()
	ctx, cancel := context.WithTimeout(context.Background(), limits.Patience)
	defer cancel()
	if p.conn.Ping(ctx) != nil {
		p.end(coedit.CloseTryAgain, "The connection was lost.")
	}
}

// recheck closes the socket if the viewer may not be here any more, or may do more or
// less than when they came: they come back with the rights they have now.
func (p *Peer) recheck() {
	ctx, cancel := p.room.patience(p.ctx)
	defer cancel()
	access, err := p.room.hub.store.May(ctx, p.room.document)
	switch {
	case err != nil && pact.CodeOf(err) != pact.Internal:
		p.end(ending(err))
	case err == nil && access != p.access:
		p.end(coedit.CloseTryAgain, "Your part in this document has changed.")
	}
}
