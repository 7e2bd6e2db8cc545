package ui

import (
	"context"
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// lookback is where both look back at an earlier failure, once: what happened,
// its causes, and a safeguard for each.
type lookback struct {
	app.Compo
	Visit Visit
	Data  *gql.LookbacksNodeRelationship

	again   bool // another one is to be opened
	opening form
	timing  form
	naming  causeForm
	act     form   // of a press on a cause
	acting  string // id of the cause it is about
	asking  string // id of the one that is to be taken away
	closing form
	gone    bool
}

func newLookback(v Visit) Screen { return &lookback{Visit: v} }

func (p *lookback) Title() string                         { return "Looking back" }
func (p *lookback) Follows() (relationship, after string) { return p.relation().follows() }

// Concerns leaves out what people write of it: that comes live.
func (p *lookback) Concerns(what string) bool {
	return begins(what, "lookback.", "safeguard.", "commitment.", "participant.", "relationship.")
}

func (p *lookback) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Lookbacks(ctx, c, p.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	p.Data, err = gql.Seen[*gql.LookbacksNodeRelationship](answer.Node)
	return err
}

func (p *lookback) OnMount(ctx app.Context) { p.run(ctx) }
func (p *lookback) OnDismount()             { p.gone = true }

func (p *lookback) relation() relation { return p.Visit.relation(p.Data.RelationshipHead) }

// standing is the one that is open, and those that were closed, newest first.
func (p *lookback) standing() (open *gql.LookbackBody, closed []gql.LookbackBody) {
	for _, e := range slices.Backward(p.Data.Lookbacks.Edges) {
		if e.Node.ClosedAt.IsZero() {
			open = &e.Node
		} else {
			closed = append(closed, e.Node)
		}
	}
	return open, closed
}

func (p *lookback) Render() app.UI {
	r := p.relation()
	open, closed := p.standing()
	page := Page{
		Frame: r.frame(lookbackPlace, ""),
		Back:  &Act{Label: "Trust", Href: r.path(trustPlace)},
		Head:  PageHead(Head{Title: "Looking back", Lead: "Once, and within its time: what happened, why, and what keeps it from happening again. Then it is closed."}),
	}
	switch {
	case open != nil:
		page.Main = append(page.Main, p.clock(r, *open), p.account(r, *open), p.causes(r, *open), p.close(r, *open), p.sheet(r, *open))
	case r.still(pact.Shared) != "":
		page.Main = append(page.Main, textP("muted", "Nothing is being looked back at."))
	case len(closed) == 0 || p.again:
		page.Main = append(page.Main, p.start(r))
	default:
		page.Main = append(page.Main, p.before(r, closed), Row(Button(Act{Label: "Look back at something else", Look: Quiet, Icon: IconPlus, On: p.another})))
		return page.Draw()
	}
	page.Main = append(page.Main, p.before(r, closed))
	return page.Draw()
}

func (p *lookback) another(app.Context, app.Event) { p.again = true }

// start opens one: with whom it happened, and how long it may take.
func (p *lookback) start(r relation) app.UI {
	minutes := []Option{
		{Value: "15", Label: "15 minutes"}, {Value: "25", Label: "25 minutes", Chosen: true}, {Value: "40", Label: "40 minutes"},
	}
	return tagDiv("narrow",
		Form("lookback", p.open,
			p.opening.notice(),
			Choices("lookback-where", "Where did it happen?", []Option{
				{Value: "here", Label: "Between the two of us", Chosen: !r.Fresh},
				{Value: "elsewhere", Label: "With somebody else", Note: "Without naming them.", Chosen: r.Fresh},
			}, nil, ""),
			Choices("lookback-minutes", "How long will you take for it?", minutes, nil, ""),
			Row(Button(Act{Label: p.opening.label("Look back, once", "Opening it"), Look: Primary, Submit: true, Busy: p.opening.busy}))),
	)
}

func (p *lookback) open(ctx app.Context, _ app.Event) {
	in := gql.OpenLookbackInput{Relationship: p.Data.Id, Minutes: 25, ClientMutationId: p.opening.mutation()}
	in.Elsewhere = slices.Contains(ticked("lookback-where"), "elsewhere")
	for _, n := range pact.LookbackMinutes() {
		if slices.Contains(ticked("lookback-minutes"), strconv.Itoa(n)) {
			in.Minutes = n
		}
	}
	p.opening.send(ctx, func(ctx context.Context) error {
		_, err := gql.OpenLookback(ctx, p.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		p.again = false
		refresh(ctx)
	})
}

// account is what happened, as both write it.
func (p *lookback) account(r relation, l gql.LookbackBody) app.UI {
	var people []gql.ParticipantLine
	for _, e := range p.Data.Participants.Edges {
		people = append(people, e.Node)
	}
	writing := &Writing{
		Visit: p.Visit, Document: l.Document, Mine: r.mySide(), People: people,
		Banner: Room{Whose: Both, Readers: r.sharedReaders(), Sticky: true},
		Still:  r.still(pact.Shared), Begin: "Half a sentence is enough.",
	}
	if l.Elsewhere {
		writing.After = []app.UI{textP("small muted", "It happened with somebody else. Leave out who: their part is theirs to tell.")}
	}
	return writing
}

// before are those that were closed: read, and not gone back to.
func (p *lookback) before(r relation, closed []gql.LookbackBody) app.UI {
	if len(closed) == 0 {
		return nil
	}
	items := make([]app.UI, len(closed))
	for i, l := range closed {
		var text string
		for _, s := range l.Document.Sections {
			text = s.Text
		}
		body := []app.UI{
			tagP("small muted", app.Text(whereItWas(l)+", closed "), When(p.Visit.ago(l.ClosedAt), moment(l.ClosedAt))),
			drawIf(text != "", func() app.UI { return app.P().Class("read").Dir("auto").Text(text) }),
		}
		for _, e := range l.Safeguards.Edges {
			body = append(body, tagDiv("",
				app.P().Class("small ink2").Dir("auto").Text(e.Node.Cause),
				tagP("row", Icon(IconAgreed), app.Span().Class("serif").Dir("auto").Text(e.Node.Text)),
				p.carried(r, e.Node),
			))
		}
		items[i] = app.Li().Class("com com--told").Body(steady(body)...)
	}
	return Sub("Looked back at", tagUl("", items...))
}

func whereItWas(l gql.LookbackBody) string {
	if l.Elsewhere {
		return "With somebody else"
	}
	return "Between the two of you"
}
