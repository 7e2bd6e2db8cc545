package room

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/coder/websocket"
	"golang.org/x/time/rate"

	"midspan/app/coedit"
	"midspan/app/pact"
)

// Peer is one socket in a room: a reader, a bounded outbox, and a pulse.
type Peer struct {
	room   *Room
	conn   *websocket.Conn
	ctx    context.Context // the viewer's
	access Access
	rate   *rate.Limiter // of the person, over all they have open

	out   outbox
	pulse pulse

	once   sync.Once
	done   chan struct{} // closed at the end, once code and reason are set
	gone   chan struct{} // closed when nothing is left to do
	code   coedit.CloseCode
	reason string

	// Guarded by the room's lock.
	acks     bool   // said hello: wants to know what is stored
	number   uint64 // of updates since hello
	refused  bool   // updates are dropped until the next hello
	lacking  bool   // updates are dropped until one that brings all the peer has
	refusals int
}

func newPeer(ctx context.Context, r *Room, conn *websocket.Conn, access Access) *Peer {
	return &Peer{room: r, conn: conn, ctx: ctx, access: access, done: make(chan struct{}), gone: make(chan struct{})}
}

// run serves the socket until it ends, closes it, and tells how it ended. While nothing is said it
// is the only goroutine of the peer.
func (p *Peer) run() error {
	stop := context.AfterFunc(p.ctx, func() { p.end(departure(p.ctx)) })
	defer stop()
	if !p.room.join(p) {
		p.end(coedit.CloseTryAgain, "The server could not do this now. Try again.")
	}
	p.read()
	<-p.gone
	return websocket.CloseError{Code: websocket.StatusCode(p.code), Reason: p.reason}
}

// end closes the socket, with what is queued sent before. The first end counts.
func (p *Peer) end(code coedit.CloseCode, reason string) {
	p.once.Do(func() {
		p.code, p.reason = code, clip(reason)
		close(p.done)
		go p.leave()
	})
}

// leave is the end of a peer: the others do not see them any more, and they are told why.
func (p *Peer) leave() {
	defer close(p.gone)
	p.room.leave(p)
	p.out.shut()
	_ = p.conn.Close(websocket.StatusCode(p.code), p.reason) // whoever is away hears nothing
	_ = p.conn.CloseNow()
}

func (p *Peer) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// send queues a frame. A reader so slow that the queue is full is disconnected; it
// comes back and asks for what it missed.
func (p *Peer) send(frame []byte) {
	limits := p.room.hub.limits
	if !p.out.put(frame, limits.Queue, limits.QueueBytes, p.write) {
		p.end(coedit.CloseTryAgain, "Your connection could not keep up. It comes back by itself.")
	}
}

func (p *Peer) read() {
	p.conn.SetReadLimit(-1) // frame keeps our own limit, to close with a code of ours
	for {
		m, size, err := p.frame()
		if err != nil {
			p.end(mishap(err))
			return
		}
		if !p.pay(cost(size)) {
			return
		}
		p.room.receive(p, m)
	}
}

// cost is what a frame of a size takes of somebody's rate: one, and one for every 4 KB.
func cost(size int) int { return 1 + size>>12 }

// pay waits until so many tokens are there; false if the socket ends before. What comes meanwhile
// stays in the network, and nothing of it is lost.
func (p *Peer) pay(tokens int) bool {
	wait := p.owe(tokens)
	if wait <= 0 {
		return true
	}
	over := time.NewTimer(wait)
	defer over.Stop()
	select {
	case <-over.C:
		return true
	case <-p.done:
		return false
	}
}

// owe takes tokens that may not be there yet and gives the time until they are.
func (p *Peer) owe(tokens int) time.Duration {
	return p.rate.ReserveN(time.Now(), min(tokens, p.rate.Burst())).Delay()
}

var (
	errTooLarge = pact.Refuse(pact.Limited, "This change is too large. What you wrote is kept on your device; paste it in smaller parts.")
	errNotBytes = errors.New("room: a text frame")
)

func (p *Peer) frame() (m coedit.Message, size int, err error) {
	kind, from, err := p.conn.Reader(context.Background())
	if err != nil {
		return nil, 0, err
	}
	if kind != websocket.MessageBinary {
		return nil, 0, errNotBytes
	}
	most := int64(p.room.hub.limits.Update + coedit.MaxFrame - coedit.MaxUpdate)
	frame, err := io.ReadAll(io.LimitReader(from, 2*most))
	switch {
	case err != nil:
		return nil, 0, err
	case int64(len(frame)) >= 2*most:
		return nil, 0, errTooLarge
	}
	m, err = coedit.Decode(frame)
	return m, len(frame), err
}

// mishap gives the close code for what went wrong in reading.
func mishap(err error) (coedit.CloseCode, string) {
	switch {
	case errors.Is(err, errTooLarge):
		return coedit.CloseTooLarge, errTooLarge.Message
	case errors.Is(err, coedit.ErrMalformed), errors.Is(err, errNotBytes):
		return coedit.CloseMalformed, "This is not the y-websocket protocol."
	case websocket.CloseStatus(err) != -1:
		return coedit.CloseCode(websocket.CloseStatus(err)), ""
	}
	return coedit.CloseTryAgain, "The connection was lost."
}

// write sends what waits.
func (p *Peer) write() {
	for frame, more := p.out.next(); more; frame, more = p.out.next() {
		if p.put(frame) != nil {
			p.end(coedit.CloseTryAgain, "The connection was lost.")
			return
		}
	}
}

func (p *Peer) put(frame []byte) error {
	within := p.room.hub.limits.Patience
	if p.ended() {
		within = min(within, time.Second) // a last word, a refusal perhaps, if that is quick
	}
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	return p.conn.Write(ctx, websocket.MessageBinary, frame)
}

// is says whether the peer is of a user, in one of some documents.
func (p *Peer) is(user string, documents []string) bool {
	return (user == "" || user == p.access.Person.ID) &&
		(len(documents) == 0 || slices.Contains(documents, p.room.document))
}

// hello begins the counting of updates anew.
func (p *Peer) hello(seq int64) {
	p.acks, p.number, p.refused, p.lacking = true, 0, false, false
	p.send(coedit.Encode(coedit.Welcome{Version: coedit.Version, Write: p.access.Write, Sequence: uint64(seq)}))
}

func (p *Peer) stored(seq int64) {
	if p.acks {
		p.send(coedit.Encode(coedit.Stored{Number: p.number, Sequence: uint64(seq)}))
	}
}

// refuse tells why an update was not taken. Our client goes on from there; a stock one
// cannot, and is closed for good.
func (p *Peer) refuse(err error) {
	code, reason := ending(err)
	if !p.acks {
		p.send(coedit.Encode(coedit.Denied{Reason: reason}))
		p.end(code, reason)
		return
	}
	p.refused = true
	p.send(coedit.Encode(coedit.Refusal{Number: p.number, Code: pact.CodeOf(err), Reason: reason}))
	if p.refusals++; p.refusals >= p.room.hub.limits.Refusals {
		p.end(coedit.CloseTooMany, "Too many changes were refused.")
	}
}

// departure gives the close code for a context that ended.
func departure(ctx context.Context) (coedit.CloseCode, string) {
	cause := context.Cause(ctx)
	if _, ours := errors.AsType[*pact.Error](cause); ours {
		return ending(cause)
	}
	if errors.Is(cause, context.DeadlineExceeded) {
		return coedit.CloseSignedOut, "Your sign-in has expired."
	}
	return coedit.CloseGone, "The server stops."
}
