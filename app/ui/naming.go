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

// proposal is the name that is on the table, if there is one.
func (o *overview) proposal() *gql.JointActLine {
	for i := len(o.Data.JointActs.Edges) - 1; i >= 0; i-- {
		if a := o.Data.JointActs.Edges[i].Node; a.Kind == pact.Rename && a.State == pact.Proposed {
			return &a
		}
	}
	return nil
}

// waiting is the card of a name that waits for the reader's key; nil if none
// does.
func (n *naming) waiting(o *overview, r relation) app.UI {
	a := o.proposal()
	if a == nil || r.role() != pact.Owner || WhoseSide(string(a.FromSide.Bank)) == r.mySide() {
		return nil
	}
	return Stack(n.form.notice(), NextCard(Next{
		Label: "Waits for your key",
		Text:  shortName(a.FromSide.Name) + " would call this “" + a.Text + "”.",
		Who:   &Person{Name: FirstName(a.Author.Name), Note: shortName(a.FromSide.Name), Side: WhoseSide(string(a.FromSide.Bank))},
		Ask:   "It counts when both sides turned their key. Until then it keeps its old name.",
		Acts: []app.UI{
			Button(Act{Label: n.form.label("Turn our key", "Turning it"), Look: Primary, Icon: IconCheck, Busy: n.form.busy, On: o.turnKey, Scope: a.Id}),
			Button(Act{Label: "Not this name", Busy: n.form.busy, On: o.withdraw, Scope: a.Id}),
		},
	}))
}

// draw is the part of the page about the name.
func (n *naming) draw(o *overview, r relation) app.UI {
	a := o.proposal()
	switch {
	case !r.joined() || n.waitingShown(o, r):
		return nil
	case a != nil:
		return Sub("The name", Card(
			app.P().Class("serif big").Dir("auto").Text("“"+a.Text+"”"),
			Keys(r.nameKey(*a, pact.Left), r.nameKey(*a, pact.Right)),
			app.P().Class("small muted").Text("Proposed "+o.Visit.ago(a.CreatedAt)+". It lapses on "+o.Visit.day(dateOf(a.ExpiresAt.Local()))+"."),
			drawIf(r.role() == pact.Owner, func() app.UI {
				return Row(Button(Act{Label: "Take it back", Look: SoftLook, Busy: n.form.busy, On: o.withdraw, Scope: a.Id}))
			})))
	case r.role() != pact.Owner:
		return nil
	}
	words := "It goes by the names of both until you agree on one of its own."
	label := "Propose a name"
	if r.Agreed {
		words, label = "Both sides agreed on “"+r.Name+"”.", "Propose another"
	}
	return Sub("The name", app.P().Class("small ink2 after").Text(words),
		Button(Act{Label: label, On: o.openNaming}), n.sheet(o))
}

func (n *naming) waitingShown(o *overview, r relation) bool { return n.waiting(o, r) != nil }

func (r relation) nameKey(a gql.JointActLine, b pact.Bank) Key {
	if a.FromSide.Bank == b {
		return Key{Text: r.bankName(b) + ": " + FirstName(a.Author.Name) + " turned it", Turned: true}
	}
	return Key{Text: r.bankName(b) + ": not yet"}
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

func (o *overview) turnKey(ctx app.Context, _ app.Event) {
	a, f := o.proposal(), &o.naming.form
	if a == nil {
		return
	}
	in := gql.TurnKeyInput{JointAct: a.Id, Digest: a.Digest, ClientMutationId: f.mutation()}
	f.send(ctx, func(ctx context.Context) error {
		_, err := gql.TurnKey(ctx, o.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		say(ctx, "Both keys are turned. It is called “"+a.Text+"” now.")
		refresh(ctx)
	})
}

func (o *overview) withdraw(ctx app.Context, _ app.Event) {
	a, f := o.proposal(), &o.naming.form
	if a == nil {
		return
	}
	in := gql.WithdrawJointActInput{JointAct: a.Id, ClientMutationId: f.mutation()}
	f.send(ctx, func(ctx context.Context) error {
		_, err := gql.WithdrawJointAct(ctx, o.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		say(ctx, "The proposal is off the table.")
		refresh(ctx)
	})
}
