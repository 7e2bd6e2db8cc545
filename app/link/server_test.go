package link

import (
	"sync"
	"testing"
	"time"

	"midspan/app/coedit"
	"midspan/app/ytext"
)

// server holds one document and speaks the protocol of coedit, in the process. What it
// stores it acknowledges when it is allowed to.
type server struct {
	mu    sync.Mutex
	doc   *ytext.Doc
	lines map[*line]bool
	down  bool
	mute  bool          // takes updates in, acknowledges nothing
	deaf  bool          // the network is gone and nobody was told
	late  time.Duration // until it acknowledges
	dials int
}

func newServer() *server {
	return &server{doc: ytext.New(0), lines: map[*line]bool{}}
}

// line is one connection to it; frames are told in order on a goroutine of its own.
type line struct {
	server *server
	on     heard
	out    chan func()
	taken  uint64
	gone   bool
}

func (s *server) dial(_, _ string, on heard) wire {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dials++
	l := &line{server: s, on: on, out: make(chan func(), 1000)}
	go func() {
		for f := range l.out {
			f()
		}
	}()
	if s.down {
		l.gone = true
		l.out <- func() { on.closed(1006, "") }
		close(l.out)
		return l
	}
	if s.lines[l] = true; !s.deaf {
		l.out <- on.open
	}
	return l
}

func (l *line) say(m coedit.Message) {
	frame := coedit.Encode(m)
	l.out <- func() { l.on.message(frame) }
}

func (l *line) tell(m coedit.Message) {
	if !l.gone {
		l.say(m)
	}
}

func (l *line) Send(frame []byte) {
	l.server.mu.Lock()
	defer l.server.mu.Unlock()
	if l.gone || l.server.deaf {
		return
	}
	m, err := coedit.Decode(frame)
	if err != nil {
		panic(err)
	}
	switch m := m.(type) {
	case coedit.Hello:
		l.taken = 0
		l.say(coedit.Welcome{Version: coedit.Version, Write: true})
	case coedit.Step1:
		update, err := l.server.doc.Diff(m.StateVector)
		if err != nil {
			panic(err)
		}
		l.say(coedit.Step1{StateVector: l.server.doc.StateVector()})
		l.say(coedit.Step2{Update: update})
	case coedit.Update:
		l.take(m.Update)
	case coedit.Query:
		l.say(coedit.Awareness{})
	case coedit.Awareness:
		for other := range l.server.lines {
			other.say(m)
		}
	}
}

func (l *line) take(update []byte) {
	added, err := l.server.doc.Apply(update, nil)
	if err != nil {
		panic(err)
	}
	l.taken++
	if stored := (coedit.Stored{Number: l.taken}); l.server.late > 0 {
		time.AfterFunc(l.server.late, func() { l.server.set(func() { l.tell(stored) }) })
	} else if !l.server.mute {
		l.say(stored)
	}
	for other := range l.server.lines {
		if other != l && added != nil {
			other.say(coedit.Update{Update: added})
		}
	}
}

func (l *line) SendText(string) {}

func (l *line) Close() {
	l.server.mu.Lock()
	defer l.server.mu.Unlock()
	l.end()
}

func (l *line) end() {
	if !l.gone {
		l.gone = true
		delete(l.server.lines, l)
		close(l.out)
	}
}

// cut ends all connections with a code.
func (s *server) cut(code int, reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.lines {
		on := l.on
		l.out <- func() { on.closed(code, reason) }
		l.end()
	}
}

func (s *server) set(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

func (s *server) text() string { return s.doc.Text("t") }

func (s *server) connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.lines)
}

// tab is a document open in a browser's tab.
type tab struct {
	*Document
	t *testing.T
}

func open(t *testing.T, s *server, shelf shelf) tab {
	d := newDocument("/sync/doc_1", coedit.NewSession(coedit.Options{}), shelf, s.dial)
	t.Cleanup(func() { d.Do(d.end) })
	return tab{d, t}
}

// ends closes the tab.
func (d tab) ends() { ask(d.Document, func() int { d.end(); return 0 }) }

// ask runs f on the document's goroutine and waits for its answer.
func ask[T any](d *Document, f func() T) T {
	answer := make(chan T, 1)
	d.Do(func() { answer <- f() })
	return <-answer
}

func (d tab) write(at int, text string) {
	if err := ask(d.Document, func() error { return d.Edit(ytext.Edit{Root: "t", At: at, Insert: text}) }); err != nil {
		d.t.Fatal(err)
	}
}

func (d tab) text() string {
	return ask(d.Document, func() string { return d.Session().Doc().Text("t") })
}

func (d tab) save() coedit.SaveState {
	return ask(d.Document, func() coedit.SaveState { return d.Status().Save })
}

// until waits for something to become so.
func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it never came to this: %s", what)
		}
	}
}
