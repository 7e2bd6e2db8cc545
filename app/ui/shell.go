package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Shell is what stands on the page when there is no network to draw the real one:
// nobody's data, until the client takes over.
func Shell() app.UI {
	return tagDiv("portal",
		Page{Main: []app.UI{
			app.P().Class("muted").Role("status").Text("One moment."),
		}}.Draw(),
	)
}

// Stopped is shown, unhidden, when the client has ended by a fault.
func Stopped() app.UI {
	return app.Div().ID("stopped").Class("toasts").Hidden(true).Body(
		app.Div().Class("toast").Role("alert").Body(
			textSpan("", "The page stopped by a fault of ours. What was saved is kept."),
			app.A().Class("linkbtn").Href("").Text("Reload")))
}
