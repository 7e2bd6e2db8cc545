package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// restart is where both set the day they begin anew, and where what was is opened again, and sealed.
type restart struct {
	app.Compo
	Visit Visit
	Data  *gql.RestartNodeRelationship

	jointly  jointly
	form     form
	standing form
	asking   bool // before what was is opened
}

func newRestart(v Visit) Screen { return &restart{Visit: v} }

func (p *restart) Title() string                         { return "The restart" }
func (p *restart) Follows() (relationship, after string) { return p.relation().follows() }

func (p *restart) Concerns(what string) bool {
	return begins(what, "restart.", "unseal.", "seal.", "stance.", "agreement.", "round.", "participant.", "relationship.", "parting.", "light_reset.")
}

func (p *restart) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Restart(ctx, c, p.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	p.Data, err = gql.Seen[*gql.RestartNodeRelationship](answer.Node)
	return err
}

func (p *restart) relation() relation { return p.Visit.relation(p.Data.RelationshipHead) }

// began says whether both began anew once.
func (p *restart) began() bool { return !p.Data.RestartedAt.IsZero() }

func (p *restart) Render() app.UI {
	r := p.relation()
	act := proposedAct(p.Data.JointActs, func(k pact.JointActKind) bool {
		return k == pact.BeginAnew || k == pact.Unseal || k == pact.SealAgain
	})
	return Page{
		Frame: r.frame(restartPlace, ""),
		Back:  &Act{Label: "More", Href: r.path(morePlace)},
		Head:  PageHead(Head{Title: p.Title(), Lead: p.lead()}),
		Main: []app.UI{
			p.form.notice("on"), p.jointly.waiting(r, act), p.jointly.draw(r, act),
			drawIf(act == nil && p.Data.PartedAt.IsZero(), func() app.UI { return p.next(r) }),
			p.what(), p.stances(r), p.sheet(r),
		},
	}.Draw()
}

func (p *restart) lead() string {
	switch day := p.Visit.day(dateOf(p.Data.RestartedAt.Local())); {
	case !p.began():
		return "A day on which you begin anew, together. What was is not deleted; it leaves every list, for both."
	case p.Data.Sealed:
		return "You began anew on " + day + ". What was before is sealed: nobody finds it, on either side."
	default:
		return "You began anew on " + day + ". What was before is open again, for both."
	}
}

// next is what can be done now: what is missing, the day, or opening what was.
func (p *restart) next(r relation) app.UI {
	owner := r.role() == pact.Owner
	switch {
	case p.began() && owner && p.Data.Sealed:
		return Row(Button(Act{Label: "Open what was", Look: SoftLook, On: p.ask}))
	case p.began() && owner:
		return Row(Button(Act{
			Label: p.form.label("Seal it again", "Proposing it"), Look: Primary, Busy: p.form.busy, Scope: "seal",
			On: p.propose(r, func(ctx context.Context) error {
				_, err := gql.ProposeSeal(ctx, p.Visit.Client, gql.ProposeSealInput{Relationship: r.Id, ClientMutationId: p.form.mutation()})
				return err
			}),
		}))
	case p.began():
		return nil
	case len(p.Data.Restart) > 0:
		var rows []app.UI
		for _, m := range p.Data.Restart {
			rows = append(rows, tagLi("", app.A().Href(at(r.path(m.Path))).Text(m.Why)))
		}
		return Sub("Before it", tagUl("", rows...))
	case !owner:
		return textP("ink2", "Nothing is in the way of it. An owner of either side proposes the day.")
	}
	return tagDiv("narrow", Form("restart", p.propose(r, func(ctx context.Context) error {
		_, err := gql.ProposeRestart(ctx, p.Visit.Client, gql.ProposeRestartInput{
			Relationship: r.Id, On: pact.Date(ValueOf("on")), ClientMutationId: p.form.mutation(),
		})
		return err
	}),
		Input(Field{ID: "on", Label: "On which day?", Help: r.theirs() + " can turn the second key from that day on.", Type: "date", Value: string(dateOf(p.Visit.Now)), Error: p.form.fault("on")}),
		Row(Button(Act{Label: p.form.label("Propose the day", "Proposing it"), Look: Primary, Submit: true, Busy: p.form.busy})),
	))
}

