package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// OutcomeView is what the relationship is for, as one line.
type OutcomeView struct {
	Text    string // one sentence
	Measure string // what is counted, if it was said
	Figure  string // "84 %"; empty without a reading
	Of      string // "of 90 % by 28 Feb"
	Aim     string // "from 71 % to 90 % by 28 Feb"; said while there is no reading
	Share   float64
}

// Purpose is the outcome in view, under the title of every page of a
// relationship. One press tells more of it right there, from what the page has
// read already; without a script the same press leads to its page.
type Purpose struct {
	app.Compo

	Outcomes []OutcomeView // the one of this page first
	Next     string        // the next point on the path: "One calendar, by 15 Jan"
	Href     string        // the page of the outcomes
	PathHref string
	Writes   bool // the reader may say what it is
	Full     bool // not shortened to a line on a phone

	open bool
}

func (p *Purpose) Render() app.UI {
	if len(p.Outcomes) == 0 {
		return p.strip(p.unsaid())
	}
	first := p.Outcomes[0]
	return p.strip(app.A().Class("outcome__l").Href(at(p.Href)).Aria("haspopup", "dialog").OnClick(p.show).Body(
		unseen("What is this for? "+first.Text+" "), // in full: a phone shortens the line
		app.Span().Class("outcome__q").Aria("hidden", is(true)).Text("What is this for?"),
		app.Span().Class("outcome__t").Aria("hidden", is(true)).Dir("auto").Text(first.Text),
		first.way(), Icon(IconInfo)), p.sheet())
}

// unsaid asks for the outcome where there is none yet.
func (p *Purpose) unsaid() app.UI {
	if !p.Writes {
		return textP(classes("outcome__l", "muted"), "Nobody has said yet what this is for.")
	}
	return tagDiv("outcome__l",
		textSpan("outcome__t", "What is this for?"),
		Button(Act{Label: "Say it in one line", Look: SoftLook, Href: p.Href}),
	)
}

func (p *Purpose) strip(parts ...app.UI) app.UI {
	shape := "outcome--line"
	switch {
	case len(p.Outcomes) == 0:
		shape = "outcome--none"
	case p.Full:
		shape = "outcome--full"
	}
	return app.Section().Class("outcome", shape).Aria("label", "What this is for").Body(parts...)
}

func (p *Purpose) show(ctx app.Context, e app.Event) {
	if e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("shiftKey").Bool() {
		return // to another tab, as with any link
	}
	e.PreventDefault()
	e.Call("stopPropagation")
	p.open = true
}

func (p *Purpose) close(app.Context) { p.open = false }

func (p *Purpose) sheet() app.UI {
	if !p.open {
		return nil
	}
	body := make([]app.UI, 0, len(p.Outcomes)+2)
	for _, o := range p.Outcomes {
		body = append(body, o.told())
	}
	if p.Next != "" {
		body = append(body, tagP("small ink2", app.Text("Next on the way: "), textB("", p.Next)))
	}
	return &Sheet{ID: "purpose", Title: "What is this for?", OnClose: p.close, Body: append(body,
		Row(Button(Act{Label: "Open it", Href: p.Href}), Button(Act{Label: "The path", Look: Quiet, Href: p.PathHref})))}
}

// told is an outcome in full.
func (o OutcomeView) told() app.UI {
	return tagDiv("outcome__told",
		steady([]app.UI{
			app.H2().Dir("auto").Text(o.Text),
			drawIf(o.Measure != "", func() app.UI { return app.P().Class("small ink2").Dir("auto").Text(o.Measure) }),
			o.way(),
			drawIf(o.Figure == "" && o.Aim != "", func() app.UI { return textP("small muted", upper(o.Aim)+".") }),
		})...,
	)
}

// way draws how far it is.
func (o OutcomeView) way() app.UI {
	if o.Figure == "" {
		return tagSpan("outcome__m", textSpan("small muted", "No reading yet"))
	}
	return tagSpan("outcome__m",
		measure(o.Share),
		tagSpan("", textB("", o.Figure), textSpan("tiny muted", " "+o.Of)),
	)
}

// measure draws how far the way from baseline to target is gone.
func measure(share float64) app.UI {
	x := 4 + 98*min(max(share, 0), 1)
	return svg("measure", "0 0 112 10", "", fmt.Sprintf(
		`<path class="all" d="M0 5H106"/><path class="got" d="M0 5H%[1]s"/><circle class="to" cx="107" cy="5" r="4"/><circle class="at" cx="%[1]s" cy="5" r="4"/>`, tenth(x)))
}
