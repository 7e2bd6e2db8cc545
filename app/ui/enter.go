package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Enter is the page of somebody who is not inside yet: the bridge, one line,
// a form.
func Enter(title, line string, body ...app.UI) app.UI {
	return app.Main().ID("main").Class("enter").Body(
		app.Div().Class("enter__art").Body(
			app.Div().Class("phone-only").Body(Bridge(BridgeView{Width: 390, Height: 122, Met: true})),
			app.Div().Class("wide-only").Body(Bridge(BridgeView{Width: 1280, Height: 214, Met: true})),
		),
		app.Div().Class("enter__body").Body(append([]app.UI{
			app.H1().Class("sr").Text(title),
			app.P().Class("enter__line serif").Text(line),
		}, steady(body)...)...),
	)
}