// propose turns the first key of something.
func (p *restart) propose(r relation, how func(context.Context) error) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		p.form.send(ctx, how, func(ctx app.Context) {
			p.asking = false
			say(ctx, "Proposed. "+r.theirs()+" can turn the second key.")
			refresh(ctx)
		})
	}
}

// what says what is sealed, and what is not.
func (p *restart) what() app.UI {
	return Sub("What is sealed, and what stays", Stack(
		textP("", "Sealed: the talks about what was, with the answers, the marks and what you took from them; what you looked back at; the talks about what slipped; and the activity until then."),
		textP("", "It stays: the vision, the accord, the commitments and what became of them, trust, risks, needs and notes, and whatever is not settled yet."),
		textP("small muted", "It ends no duty to keep records, and calls back no mail that was sent."),
	))
}

// stances is how one's own side stands to it.
func (p *restart) stances(r relation) app.UI {
	if r.mySide() == Both || r.still(pact.OurSide) != "" {
		return nil
	}
	var said []app.UI
	mine := pact.Stand("")
	for _, s := range p.Data.Stances {
		if s.Author.Id == p.Visit.Viewer.ID {
			mine = s.Stand
		} else {
			said = append(said, tagLi("", textSpan("", s.Author.Name+": "+standWords[s.Stand])))
		}
	}
	var options []Option
	for _, s := range mine.Values() {
		options = append(options, Option{Value: s, Label: standLabels[pact.Stand(s)], Chosen: string(mine) == s})
	}
	return Sheetwise(
		RoomBanner(Room{Whose: r.mySide(), Readers: "Only " + r.ours() + " reads how you stand to it. It blocks nothing."}),
		tagDiv("sec stack", steady([]app.UI{
			p.standing.notice(),
			Choices("stand", "How do you stand to it?", options, p.take(r), ""),
			drawIf(len(said) > 0, func() app.UI { return tagUl("", said...) }),
		})...))
}

var standWords, standLabels = map[pact.Stand]string{pact.WithIt: "with it", pact.NotYet: "not yet", pact.NotMe: "without me"},
	map[pact.Stand]string{pact.WithIt: "With it", pact.NotYet: "Not yet", pact.NotMe: "Without me"}

func (p *restart) take(r relation) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		in := gql.TakeStanceInput{Relationship: r.Id, Stand: pact.Stand(e.Get("target").Get("value").String()), ClientMutationId: p.standing.mutation()}
		p.standing.send(ctx, func(ctx context.Context) error {
			_, err := gql.TakeStance(ctx, p.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, "Your side knows.")
			refresh(ctx)
		})
	}
}

func (p *restart) ask(app.Context, app.Event) { p.asking = true }
func (p *restart) leave(app.Context)          { p.asking = false }

// sheet asks once before what was is opened.
func (p *restart) sheet(r relation) app.UI {
	if !p.asking {
		return nil
	}
	return &Sheet{ID: "unseal", Title: "Open what was?", OnClose: p.leave, Body: []app.UI{
		p.form.notice(),
		textP("", "When "+r.theirs()+" turns the second key, everybody of both sides finds it again, in every list. You can seal it again, with two keys."),
		Row(Button(Act{
			Label: p.form.label("Propose to open it", "Proposing it"), Look: Primary, Busy: p.form.busy,
			On: p.propose(r, func(ctx context.Context) error {
				_, err := gql.ProposeUnseal(ctx, p.Visit.Client, gql.ProposeUnsealInput{Relationship: r.Id, ClientMutationId: p.form.mutation()})
				return err
			}),
		}), Button(Act{Label: "Leave it sealed", Look: Quiet, On: func(ctx app.Context, _ app.Event) { p.leave(ctx) }})),
	}}
}
