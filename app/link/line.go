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

// connect opens a wire, unless there is one, for the person who is signed in here and
// for nobody else.
func (d *Document) connect() {
	if d.wire != nil || d.ended != nil || !d.loaded || d.asking {
		return
	}
	if d.retry != nil {
		d.retry.Stop()
	}
	d.asking = true
	d.shelf.Admit(func(a admission) {
		d.loop.do(func() {
			d.asking = false
			switch a {
			case admitted:
				d.reach()
			case turnedAway:
				d.ended = &Ended{coedit.CloseSignedOut, "Sign in again."}
				d.watcher.After(News{})
				d.perhapsLeave()
			case nobodyToAsk:
				d.retry = d.loop.after(d.patience.next(), d.connect)
			}
		})
	})
}

// reach opens a wire.
func (d *Document) reach() {
	if d.wire != nil || d.ended != nil {
		return
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
	d.gather()
}

// receive takes a frame, or puts it aside while somebody composes. What says how
// it stands with one's own words, and who is there, is never put aside.
func (d *Document) receive(frame []byte) {
	d.hear()
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
	known := d.session.Known()
	out, err := d.session.Receive(frame)
	if err != nil {
		d.again()
		return
	}
	d.patience.reset()
	d.follow(out)
	if len(out.Changes) > 0 || known != d.session.Known() {
		d.save()
	}
	if known != d.session.Known() {
		d.saveNow() // or it could not be written in without a network
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
	if d.session.Unsent() == 0 {
		d.volatile, d.quiet.patient = false, 0
	}
	d.perhapsLeave()
}

// tick tells the session the time, now and from now on.
func (d *Document) tick() {
	d.clock()
	if d.beats++; d.beats%looks == 0 {
		d.gather()
	}
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
	d.listen()
}

func (d *Document) closed(code coedit.CloseCode, reason string) {
	d.hangUp()
	switch {
	case code == coedit.CloseSignedOut: // unless they have signed in again already
		d.shelf.Expired()
		d.retry = d.loop.after(d.patience.next(), d.connect)
	case code.Final():
		d.ended = &Ended{code, reason}
		d.wipe()
		d.perhapsLeave()
	default:
		d.retry = d.loop.after(d.patience.next(), d.connect)
	}
	d.watcher.After(News{})
}

// wipe takes off this device what the reader may not see any more.
func (d *Document) wipe() {
	if d.ended.Code.SentAway() {
		d.shelf.Wipe(d.watcher.Tells)
	}
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
	d.quiet.stop()
	d.held = nil
	d.session.Closed()
	d.saveNow()
}

// Hurry tries to connect at once: the network is back, or the reader is, or they have
// signed in again. A line that is open is asked whether it lives.
func (d *Document) Hurry() {
	if d.ended != nil && (d.ended.Code == coedit.CloseSignedOut || d.ended.Code == coedit.CloseTooMany) {
		d.resume()
		return
	}
	if d.wire == nil {
		d.patience.reset()
		d.connect()
		return
	}
	d.probe()
}

// resume goes on after an end that may be over.
func (d *Document) resume() {
	if d.asking || d.leaving {
		return
	}
	d.asking = true
	d.shelf.Admit(func(a admission) {
		d.loop.do(func() {
			d.asking = false
			if a == admitted {
				d.ended = nil
				d.connect()
				d.watcher.After(News{})
			}
		})
	})
}
