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
	return tagLi("com",
		tagP("com__w", app.A().Href(at(c.Href)).Text(wording)),
		drawIf(c.For != "", func() app.UI { return textP("tiny muted", "for "+c.For) }),
		c.facts(),
		drawIf(c.Keys != nil, func() app.UI { return Keys(c.Keys[0], c.Keys[1]) }),
		tagP("", CommitmentState(c.State, c.Detail)),
		drawIf(c.Ask != "", func() app.UI {
			return tagDiv("com__ask", textP("", c.Ask), Row(c.Acts...))
		}),
	)
}

func (c CommitmentCardView) facts() app.UI {
	facts := make([]app.UI, 0, len(c.Owners)+1)
	for _, o := range c.Owners {
		facts = append(facts, PersonChip(Person{Name: o.Name, Side: o.Side}))
	}
	if len(c.Owners) == 0 {
		facts = append(facts, textSpan("", "nobody named yet"))
	}
	if c.When != "" {
		facts = append(facts, textSpan("", c.When))
	}
	return tagDiv("com__f", facts...)
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
			tagDiv("bank__h",
				textH2("", b.Title),
				drawIf(b.Count != "", func() app.UI { return textSpan("tiny muted", b.Count) }),
			),
			b.list(),
		)
	}
	return tagDiv("banks", columns...)
}

func (b Bank) list() app.UI {
	if len(b.Items) == 0 {
		return drawIf(b.None != "", func() app.UI { return textP("small muted", b.None) })
	}
	return tagUl("", b.Items...)
}
