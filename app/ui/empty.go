package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Empty stands where a list has nothing yet: an open bridge, one sentence, what
// usually comes first, one act.
func Empty(title, first string, act app.UI) app.UI {
	return app.Div().Class("empty").Body(
		Bridge(BridgeView{Drift: .7, Water: true}),
		app.H2().Text(title),
		app.P().Class("small ink2").Text(first),
		act,
	)
}
