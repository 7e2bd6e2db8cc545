package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Empty stands where a list has nothing yet: an open bridge, one sentence, what
// usually comes first, one act.
func Empty(title, first string, act app.UI) app.UI {
	return tagDiv("empty",
		Bridge(BridgeView{Drift: .7, Water: true}),
		textH2("", title),
		textP("small ink2", first),
		act,
	)
}
