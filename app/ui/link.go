package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Link is an address to hand on, with a button that copies it.
type Link struct {
	app.Compo
	Href string
	ID   string

	copied bool
}

// thanks is how long a button says that it has copied.
const thanks = 3 * time.Second

func (l *Link) Render() app.UI {
	label := "Copy the link"
	if l.copied {
		label = "Copied"
	}
	return tagDiv("link",
		app.Input().Class("input").ID(l.ID).Type("text").ReadOnly(true).Aria("label", "The link").Value(at(l.Href)).OnFocus(l.choose),
		Button(Act{Label: label, Look: Primary, Icon: IconCopy, On: l.copy}),
		app.Span().Class("sr").Role("status").Text(map[bool]string{true: "The link is copied."}[l.copied]),
	)
}

func (l *Link) choose(ctx app.Context, _ app.Event) { ctx.JSSrc().Call("select") }

func (l *Link) copy(ctx app.Context, _ app.Event) {
	if clipboard := app.Window().Get("navigator").Get("clipboard"); clipboard.Truthy() {
		clipboard.Call("writeText", l.Href)
	} else if field := app.Window().GetElementByID(l.ID); field.Truthy() {
		field.Call("select")
		app.Window().Get("document").Call("execCommand", "copy")
	}
	l.copied = true
	ctx.After(thanks, func(app.Context) { l.copied = false })
}
