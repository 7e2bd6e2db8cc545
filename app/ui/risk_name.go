package ui

import (
	"context"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// riskForm is the sheet in which sentences are grouped under a name, a risk is changed, or a doubt is
// put on the table.
type riskForm struct {
	open    bool
	was     *riskCard // nil for a new one
	doubt   string    // the doubt that is put on the table
	form    form
	merging form
}

func (f *riskForm) begin(c *riskCard) app.EventHandler {
	return func(app.Context, app.Event) { *f = riskForm{open: true, was: c} }
}

func (f *riskForm) put(doubt string) app.EventHandler {
	return func(app.Context, app.Event) { *f = riskForm{open: true, doubt: doubt} }
}

func (f *riskForm) close(app.Context) { *f = riskForm{} }

func (f *riskForm) sheet(p *risks, cards []riskCard) app.UI {
	switch {
	case !f.open:
		return nil
	case f.doubt != "":
		return &Sheet{ID: "risk", Title: "Put it on the table", OnClose: f.close, Body: []app.UI{
			Form("risk-put", f.send(p),
				f.form.notice("text"), f.banner(p),
				app.P().Class("read").Dir("auto").Text(f.doubt),
				textP("small ink2", "These words are copied for both sides, and your name stands with them. What you kept stays with you."),
				Select(Field{ID: "risk-kind", Label: "What is it about?"}, riskKindOptions(pact.RiskCommitments)),
				Row(Button(Act{Label: f.form.label("Put it on the table", "Putting it there"), Look: Primary, Submit: true, Busy: f.form.busy}))),
		}}
	case f.was == nil:
		return &Sheet{ID: "risk", Title: "What belongs together", OnClose: f.close, Body: []app.UI{
			Form("risk-new", f.send(p),
				f.form.notice("text", "phrases"), f.banner(p), f.ticks(p),
				FieldError("phrases-error", f.form.fault("phrases")),
				Input(Field{ID: "risk-text", Label: "In one line, what is the risk?", Help: "When Jonas is away, nobody rings.", Error: f.form.fault("text"), Max: pact.MaxTitle, Complete: "off"}),
				Row(Button(Act{Label: f.form.label("Name it", "Naming it"), Look: Primary, Submit: true, Busy: f.form.busy}))),
		}}
	}
	return &Sheet{ID: "risk", Title: "Change this risk", OnClose: f.close, Body: []app.UI{
		Form("risk-change-"+f.was.Id, f.send(p),
			f.form.notice("text", "phrases"), f.banner(p),
			Input(Field{ID: "risk-text", Label: "In one line, what is the risk?", Help: "Both sides accept new words anew.", Value: f.was.Text, Error: f.form.fault("text"), Max: pact.MaxNeed, Complete: "off"}),
			Select(Field{ID: "risk-kind", Label: "What is it about?"}, riskKindOptions(f.was.Kind)),
			f.ticks(p), FieldError("phrases-error", f.form.fault("phrases")),
			Row(Button(Act{Label: f.form.label("Keep it", "Keeping it"), Look: Primary, Submit: true, Busy: f.form.busy}))),
		f.elsewhere(p, cards),
	}}
}

func (f *riskForm) banner(p *risks) app.UI {
	return RoomBanner(Room{Whose: Both, Readers: p.relation().sharedReaders(), Alone: true})
}

// ticks are the sentences of the risk, which may leave it, and those that stand in none.
func (f *riskForm) ticks(p *risks) app.UI {
	var options []Option
	if f.was != nil {
		for i, s := range f.was.Phrases {
			options = append(options, Option{Value: "own:" + strconv.Itoa(i), Label: s.Text, Chosen: true})
		}
	}
	for _, s := range p.loose() {
		note := p.relation().bankName(bankOf(s.side))
		if s.who != "" {
			note = s.who + ", " + note
		}
		options = append(options, Option{
			Value: s.Key + ":" + spanValue(pact.Span{Source: s.Source, From: s.From, To: s.To}), Label: s.Text,
			Note: riskKindWord(pact.RiskKind(strings.ToUpper(s.Key))) + " · " + note,
		})
	}
	if len(options) == 0 {
		return nil
	}
	scope := "new"
	if f.was != nil {
		scope = f.was.Id
	}
	return tagDiv("phrases", Ticks("risk-phrases", "Which sentences belong to it?", options, nil, scope))
}

// picked are the sentences that are ticked: those taken in, and those of the risk that leave it.
func (f *riskForm) picked() (take, leave []gql.PhraseInput) {
	stays := map[string]bool{}
	for _, value := range ticked("risk-phrases") {
		key, rest, _ := strings.Cut(value, ":")
		if key == "own" {
			stays[rest] = true
		} else if s, ok := spanOf(rest); ok {
			take = append(take, gql.PhraseInput{Source: s.Source, Key: key, From: s.From, To: s.To})
		}
	}
	if f.was != nil {
		for i, s := range f.was.Phrases {
			if !stays[strconv.Itoa(i)] {
				leave = append(leave, gql.PhraseInput{Source: s.Source, Key: s.Key, From: s.From, To: s.To})
			}
		}
	}
	return take, leave
}

func (f *riskForm) send(p *risks) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		text, kind, done := strings.TrimSpace(ValueOf("risk-text")), pact.RiskKind(ValueOf("risk-kind")), "Named. Both sides see it."
		take, leave := f.picked()
		switch {
		case f.doubt != "":
			text = f.doubt
		case f.was != nil:
			done = "Changed."
		case len(take) == 0:
			f.form.refuse(ctx, missing("phrases", "Nothing is chosen yet. Choose the sentences that say the same, then name them."))
			return
		default:
			kind = pact.RiskKind(strings.ToUpper(take[0].Key))
		}
		if err := pact.Within("text", "The name of the risk", text, true, pact.MaxNeed); err != nil {
			f.form.refuse(ctx, err)
			return
		}
		id := f.form.mutation()
		f.form.send(ctx, func(ctx context.Context) (err error) {
			if f.was != nil {
				_, err = gql.ChangeRisk(ctx, p.Visit.Client, gql.ChangeRiskInput{Risk: f.was.Id, Text: text, Kind: kind, Take: take, Leave: leave, ClientMutationId: id})
				return err
			}
			_, err = gql.NameRisk(ctx, p.Visit.Client, gql.NameRiskInput{Round: p.Table.Id, Text: text, Kind: kind, Phrases: take, ClientMutationId: id})
			return err
		}, f.done(done))
	}
}

