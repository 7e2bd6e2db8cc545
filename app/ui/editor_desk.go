package ui

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/coedit"
	"midspan/app/link"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// desk is where a document is written in this tab: a hand for each section, and what
// is to be told of it all. It lives on the document's own goroutine.
type desk struct {
	live     *link.Document
	document string
	me       string
	hands    []*hand
	prompts  map[string]string
	tell     func(deskView) // the page, of what it shows

	told    deskView
	began   time.Time
	opened  bool      // there was a connection once
	typedAt time.Time // for the last time
	changed time.Time // by anybody, for the last time
	fresh   []freshText
	writers map[string]writer
	moved   map[uint32]caretMove
	cursor  *coedit.Cursor
	due     map[string]*time.Timer
}

// deskView is what the page shows of a desk.
type deskView struct {
	Save    SaveState
	Here    []coedit.Person // the others, each once
	Writers map[string]coedit.Person
	Words   map[string]int
	Status  link.Status
	Problem error // why the last keys were not taken
	Typed   bool  // something was typed here
	Digest  string
	Texts   map[string]string
}

// freshText is a piece of text that somebody else wrote just now.
type freshText struct {
	section  string
	from, to ytext.Anchor
	by       coedit.Person
	until    time.Time
}

type writer struct {
	by coedit.Person
	at time.Time
}

type caretMove struct {
	to   ytext.Anchor
	when time.Time
}

const (
	staysFresh  = 5 * time.Second
	justNow     = time.Minute
	idleAfter   = 2 * time.Second
	savingHolds = 500 * time.Millisecond // so that the word does not flicker with each key
	firstWait   = 3 * time.Second        // before a connection that never was is called offline
	pointAfter  = 60 * time.Millisecond
)

// begin is called when the page is there.
func (d *desk) begin() {
	d.began = time.Now()
	d.writers, d.moved, d.due = map[string]writer{}, map[uint32]caretMove{}, map[string]*time.Timer{}
	for _, h := range d.hands {
		h.over.paint(h.value(), nil, nil)
	}
	d.live.Watch(link.Watcher{Before: d.takeTyped, After: d.news})
	d.look()
}

func (d *desk) takeTyped() {
	for _, h := range d.hands {
		if h.typed() {
			d.typedAt = time.Now()
			d.changed = d.typedAt
		}
		if h.over.stale || h.dirty {
			h.over.paint(h.value(), d.carets(h), d.freshSpots(h))
		}
	}
}

// input is called when something was typed.
func (d *desk) input() {
	d.takeTyped()
	d.pointSoon()
	d.look()
}

func (d *desk) pointSoon() { d.later("point", pointAfter, d.point) }

// news is called when something happened to the document.
func (d *desk) news(n link.News) {
	if n.Forked {
		d.fresh, d.cursor = nil, nil
	}
	d.remember(n.Changes)
	if len(n.Changes) > 0 {
		d.changed = time.Now()
	}
	for _, h := range d.hands {
		d.show(h, n.Changes)
	}
	d.takeTyped() // what waited for the text to be there
	d.look()
}

// show brings a section up to date. What the reader looks at stays where it is on the
// screen.
func (d *desk) show(h *hand, changes []ytext.Splice) {
	var mine []ytext.Splice
	for _, c := range changes {
		if c.Root == h.section {
			mine = append(mine, c)
		}
	}
	carets, fresh := d.carets(h), d.freshSpots(h)
	arrives := d.live.Session().Known() && !h.known
	if len(mine) == 0 && !arrives {
		if !reflect.DeepEqual(carets, h.over.carets) {
			h.over.paint(h.value(), carets, fresh)
		}
		return
	}
	before, known := h.caretHeight()
	if arrives {
		h.known = true
		h.become(d.live.Session().Doc().Text(h.section))
	} else {
		h.follow(mine)
	}
	h.over.paint(h.value(), carets, fresh)
	if after, ok := h.caretHeight(); ok && known && after != before {
		app.Window().Call("scrollBy", map[string]any{"top": after - before, "behavior": "instant"})
	}
}

func (h *hand) caretHeight() (float64, bool) {
	if !h.focused() {
		return 0, false
	}
	if h.over.pieces == nil {
		h.over.copy(h.value())
	}
	return h.over.height(h.area.Get("selectionEnd").Int())
}

// remember notes who wrote what.
func (d *desk) remember(changes []ytext.Splice) {
	doc := d.live.Session().Doc()
	for i, c := range changes {
		by, ok := d.author(doc.Anchor(c.Root, c.At, 0))
		if c.Insert == "" || !ok || i < len(changes)-20 {
			continue
		}
		d.writers[c.Root] = writer{by, time.Now()}
		d.fresh = append(d.fresh, freshText{
			section: c.Root, by: by, until: time.Now().Add(staysFresh),
			from: doc.Anchor(c.Root, c.At, 0), to: doc.Anchor(c.Root, c.At+ytext.UTF16Len(c.Insert), -1),
		})
	}
	if n := len(d.fresh); n > 60 {
		d.fresh = d.fresh[n-60:]
	}
}

// author is the person here who wrote the unit behind an anchor.
func (d *desk) author(a ytext.Anchor) (coedit.Person, bool) {
	var position struct{ Item *struct{ Client uint32 } }
	b, err := json.Marshal(a)
	if err != nil || json.Unmarshal(b, &position) != nil || position.Item == nil {
		return coedit.Person{}, false
	}
	for _, p := range d.live.Session().Peers() {
		if p.Client == position.Item.Client {
			return p.Person, true
		}
	}
	return coedit.Person{}, false
}

