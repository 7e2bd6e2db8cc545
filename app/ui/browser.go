package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Here is what the portal does to the tab around it. On the server these do
// nothing.

// leaveFor goes to an address by a full load: of this portal as somebody else,
// or of what the server draws itself.
func leaveFor(to string) {
	ready(false)
	app.Window().Get("location").Call("assign", to)
}

// ready says on the body whether the page can be used and shows what it should.
func ready(on bool) { mark("data-ready", on) }

// going says on the body that another page is on its way.
func going(on bool) { mark("data-going", on) }

// mark sets or takes an attribute of the body.
func mark(name string, on bool) {
	body := app.Window().Get("document").Get("body")
	if on {
		body.Call("setAttribute", name, "")
	} else {
		body.Call("removeAttribute", name)
	}
}

// inPortal says whether an address has a screen; all others are the server's.
func inPortal(path string) bool {
	_, ok := find(&Visit{Path: path})
	return ok
}

// trail remembers how far down each address was read, for going back.
type trail struct {
	down map[string]float64
	back bool // the address changed by the browser's buttons
}

func (t *trail) watch() {
	t.down = map[string]float64{}
	history := app.Window().Get("history")
	history.Set("scrollRestoration", "manual")
	app.Window().AddEventListener("popstate", func(app.Context, app.Event) { t.back = true })
	app.Window().Call("addEventListener", "pagehide", app.FuncOf(func(app.Value, []app.Value) any {
		history.Set("scrollRestoration", "auto") // for a reload, or for coming back from elsewhere
		return nil
	}))
}

func (t *trail) left(at string) { t.down[at] = app.Window().Get("scrollY").Float() }

// arrived puts the reader where they were, or at the beginning, with the focus
// on what the page wants first. Whoever was quicker, and has begun already, is left there.
func (t *trail) arrived(at string) {
	y := 0.0
	if t.back {
		y = t.down[at]
	}
	t.back = false
	document := app.Window().Get("document")
	if document.Call("querySelector", "main :is(a, button, input, textarea, select, summary):focus").Truthy() {
		return
	}
	app.Window().Call("scrollTo", 0, y)
	if first := document.Call("querySelector", "main [autofocus]"); first.Truthy() {
		first.Call("focus", map[string]any{"preventScroll": true})
		return
	}
	toHeading()
}

// keepTyped has the browser note what stands in the forms of the page from the server, and
// where the focus is: somebody may have begun by the time the client takes over
// (app/web/access.js).
func keepTyped() { access("keep", nil) }

// restoreTyped puts that back.
func restoreTyped() { access("restore", nil) }
