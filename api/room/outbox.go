package room

import "sync"

// outbox is what waits to be sent to a peer. A goroutine sends only while something waits, so that
// a peer to whom nothing is said costs neither that nor a queue.
type outbox struct {
	mu      sync.Mutex
	frames  [][]byte
	bytes   int
	sending bool
	last    bool // no more are taken
	work    sync.WaitGroup
}

// put adds a frame and has send run, unless it does. It says false when so many frames or bytes
// wait already.
func (o *outbox) put(frame []byte, frames, bytes int, send func()) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.last {
		return true
	}
	if len(o.frames) >= frames || o.bytes >= bytes {
		return false
	}
	o.frames, o.bytes = append(o.frames, frame), o.bytes+len(frame)
	if !o.sending {
		o.sending = true
		o.work.Go(send)
	}
	return true
}

// next gives what to send. When there is nothing, send has to return.
func (o *outbox) next() (frame []byte, more bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.frames) == 0 {
		o.frames, o.sending = nil, false
		return nil, false
	}
	frame, o.frames[0] = o.frames[0], nil
	o.frames, o.bytes = o.frames[1:], o.bytes-len(frame)
	return frame, true
}

// shut takes nothing more and waits until send has returned.
func (o *outbox) shut() {
	o.mu.Lock()
	o.last = true
	o.mu.Unlock()
	o.work.Wait()
}
