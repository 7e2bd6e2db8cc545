package coedit

import (
	"math/rand/v2"
	"time"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// Session is the client's end of a shared document. What is typed is kept by the
// caller in the browser's database first (Edit, then Kept), is sent when there is a
// connection, and counts as saved when the server has said so.
//
// A Session is not safe for concurrent use. Frames it gives are to be sent in order.
type Session struct {
	doc   *ytext.Doc
	undo  *ytext.UndoManager
	fresh func() uint32
	queue queue
	count uint64 // numbers what is typed here
	line  line
	here  presence

	now      time.Time
	known    bool // the text is there: restored, or synchronised once
	write    bool // as far as the server has told
	sequence uint64
	refused  *Refusal // stands until the next edit or connection
	again    bool     // forked before, and nothing stored since
	heard    []ytext.Splice
	undone   []ytext.Splice
}

// line is one connection.
type line struct {
	open    bool
	welcome int      // hellos not yet answered
	told    bool     // the server's first step1 came
	more    []byte   // what was here then and not there
	synced  bool     // its step2 came
	asked   bool     // for what a relayed update lacked
	fork    *Refusal // after which the unsent text is to be laid on the server's
	owed    []byte   // a state vector that everything is to be sent for
	sent    uint64   // updates since hello
	last    time.Time
}

func (l *line) greeted() bool { return l.open && l.welcome == 0 }

// Options of a session.
type Options struct {
	Client uint32        // id for what is typed here: fresh, never used before; 0: by chance
	Fresh  func() uint32 // gives further such ids; by chance when nil
}

// NewSession makes a session on an empty, unconnected document.
func NewSession(o Options) *Session {
	s := &Session{fresh: o.Fresh, write: true}
	if s.fresh == nil {
		s.fresh = byChance
	}
	if o.Client == 0 {
		o.Client = s.fresh()
	}
	s.adopt(ytext.New(o.Client))
	s.here = presence{client: o.Client, others: map[uint32]*other{}}
	return s
}

func byChance() uint32 {
	for {
		if id := rand.Uint32(); id != 0 {
			return id
		}
	}
}

// remote is the origin of changes that came from elsewhere, undoing that of Undo and
// Redo.
type (
	remote  struct{}
	undoing struct{}
)

func (s *Session) adopt(doc *ytext.Doc) {
	s.doc, s.undo = doc, ytext.NewUndoManager(doc)
	doc.Observe(func(c ytext.Change) {
		switch c.Origin.(type) {
		case remote:
			s.heard = append(s.heard, c.Splices...)
		case undoing:
			s.undone = append(s.undone, c.Splices...)
		}
	})
}

// Outcome is what follows from a frame or from time passing. The caller keeps Keep and
// forgets Drop in the browser's database together, then calls Kept.
type Outcome struct {
	Send     [][]byte
	Changes  []ytext.Splice // of the visible texts, by others, in order
	Keep     []Pending      // to be kept
	Drop     []Key          // stored by the server, or replaced by Keep
	Presence bool           // who is there, or where, has changed
	Forked   bool           // Doc is another one: anchors taken before are void
	Refused  *Refusal       // the server did not take what was written
	Lost     bool           // nothing was heard for so long that the socket must be dead
}

// Doc is the document; it is to be changed through Edit alone. A fork replaces it.
func (s *Session) Doc() *ytext.Doc { return s.doc }

// Known says whether the text is there at all: restored, or got from the server.
func (s *Session) Known() bool { return s.known }

// Writable says whether the server lets this person write, as far as it has told.
func (s *Session) Writable() bool { return s.write }

// Sequence is the document's as of the last acknowledgement.
func (s *Session) Sequence() uint64 { return s.sequence }

// Unsent is the number of changes that the server has not acknowledged.
func (s *Session) Unsent() int { return len(s.queue) }

// SaveState is what may truthfully be said of what was written here.
type SaveState string

// The save states.
const (
	Saved   SaveState = "saved"   // the server has stored all of it
	Saving  SaveState = "saving"  // on its way
	Offline SaveState = "offline" // no connection; what is unsent is kept on this device
	Merging SaveState = "merging" // connected again, putting both together
	Refused SaveState = "refused" // the server did not take it; it is kept on this device
)

// State tells how it stands with what was written here.
func (s *Session) State() SaveState {
	switch {
	case s.refused != nil:
		return Refused
	case !s.line.open:
		return Offline
	case !s.line.greeted(), !s.line.synced, s.line.fork != nil:
		return Merging
	case len(s.queue) > 0:
		return Saving
	}
	return Saved
}

// Open gives the frames to send on a socket that has just opened.
func (s *Session) Open() [][]byte {
	s.line = line{open: true, fork: s.line.fork, last: s.now}
	s.queue.unsend()
	if s.refused != nil && settled(s.refused.Code) {
		s.refused = nil
	}
	frames := s.greet()
	return append(frames, s.here.renew(s.doc.Client(), s.now))
}

// greet has the counting begin anew and asks for what is not here: for everything if
// the session is to fork.
func (s *Session) greet() [][]byte {
	s.line.welcome++
	s.line.sent = 0
	have := s.doc.StateVector()
	if s.line.fork != nil {
		have = ytext.New(0).StateVector()
	}
	return [][]byte{Encode(Hello{Version: Version}), Encode(Step1{StateVector: have})}
}

// Closed tells that the socket is gone.
func (s *Session) Closed() {
	s.line = line{fork: s.line.fork}
	s.queue.unsend()
	s.here.alone()
}

// settled says whether a refusal is about the person, not about what they wrote.
func settled(code pact.Code) bool {
	return code == pact.Forbidden || code == pact.NotFound || code == pact.Unauthenticated
}
