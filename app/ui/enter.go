package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Enter is the page of somebody who is not inside yet: the bridge, one line,
// a form.
func Enter(title, line string, body ...app.UI) app.UI {
	return app.Main().ID("main").Class("enter").Body(
		tagDiv("enter__art",
			tagDiv("phone-only", Bridge(BridgeView{Width: 390, Height: 122, Met: true})),
			tagDiv("wide-only", Bridge(BridgeView{Width: 1280, Height: 214, Met: true})),
		),
		tagDiv("enter__body",
			append([]app.UI{
				textH1("sr", title),
				textP("enter__line serif", line),
			}, steady(body)...)...,
		),
	)
}
