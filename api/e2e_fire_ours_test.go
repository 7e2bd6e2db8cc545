package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"midspan/app/coedit"
	"midspan/app/ytext"
)

// ours is our page on somebody's device: a tab, the shelf that outlives it, and the road to the
// server. It reconnects by itself, as app/link does.
type ours struct {
	t        testing.TB
	name     string
	who      *visitor
	document string
	way      *road
	book     *book
	pen      *pen

	mu      sync.Mutex
	shelf   *shelf
	session *coedit.Session
	conn    *websocket.Conn
	shown   map[string]string // the text as the page shows it
	deeds   map[coedit.Key]*deed
	owed    int // deeds that are to arrive and of which the server has said nothing
	offline bool
	closed  bool
	refused *coedit.Refusal
	away    coedit.CloseCode // with which the server has sent them away for good
}

func newOurs(t testing.TB, name string, who *visitor, document string, b *book, p *pen) *ours {
	d := &ours{
		t: t, name: name, document: document, way: newRoad(t), book: b, pen: p,
		deeds: map[coedit.Key]*deed{},
	}
	d.who = who.by(d.way)
	d.shelf = newShelf(&d.mu, rand.New(rand.NewPCG(p.dice.Uint64(), 1)))
	d.open()
	go d.live()
	t.Cleanup(func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.closed = true
		d.hangUp()
	})
	return d
}

// by gives the same browser on a road.
func (v *visitor) by(r *road) *visitor {
	moved := *v
	moved.url = r.url
	return &moved
}

// open opens a tab on what the shelf holds. The device is locked.
func (d *ours) open() {
	d.session = coedit.NewSession(coedit.Options{})
	if err := d.session.Restore(d.shelf.text, d.shelf.pending()); err != nil {
		d.t.Errorf("%s cannot go on from what it kept: %v", d.name, err)
	}
	d.session.Tick(time.Now())
	d.show()
}

// show draws the whole text anew.
func (d *ours) show() {
	d.shown = map[string]string{}
	for _, section := range fireSections {
		d.shown[section] = d.session.Doc().Text(section)
	}
}

// live keeps the page connected until the test ends.
func (d *ours) live() {
	for !d.is(func() bool { return d.closed }) {
		if conn := d.dial(); conn != nil {
			d.listen(conn)
		}
		time.Sleep(5 * time.Millisecond) // before the next try
	}
}

func (d *ours) dial() *websocket.Conn {
	if d.is(func() bool { return d.offline || d.away != 0 }) {
		return nil
	}
	conn, _, err := d.who.socket("/sync/"+d.document, fromPage(d.who.url))
	if err != nil {
		return nil
	}
	conn.SetReadLimit(16 << 20)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.offline || d.closed {
		_ = conn.CloseNow()
		return nil
	}
	d.conn = conn
	d.session.Tick(time.Now())
	d.send(d.session.Open())
	return conn
}

func (d *ours) listen(conn *websocket.Conn) {
	for {
		_, frame, err := conn.Read(context.Background())
		d.mu.Lock()
		if d.conn != conn {
			d.mu.Unlock()
			return
		}
		if err != nil {
			if code := coedit.CloseCode(websocket.CloseStatus(err)); code.Final() {
				d.away = code
			}
			d.hangUp()
			d.mu.Unlock()
			return
		}
		d.take(frame)
		d.mu.Unlock()
	}
}

func (d *ours) send(frames [][]byte) {
	for _, f := range frames {
		if d.conn != nil {
			_ = d.conn.Write(context.Background(), websocket.MessageBinary, f) // the reader finds out
		}
	}
}

func (d *ours) take(frame []byte) {
	out, err := d.session.Receive(frame)
	if err != nil || out.Forked {
		d.t.Errorf("%s: %v, forked: %v", d.name, err, out.Forked)
		return
	}
	if out.Refused != nil {
		d.refused = out.Refused
	}
	d.apply(out.Changes)
	d.keep(out.Keep, out.Drop)
	d.send(out.Send)
	if len(out.Changes) > 0 && d.pen.dice.IntN(20) == 0 {
		d.saveText()
	}
	if d.session.State() == coedit.Saved && d.owed > 0 {
		d.t.Errorf("%s says that all is saved, and %d edits are not", d.name, d.owed)
	}
}

// apply does to the text on the screen what others did.
func (d *ours) apply(changes []ytext.Splice) {
	for _, c := range changes {
		old := d.shown[c.Root]
		d.shown[c.Root] = ytext.Slice16(old, 0, c.At) + c.Insert + ytext.Slice16(old, c.At+c.Delete, ytext.UTF16Len(old))
	}
}

