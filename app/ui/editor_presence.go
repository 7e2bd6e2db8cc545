package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/coedit"
)

// point tells the others where the reader is, or that the device was put away.
func (d *desk) point() {
	if d.alone {
		return
	}
	now := d.presence()
	if !samePresence(now, d.said) {
		d.said = now
		d.live.Point(now)
	}
}

func (d *desk) pointSoon() { d.later("point", pointAfter, d.point) }

func (d *desk) presence() coedit.Presence {
	if d.away {
		return coedit.Presence{Away: true}
	}
	if !d.live.Session().Known() {
		return coedit.Presence{}
	}
	says := coedit.Presence{Section: d.inView}
	doc := d.live.Session().Doc()
	for _, h := range d.hands {
		if from, to, ok := h.selection(); ok {
			says.Cursor = &coedit.Cursor{Anchor: doc.Anchor(h.section, from, -1), Head: doc.Anchor(h.section, to, -1)}
			if h.area.inSight() {
				says.Section = h.section
			}
		}
	}
	return says
}

func samePresence(a, b coedit.Presence) bool {
	if a.Cursor == nil || b.Cursor == nil || *a.Cursor != *b.Cursor {
		return a == b
	}
	return a.Section == b.Section && a.Away == b.Away
}

// putAway is called when the reader looks elsewhere, and when they are back. It says so
// at once: a device that falls asleep gets no second chance.
func (d *desk) putAway(away bool) {
	d.away = away
	d.point()
}

// crosses is called when a section comes to the reading line, or leaves it.
func (d *desk) crosses(h *hand, on bool) {
	switch {
	case on:
		d.inView = h.section
	case d.inView == h.section:
		d.inView = ""
	}
	d.later("reading", readingAfter, d.point)
}

// hereNow shows who else reads or writes in a section.
func (w *Writing) hereNow(section string) app.UI {
	var people []Person
	for _, p := range w.view.Readers[section] {
		people = append(people, Person{Name: FirstName(p.Name), Side: WhoseSide(p.Side)})
	}
	here := app.Span().Class("sec__here")
	if len(people) == 0 {
		return here
	}
	return here.Body(PeopleRow(people))
}
