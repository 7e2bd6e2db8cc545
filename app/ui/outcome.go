package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// OutcomeView is what the relationship is for, as one line.
type OutcomeView struct {
	Text   string // one sentence
	Href   string // its page, or where to add a reading or the outcome itself
	Figure string // "84 %"; empty without a reading
	Of     string // "of 90 % by 28 Feb"
	Share  float64
}

// OutcomeStrip is pinned under the title on every page of a relationship. With
// no outcome yet it asks for one, with no reading it says so.
func OutcomeStrip(o OutcomeView) app.UI {
	if o.Text == "" {
		return outcomeStrip(app.P().Class("outcome__t").Text("Nobody has written yet what this is for."),
			app.A().Class("linkbtn soft").Href(at(o.Href)).Text("Say it in one line"))
	}
	text := app.P().Class("outcome__t").Text(o.Text)
	if o.Figure == "" {
		return outcomeStrip(text, app.Div().Class("outcome__m").Body(
			app.Span().Class("small muted").Text("No reading yet"),
			drawIf(o.Href != "", func() app.UI {
				return app.A().Class("linkbtn soft").Href(at(o.Href)).Text("Add one")
			})))
	}
	return outcomeStrip(text, app.Div().Class("outcome__m").Body(
		measure(o.Share),
		app.Span().Body(app.B().Text(o.Figure), app.Span().Class("tiny muted").Text(" "+o.Of))))
}

func outcomeStrip(parts ...app.UI) app.UI {
	return app.Section().Class("outcome").Aria("label", "What this is for").Body(
		append([]app.UI{app.Span().Class("label wide-only").Aria("hidden", is(true)).Text("What this is for")}, parts...)...)
}

// measure draws how far the way from baseline to target is gone.
func measure(share float64) app.UI {
	x := 4 + 98*min(max(share, 0), 1)
	return svg("measure", "0 0 112 10", "", fmt.Sprintf(
		`<path class="all" d="M0 5H106"/><path class="got" d="M0 5H%[1]s"/><circle class="to" cx="107" cy="5" r="4"/><circle class="at" cx="%[1]s" cy="5" r="4"/>`, tenth(x)))
}
