package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// restsAfter is how long a composition rests before others' changes come in. Only
// Android keyboards compose whatever is typed; elsewhere somebody may be choosing.
const restsAfter = 1500 * time.Millisecond

// hear takes what happens on the page to the document's own goroutine.
func (d *desk) hear(what string, section int, arg app.Value) {
	var act func()
	switch what {
	case "input":
		how := arg.String()
		act = func() { d.typing(d.hands[section], how) }
	case "composes":
		on := arg.Bool()
		act = func() { d.composes(d.hands[section], on) }
	case "turn":
		back := arg.Bool()
		act = func() { d.turn(back) }
	case "caret":
		act = d.pointSoon
	case "away":
		away := arg.Bool()
		act = func() { d.putAway(away) }
	case "reads":
		on := arg.Bool()
		act = func() { d.crosses(d.hands[section], on) }
	}
	d.live.Do(act)
}

func (d *desk) typing(h *hand, how string) {
	if d.pen.ime {
		d.hold(true)
	}
	h.how, h.dirty = how, true
	d.input()
}

// composes is called when an input method begins, and when it is done or left.
func (d *desk) composes(h *hand, on bool) {
	if on {
		d.pen.composes(true)
		d.hold(true)
		return
	}
	h.dirty = true
	d.input()
	d.pen.composes(false)
	d.hold(false)
}

func (d *desk) hold(on bool) {
	if d.rest != nil {
		d.rest.Stop()
	}
	d.live.Hold(on)
	if on && d.surface.android() {
		d.rest = time.AfterFunc(restsAfter, func() { d.live.Do(func() { d.live.Hold(false) }) })
	}
}
