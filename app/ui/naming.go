package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// naming is how both sides come to a name for the relationship: one proposes,
// the other turns the second key.
type naming struct {
	open bool // the sheet to propose one
	form form
}

// draw offers to propose a name, where none is on the table.
func (n *naming) draw(o *overview, r relation) app.UI {
	if !r.joined() || o.onTable(true) != nil || r.role() != pact.Owner {
		return nil
	}
	words := "It goes by the names of both until you agree on one of its own."
	label := "Propose a name"
	if r.Agreed {
		words, label = "Both sides agreed on “"+r.Name+"”.", "Propose another"
	}
	return Sub("The name", textP("small ink2 after", words),
		Button(Act{Label: label, On: o.openNaming}), n.sheet(o))
}

func (n *naming) sheet(o *overview) app.UI {
	if !n.open {
		return nil
	}
	return &Sheet{ID: "naming", Title: "A name for both", OnClose: o.closeNaming, Body: []app.UI{
		Form("propose", o.propose,
			n.form.notice("name"),
			Input(Field{
				ID: "name", Label: "What would you call it?", Help: "The other side reads your proposal and turns the second key, or not.",
				Error: n.form.fault("name"), Max: pact.MaxName, Complete: "off", Focus: true,
			}),
			Row(Button(Act{Label: n.form.label("Propose it", "Proposing"), Look: Primary, Submit: true, Busy: n.form.busy}))),
	}}
}

func (o *overview) openNaming(app.Context, app.Event) { o.naming.open = true }
func (o *overview) closeNaming(app.Context)           { o.naming = naming{} }

func (o *overview) propose(ctx app.Context, _ app.Event) {
	f := &o.naming.form
	in := gql.ProposeNameInput{Relationship: o.Data.Id, Name: ValueOf("name"), ClientMutationId: f.mutation()}
	if err := pact.Within("name", "The name", in.Name, true, pact.MaxName); err != nil {
		f.refuse(ctx, err)
		return
	}
	f.send(ctx, func(ctx context.Context) error {
		_, err := gql.ProposeName(ctx, o.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		o.naming.open = false
		say(ctx, "Proposed. "+o.relation().theirs()+" can turn the second key.")
		refresh(ctx)
	})
}
