package ui

import (
	"reflect"
	"slices"
	"strings"
	"time"

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
	alone    bool // nobody else reads it
	helps    bool // whoever writes gets hints
	brief    bool // its sections are best short
	hands    []*hand
	pen      *pen
	prompts  map[string]string
	tell     func(deskView) // the page, of what it shows
	surface  *surface
	rest     *time.Timer // until others' changes come into a composition

	told    deskView
	began   time.Time
	opened  bool      // there was a connection once
	typedAt time.Time // for the last time
	changed time.Time // by anybody, for the last time
	fresh   []freshText
	writers map[string]writer
	moved   map[uint32]caretMove
	problem error  // why a step could not be taken back
	inView  string // the section at the reading line
	away    bool
	offered bool
	known   bool // the text is there
	said    coedit.Presence
	due     map[string]*time.Timer
}

// deskView is what the page shows of a desk.
type deskView struct {
	Save    SaveState
	Here    []coedit.Person // the others, each once
	Readers map[string][]coedit.Person
	Writers map[string]coedit.Person
	Words   map[string]int
	Status  link.Status
	Problem error // why the last keys were not taken
	Typed   bool  // something was typed here
	Digest  string
	Texts   map[string]string
	// Thoughts are hints on what was written here, one a section.
	Thoughts map[string]thought
}

const (
	staysFresh   = 5 * time.Second
	justNow      = time.Minute
	idleAfter    = 2 * time.Second
	savingHolds  = 500 * time.Millisecond // so that the word does not flicker with each key
	firstWait    = 3 * time.Second        // before a connection that never was is called offline
	pointAfter   = 60 * time.Millisecond
	readingAfter = 300 * time.Millisecond
)

// begin is called when the page is there.
func (d *desk) begin() {
	d.began = time.Now()
	d.writers, d.moved, d.due = map[string]writer{}, map[uint32]caretMove{}, map[string]*time.Timer{}
	for _, h := range d.hands {
		d.mark(h)
	}
	d.live.Watch(link.Watcher{Before: d.takeTyped, After: d.news, Tells: true})
	d.look()
}

func (d *desk) takeTyped() {
	for _, h := range d.hands {
		switch {
		case h.typed():
			d.typedAt = time.Now()
			d.changed, d.problem = d.typedAt, nil
			d.thinkSoon()
			d.mark(h)
		case h.dirty:
			h.area.typedAny()
			d.mark(h)
		}
	}
}

// input is called when something was typed.
func (d *desk) input() {
	d.takeTyped()
	d.pointSoon()
	d.look()
}

// news is called when something happened to the document.
func (d *desk) news(n link.News) {
	if n.Forked {
		d.fresh, d.said = nil, coedit.Presence{}
		d.pointSoon()
	}
	if d.known { // else it is the text as it was found
		d.remember(n.Changes)
	}
	d.known = d.live.Session().Known()
	d.pen.follow(n.Changes)
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
	if h.shifts(changes) {
		h.area.keep()
	}
	d.follow(h, changes)
	d.mark(h)
}

// follow has a section show what was changed elsewhere.
func (d *desk) follow(h *hand, changes []ytext.Splice) {
	var mine []ytext.Splice
	for _, c := range changes {
		if c.Root == h.section {
			mine = append(mine, c)
		}
	}
	switch {
	case d.live.Session().Known() && !h.known:
		h.known = true
		h.become(d.live.Session().Doc().Text(h.section))
	case len(mine) > 0:
		h.follow(mine)
	}
}

// shifts says whether changes may move the reader's caret on the screen.
func (h *hand) shifts(changes []ytext.Splice) bool {
	if !h.area.focused() {
		return false
	}
	at, shifts := h.area.caret(), !h.known && h.live.Session().Known()
	for _, c := range changes {
		shifts = shifts || (c.Root == h.section && c.At <= at)
	}
	return shifts
}

// look tells the page what is new for it, and looks again when time alone changes it.
func (d *desk) look() {
	d.forget()
	d.offerOnce()
	v := deskView{
		Status: d.live.Status(), Here: d.here(), Readers: d.readers(), Writers: map[string]coedit.Person{},
		Words: map[string]int{}, Typed: !d.typedAt.IsZero(), Thoughts: map[string]thought{},
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
	v.Problem = d.problem
	for _, h := range d.hands {
		if h.problem != nil {
			v.Problem, v.Save = h.problem, Refused
		}
		if h.thought != nil {
			v.Thoughts[h.section] = *h.thought
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
	case s.Ended != nil && (d.live.Session().Unsent() > 0 || d.early()):
		return Refused
	case s.Ended != nil:
		return ""
	case s.Save == coedit.Offline && !d.opened && time.Since(d.began) < firstWait:
		d.later("first", firstWait, d.look)
		return ""
	case s.Save == coedit.Offline && (s.Volatile || d.early()):
		return Unkept
	case s.Save == coedit.Saved && time.Since(d.typedAt) < savingHolds:
		d.later("saved", savingHolds, d.look)
		return Saving
	}
	return SaveState(s.Save)
}

// early says whether something was typed before the text was there to take it.
func (d *desk) early() bool {
	return !d.live.Session().Known() && slices.ContainsFunc(d.hands, func(h *hand) bool { return h.dirty })
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
