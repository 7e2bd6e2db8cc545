package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// ofBoth is chosen where a win is nobody's alone.
const ofBoth = "both"

// planWin is the sheet in which a win is planned.
type planWin struct {
	open bool
	form form
}

func (w *wins) begin(app.Context, app.Event) { w.plan = planWin{open: true} }
func (w *wins) closePlan(app.Context)        { w.plan = planWin{} }

func (w *wins) sheet(r relation) app.UI {
	f := &w.plan
	if !f.open {
		return nil
	}
	var outcomes []Option
	for i, e := range w.Data.All.Edges {
		outcomes = append(outcomes, Option{Value: e.Node.Id, Label: e.Node.Title, Chosen: i == 0})
	}
	var people []gql.ParticipantLine
	for _, e := range w.Data.Participants.Edges {
		people = append(people, e.Node)
	}
	return sheetForm{
		ID: "win", Title: "A small win", Label: "Plan it", Busy: "Planning it", Form: &f.form,
		Faults: []string{"text", "due", "outcome"}, On: w.send, OnClose: w.closePlan,
	}.draw(
		Area(Field{ID: "win-text", Label: "What would be a small win this month?", Error: f.form.fault("text"), Max: pact.MaxNeed, Rows: 2, Focus: true}),
		Input(Field{ID: "win-due", Label: "By when?", Type: "date", Error: f.form.fault("due")}),
		drawIf(len(outcomes) > 0, func() app.UI {
			return Select(Field{ID: "win-outcome", Label: "What is it for?", Error: f.form.fault("outcome")}, outcomes)
		}),
		Choices("win-whose", "Whose win would it be?", []Option{
			{Value: ofBoth, Label: "A win of both", Chosen: true},
			{Value: r.side(pact.Left).Id, Label: "Of " + r.bankName(pact.Left)},
			{Value: r.side(pact.Right).Id, Label: "Of " + r.bankName(pact.Right)},
		}, nil, ""),
		Ticks("win-people", "Who has a hand in it?", peopleOptions(people, nil), nil, ""),
	)
}

func (w *wins) send(ctx app.Context, _ app.Event) {
	f := &w.plan.form
	in := gql.CreateWinInput{
		Relationship: w.Data.Id, Text: strings.TrimSpace(ValueOf("win-text")), Due: pact.Date(ValueOf("win-due")),
		Outcome: ValueOf("win-outcome"), People: ticked("win-people"),
	}
	for _, side := range ticked("win-whose") {
		in.OfSide = strings.TrimPrefix(side, ofBoth)
	}
	if err := pact.Within("text", "The win", in.Text, true, pact.MaxNeed); err != nil {
		f.refuse(ctx, err)
		return
	}
	if _, err := pact.ParseDate(string(in.Due)); err != nil {
		f.refuse(ctx, missing("due", "The day is still open. Nothing was sent; say by when, even if it is a guess."))
		return
	}
	in.ClientMutationId = f.mutation()
	f.send(ctx, func(ctx context.Context) error {
		_, err := gql.CreateWin(ctx, w.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		w.plan = planWin{}
		say(ctx, "Planned. Both sides see it.")
		refresh(ctx)
	})
}

func (w *wins) ask(id string) app.EventHandler {
	return func(app.Context, app.Event) { w.saying, w.press = id, pressing{} }
}

func (w *wins) closeSaying(app.Context) { w.saying = "" }

// happened is the sheet in which a win is said to have happened, with what was learned.
func (w *wins) happened() app.UI {
	for _, e := range w.Data.Open.Edges {
		if l := e.Node; l.Id == w.saying && l.State == pact.DoneAhead {
			return sheetForm{
				ID: "happened", Title: "It happened", Label: "Say that it happened", Busy: "Saying so", Form: &w.press.form,
				Faults: []string{"learning"}, On: w.tell, OnClose: w.closeSaying,
			}.draw(
				written("serif", l.Text),
				Area(Field{
					ID: "win-learning", Label: "One thing you learned from it, if there is one", Help: "Both sides read it on the wall.",
					Error: w.press.form.fault("learning"), Max: pact.MaxNeed, Rows: 2, Focus: true,
				}),
				textP("small muted", "It counts once "+w.relation().theirs()+" says so too."),
			)
		}
	}
	return nil
}

func (w *wins) tell(ctx app.Context, _ app.Event) {
	id, learning := w.saying, strings.TrimSpace(ValueOf("win-learning"))
	w.press.send(ctx, id, "said", "Said. "+w.relation().theirs()+" is asked now.", func(ctx context.Context, key string) error {
		_, err := gql.SayWin(ctx, w.Visit.Client, gql.SayWinInput{Win: id, Learning: learning, ClientMutationId: key})
		return err
	}, func() { w.saying = "" })
}
