package coedit

import (
	"errors"
	"slices"
	"time"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// Receive takes a frame from the server. After an error the socket is to be closed and
// opened anew; nothing is lost by that.
func (s *Session) Receive(frame []byte) (Outcome, error) {
	var out Outcome
	if !s.line.open {
		return out, nil
	}
	m, err := Decode(frame)
	if err != nil {
		return out, err
	}
	s.line.last = s.now
	s.heard = nil
	switch m := m.(type) {
	case Welcome:
		s.welcomed(m, &out)
	case Step1:
		err = s.asked(m, &out)
	case Step2:
		err = s.told(m.Update, &out)
	case Update:
		err = s.follow(m.Update, &out)
	case Stored:
		s.stored(m, &out)
	case Refusal:
		s.turnedDown(m, &out)
	case Awareness:
		s.meet(m.Entries, &out)
	case Query:
		out.Send = append(out.Send, s.here.own())
	}
	out.Changes = append(out.Changes, s.heard...)
	return out, err
}

func (s *Session) welcomed(m Welcome, out *Outcome) {
	if s.line.welcome > 0 {
		s.line.welcome--
	}
	s.write, s.sequence = m.Write, m.Sequence
	if !s.write && len(s.queue) > 0 {
		s.refused = &Refusal{Code: pact.Forbidden, Reason: "You can read this document but not write in it any more. What you wrote is kept on this device."}
		out.Refused = s.refused
	}
	out.Send = append(out.Send, s.flush()...)
}

// asked answers the server's state vector. The one it sends on connecting is answered
// when its text is here, since what is unsent follows anyway; a later one says that it
// lacks something.
func (s *Session) asked(m Step1, out *Outcome) error {
	if !s.line.told {
		s.line.told = true
		var err error
		s.line.more, err = s.doc.Diff(m.StateVector)
		return err
	}
	s.line.owed = append([]byte{}, m.StateVector...)
	out.Send = append(out.Send, s.flush()...)
	return nil
}

// told takes in what the server has more than this document, or has all when forking.
func (s *Session) told(update []byte, out *Outcome) error {
	if s.line.fork != nil && !s.line.greeted() {
		return nil // asked for before the refusal, and overtaken by it
	}
	if s.line.fork != nil {
		return s.fork(update, out)
	}
	if _, err := s.doc.Apply(update, remote{}); err != nil {
		return err
	}
	s.known, s.line.synced, s.line.asked = true, true, false
	s.awaken()
	if s.line.more != nil {
		s.sendLacking(s.line.more, update, out)
		s.line.more = nil
	}
	out.Send = append(out.Send, s.flush()...)
	return nil
}

// awaken applies what was restored and waited for text that is here now. What still
// cannot be applied builds on text that nobody has: it stays in the database alone.
func (s *Session) awaken() {
	s.applyWaiting(remote{})
	s.queue = slices.DeleteFunc(s.queue, func(u *unsent) bool { return u.waiting })
}

// follow takes in a relayed update. If it builds on something missed, it is left out and
// the server is asked for all that is missing.
func (s *Session) follow(update []byte, out *Outcome) error {
	_, err := s.doc.Apply(update, remote{})
	if e, ok := errors.AsType[*ytext.Error](err); ok && e.Code == ytext.Missing {
		if !s.line.asked && s.line.synced {
			s.line.asked = true
			out.Send = append(out.Send, Encode(Step1{StateVector: s.doc.StateVector()}))
		}
		return nil
	}
	return err
}

// applyWaiting applies what waits in whatever order it can be.
func (s *Session) applyWaiting(origin any) {
	for again := true; again; {
		again = false
		for _, u := range s.queue {
			if !u.waiting {
				continue
			}
			_, err := s.doc.Apply(u.Update, origin)
			u.waiting = err != nil
			again = again || err == nil
		}
	}
}

func (s *Session) stored(m Stored, out *Outcome) {
	if !s.line.greeted() {
		return // counted before the last hello
	}
	s.sequence = m.Sequence
	out.Drop = s.queue.stored(m.Number)
	if len(out.Drop) > 0 {
		s.again = false
	}
}

func (s *Session) turnedDown(m Refusal, out *Outcome) {
	if !s.line.greeted() || s.line.fork != nil {
		return
	}
	out.Refused = &m
	if settled(m.Code) {
		s.refused = &m
		s.queue.unsend()
		return
	}
	out.Send = append(out.Send, s.startFork(m)...)
}

// Tick tells the time, every few seconds: who went silent is gone, the own presence is
// renewed, a dead socket is noticed.
func (s *Session) Tick(now time.Time) Outcome {
	var out Outcome
	first := s.now.IsZero()
	s.now = now
	if first {
		s.line.last = now
		s.here.start(now)
	}
	if !s.line.open {
		return out
	}
	out.Presence = s.here.expire(now)
	out.Lost = now.Sub(s.line.last) > Expiry
	if now.Sub(s.here.said) >= renewal {
		out.Send = append(out.Send, s.here.renew(s.doc.Client(), now))
	}
	return out
}
