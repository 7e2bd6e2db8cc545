// Package room keeps documents live. A Hub holds the documents in memory, one Room
// each; a Peer is one socket in a room. The order of a write is always: may they,
// is it sound, store it, and only then acknowledge and relay it. What is in memory
// while a room is unlocked is therefore durable.
package room

import (
	"container/list"
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"midspan/app/coedit"
	"midspan/app/pact"
)

// Hub holds the live documents of this process. It is safe for concurrent use.
type Hub struct {
	store  Store
	limits Limits
	log    *slog.Logger
	now    func() time.Time

	rechecks atomic.Int64 // how often somebody's part was looked at anew

	mu      sync.Mutex
	rooms   map[string]*Room
	idle    *list.List // rooms nobody uses, the last left in front
	memory  int64      // bytes of all rooms
	peers   map[*Peer]struct{}
	people  people
	closing bool
	over    chan struct{}  // closed with closing
	work    sync.WaitGroup // sockets, pings and snapshots under way
}

// NewHub makes an empty hub over a store. It works until it is closed.
func NewHub(store Store, limits Limits, log *slog.Logger) *Hub {
	h := &Hub{
		store: store, limits: limits, log: log, now: time.Now,
		rooms: map[string]*Room{}, idle: list.New(), over: make(chan struct{}),
		peers: map[*Peer]struct{}{}, people: people{},
	}
	go h.round(min(limits.Beat, limits.Pulse), h.ping)
	go h.round(min(limits.Pulse, limits.Review), h.review)
	return h
}

// Serve speaks the protocol of coedit on a socket until it ends, and closes it. ctx
// carries the viewer. When ctx ends, so does the socket: with the close code of its
// cause if that is a *pact.Error (signed out, removed), 4401 if its deadline passed
// (the token expired), 1001 otherwise.
func (h *Hub) Serve(ctx context.Context, conn *websocket.Conn, document string) error {
	p, err := h.admit(ctx, conn, document)
	if err != nil {
		code, reason := ending(err)
		_ = conn.Close(websocket.StatusCode(code), clip(reason))
		return err
	}
	defer h.dismiss(p)
	return p.run()
}

// admit asks whether the viewer may see the document and makes their peer in its room.
func (h *Hub) admit(ctx context.Context, conn *websocket.Conn, document string) (*Peer, error) {
	before := h.rechecks.Load()
	access, err := h.store.May(ctx, document)
	if err != nil {
		return nil, err
	}
	r, err := h.open(ctx, document)
	if err != nil {
		return nil, err
	}
	p := newPeer(ctx, r, conn, access)
	if err := h.enlist(p); err != nil {
		h.release(r)
		return nil, err
	}
	if h.rechecks.Load() != before { // what changed since they were asked was not said to them
		p.recheck()
	}
	return p, nil
}

func (h *Hub) enlist(p *Peer) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	who := h.people.of(p.access.Person.ID, h.limits)
	switch {
	case h.closing:
		return errClosing
	case who.sockets >= h.limits.Sockets:
		return &pact.Error{
			Code: pact.Limited, RetryAfter: time.Minute,
			Message: "You have too many documents open. Nothing was lost; close some tabs and come back.",
		}
	}
	who.sockets++
	p.rate = who.rate
	p.pulse.begin(time.Now(), h.limits)
	h.peers[p] = struct{}{}
	h.work.Add(1)
	return nil
}

func (h *Hub) dismiss(p *Peer) {
	h.release(p.room)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.people[p.access.Person.ID].sockets--
	delete(h.peers, p)
	h.work.Done()
}

// Text gives the texts of a document by section key, and their sequence.
func (h *Hub) Text(ctx context.Context, document string) (texts map[string]string, seq int64, err error) {
	if _, err := h.store.May(ctx, document); err != nil {
		return nil, 0, err
	}
	r, err := h.open(ctx, document)
	if err != nil {
		return nil, 0, err
	}
	defer h.release(r)
	r.mu.Lock()
	defer r.mu.Unlock()
	texts = map[string]string{}
	for section := range r.sections {
		texts[section] = r.doc.Text(section)
	}
	return texts, r.seq, nil
}

// Notify tells that another replica stored updates of a document, so that those who
// have it open here see them. It does nothing for a document that is not loaded. It
// waits for the room, so a Store must not call it from within its own methods.
func (h *Hub) Notify(ctx context.Context, document string, seq int64) error {
	h.mu.Lock()
	r := h.rooms[document]
	h.mu.Unlock()
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken || r.doc == nil || r.seq >= seq {
		return nil
	}
	return r.catchUp(ctx)
}

// Reload has a document loaded anew because its sections changed: everybody who has it
// open comes back to it.
func (h *Hub) Reload(document string) {
	h.mu.Lock()
	r := h.rooms[document]
	h.mu.Unlock()
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.breakUp()
}

// Expel closes the sockets of a user at once, in some documents or in all: they were
// removed. An empty user means everybody.
func (h *Hub) Expel(user string, documents ...string) {
	for _, p := range h.those(user, documents) {
		p.end(coedit.CloseForbidden, "You no longer take part here.")
	}
}

// Recheck asks the store again what a user may do in the documents they have open, and
// closes the sockets for which the answer changed. An empty user means everybody.
func (h *Hub) Recheck(user string, documents ...string) {
	h.rechecks.Add(1)
	for _, p := range h.those(user, documents) {
		p.recheck()
	}
}

func (h *Hub) those(user string, documents []string) []*Peer {
	h.mu.Lock()
	defer h.mu.Unlock()
	var found []*Peer
	for p := range h.peers {
		if p.is(user, documents) {
			found = append(found, p)
		}
	}
	return found
}

// Load is how much a hub has in hand, for those who watch the server.
type Load struct {
	Sockets, Documents int
	Bytes              int64 // of all loaded documents, about
}

// Load tells how much the hub has in hand now.
func (h *Hub) Load() Load {
	h.mu.Lock()
	defer h.mu.Unlock()
	return Load{Sockets: len(h.peers), Documents: len(h.rooms), Bytes: h.memory}
}

// Close ends all sockets with 1012 and waits for what is under way, or for ctx.
func (h *Hub) Close(ctx context.Context) error {
	h.mu.Lock()
	if !h.closing {
		h.closing = true
		close(h.over)
	}
	h.mu.Unlock()
	for _, p := range h.those("", nil) {
		p.end(coedit.CloseRestart, "The server restarts.")
	}
	done := make(chan struct{})
	go func() { h.work.Wait(); close(done) }()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

var (
	errClosing = errors.New("room: the server stops")
	errBroken  = errors.New("room: lost touch with the store")
)

// ending gives the close code and the sentence for an error.
func ending(err error) (coedit.CloseCode, string) {
	if errors.Is(err, errClosing) {
		return coedit.CloseRestart, "The server restarts."
	}
	if e, ok := errors.AsType[*pact.Error](err); ok && e.Code != pact.Internal {
		return coedit.CloseCodeOf(err), e.Message
	}
	return coedit.CloseTryAgain, "The server could not do this now. Try again."
}

// clip cuts a sentence to what a close frame holds.
func clip(s string) string {
	const most = 120
	if len(s) <= most {
		return s
	}
	cut := 0
	for i := range s {
		if i > most-3 {
			break
		}
		cut = i
	}
	return s[:cut] + "…"
}
