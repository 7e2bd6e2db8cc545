package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/coder/websocket"

	"midspan/api/storetest"
	"midspan/app/coedit"
	"midspan/app/ytext"
)

// desk is a page of ours that has a document open, and the browser's database beside it: a change
// is kept there before it is sent, until the server has acknowledged it.
type desk struct {
	t    testing.TB
	mu   sync.Mutex
	conn *websocket.Conn
	over chan struct{} // closed when conn is gone

	session *coedit.Session
	kept    []coedit.Pending    // the browser's database
	typed   map[coedit.Key]rune // every character ever typed here, by its change
	saved   []rune              // those the server has acknowledged
	next    rune
	dice    *rand.Rand
}

func newDesk(t testing.TB, first rune, seed uint64) *desk {
	return &desk{t: t, session: coedit.NewSession(coedit.Options{}), typed: map[coedit.Key]rune{}, next: first, dice: rand.New(rand.NewPCG(seed, 7))}
}

// connect opens a socket and begins where the session is.
func (p *desk) connect(v *visitor, document string) {
	p.t.Helper()
	conn, _, err := v.socket("/sync/"+document, fromPage(v.url))
	if err != nil {
		p.t.Fatal(err)
	}
	conn.SetReadLimit(16 << 20)
	p.t.Cleanup(func() { _ = conn.CloseNow() })
	p.mu.Lock()
	p.conn, p.over = conn, make(chan struct{})
	p.send(p.session.Open())
	p.mu.Unlock()
	go p.read(conn, p.over)
}

func (p *desk) send(frames [][]byte) {
	for _, f := range frames {
		_ = p.conn.Write(context.Background(), websocket.MessageBinary, f) // the reader finds out
	}
}

func (p *desk) read(conn *websocket.Conn, over chan struct{}) {
	defer close(over)
	for {
		_, frame, err := conn.Read(context.Background())
		if err != nil {
			p.mu.Lock()
			p.session.Closed()
			p.mu.Unlock()
			return
		}
		p.take(frame)
	}
}

func (p *desk) take(frame []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	out, err := p.session.Receive(frame)
	if err != nil || out.Refused != nil || out.Forked {
		p.t.Errorf("%v, %v, forked: %v", err, out.Refused, out.Forked)
	}
	for _, key := range out.Drop {
		p.saved = append(p.saved, p.typed[key])
		p.kept = slices.DeleteFunc(p.kept, func(k coedit.Pending) bool { return k.Key == key })
	}
	p.send(out.Send)
}

// hit types a character that nobody typed before, anywhere in the text.
func (p *desk) hit(section string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.dice.IntN(p.session.Doc().Len(section) + 1)
	pending, err := p.session.Edit(ytext.Edit{Root: section, At: at, Insert: string(p.next)})
	if err != nil {
		p.t.Error(err)
	}
	for _, k := range pending {
		p.typed[k.Key] = p.next
		p.kept = append(p.kept, k)
		p.send(p.session.Kept(k.Key))
	}
	p.next++
}

// reload is the page loaded anew: nothing is left of it but the browser's database.
func (p *desk) reload() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.session = coedit.NewSession(coedit.Options{})
	if err := p.session.Restore(nil, p.kept); err != nil {
		p.t.Error(err)
	}
}

func (p *desk) is(what func() bool) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return what()
}

func (p *desk) text(section string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.session.Doc().Text(section)
}

// settled says whether all that was typed here is saved.
func (p *desk) settled() bool {
	return p.is(func() bool { return p.session.State() == coedit.Saved && p.session.Unsent() == 0 })
}

// at gives the same browser on a server that was started anew, at another port.
func (v *visitor) at(s *process) *visitor {
	moved := *v
	moved.url = s.url
	return &moved
}

// TestNothingSavedIsLostAndNothingIsWrittenTwice kills the server in the middle of two people
// typing all over one text. Whatever was acknowledged is there before anybody comes back; once both
// have, one in the page that was open and one in a page loaded anew, every character is there once.
func TestNothingSavedIsLostAndNothingIsWrittenTwice(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, url string) {
		dir := t.TempDir()
		migrateFirst(t, url, dir)
		args := []string{"-database-url", url, "-data-dir", dir}
		s := startProcess(t, args...)
		b := meet(t, s.running)
		left, right := newDesk(t, 0x4E00, 1), newDesk(t, 0x7000, 2)
		for round := range 5 {
			b.left, b.right = b.left.at(s), b.right.at(s)
			left.connect(b.left, b.vision)
			right.connect(b.right, b.vision)
			typeUntilKilled(t, s, left, right, 5+rand.New(rand.NewPCG(uint64(round), 3)).IntN(60))
			s = startProcess(t, args...)
			b.left, b.right = b.left.at(s), b.right.at(s)
			there := b.left.section(b.vision, "boldest")
			for _, p := range []*desk{left, right} {
				for _, r := range p.saved {
					if strings.Count(there, string(r)) != 1 {
						t.Fatalf("round %d: %q was acknowledged and is there %d times", round, r, strings.Count(there, string(r)))
					}
				}
			}
			[]*desk{left, right}[round%2].reload()
			left.connect(b.left, b.vision)
			right.connect(b.right, b.vision)
			eventually(t, "all is sent again", func() bool {
				return left.settled() && right.settled() && left.text("boldest") == right.text("boldest")
			})
			onceEach(t, b.left.section(b.vision, "boldest"), left, right)
			for _, p := range []*desk{left, right} {
				_ = p.conn.CloseNow()
				<-p.over
			}
		}
	})
}

// typeUntilKilled kills the server once so many characters of both were acknowledged, while more
// are on their way.
func typeUntilKilled(t *testing.T, s *process, left, right *desk, enough int) {
	t.Helper()
	eventually(t, "both are there", func() bool { return left.settled() && right.settled() })
	goal := []int{len(left.saved) + enough, len(right.saved) + enough}
	var typing sync.WaitGroup
	stop := make(chan struct{})
	for _, p := range []*desk{left, right} {
		typing.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				p.hit("boldest")
				eventually(t, "few are on their way", func() bool { return p.is(func() bool { return p.session.Unsent() < 8 }) || isClosed(p.over) })
				if isClosed(p.over) {
					p.hit("boldest") // typing goes on without a connection
					return
				}
			}
		})
	}
	eventually(t, "enough is saved", func() bool {
		return left.is(func() bool { return len(left.saved) >= goal[0] }) && right.is(func() bool { return len(right.saved) >= goal[1] })
	})
	s.kill()
	<-left.over
	<-right.over
	close(stop)
	typing.Wait()
}

func isClosed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// onceEach checks that a text holds every character that was typed, once.
func onceEach(t *testing.T, text string, desks ...*desk) {
	t.Helper()
	n := 0
	for _, p := range desks {
		for _, r := range p.typed {
			if n++; strings.Count(text, string(r)) != 1 {
				t.Errorf("%q is there %d times", r, strings.Count(text, string(r)))
			}
		}
	}
	if got := len([]rune(text)); got != n {
		t.Errorf("%d characters were typed and %d are there", n, got)
	}
}

// section is a section's text as the graph has it.
func (v *visitor) section(document, key string) string {
	v.t.Helper()
	for _, s := range v.must(`query($d: ID!) { node(id: $d) { ... on Document { sections { key text } } } }`, vars{"d": document}, "node.sections").([]any) {
		if dig(s, "key") == key {
			return fmt.Sprint(dig(s, "text"))
		}
	}
	v.t.Fatalf("there is no section %q", key)
	return ""
}
