package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// jointly is what both sides do with two keys, besides a name: a pause, parting, or to say that this
// was the reset.
type jointly struct {
	form form
}

// jointWords are an act in words.
type jointWords struct{ title, asks, done string }

func (r relation) jointWords(a gql.JointActLine) jointWords {
	switch a.Kind {
	case pact.Pause:
		day := r.visit.day(pact.Date(a.Text))
		return jointWords{"A pause", "would leave it until " + day + ".", "Both keys are turned. You leave it until " + day + "."}
	case pact.Part:
		return jointWords{"Parting well", "would part, with the words you wrote for it.", "Both keys are turned. You parted well."}
	case pact.LightReset:
		return jointWords{"This was the reset", "says that this was the reset: the questions, and what you promised.", "Both keys are turned. This was the reset."}
	}
	return jointWords{}
}

// jointAct is the one that is on the table; nil if there is none.
func (o *overview) jointAct() *gql.JointActLine {
	for i := len(o.Data.JointActs.Edges) - 1; i >= 0; i-- {
		a := o.Data.JointActs.Edges[i].Node
		if a.State == pact.Proposed && o.relation().jointWords(a).title != "" {
			return &a
		}
	}
	return nil
}

// waiting is the card of an act that waits for the reader's key; nil if none does.
func (j *jointly) waiting(o *overview, r relation) app.UI {
	a := o.jointAct()
	if a == nil || r.role() != pact.Owner || WhoseSide(string(a.FromSide.Bank)) == r.mySide() {
		return nil
	}
	turn := Button(Act{Label: j.form.label("Turn our key", "Turning it"), Look: Primary, Icon: IconCheck, Busy: j.form.busy, On: j.turn(o, *a), Scope: a.Id})
	if a.Kind == pact.Part { // its words are read before they count
		turn = Button(Act{Label: "Read the words", Look: Primary, Href: r.path(partingPlace)})
	}
	return Stack(j.form.notice(), NextCard(Next{
		Label: "Waits for your key",
		Text:  shortName(a.FromSide.Name) + " " + r.jointWords(*a).asks,
		Who:   &Person{Name: FirstName(a.Author.Name), Note: shortName(a.FromSide.Name), Side: WhoseSide(string(a.FromSide.Bank))},
		Ask:   "It counts when both sides turned their key.",
		Acts:  []app.UI{turn, Button(Act{Label: "Not this", Busy: j.form.busy, On: j.withdraw(o, *a), Scope: a.Id})},
	}))
}

// draw is an act that the reader does not have to answer.
func (j *jointly) draw(o *overview, r relation) app.UI {
	a := o.jointAct()
	if a == nil || j.waiting(o, r) != nil {
		return nil
	}
	words := r.jointWords(*a)
	return Sub(words.title, Card(
		j.form.notice(),
		app.P().Class("serif big").Text(shortName(a.FromSide.Name)+" "+words.asks),
		Keys(r.nameKey(*a, pact.Left), r.nameKey(*a, pact.Right)),
		app.P().Class("small muted").Text("Proposed "+o.Visit.ago(a.CreatedAt)+". It lapses on "+o.Visit.day(dateOf(a.ExpiresAt.Local()))+"."),
		drawIf(r.role() == pact.Owner, func() app.UI {
			return Row(Button(Act{Label: "Take it back", Look: SoftLook, Busy: j.form.busy, On: j.withdraw(o, *a), Scope: a.Id}))
		})))
}

func (j *jointly) turn(o *overview, a gql.JointActLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.TurnKeyInput{JointAct: a.Id, Digest: a.Digest, ClientMutationId: j.form.mutation()}
		j.form.send(ctx, func(ctx context.Context) error {
			_, err := gql.TurnKey(ctx, o.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, o.relation().jointWords(a).done)
			refresh(ctx)
		})
	}
}

func (j *jointly) withdraw(o *overview, a gql.JointActLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.WithdrawJointActInput{JointAct: a.Id, ClientMutationId: j.form.mutation()}
		j.form.send(ctx, func(ctx context.Context) error {
			_, err := gql.WithdrawJointAct(ctx, o.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, "The proposal is off the table.")
			refresh(ctx)
		})
	}
}
