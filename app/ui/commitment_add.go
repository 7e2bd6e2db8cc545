package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// adding is the sheet in which a commitment begins.
type adding struct {
	open bool
	form form
}

const bothWill = "both"

func (a *adding) sheet(c *commitments, r relation) app.UI {
	if !a.open {
		return nil
	}
	return &Sheet{ID: "add", Title: "A commitment", OnClose: c.stopAdding, Body: []app.UI{
		Form("add-form", c.create,
			a.form.notice("wording", "owners", "due"),
			Choices("promiser", "Who promises?", a.sides(r), nil, ""),
			Area(Field{
				ID: "wording", Label: "What is promised?", Help: "When X, I will Y. The first words are enough; both sides go on writing.",
				Error: a.form.fault("wording"), Max: pact.MaxWhy, Rows: 3,
			}),
			Ticks("owners", "Whose is it?", peopleOptions(c.people(), nil), nil, ""),
			FieldError("owners-error", a.form.fault("owners")),
			Input(Field{ID: "due", Label: "By when?", Help: "Leave it empty for something that holds each time.", Type: "date", Error: a.form.fault("due")}),
			a.outcome(c),
			Row(Button(Act{Label: a.form.label("Add it as a draft", "Adding it"), Look: Primary, Submit: true, Busy: a.form.busy}))),
	}}
}

func (a *adding) sides(r relation) []Option {
	var all []Option
	for _, s := range r.Sides {
		all = append(all, Option{Value: s.Id, Label: shortName(s.Name) + " will", Chosen: WhoseSide(string(s.Bank)) == r.mySide()})
		if s.Bank == pact.Left {
			all = append(all, Option{Value: bothWill, Label: "Both will", Chosen: r.mySide() == Both})
		}
	}
	return all
}

// outcome asks what it is for, where there is more than one answer.
func (a *adding) outcome(c *commitments) app.UI {
	outcomes := c.outcomes()
	if len(outcomes) < 2 {
		return nil
	}
	return Select(Field{ID: "outcome", Label: "What is it for?"}, outcomeOptions(outcomes, outcomes[0].Id))
}

func (c *commitments) stopAdding(app.Context) { c.adding = adding{} }

func (c *commitments) create(ctx app.Context, _ app.Event) {
	f := &c.adding.form
	in := gql.CreateCommitmentInput{
		Relationship: c.Data.Id, Kind: pact.Individual, Nature: pact.Behaviour, Wording: ValueOf("wording"),
		Owners: ticked("owners"), Due: pact.Date(ValueOf("due")), Outcome: ValueOf("outcome"), ClientMutationId: f.mutation(),
	}
	if in.Due != "" {
		in.Nature = pact.Deliverable
	}
	if outcomes := c.outcomes(); in.Outcome == "" && len(outcomes) == 1 {
		in.Outcome = outcomes[0].Id
	}
	in.Promiser = chosen("promiser")
	if in.Promiser == bothWill {
		in.Kind, in.Promiser = pact.Mutual, ""
	}
	if err := pact.Within("wording", "What is promised", in.Wording, true, pact.MaxWhy); err != nil {
		f.refuse(ctx, err)
		return
	}
	var id string
	f.send(ctx, func(ctx context.Context) error {
		made, err := gql.CreateCommitment(ctx, c.Visit.Client, in)
		if err == nil {
			id = made.CreateCommitment.Commitment.Id
		}
		return err
	}, func(ctx app.Context) { leadTo(ctx, "/r/"+c.Data.Id+commitmentsPlace+"/"+id) })
}

// chosen is the answer that is picked of a question, ticked those that are.
func chosen(name string) string {
	if all := ticked(name); len(all) > 0 {
		return all[0]
	}
	return ""
}

func ticked(name string) []string {
	list := app.Window().Get("document").Call("querySelectorAll", `input[name="`+name+`"]:checked`)
	var all []string
	for i := range list.Length() {
		all = append(all, list.Index(i).Get("value").String())
	}
	return all
}
