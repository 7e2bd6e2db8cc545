package room

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
	"golang.org/x/time/rate"

	"midspan/app/coedit"
	"midspan/app/pact"
)

// Peer is one socket in a room: a reader, a writer with a bounded queue, and a pulse.
type Peer struct {
	room   *Room
	conn   *websocket.Conn
	ctx    context.Context // the viewer's
	access Access
	rate   *rate.Limiter

	queue  chan []byte
	queued atomic.Int64 // bytes in queue

	once   sync.Once
	done   chan struct{} // closed at the end, once code and reason are set
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
	limits := r.hub.limits
	return &Peer{
		room: r, conn: conn, ctx: ctx, access: access,
		rate:  rate.NewLimiter(limits.Rate, limits.Rush),
		queue: make(chan []byte, limits.Queue),
		done:  make(chan struct{}),
	}
}

// run serves the socket until it ends, closes it, and tells how it ended.
func (p *Peer) run() error {
	stop := context.AfterFunc(p.ctx, func() { p.end(departure(p.ctx)) })
	defer stop()
	if !p.room.join(p) {
		p.end(coedit.CloseTryAgain, "The server could not do this now. Try again.")
	}
	var work sync.WaitGroup
	work.Go(p.read)
	work.Go(p.write)
	work.Go(p.pulse)
	<-p.done
	p.room.leave(p)
	work.Wait()
	return websocket.CloseError{Code: websocket.StatusCode(p.code), Reason: p.reason}
}

// end closes the socket, with what is queued sent before. The first end counts.
func (p *Peer) end(code coedit.CloseCode, reason string) {
	p.once.Do(func() {
		p.code, p.reason = code, clip(reason)
		close(p.done)
	})
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
	if p.ended() {
		return
	}
	if p.queued.Add(int64(len(frame))) <= int64(p.room.hub.limits.QueueBytes)+int64(len(frame)) {
		select {
		case p.queue <- frame:
			return
		default:
		}
	}
	p.end(coedit.CloseTryAgain, "Your connection could not keep up. It comes back by itself.")
}

func (p *Peer) read() {
	p.conn.SetReadLimit(-1) // frame keeps our own limit, to close with a code of ours
	for {
		m, err := p.frame()
		if err != nil {
			p.end(mishap(err))
			return
		}
		if err := p.rate.Wait(p.ctx); err != nil {
			return
		}
		p.room.receive(p, m)
	}
}

var (
	errTooLarge = pact.Refuse(pact.Limited, "This change is too large. What you wrote is kept on your device; paste it in smaller parts.")
	errNotBytes = errors.New("room: a text frame")
)

func (p *Peer) frame() (coedit.Message, error) {
	kind, from, err := p.conn.Reader(context.Background())
	if err != nil {
		return nil, err
	}
	if kind != websocket.MessageBinary {
		return nil, errNotBytes
	}
	most := int64(p.room.hub.limits.Update + coedit.MaxFrame - coedit.MaxUpdate)
	frame, err := io.ReadAll(io.LimitReader(from, 2*most))
	switch {
	case err != nil:
		return nil, err
	case int64(len(frame)) >= 2*most:
		return nil, errTooLarge
	}
	return coedit.Decode(frame)
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

func (p *Peer) write() {
	defer func() { _ = p.conn.CloseNow() }()
	for {
		select {
		case frame := <-p.queue:
			if p.put(frame, p.room.hub.limits.Patience) != nil {
				p.end(coedit.CloseTryAgain, "The connection was lost.")
				return
			}
		case <-p.done:
			p.flush()
			_ = p.conn.Close(websocket.StatusCode(p.code), p.reason)
			return
		}
	}
}

func (p *Peer) put(frame []byte, within time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	p.queued.Add(-int64(len(frame)))
	return p.conn.Write(ctx, websocket.MessageBinary, frame)
}

// flush sends what was queued before the end, a refusal perhaps, if that is quick.
func (p *Peer) flush() {
	for {
		select {
		case frame := <-p.queue:
			if p.put(frame, time.Second) != nil {
				return
			}
		default:
			return
		}
	}
}

// pulse finds sockets that died silently and viewers who may not be here any more.
func (p *Peer) pulse() {
	tick := time.NewTicker(p.room.hub.limits.Pulse)
	defer tick.Stop()
	for {
		select {
		case <-p.done:
			return
		case <-tick.C:
		}
		ctx, cancel := context.WithTimeout(context.Background(), p.room.hub.limits.Patience)
		err := p.conn.Ping(ctx)
		cancel()
		if err != nil {
			p.end(coedit.CloseTryAgain, "The connection was lost.")
			return
		}
		p.recheck()
		p.room.refresh(p.ctx)
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
