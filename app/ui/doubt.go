package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// doubts is the page of what the reader keeps for the pre-mortem: nobody else reads it.
type doubts struct {
	app.Compo
	Visit Visit
	Data  *gql.DoubtsNodeRelationship

	adding  form
	asking  string
	removal form
	older   []gql.RiskLine
	start   string // where the oldest of them begin
	all     bool   // there are no older ones
	reading form
}

func newDoubts(v Visit) Screen { return &doubts{Visit: v} }

func (p *doubts) Load(ctx context.Context, c gql.Client) (err error) {
	p.Data, err = readDoubts(ctx, c, p.Visit.Arg("rel"), "")
	return err
}

func readDoubts(ctx context.Context, c gql.Client, relationship, before string) (*gql.DoubtsNodeRelationship, error) {
	answer, err := gql.Doubts(ctx, c, relationship, before)
	if err != nil {
		return nil, err
	}
	return gql.Seen[*gql.DoubtsNodeRelationship](answer.Node)
}

func (p *doubts) Title() string                         { return "Kept for the pre-mortem" }
func (p *doubts) Follows() (relationship, after string) { return p.relation().follows() }
func (p *doubts) Concerns(what string) bool             { return strings.HasPrefix(what, "risk.") }

func (p *doubts) relation() relation { return p.Visit.relation(p.Data.RelationshipHead) }

func (p *doubts) Render() app.UI {
	r := p.relation()
	body := []app.UI{p.reading.notice(), p.removal.noticeAs("Not taken away.")}
	lines := p.lines()
	var rows []app.UI
	for _, l := range lines {
		rows = append(rows, p.row(l))
	}
	if len(rows) == 0 {
		rows = append(rows, textLi("small muted", "Nothing yet. A doubt kept here stops nobody, and is not lost."))
	}
	body = append(body, tagUl("doubts", rows...), p.more())
	if pact.MayWrite(r.role(), pact.Author) == nil {
		body = append(body, p.add())
	}
	return Page{
		Frame: r.frame(doubtsPlace, Me),
		Back:  &Act{Label: "More", Href: r.path(morePlace)},
		Head:  PageHead(Head{Title: "Kept for the pre-mortem", Lead: pact.PreMortemLead + " When you both ask that, these are at hand."}),
		Main: []app.UI{tagDiv("narrow",
			Sheetwise(
				RoomBanner(Room{Whose: Me, Readers: "Only you read this. For everyone else it does not exist."}),
				tagDiv("sec stack", steady(body)...)),
		)},
	}.Draw()
}

// lines are the doubts that were read so far, the newest first.
func (p *doubts) lines() []gql.RiskLine {
	var all []gql.RiskLine
	for _, e := range slices.Backward(p.Data.Risks.Edges) {
		all = append(all, e.Node)
	}
	return append(all, p.older...)
}

func (p *doubts) row(l gql.RiskLine) app.UI {
	act := Row(Button(Act{Label: "Take it away", Look: SoftLook, On: p.ask(l.Id), Scope: l.Id, Hint: "Take it away: " + l.Text}))
	if p.asking == l.Id {
		act = Row(
			textSpan("small", "It is gone for good."),
			Button(Act{Label: p.removal.label("Yes, take it away", "Taking it away"), Look: SmallLook, Busy: p.removal.busy, On: p.remove(l.Id), Scope: "remove " + l.Id}),
			Button(Act{Label: "Keep it", Look: SoftLook, On: p.ask(""), Scope: "keep " + l.Id}))
	}
	return tagLi("",
		app.P().Class("read").Dir("auto").Text(l.Text),
		tagP("small muted", When(p.Visit.ago(l.CreatedAt), moment(l.CreatedAt))),
		act,
	)
}

// add writes one down by hand.
func (p *doubts) add() app.UI {
	return Form("doubt", p.send,
		p.adding.notice("text"),
		Area(Field{ID: "doubt-text", Label: "What may go wrong?", Error: p.adding.fault("text"), Max: pact.MaxNeed, Rows: 3}),
		Row(Button(Act{Label: p.adding.label("Keep it", "Keeping it"), Look: Primary, Submit: true, Busy: p.adding.busy})))
}

func (p *doubts) send(ctx app.Context, _ app.Event) {
	in := gql.CreateRiskInput{Relationship: p.Data.Id, Text: ValueOf("doubt-text"), ClientMutationId: p.adding.mutation()}
	if err := pact.Within("text", "The doubt", in.Text, true, pact.MaxNeed); err != nil {
		p.adding.refuse(ctx, err)
		return
	}
	p.adding.send(ctx, func(ctx context.Context) error {
		_, err := gql.CreateRisk(ctx, p.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		app.Window().GetElementByID("doubt-text").Set("value", "")
		say(ctx, "Kept for the pre-mortem. Only you see it.")
		refresh(ctx)
	})
}

func (p *doubts) ask(id string) app.EventHandler {
	return func(app.Context, app.Event) { p.asking, p.removal = id, form{} }
}

func (p *doubts) remove(id string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.DeleteRiskInput{Risk: id, ClientMutationId: p.removal.mutation()}
		p.removal.send(ctx, func(ctx context.Context) error {
			_, err := gql.DeleteRisk(ctx, p.Visit.Client, in)
			if e, ok := errors.AsType[*pact.Error](err); ok && e.Code == pact.NotFound {
				return nil // gone already
			}
			return err
		}, func(ctx app.Context) {
			p.asking = ""
			p.older = slices.DeleteFunc(p.older, func(l gql.RiskLine) bool { return l.Id == id })
			say(ctx, "Taken away.")
			refresh(ctx)
		})
	}
}

// more reads on where a page of doubts ended.
func (p *doubts) more() app.UI {
	if p.all || !p.Data.Risks.PageInfo.HasPreviousPage {
		return nil
	}
	return Row(Button(Act{Label: "Older ones", Look: SoftLook, Busy: p.reading.busy, On: p.readOn}))
}

func (p *doubts) readOn(ctx app.Context, _ app.Event) {
	before := p.start
	if before == "" {
		before = p.Data.Risks.PageInfo.StartCursor
	}
	var next *gql.DoubtsNodeRelationship
	p.reading.send(ctx, func(ctx context.Context) (err error) {
		next, err = readDoubts(ctx, p.Visit.Client, p.Data.Id, before)
		return err
	}, func(app.Context) {
		for _, e := range slices.Backward(next.Risks.Edges) {
			p.older = append(p.older, e.Node)
		}
		p.start, p.all = next.Risks.PageInfo.StartCursor, !next.Risks.PageInfo.HasPreviousPage
	})
}
