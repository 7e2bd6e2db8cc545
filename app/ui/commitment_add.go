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
	way  addWay
	form form
}

// addWay is how the words begin.
type addWay string

const (
	ownWords addWay = ""
	whenThen addWay = "when"
	support  addWay = "support"
)

const (
	bothWill = "both"
	weAsk    = "ask"
	weOffer  = "offer"
)

func (a *adding) sheet(c *commitments, r relation) app.UI {
	if !a.open {
		return nil
	}
	body := []app.UI{a.form.notice("wording", "owners", "due"), a.ways(r)}
	label := "Add it as a draft"
	switch due := Input(Field{ID: "due", Label: "By when?", Help: "Leave it empty for something that holds each time.", Type: "date", Error: a.form.fault("due")}); a.way {
	case whenThen:
		body = append(body, a.promiser(r), tagDiv("stack",
			Input(Field{ID: "when", Label: "When this happens …", Max: pact.MaxTitle, Complete: "off", Error: a.form.fault("wording")}),
			Input(Field{ID: "then", Label: "… I will", Max: pact.MaxTitle, Complete: "off"}),
		),
			a.owners(c), a.outcome(c))
	case support:
		body = append(body, tagDiv("",
			Choices("wish", "Ask or offer?", []Option{
				{Value: weAsk, Label: "We ask " + r.theirs() + " for this", Chosen: true},
				{Value: weOffer, Label: "We offer this to " + r.theirs()},
			}, nil, ""),
		), a.words("What would help?", "A planner at the night desk who may say no to us."), due, a.outcome(c))
		label = "Put it to " + r.theirs()
	default:
		body = append(body, a.promiser(r), a.words("What is promised?", "The first words are enough; both sides go on writing."), a.owners(c), due, a.outcome(c))
	}
	return &Sheet{ID: "add", Title: "A commitment", OnClose: c.stopAdding, Body: []app.UI{
		Form("add-form", c.create, append(body,
			Row(Button(Act{Label: a.form.label(label, "Adding it"), Look: Primary, Submit: true, Busy: a.form.busy})))...),
	}}
}

func (a *adding) ways(r relation) app.UI {
	way := func(w addWay, label string) Segment {
		return Segment{Label: label, Pressed: a.way == w, Act: Act{Scope: string(w), On: func(app.Context, app.Event) { a.way, a.form = w, form{} }}}
	}
	ways := []Segment{way(ownWords, "Own words"), way(whenThen, "When … I will")}
	if r.mySide() != Both {
		ways = append(ways, way(support, "Ask or offer"))
	}
	return Segments("How it begins", ways)
}

func (a *adding) promiser(r relation) app.UI {
	return Choices("promiser", "Who promises?", a.sides(r), nil, "")
}

func (a *adding) words(label, help string) app.UI {
	return Area(Field{ID: "wording", Label: label, Help: help, Error: a.form.fault("wording"), Max: pact.MaxWhy, Rows: 3})
}

func (a *adding) owners(c *commitments) app.UI {
	return tagDiv("",
		steady([]app.UI{
			Ticks("owners", "Whose is it?", peopleOptions(c.people(), nil), nil, ""), FieldError("owners-error", a.form.fault("owners")),
		})...,
	)
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
	f, r := &c.adding.form, c.relation()
	in := gql.CreateCommitmentInput{
		Relationship: c.Data.Id, Kind: pact.Individual, Nature: pact.Behaviour, Wording: ValueOf("wording"),
		Owners: ticked("owners"), Due: pact.Date(ValueOf("due")), Outcome: ValueOf("outcome"), ClientMutationId: f.mutation(),
	}
	if in.Due != "" {
		in.Nature = pact.Deliverable
	}
	in.Promiser = chosen("promiser")
	switch c.adding.way {
	case whenThen:
		in.Wording, in.Nature = pact.WhenThen(ValueOf("when"), ValueOf("then"), len(in.Owners) != 1), pact.Behaviour
	case support:
		in.Nature, in.Confirm, in.Promiser = pact.Support, true, r.mySideID()
		if chosen("wish") == weAsk {
			in.Promiser = r.side(otherBank(r.myBank())).Id
		}
	}
	if in.Promiser == bothWill {
		in.Kind, in.Promiser = pact.Mutual, ""
	}
	if outcomes := c.outcomes(); in.Outcome == "" && len(outcomes) == 1 {
		in.Outcome = outcomes[0].Id
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
