package ui

import (
	"encoding/json"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/ytext"
)

// surface is what the browser has of a document's editor: app/web/editor.js. Apart from
// go-app: the text is the text area's own, and nothing is drawn anew for a key.
type surface struct {
	js   app.Value
	tell app.Func
}

func openSurface(sections []string, watched bool, tell func(what string, section int, arg app.Value)) *surface {
	ids, _ := json.Marshal(sections) // strings only
	p := &surface{tell: app.FuncOf(func(_ app.Value, args []app.Value) any {
		arg := app.Undefined()
		if len(args) > 2 {
			arg = args[2]
		}
		tell(args[0].String(), args[1].Int(), arg)
		return nil
	})}
	p.js = app.Window().Get("midspanEditor").Call("open", string(ids), watched, p.tell)
	return p
}

func (p *surface) close() {
	p.js.Call("close")
	p.tell.Release()
}

// android says whether its keyboard composes whatever is typed.
func (p *surface) android() bool { return p.js.Get("android").Bool() }

func (p *surface) section(i int) area { return area{p.js.Get("sections").Index(i)} }

// area is a text area, with what is laid under and over it.
type area struct{ js app.Value }

func (a area) value() string { return a.js.Call("value").String() }
func (a area) focused() bool { return a.js.Call("focused").Bool() }
func (a area) inSight() bool { return a.js.Call("inSight").Bool() }
func (a area) caret() int    { return a.js.Call("caret").Int() }

// selection is where it began, and where its caret is.
func (a area) selection() (from, to int) {
	s := a.js.Call("selection")
	return s.Index(0).Int(), s.Index(1).Int()
}

// become shows another text, with the selection there if it has the focus.
func (a area) become(text string, from, to int) { a.js.Call("become", text, from, to) }

// splice makes a change; caret and selection stay with their neighbours.
func (a area) splice(c ytext.Splice) { a.js.Call("splice", c.At, c.Delete, c.Insert) }

// typed tells of one change that was made in the text area itself, or of any.
func (a area) typed(c ytext.Splice) { a.js.Call("edit", c.At, c.Delete, c.Insert) }
func (a area) typedAny()            { a.js.Call("copy") }

// goTo puts the caret somewhere and brings that into sight.
func (a area) goTo(at int) { a.js.Call("goTo", at) }

// keep has the caret stay where it is on the screen through what changes now.
func (a area) keep() { a.js.Call("keep") }

// mark says what is to be laid by the text from now on.
func (a area) mark(m marks) {
	b, _ := json.Marshal(m) // numbers and strings
	a.js.Call("mark", string(b))
}

// marks are what others leave in a section, and what a hint is about.
type marks struct {
	Carets []caretSpot `json:"carets"`
	Fresh  []freshSpot `json:"fresh"`
	Noted  []notedSpot `json:"noted"`
}

// notedSpot is what a hint is about.
type notedSpot struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// caretSpot is where somebody else is.
type caretSpot struct {
	Client uint32 `json:"client"`
	At     int    `json:"at"`
	Name   string `json:"name"`
	Side   Whose  `json:"side"`
	Idle   bool   `json:"idle"`
	Moved  int64  `json:"moved"` // when they moved it themselves
}

// freshSpot is what somebody else wrote just now.
type freshSpot struct {
	From int   `json:"from"`
	To   int   `json:"to"`
	Side Whose `json:"side"`
}