func (d *desk) freshSpots(h *hand) (spots []freshSpot) {
	doc := d.live.Session().Doc()
	for _, f := range d.fresh {
		if f.section != h.section {
			continue
		}
		_, from, ok := doc.Offset(f.from)
		_, to, known := doc.Offset(f.to)
		if ok && known && from < to {
			spots = append(spots, freshSpot{from, to, WhoseSide(f.by.Side)})
		}
	}
	return spots
}

// carets tells where the others are in a section.
func (d *desk) carets(h *hand) (spots []caretSpot) {
	session := d.live.Session()
	for _, p := range session.Peers() {
		root, _, at, ok := session.Selection(p)
		if !ok || root != h.section {
			continue
		}
		m := d.moved[p.Client]
		if m.when.IsZero() || m.to != p.Cursor.Head {
			m = caretMove{p.Cursor.Head, time.Now()}
			d.moved[p.Client] = m
		}
		idle := time.Since(m.when) >= idleAfter
		spots = append(spots, caretSpot{p.Client, at, FirstName(p.Person.Name), WhoseSide(p.Person.Side), idle})
	}
	return spots
}

// point tells the others where the reader is.
func (d *desk) point() {
	var cursor *coedit.Cursor
	doc := d.live.Session().Doc()
	for _, h := range d.hands {
		if from, to, ok := h.selection(); ok && d.live.Session().Known() {
			cursor = &coedit.Cursor{Anchor: doc.Anchor(h.section, from, -1), Head: doc.Anchor(h.section, to, -1)}
		}
	}
	if !reflect.DeepEqual(cursor, d.cursor) {
		d.cursor = cursor
		d.live.Point(coedit.Presence{Cursor: cursor})
	}
}

// look tells the page what is new for it, and looks again when time alone changes it.
func (d *desk) look() {
	d.forget()
	v := deskView{
		Status: d.live.Status(), Here: d.here(), Writers: map[string]coedit.Person{},
		Words: map[string]int{}, Typed: !d.typedAt.IsZero(),
	}
	d.opened = d.opened || v.Status.Save != coedit.Offline
	v.Save = d.save(v.Status)
	v.Status.Save = "" // it changes with every key; the page shows Save
	for section, w := range d.writers {
		v.Writers[section] = w.by
	}
	settled := time.Since(d.changed) >= savingHolds
	if !settled {
		d.later("settled", savingHolds, d.look) // counting and comparing would slow down typing
	}
	for _, h := range d.hands {
		if h.problem != nil {
			v.Problem, v.Save = h.problem, Refused
		}
		if v.Words[h.section] = d.told.Words[h.section]; settled || d.told.Words == nil {
			v.Words[h.section] = len(strings.Fields(h.base))
		}
	}
	if v.Save == Saved && settled {
		v.Digest, v.Texts = d.digest()
	}
	if !reflect.DeepEqual(v, d.told) {
		d.told = v
		d.tell(v)
	}
}

// save is the word for where the reader's words are.
func (d *desk) save(s link.Status) SaveState {
	switch {
	case s.Ended != nil && d.live.Session().Unsent() > 0:
		return Refused
	case s.Ended != nil:
		return ""
	case s.Save == coedit.Offline && !d.opened && time.Since(d.began) < firstWait:
		d.later("first", firstWait, d.look)
		return ""
	case s.Save == coedit.Saved && time.Since(d.typedAt) < savingHolds:
		d.later("saved", savingHolds, d.look)
		return Saving
	}
	return SaveState(s.Save)
}

// digest is what a confirmation of the text on the screen names, "" if the screen
// shows anything else than the text.
func (d *desk) digest() (string, map[string]string) {
	var texts []pact.SectionText
	shown := map[string]string{}
	for _, h := range d.hands {
		if !h.inStep() || !d.live.Session().Known() {
			return "", nil
		}
		shown[h.section] = h.base
		texts = append(texts, pact.SectionText{Document: d.document, Key: h.section, Prompt: d.prompts[h.section], Text: h.base})
	}
	return pact.Digest(texts), shown
}

func (d *desk) here() (people []coedit.Person) {
	seen := map[string]bool{d.me: true}
	for _, p := range d.live.Session().Peers() {
		if !seen[p.Person.ID] && p.Person.Name != "" {
			seen[p.Person.ID] = true
			people = append(people, p.Person)
		}
	}
	return people
}

// forget lets go of what is not fresh any more, and repaints what moves no more.
func (d *desk) forget() {
	now := time.Now()
	kept := d.fresh[:0]
	for _, f := range d.fresh {
		if f.until.After(now) {
			kept = append(kept, f)
		}
	}
	faded := len(kept) < len(d.fresh)
	d.fresh = kept
	for section, w := range d.writers {
		if now.Sub(w.at) > justNow {
			delete(d.writers, section)
		}
	}
	for _, h := range d.hands {
		carets := d.carets(h)
		if faded || !reflect.DeepEqual(carets, h.over.carets) {
			h.over.paint(h.value(), carets, d.freshSpots(h))
		}
		for _, c := range carets {
			if !c.Idle {
				d.later("idle", idleAfter, d.look)
			}
		}
	}
	if len(d.fresh) > 0 {
		d.later("fresh", staysFresh, d.look)
	}
	if len(d.writers) > 0 {
		d.later("writers", justNow, d.look)
	}
}

// later does something some time from now, once for each name.
func (d *desk) later(name string, after time.Duration, f func()) {
	if d.due[name] != nil {
		return
	}
	d.due[name] = time.AfterFunc(after+10*time.Millisecond, func() {
		d.live.Do(func() {
			d.due[name] = nil
			f()
		})
	})
}
