package link

import (
	"time"

	"midspan/app/coedit"
)

const (
	heartbeat = 5 * time.Second
	// waits is how long a wire may take to open.
	waits = 10 * time.Second
)

// connect opens a wire, unless there is one.
func (d *Document) connect() {
	if d.wire != nil || d.ended != nil || !d.loaded {
		return
	}
	if d.retry != nil {
		d.retry.Stop()
	}
	var w wire
	mine := func(f func()) {
		d.loop.do(func() {
			if d.wire == w {
				f()
			}
		})
	}
	w = d.dial(d.path, "", heard{
		open:    func() { mine(d.opened) },
		message: func(frame []byte) { mine(func() { d.receive(frame) }) },
		closed:  func(code int, reason string) { mine(func() { d.closed(coedit.CloseCode(code), reason) }) },
	})
	d.wire = w
	d.loop.after(waits, func() {
		if d.wire == w && !d.open {
			d.again()
		}
	})
}

func (d *Document) opened() {
	d.clock()
	d.open = true
	d.send(d.session.Open())
	d.watcher.After(News{})
}

// receive takes a frame, or puts it aside while somebody composes. What says how
// it stands with one's own words, and who is there, is never put aside.
func (d *Document) receive(frame []byte) {
	if d.holding {
		if m, err := coedit.Decode(frame); err == nil && changes(m) {
			d.held = append(d.held, frame)
			return
		}
	}
	d.take(frame)
}

func changes(m coedit.Message) bool {
	switch m.(type) {
	case coedit.Step2, coedit.Update:
		return true
	}
	return false
}

func (d *Document) take(frame []byte) {
	d.clock()
	d.watcher.Before()
	out, err := d.session.Receive(frame)
	if err != nil {
		d.again()
		return
	}
	d.patience.reset()
	d.follow(out)
	if len(out.Changes) > 0 {
		d.save()
	}
}

// follow does what an outcome asks for.
func (d *Document) follow(out coedit.Outcome) {
	if out.Refused != nil {
		d.refused = out.Refused
	}
	d.keep(out.Keep, out.Drop)
	d.send(out.Send)
	d.watcher.After(News{Changes: out.Changes, Forked: out.Forked})
	if out.Lost {
		d.again()
	}
	d.perhapsLeave()
}

// tick tells the session the time, now and from now on.
func (d *Document) tick() {
	d.clock()
	d.beat = d.loop.after(heartbeat, d.tick)
}

// clock tells the session the time. After a pause of our own, in a tab that the
// browser lets sleep, silence says nothing about the wire.
func (d *Document) clock() {
	now := time.Now()
	out := d.session.Tick(now)
	out.Lost = out.Lost && now.Sub(d.clocked) < 3*heartbeat
	d.clocked = now
	if out.Presence || out.Lost || len(out.Send) > 0 {
		d.follow(out)
	}
}

func (d *Document) send(frames [][]byte) {
	if !d.open {
		return
	}
	for _, frame := range frames {
		d.wire.Send(frame)
	}
}

func (d *Document) closed(code coedit.CloseCode, reason string) {
	if code.Final() {
		d.ended = &Ended{code, reason}
		d.hangUp()
		d.wipe()
		d.perhapsLeave()
	} else {
		d.hangUp()
		d.retry = d.loop.after(d.patience.next(), d.connect)
	}
	d.watcher.After(News{})
}

// wipe takes off this device what the reader may not see any more.
func (d *Document) wipe() {
	if d.ended.Code != coedit.CloseForbidden && d.ended.Code != coedit.CloseNotFound {
		return
	}
	d.shelf.Wipe()
}

// lost drops the wire: the network is gone.
func (d *Document) lost() {
	if d.wire != nil {
		d.again()
	}
}

// again drops a wire that is of no use and tries another.
func (d *Document) again() {
	d.hangUp()
	d.retry = d.loop.after(d.patience.next(), d.connect)
	d.watcher.After(News{})
}

func (d *Document) hangUp() {
	if d.wire == nil {
		return
	}
	d.wire.Close()
	d.wire, d.open = nil, false
	d.held = nil
	d.session.Closed()
	d.saveNow()
}

// Hurry tries to connect at once: the network is back, or the reader is.
func (d *Document) Hurry() {
	if d.wire == nil {
		d.patience.reset()
		d.connect()
	}
}