func (f *riskForm) done(words string) func(app.Context) {
	return func(ctx app.Context) {
		*f = riskForm{}
		say(ctx, words)
		refresh(ctx)
	}
}

// elsewhere is the way of a risk into another one, or off the table.
func (f *riskForm) elsewhere(p *risks, cards []riskCard) app.UI {
	var into []Option
	for _, c := range cards {
		if c.Id != f.was.Id {
			into = append(into, Option{Value: c.Id, Label: c.Text})
		}
	}
	var merge app.UI
	if len(into) > 0 && pact.MayMerge(f.was.here(), pact.RiskHere{}) == nil {
		merge = app.Div().Class("inline").Body(
			Select(Field{ID: "risk-into", Label: "It is the same as"}, into),
			Button(Act{Label: f.merging.label("Merge them", "Merging them"), Busy: f.merging.busy, On: f.merge(p), Scope: "merge" + f.was.Id}))
	}
	ours := sideOf(f.was.Author.Id, p.people()) == p.relation().mySide()
	return Stack(f.merging.noticeAs("Not recorded."), merge,
		drawIf(pact.MayDropRisk(f.was.here(), len(f.was.Phrases), ours) == nil, func() app.UI {
			return Row(Button(Act{Label: "Take it away", Look: SoftLook, On: f.drop(p), Scope: "drop" + f.was.Id}))
		}))
}

func (p *risks) people() (all []gql.ParticipantLine) {
	for _, e := range p.Round.Relationship.Participants.Edges {
		all = append(all, e.Node)
	}
	return all
}

func (f *riskForm) merge(p *risks) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.MergeRisksInput{Risk: f.was.Id, Into: ValueOf("risk-into"), ClientMutationId: f.merging.mutation()}
		f.merging.send(ctx, func(ctx context.Context) error {
			_, err := gql.MergeRisks(ctx, p.Visit.Client, in)
			return err
		}, f.done("They are one risk now."))
	}
}

func (f *riskForm) drop(p *risks) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.DropRiskInput{Risk: f.was.Id, ClientMutationId: f.merging.mutation()}
		f.merging.send(ctx, func(ctx context.Context) error {
			_, err := gql.DropRisk(ctx, p.Visit.Client, in)
			return err
		}, f.done("Taken away."))
	}
}
