package coedit

import "midspan/app/pact"

// Message is one frame: Step1, Step2, Update, Awareness, Denied, Query, Hello,
// Welcome, Stored, Refusal or Unknown.
type Message interface {
	append(b []byte) []byte
}

// The messages of a shared document; the package comment tells who sends which.
type (
	Step1  struct{ StateVector []byte }
	Step2  struct{ Update []byte }
	Update struct{ Update []byte }

	// Awareness holds the presence of one or more clients.
	Awareness struct{ Entries []Entry }
	// Denied tells a stock client why it is refused.
	Denied struct{ Reason string }
	// Query asks for everybody's presence.
	Query struct{}

	Hello   struct{ Version uint64 }
	Welcome struct {
		Version  uint64
		Write    bool
		Sequence uint64 // the document's, as of this frame
	}
	Stored struct{ Number, Sequence uint64 }
	// Refusal says that the update with this number was not taken, with the code of
	// a pact.Error and a sentence for a person.
	Refusal struct {
		Number uint64
		Code   pact.Code
		Reason string
	}
	// Unknown is a message of a type not ours; it is ignored, as y-websocket does.
	Unknown struct{ Type uint64 }
)

// Version of the acknowledging messages that this package speaks.
const Version = 1

// Message types, and the kinds within them.
const (
	typeSync      = 0
	typeAwareness = 1
	typeAuth      = 2
	typeQuery     = 3
	typeAck       = 100
	typeRefusal   = 101

	syncStep1  = 0
	syncStep2  = 1
	syncUpdate = 2

	authDenied = 0

	ackHello   = 0
	ackWelcome = 1
	ackStored  = 2

	flagWrite = 1
)

// Encode gives the frame of a message.
func Encode(m Message) []byte { return m.append(nil) }

func (m Step1) append(b []byte) []byte {
	return appendBytes(append(b, typeSync, syncStep1), m.StateVector)
}

func (m Step2) append(b []byte) []byte {
	return appendBytes(append(b, typeSync, syncStep2), m.Update)
}

func (m Update) append(b []byte) []byte {
	return appendBytes(append(b, typeSync, syncUpdate), m.Update)
}

func (m Awareness) append(b []byte) []byte {
	return appendBytes(append(b, typeAwareness), appendEntries(nil, m.Entries))
}

func (m Denied) append(b []byte) []byte {
	return appendBytes(append(b, typeAuth, authDenied), m.Reason)
}

func (Query) append(b []byte) []byte { return append(b, typeQuery) }

func (m Hello) append(b []byte) []byte {
	return appendUint(append(b, typeAck, ackHello), m.Version)
}

func (m Welcome) append(b []byte) []byte {
	flags := uint64(0)
	if m.Write {
		flags |= flagWrite
	}
	b = appendUint(append(b, typeAck, ackWelcome), m.Version)
	return appendUint(appendUint(b, flags), m.Sequence)
}

func (m Stored) append(b []byte) []byte {
	return appendUint(appendUint(append(b, typeAck, ackStored), m.Number), m.Sequence)
}

func (m Refusal) append(b []byte) []byte {
	b = appendUint(append(b, typeRefusal), m.Number)
	return appendBytes(appendBytes(b, m.Code), m.Reason)
}

func (m Unknown) append(b []byte) []byte { return appendUint(b, m.Type) }

// Decode reads a frame. What it gives may share the frame's memory. The updates
// and state vectors inside are not looked into: ytext does that.
func Decode(frame []byte) (Message, error) {
	r := &reader{rest: frame}
	m := r.message()
	if _, unknown := m.(Unknown); unknown && r.err == nil {
		return m, nil
	}
	if err := r.end(); err != nil {
		return nil, err
	}
	return m, nil
}

func (r *reader) message() Message {
	switch t := r.uint(); t {
	case typeSync:
		return r.sync()
	case typeAwareness:
		return Awareness{Entries: r.entries()}
	case typeAuth:
		return r.auth()
	case typeQuery:
		return Query{}
	case typeAck:
		return r.ack()
	case typeRefusal:
		return Refusal{Number: r.uint(), Code: pact.Code(r.string()), Reason: r.string()}
	default:
		return Unknown{Type: t}
	}
}

func (r *reader) sync() Message {
	switch r.uint() {
	case syncStep1:
		return Step1{StateVector: r.bytes()}
	case syncStep2:
		return Step2{Update: r.bytes()}
	case syncUpdate:
		return Update{Update: r.bytes()}
	}
	r.fail()
	return nil
}

func (r *reader) auth() Message {
	if r.uint() != authDenied {
		r.fail()
	}
	return Denied{Reason: r.string()}
}

// ack leaves kinds of later versions unknown, so that ends of different age get along.
func (r *reader) ack() Message {
	switch r.uint() {
	case ackHello:
		return Hello{Version: r.uint()}
	case ackWelcome:
		return Welcome{Version: r.uint(), Write: r.uint()&flagWrite != 0, Sequence: r.uint()}
	case ackStored:
		return Stored{Number: r.uint(), Sequence: r.uint()}
	}
	return Unknown{Type: typeAck}
}
