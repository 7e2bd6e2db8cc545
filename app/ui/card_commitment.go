package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// CommitmentCardView is a commitment in a list.
type CommitmentCardView struct {
	Wording string
	Href    string
	Owners  []Person
	When    string // "by 29 Jan", "each time"
	For     string // the outcome it serves, if another than the relationship's
	State   string // DRAFT, AGREED, KEPT, SLIPPED, RELEASED
	Detail  string // after the state's word
	Keys    *[2]Key
	Ask     string // a question to the reader, with acts below
	Acts    []app.UI
}

// CommitmentCard draws it as an item of a list.
func CommitmentCard(c CommitmentCardView) app.UI {
	wording := c.Wording
	if wording == "" {
		wording = "Not worded yet"
	}
	return app.Li().Class("com").Body(
		app.P().Class("com__w").Body(app.A().Href(at(c.Href)).Text(wording)),
		drawIf(c.For != "", func() app.UI { return app.P().Class("tiny muted").Text("for " + c.For) }),
		c.facts(),
		drawIf(c.Keys != nil, func() app.UI { return Keys(c.Keys[0], c.Keys[1]) }),
		app.P().Body(CommitmentState(c.State, c.Detail)),
		drawIf(c.Ask != "", func() app.UI {
			return app.Div().Class("com__ask").Body(app.P().Text(c.Ask), Row(c.Acts...))
		}),
	)
}

func (c CommitmentCardView) facts() app.UI {
	facts := make([]app.UI, 0, len(c.Owners)+1)
	for _, o := range c.Owners {
		facts = append(facts, PersonChip(Person{Name: o.Name, Side: o.Side}))
	}
	if len(c.Owners) == 0 {
		facts = append(facts, app.Span().Text("nobody named yet"))
	}
	if c.When != "" {
		facts = append(facts, app.Span().Text(c.When))
	}
	return app.Div().Class("com__f").Body(facts...)
}

// Bank is one column: what a side, or both, will do. LEFT, both, RIGHT stand
// in this order inside Banks.
type Bank struct {
	Whose Whose
	Title string // "Alder will"
	Count string // "2"; nothing if empty
	Items []app.UI
	None  string // said when there are no items
}

// Banks lays the columns side by side on wide screens.
func Banks(banks ...Bank) app.UI {
	columns := make([]app.UI, len(banks))
	for i, b := range banks {
		columns[i] = app.Section().Class("bank", string(b.Whose)).Body(
			app.Div().Class("bank__h").Body(
				app.H2().Text(b.Title),
				drawIf(b.Count != "", func() app.UI { return app.Span().Class("tiny muted").Text(b.Count) })),
			b.list(),
		)
	}
	return app.Div().Class("banks").Body(columns...)
}

func (b Bank) list() app.UI {
	if len(b.Items) == 0 {
		return drawIf(b.None != "", func() app.UI { return app.P().Class("small muted").Text(b.None) })
	}
	return app.Ul().Body(b.Items...)
}
