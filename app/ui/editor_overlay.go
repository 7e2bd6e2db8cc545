package ui

import (
	"cmp"
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/ytext"
)

// overlay is the copy of a text area that lies under it, with the same text and
// measures, and holds what a text area cannot: others' carets and fresh marks. It
// also makes the text area as tall as its text.
type overlay struct {
	element app.Value
	pieces  []piece // text nodes by offset
	carets  []caretSpot
	spare   bool // the text area is as tall as its text without it: it holds the text only while needed
	marked  bool // there are fresh marks in it
	stale   bool // it does not show the text any more
}

type piece struct {
	at, length int
	node       app.Value
}

// caretSpot is where somebody else is in a section.
type caretSpot struct {
	Client uint32
	At     int
	Name   string
	Side   Whose
	Idle   bool
}

// freshSpot is what somebody else wrote just now.
type freshSpot struct {
	From, To int
	Side     Whose
}

// joiner keeps a caret within a word from breaking the word over two lines.
const joiner = "\u2060"

// paint draws the text with carets and marks in it.
func (o *overlay) paint(text string, carets []caretSpot, fresh []freshSpot) {
	slices.SortStableFunc(carets, func(a, b caretSpot) int { return cmp.Compare(a.At, b.At) })
	o.carets, o.pieces, o.marked, o.stale = carets, nil, len(fresh) > 0, false
	switch {
	case len(carets) > 0 || len(fresh) > 0:
		o.draw(text, carets, fresh)
	case o.spare:
		o.element.Set("textContent", "")
	default:
		o.copy(text)
	}
}

// copy holds the text alone.
func (o *overlay) copy(text string) {
	o.element.Set("textContent", text)
	o.pieces = []piece{{0, ytext.UTF16Len(text), o.element.Get("firstChild")}}
}

func (o *overlay) draw(text string, carets []caretSpot, fresh []freshSpot) {
	document := app.Window().Get("document")
	p := painter{document, document.Call("createDocumentFragment"), o}
	end := ytext.UTF16Len(text)
	at := 0
	for _, stop := range stops(end, carets, fresh) {
		p.text(ytext.Slice16(text, at, stop), at, stop, fresh)
		for _, c := range carets {
			if min(c.At, end) == stop {
				p.caret(c, stop == end)
			}
		}
		at = stop
	}
	o.element.Call("replaceChildren", p.into)
	o.turnFlags()
}

// edit makes one change where it is, so that the browser need not lay out everything
// anew. It gives false when only painting helps.
func (o *overlay) edit(c ytext.Splice) bool {
	if o.pieces == nil {
		return o.spare
	}
	for i, p := range o.pieces {
		end := p.at + p.length
		atEnd := c.At == end && i == len(o.pieces)-1 && len(o.carets) == 0
		if o.marked || c.At < p.at || (c.At >= end && !atEnd) || c.At+c.Delete > end || !p.node.Truthy() {
			continue
		}
		p.node.Call("replaceData", c.At-p.at, c.Delete, c.Insert)
		grown := ytext.UTF16Len(c.Insert) - c.Delete
		o.pieces[i].length += grown
		for j := i + 1; j < len(o.pieces); j++ {
			o.pieces[j].at += grown
		}
		for j := range o.carets {
			o.carets[j].At = moveOffset(o.carets[j].At, c)
		}
		return true
	}
	return false
}

// stops are the offsets where something begins, ends or stands.
func stops(end int, carets []caretSpot, fresh []freshSpot) []int {
	at := []int{end}
	for _, c := range carets {
		at = append(at, min(c.At, end))
	}
	for _, f := range fresh {
		at = append(at, min(f.From, end), min(f.To, end))
	}
	slices.Sort(at)
	return slices.Compact(at)
}

type painter struct {
	document, into app.Value
	overlay        *overlay
}

func (p painter) text(s string, from, to int, fresh []freshSpot) {
	if s == "" {
		return
	}
	node := p.document.Call("createTextNode", s)
	p.overlay.pieces = append(p.overlay.pieces, piece{from, to - from, node})
	for _, f := range fresh {
		if f.From <= from && to <= f.To {
			p.into.Call("append", p.span(classes("fresh", string(f.Side)), node))
			return
		}
	}
	p.into.Call("append", node)
}

func (p painter) caret(c caretSpot, atEnd bool) {
	flag := p.document.Call("createElement", "b")
	flag.Set("dir", "auto")
	flag.Set("textContent", c.Name)
	line := p.span(classes("caret", string(c.Side), when(c.Idle, "idle"), when(atEnd, "caret--end")), flag)
	p.into.Call("append", joiner, line, joiner)
}

func (p painter) span(class string, child app.Value) app.Value {
	s := p.document.Call("createElement", "span")
	s.Set("className", class)
	s.Call("append", child)
	return s
}

// turnFlags turns those flags to the left that would stand out on the right.
func (o *overlay) turnFlags() {
	edge := o.element.Call("getBoundingClientRect").Get("right").Float()
	lines := o.element.Call("querySelectorAll", ".caret")
	for i := range lines.Length() {
		line := lines.Index(i)
		if line.Get("firstChild").Call("getBoundingClientRect").Get("right").Float() > edge {
			line.Get("classList").Call("add", "caret--back")
			line.Get("classList").Call("remove", "caret--end")
		}
	}
}

// height is how far down on the screen an offset stands.
func (o *overlay) height(at int) (y float64, ok bool) {
	for _, p := range o.pieces {
		if at < p.at || at > p.at+p.length || !p.node.Truthy() {
			continue
		}
		r := app.Window().Get("document").Call("createRange")
		r.Call("setStart", p.node, at-p.at)
		rects := r.Call("getClientRects")
		if rects.Length() > 0 {
			return rects.Index(0).Get("top").Float(), true
		}
	}
	return 0, false
}
