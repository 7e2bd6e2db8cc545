package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Key is one half of what both sides must agree to.
type Key struct {
	Text   string // one line: "Alder: signed Tuesday"
	Turned bool
}

// Keys draws the line of the two keys: a half is dashed until its side acted,
// the point fills when both did.
func Keys(left, right Key) app.UI {
	line := func(k Key, side Whose) app.UI { return app.I().Class(string(side), when(k.Turned, "on")) }
	word := func(k Key, side Whose) app.UI {
		return app.Span().Class(string(side), when(k.Turned, "on-t")).Text(k.Text)
	}
	return app.Div().Class("keys", when(left.Turned && right.Turned, "met")).Body(
		line(left, Left), app.U(), line(right, Right), word(left, Left), word(right, Right))
}
