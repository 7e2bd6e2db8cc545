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
// on what the page wants first.
func (t *trail) arrived(at string) {
	y := 0.0
	if t.back {
		y = t.down[at]
	}
	t.back = false
	app.Window().Call("scrollTo", 0, y)
	document := app.Window().Get("document")
	first := document.Call("querySelector", "main [autofocus]")
	if !first.Truthy() {
		first = document.Call("getElementById", "main")
	}
	if first.Truthy() {
		first.Call("focus", map[string]any{"preventScroll": true})
	}
}

// typed is what stood in the forms of the page from the server when the client
// took over: somebody may have begun to fill them in.
type typed struct {
	fields []typedField
	focus  string
}

type typedField struct {
	query   string
	value   string
	checked bool
}

const controls = "form input[id], form textarea[id], form select[id], form input[type=radio], form input[type=checkbox]"

func keepTyped() typed {
	document := app.Window().Get("document")
	if app.IsServer {
		return typed{}
	}
	t := typed{focus: document.Get("activeElement").Get("id").String()}
	list := document.Call("querySelectorAll", controls)
	for i := range list.Length() {
		el := list.Index(i)
		if f, changed := keepField(el); changed {
			t.fields = append(t.fields, f)
		}
	}
	return t
}

// keepField gives what was changed in a control, if anything was.
func keepField(el app.Value) (typedField, bool) {
	f := typedField{query: "#" + el.Get("id").String(), value: el.Get("value").String()}
	switch el.Get("type").String() {
	case "radio", "checkbox":
		f.checked = el.Get("checked").Bool()
		f.query = `[name="` + el.Get("name").String() + `"][value="` + f.value + `"]`
		return f, f.checked != el.Get("defaultChecked").Bool()
	case "select-one":
		return f, true
	}
	return f, f.value != el.Get("defaultValue").String()
}

func (t typed) restore() {
	document := app.Window().Get("document")
	for _, f := range t.fields {
		el := document.Call("querySelector", f.query)
		if !el.Truthy() {
			continue
		}
		el.Set("value", f.value)
		if f.checked {
			el.Set("checked", true)
		}
		el.Call("dispatchEvent", app.Window().Get("Event").New("input", map[string]any{"bubbles": true}))
		el.Call("dispatchEvent", app.Window().Get("Event").New("change", map[string]any{"bubbles": true}))
	}
	if t.focus != "" && t.focus != "main" {
		if el := document.Call("getElementById", t.focus); el.Truthy() {
			el.Call("focus", map[string]any{"preventScroll": true})
		}
	}
}
