package coedit

import (
	"bytes"
	"encoding/json"
	"time"
)

// Entry is the presence of one client. State is a JSON object, or nil when gone.
type Entry struct {
	Client uint32
	Clock  uint64
	State  json.RawMessage
}

// Limits of awareness. Entries beyond them make a frame malformed.
const (
	MaxEntries  = 512
	MaxPresence = 4 << 10 // bytes of one JSON state
)

// Expiry is how long a presence lasts that is not renewed; a living client renews
// its own at half of that.
const (
	Expiry  = 30 * time.Second
	renewal = Expiry / 2
)

var null = []byte("null")

func appendEntries(b []byte, entries []Entry) []byte {
	b = appendUint(b, uint64(len(entries)))
	for _, e := range entries {
		b = appendUint(appendUint(b, uint64(e.Client)), e.Clock)
		if e.State == nil {
			b = appendBytes(b, null)
		} else {
			b = appendBytes(b, e.State)
		}
	}
	return b
}

// entries reads an awareness payload: a length-prefixed list of client, clock, JSON.
func (r *reader) entries() []Entry {
	in := &reader{rest: r.bytes(), err: r.err}
	n := in.uint()
	if n > MaxEntries {
		in.fail()
	}
	var entries []Entry
	for range n {
		e := Entry{Client: in.client(), Clock: in.uint(), State: in.state()}
		if in.err != nil {
			break
		}
		entries = append(entries, e)
	}
	if in.end() != nil {
		r.fail()
		return nil
	}
	return entries
}

// state reads a JSON object or null.
func (r *reader) state() json.RawMessage {
	s := bytes.TrimSpace([]byte(r.string()))
	switch {
	case r.err != nil, bytes.Equal(s, null):
		return nil
	case len(s) == 0, len(s) > MaxPresence, s[0] != '{', !json.Valid(s):
		r.fail()
		return nil
	}
	return s
}