// keep writes to the shelf what is new, and takes off it what the server has.
func (d *ours) keep(fresh []coedit.Pending, drop []coedit.Key) {
	for _, key := range drop {
		if deed := d.deeds[key]; deed != nil { // or it was found in the text, of a tab that was killed
			d.book.settle(deed, stored)
			d.owed--
		}
	}
	if len(fresh)+len(drop) == 0 {
		return
	}
	session := d.session
	d.shelf.put(unsentStore, write{do: func() {
		for _, p := range fresh {
			d.shelf.unsent[p.Key] = p.Update
			if deed := d.deeds[p.Key]; deed != nil {
				d.book.settle(deed, kept)
			}
		}
		for _, key := range drop {
			delete(d.shelf.unsent, key)
		}
	}, done: func() {
		for _, p := range fresh {
			d.send(session.Kept(p.Key))
		}
	}})
}

// saveText keeps the whole text.
func (d *ours) saveText() {
	if state, err := d.session.Doc().Diff(nil); err == nil && d.session.Known() {
		d.shelf.put(textStore, write{func() { d.shelf.text = state }, func() {}})
	}
}

// hangUp drops the connection without goodbye.
func (d *ours) hangUp() {
	if d.conn == nil {
		return
	}
	_ = d.conn.CloseNow()
	d.conn = nil
	d.session.Closed()
	d.saveText()
}

// hit makes one edit, unless the text is not there yet.
func (d *ours) hit() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.session.Known() {
		return
	}
	s := d.pen.stroke()
	at, erased := s.on(d.session.Doc().Text(s.Section))
	d.put(s.Section, at, erased, s.Typed)
	if d.pen.dice.IntN(40) == 0 {
		d.saveText()
	}
}

// put has a text in the place of another.
func (d *ours) put(section string, at int, erased, typed string) {
	if erased+typed == "" {
		return
	}
	edit := ytext.Edit{Root: section, At: at, Delete: ytext.UTF16Len(erased), Insert: typed}
	deed := d.book.note(d.name, section, typed, erased)
	pending, err := d.session.Edit(edit)
	if err != nil || len(pending) != 1 {
		d.t.Errorf("%s cannot type: %v, %d changes", d.name, err, len(pending))
		return
	}
	deed.key = pending[0].Key
	d.deeds[deed.key] = deed
	d.owed++
	d.apply([]ytext.Splice{ytext.Splice(edit)})
	d.keep(pending, nil)
}

// write types at the end of a section.
func (d *ours) write(section, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.put(section, d.session.Doc().Len(section), "", text)
}

// kill ends the tab without a word and opens another on what the shelf holds by then.
func (d *ours) kill() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.hangUpWithoutSaving()
	d.shelf.abandon()
	d.reckon()
	d.open()
}

// reload closes the tab as a page is left, and opens another.
func (d *ours) reload() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.hangUp()
	d.saveText()
	d.shelf.finish()
	d.reckon()
	d.open()
}

func (d *ours) hangUpWithoutSaving() {
	if d.conn != nil {
		_ = d.conn.CloseNow()
		d.conn = nil
	}
}

// reckon looks which deeds are gone with their tab, and how many of those that are kept the
// server has to hear of again.
func (d *ours) reckon() {
	d.owed = 0
	for key, deed := range d.deeds {
		if deed.fate == made {
			d.book.settle(deed, doubtful)
		}
		if _, here := d.shelf.unsent[key]; here {
			d.owed++
		}
	}
}

// part takes the device off the network, or gives the network back.
func (d *ours) part(offline bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.offline = offline; offline {
		d.hangUp()
	}
}

// waits has half a minute pass in which nothing is heard: a dead connection is given up.
func (d *ours) waits() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.conn == nil {
		return
	}
	if out := d.session.Tick(time.Now().Add(coedit.Expiry + time.Second)); !out.Lost {
		d.t.Errorf("%s goes on listening to a dead line", d.name)
	}
	d.hangUp()
}

func (d *ours) is(what func() bool) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return what()
}

// settled says whether the server has acknowledged everything.
func (d *ours) settled() bool {
	return d.is(func() bool {
		if d.away != 0 || d.refused != nil {
			d.t.Errorf("%s was turned down: %d, %v", d.name, d.away, d.refused)
		}
		return d.session.State() == coedit.Saved && d.owed == 0
	})
}

func (d *ours) texts() map[string]string {
	d.mu.Lock()
	defer d.mu.Unlock()
	texts := map[string]string{}
	for _, section := range fireSections {
		if texts[section] = d.session.Doc().Text(section); texts[section] != d.shown[section] {
			d.t.Errorf("%s shows something else in %s than it holds", d.name, section)
		}
	}
	return texts
}

func (d *ours) whole() []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	state, err := d.session.Doc().Diff(nil)
	if err != nil {
		d.t.Error(err)
	}
	return state
}

func (d *ours) String() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return fmt.Sprintf("%s: %s, %d unsent, %d on the shelf, %d owed, connected: %v", d.name, d.session.State(), d.session.Unsent(), len(d.shelf.unsent), d.owed, d.conn != nil)
}

func (d *ours) road() *road { return d.way }
