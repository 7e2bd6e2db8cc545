package ui

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// ears hear what happens in text areas, apart from go-app: the text is the text
// area's own, and nothing of the page is drawn anew for a key.
type ears struct {
	ends []func()
}

func (e *ears) on(target app.Value, event string, f func()) {
	fn := app.FuncOf(func(app.Value, []app.Value) any {
		f()
		return nil
	})
	target.Call("addEventListener", event, fn)
	e.ends = append(e.ends, func() {
		target.Call("removeEventListener", event, fn)
		fn.Release()
	})
}

func (e *ears) close() {
	for _, end := range e.ends {
		end()
	}
	e.ends = nil
}

// restsAfter is how long a composition rests before others' changes come in. Only
// Android keyboards compose whatever is typed; elsewhere somebody may be choosing.
const restsAfter = 1500 * time.Millisecond

func (e *ears) listen(d *desk, h *hand) {
	android := strings.Contains(app.Window().Get("navigator").Get("userAgent").String(), "Android")
	var rest *time.Timer
	compose := func(on bool) {
		if rest != nil {
			rest.Stop()
		}
		d.live.Hold(on)
		if on && android {
			rest = time.AfterFunc(restsAfter, func() { d.live.Do(func() { d.live.Hold(false) }) })
		}
	}
	composing := false
	typed := func() {
		h.dirty = true
		d.input()
	}
	do := func(f func()) func() { return func() { d.live.Do(f) } }
	e.on(h.area, "compositionstart", do(func() { composing = true; compose(true) }))
	e.on(h.area, "input", do(func() {
		if composing {
			compose(true)
		}
		typed()
	}))
	e.on(h.area, "compositionend", do(func() { composing = false; typed(); compose(false) }))
	e.on(h.area, "blur", do(func() { composing = false; typed(); compose(false) }))
	e.on(h.area, "focus", do(d.pointSoon))
}

func (e *ears) listenAround(d *desk) {
	e.on(app.Window().Get("document"), "selectionchange", func() { d.live.Do(d.pointSoon) })
}
