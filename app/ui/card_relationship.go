package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// RelationshipRowView is a relationship in the portfolio.
type RelationshipRowView struct {
	Href  string
	Name  string // the counterpart
	Kind  string // "Carrier · Envision"
	Drift float64
	Far   string // the drift in words: "some distance"; no picture if empty
	Step  string // the next step with its date
}

// RelationshipRow is one line of the portfolio; the whole line is the link.
func RelationshipRow(r RelationshipRowView) app.UI {
	return app.Li().Body(app.A().Class("rel").Href(at(r.Href)).Body(
		app.Span().Class("rel__id").Body(
			app.Span().Class("rel__n").Text(r.Name),
			app.Span().Class("rel__k").Text(r.Kind),
		),
		drawIf(r.Far != "", func() app.UI {
			return app.Span().Class("rel__d").Body(Gap(r.Drift), app.Span().Class("nowrap").Text(r.Far))
		}),
		app.Span().Class("rel__s").Text(r.Step),
	))
}
