package ui

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/link"
	"midspan/app/ytext"
)

// pen tells where one step of undo ends and the next begins.
type pen struct {
	live *link.Document
	last stroke
	ime  bool // an input method composes
}

// stroke is what was written last, as it stands in the text now.
type stroke struct {
	section  string
	how      string
	from, to int
	deletes  bool
	whole    bool // what follows is another step
	at       time.Time
}

// pauses is after how long a rest another step begins.
const pauses = time.Second

// whole says of an inputType that it makes a step of its own.
func whole(how string) bool {
	for _, part := range []string{"From", "By", "Replacement", "Transpose"} {
		if strings.Contains(how, part) && how != "insertFromComposition" && how != "deleteByComposition" {
			return true
		}
	}
	return false
}

func strokeOf(c ytext.Splice, how string, at time.Time) stroke {
	return stroke{
		section: c.Root, how: how, from: c.At, to: c.At + ytext.UTF16Len(c.Insert), deletes: c.Insert == "",
		whole: whole(how) || strings.HasSuffix(c.Insert, "\n"), at: at,
	}
}

// write is called before an edit is made.
func (p *pen) write(c ytext.Splice, how string) {
	now := strokeOf(c, how, time.Now())
	if !p.last.goesOn(now, c, p.ime) {
		p.live.Checkpoint()
	}
	p.last = now
}

// goesOn says whether an edit belongs to the same step.
func (s stroke) goesOn(next stroke, c ytext.Splice, composing bool) bool {
	switch {
	case s.how == "deleteByDrag" && next.how == "insertFromDrop":
		return true
	case s.whole, whole(next.how), s.section != next.section:
		return false
	case composing:
		return true
	case next.at.Sub(s.at) > pauses, c.Delete > 0 && c.Insert != "", s.deletes != next.deletes:
		return false
	case next.deletes:
		return c.At+c.Delete == s.from || c.At == s.from
	}
	return c.At == s.to
}

// rest ends the step.
func (p *pen) rest() { p.last.whole = true }

// composes is called when an input method begins, and when it is done.
func (p *pen) composes(on bool) {
	if on && !p.ime {
		p.rest()
	}
	p.ime = on
}

// follow keeps the place of the last stroke while others write.
func (p *pen) follow(changes []ytext.Splice) {
	for _, c := range changes {
		if c.Root == p.last.section {
			p.last.from, p.last.to = moveOffset(p.last.from, c), moveOffset(p.last.to, c)
		}
	}
}

// turn takes back the last step, or does it again, and puts the caret to where that was.
func (d *desk) turn(back bool) {
	if d.pen.ime {
		return
	}
	d.takeTyped()
	if h := d.writing(); h != nil && h.setAside(back) {
		d.input()
		return
	}
	do := d.live.Redo
	if back {
		do = d.live.Undo
	}
	changes, err := do()
	d.pen.rest()
	d.problem = err
	if len(changes) > 0 {
		d.typedAt = time.Now()
		d.changed = d.typedAt
		d.pen.follow(changes)
		for _, h := range d.hands {
			d.follow(h, changes)
		}
		last := changes[len(changes)-1]
		for _, h := range d.hands {
			d.mark(h)
			if h.section == last.Root {
				h.area.goTo(last.At + ytext.UTF16Len(last.Insert))
			}
		}
	}
	d.look()
}

// setAside takes back what could not be taken, or puts it in again.
func (h *hand) setAside(back bool) bool {
	switch value := h.area.value(); {
	case back && h.problem != nil && h.known:
		end := ytext.UTF16Len(h.base)
		h.area.become(h.base, end, end)
		h.aside, h.problem = value, nil
	case !back && h.aside != "" && h.inStep():
		end := ytext.UTF16Len(h.aside)
		h.area.become(h.aside, end, end)
	default:
		return false
	}
	h.dirty = true
	return true
}

// writing is the hand that has the focus.
func (d *desk) writing() *hand {
	for _, h := range d.hands {
		if h.area.focused() {
			return h
		}
	}
	return nil
}

// undoButtons take back, and do again, what was written here.
func (w *Writing) undoButtons() app.UI {
	if w.still() != "" {
		return nil
	}
	s := w.view.Status
	return tagSpan("undo",
		IconButton(Act{Label: "Undo", Icon: IconUndo, Scope: "undo", Closed: !s.CanUndo && w.view.Problem == nil, On: w.turn(true)}),
		IconButton(Act{Label: "Redo", Icon: IconRedo, Scope: "redo", Closed: !s.CanRedo, On: w.turn(false)}),
	)
}

func (w *Writing) turn(back bool) app.EventHandler {
	return func(app.Context, app.Event) { w.desk.live.Do(func() { w.desk.turn(back) }) }
}
