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
		return textSpan(classes(string(side), when(k.Turned, "on-t")), k.Text)
	}
	return tagDiv(classes("keys", when(left.Turned && right.Turned, "met")),
		line(left, Left), app.U(), line(right, Right), word(left, Left), word(right, Right),
	)
}
