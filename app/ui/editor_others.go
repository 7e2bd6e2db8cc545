package ui

import (
	"encoding/json"
	"slices"
	"time"

	"midspan/app/coedit"
	"midspan/app/ytext"
)

// freshText is a piece of text that somebody else wrote just now.
type freshText struct {
	section  string
	from, to ytext.Anchor
	by       coedit.Person
	until    time.Time
}

// longestFresh is how many bytes are marked: a whole book would be marked line by line.
const longestFresh = 4000

type writer struct {
	by coedit.Person
	at time.Time
}

type caretMove struct {
	to   ytext.Anchor
	when time.Time
}

// remember notes who wrote what.
func (d *desk) remember(changes []ytext.Splice) {
	if d.alone {
		return
	}
	doc := d.live.Session().Doc()
	for i, c := range changes {
		if c.Insert == "" || i < len(changes)-20 {
			continue
		}
		by, ok := d.author(doc.Anchor(c.Root, c.At, 0))
		if !ok {
			continue
		}
		d.writers[c.Root] = writer{by, time.Now()}
		if len(c.Insert) > longestFresh {
			continue
		}
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
	spots = []freshSpot{}
	doc := d.live.Session().Doc()
	for _, f := range d.fresh {
		if f.section != h.section {
			continue
		}
		_, from, ok := doc.Offset(f.from)
		_, to, known := doc.Offset(f.to)
		if ok && known && from < to {
			spots = joined(spots, freshSpot{from, to, WhoseSide(f.by.Side)})
		}
	}
	return spots
}

// joined adds a piece to others, to the last one if it goes on from there: somebody
// types letter by letter.
func joined(spots []freshSpot, next freshSpot) []freshSpot {
	if n := len(spots) - 1; n >= 0 && spots[n].Side == next.Side && spots[n].From <= next.From && next.From <= spots[n].To {
		spots[n].To = max(spots[n].To, next.To)
		return spots
	}
	return append(spots, next)
}

// carets tells where the others are in a section.
func (d *desk) carets(h *hand) (spots []caretSpot) {
	spots = []caretSpot{}
	if d.alone {
		return spots
	}
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
		spots = append(spots, caretSpot{p.Client, at, FirstName(p.Person.Name), WhoseSide(p.Person.Side), idle, m.when.UnixMilli()})
	}
	return spots
}

// mark has a section show where the others are and what they wrote.
func (d *desk) mark(h *hand) {
	now := marks{d.carets(h), d.freshSpots(h), h.noted()}
	if !slices.Equal(now.Carets, h.marks.Carets) || !slices.Equal(now.Fresh, h.marks.Fresh) || !slices.Equal(now.Noted, h.marks.Noted) {
		h.marks = now
		h.area.mark(now)
	}
}

// here is who else is there, each once.
func (d *desk) here() (people []coedit.Person) {
	seen := map[string]bool{d.me: true}
	for _, p := range d.live.Session().Peers() {
		if !p.Away && !seen[p.Person.ID] && p.Person.Name != "" {
			seen[p.Person.ID] = true
			people = append(people, p.Person)
		}
	}
	return people
}

// readers are the others by the section that they read or write in.
func (d *desk) readers() map[string][]coedit.Person {
	readers := map[string][]coedit.Person{}
	if d.alone {
		return readers
	}
	session := d.live.Session()
	for _, p := range session.Peers() {
		section := p.Section
		if root, _, _, ok := session.Selection(p); ok {
			section = root
		}
		if section != "" && p.Person.ID != d.me && p.Person.Name != "" && !p.Away && !slices.Contains(readers[section], p.Person) {
			readers[section] = append(readers[section], p.Person)
		}
	}
	return readers
}

// forget lets go of what is not fresh any more, and of carets that move no more.
func (d *desk) forget() {
	now := time.Now()
	d.fresh = slices.DeleteFunc(d.fresh, func(f freshText) bool { return now.After(f.until) })
	for section, w := range d.writers {
		if now.Sub(w.at) > justNow {
			delete(d.writers, section)
		}
	}
	for _, h := range d.hands {
		d.mark(h)
		for _, c := range h.marks.Carets {
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
