package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Next is the one raised card of a page: what to do now, in one sentence.
type Next struct {
	Label   string   // "Next step" if empty
	Text    string   // one serif sentence
	Who     *Person  // whom it is about
	By      []string // date, effort: "by Tuesday, 24 November", "about five minutes"
	Ask     string   // the question the acts answer, when somebody waits for a word
	Acts    []app.UI // the first one primary
	Picture app.UI   // on wide screens only
}

// NextCard draws it.
func NextCard(n Next) app.UI {
	label := n.Label
	if label == "" {
		label = "Next step"
	}
	said := app.Div().Class("next__main").Body(
		app.P().Class("label").Aria("hidden", is(true)).Text(label),
		textP("next__t", n.Text),
		n.by(),
		drawIf(n.Ask == "" && len(n.Acts) > 0, func() app.UI { return Row(n.Acts...) }),
	)
	return app.Section().Class("next", when(n.Ask != "", "next--ask"), when(n.Picture != nil, "next--picture")).
		Aria("label", at(label)).Body(said, n.ask(), n.picture())
}

// NothingWaits is the card of a page where nobody has to do anything.
func NothingWaits(rest string) app.UI {
	return app.Section().Class("next next--none").Aria("label", "Next step").Body(
		textP("next__t", "Nothing waits for you."),
		drawIf(rest != "", func() app.UI { return textP("small ink2", rest) }))
}

func (n Next) by() app.UI {
	if n.Who == nil && len(n.By) == 0 {
		return nil
	}
	var facts []app.UI
	if n.Who != nil {
		facts = append(facts, PersonChip(*n.Who))
	}
	for _, fact := range n.By {
		facts = append(facts, textSpan("", fact))
	}
	return tagDiv("next__by", facts...)
}

func (n Next) ask() app.UI {
	if n.Ask == "" {
		return nil
	}
	return tagDiv("ask", textP("", n.Ask), Row(n.Acts...))
}

func (n Next) picture() app.UI {
	if n.Picture == nil {
		return nil
	}
	return tagDiv("next__pic", n.Picture)
}
