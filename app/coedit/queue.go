package coedit

import (
	"midspan/app/pact"
	"midspan/app/ytext"
)

// Key names a change in the browser's database.
type Key struct {
	Client uint32
	Number uint64
}

// Pending is a change that the server has not acknowledged.
type Pending struct {
	Key
	Update []byte
}

// queue holds what is unsent, oldest first.
type queue []*unsent

type unsent struct {
	Pending
	kept    bool   // in the browser's database
	number  uint64 // of the update message that carries it, 0: none yet
	waiting bool   // restored, but builds on text that is not here yet
}

func (q queue) unsend() {
	for _, u := range q {
		u.number = 0
	}
}

func (q queue) allKept() bool {
	for _, u := range q {
		if !u.kept {
			return false
		}
	}
	return true
}

func (q queue) keys() []Key {
	keys := make([]Key, len(q))
	for i, u := range q {
		keys[i] = u.Key
	}
	return keys
}

// stored takes out what the messages up to number carried.
func (q *queue) stored(number uint64) (gone []Key) {
	var rest queue
	for _, u := range *q {
		if u.number != 0 && u.number <= number {
			gone = append(gone, u.Key)
		} else {
			rest = append(rest, u)
		}
	}
	*q = rest
	return gone
}

// batches groups what is kept and unsent, in order, as far as it fits half of the
// largest update.
func (q queue) batches() (out []queue) {
	size := 0
	for _, u := range q {
		if !u.kept {
			break // order holds: what is behind waits for it
		}
		if u.number != 0 {
			continue
		}
		size += len(u.Update)
		if len(out) == 0 || size > MaxUpdate/2 {
			out = append(out, nil)
			size = len(u.Update)
		}
		out[len(out)-1] = append(out[len(out)-1], u)
	}
	return out
}

func (q queue) updates() [][]byte {
	updates := make([][]byte, len(q))
	for i, u := range q {
		updates[i] = u.Update
	}
	return updates
}

// flush gives the frames for what is kept and may be sent now.
func (s *Session) flush() (frames [][]byte) {
	if !s.line.greeted() || s.line.fork != nil || s.refused != nil || !s.write {
		return nil
	}
	if s.line.owed != nil {
		return s.everything()
	}
	for _, some := range s.queue.batches() {
		if merged, err := ytext.Merge(some.updates()...); err == nil {
			frames = append(frames, Encode(Update{Update: merged}))
			s.carry(some)
			continue
		}
		for _, u := range some {
			frames = append(frames, Encode(Update{Update: u.Update}))
			s.carry(queue{u})
		}
	}
	return frames
}

// carry notes that the next update message holds these changes.
func (s *Session) carry(some queue) {
	s.line.sent++
	for _, u := range some {
		u.number = s.line.sent
	}
}

// everything answers the server's question for all that this document has more than it.
func (s *Session) everything() [][]byte {
	if !s.queue.allKept() {
		return nil
	}
	update, err := s.doc.Diff(s.line.owed)
	s.line.owed = nil
	if err != nil || len(update) > MaxUpdate {
		return s.startFork(Refusal{Code: pact.Conflict, Reason: "The server has lost text that you have."})
	}
	s.carry(s.queue)
	return [][]byte{Encode(Step2{Update: update})}
}
