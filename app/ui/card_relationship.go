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
	return tagLi("",
		app.A().Class("rel").Href(at(r.Href)).Body(
			tagSpan("rel__id",
				textSpan("rel__n", r.Name),
				textSpan("rel__k", r.Kind),
			),
			drawIf(r.Far != "", func() app.UI {
				return tagSpan("rel__d", Gap(r.Drift), textSpan("nowrap", r.Far))
			}),
			textSpan("rel__s", r.Step),
		),
	)
}
