package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// alongside leads from the vision to what stands beside it.
func (r relation) alongside() app.UI {
	return app.Nav().Class("row", "alongside").Aria("label", "Beside the vision").Body(
		Button(Act{Label: "Needs", Look: SoftLook, Href: r.path(needsPlace)}),
		Button(Act{Label: "Path", Look: SoftLook, Href: r.path(pathPlace)}),
		Button(Act{Label: "Trust", Look: SoftLook, Href: r.path(trustPlace)}),
		Button(Act{Label: "What this is for", Look: SoftLook, Href: r.path(outcomePlace)}))
}
