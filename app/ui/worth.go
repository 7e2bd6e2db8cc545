package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// worth is what follows from both answers to whether it is worth it.
type worth struct {
	pausing bool // the sheet that asks until when
	form    form
}

// worth is what both sides picked.
func (d round) worth() pact.Worth {
	w := pact.Worth{Fresh: d.Relationship.Fresh}
	left, right := d.voices(pact.WorthKey)
	for _, v := range left {
		w.Left = v.choice
	}
	for _, v := range right {
		w.Right = v.choice
	}
	return w
}

// means says in one sentence what both answers mean, and offers the one next act.
func (w *worth) means(t *talk, d round) app.UI {
	if d.Kind != pact.WorthItRound {
		return nil
	}
	both := d.worth()
	latest := d.Relationship.Worth.Round != nil && d.Relationship.Worth.Round.Id == d.Id
	switch {
	case !latest:
		return Notice(Plain, "You asked again since.", "What counts is what both said last.")
	case both.Both():
		text := "Both sides say yes. Signing is open when you come to it."
		if both.Fresh {
			text = "Both sides want to begin. Signing is open when you come to it."
		}
		return NextCard(Next{
			Label: "What it means", Text: text,
			Acts: []app.UI{Button(Act{Label: "To the vision", Look: Primary, Href: d.r.path(visionPlace)})},
		})
	}
	card := Next{
		Label: "What it means", Text: "Not both sides say yes today. That is an answer too, and nobody is to blame for it.",
		By: []string{"Nothing is signed now. Everything else stays open, and you can ask again later."},
	}
	if pact.MayDecide(d.r.role()) != nil {
		card.By = append(card.By, "An owner of either side can propose a pause, or to part well.")
		return NextCard(card)
	}
	card.Acts = []app.UI{
		Button(Act{Label: "Agree on a pause", Look: Primary, On: w.open}),
		Button(Act{Label: "Part well", Look: Quiet, Href: d.r.path(partingPlace)}),
	}
	return Stack(NextCard(card), w.sheet(t, d))
}

func (w *worth) open(app.Context, app.Event) { w.pausing = true }
func (w *worth) close(app.Context)           { *w = worth{} }

func (w *worth) sheet(t *talk, d round) app.UI {
	if !w.pausing {
		return nil
	}
	return &Sheet{ID: "pause", Title: "A pause", OnClose: w.close, Body: []app.UI{
		Form("pause", w.send(t, d),
			w.form.notice("until"),
			textP("", "You leave it until a day, and nobody has to explain. What you wrote stays as it is. It counts when "+d.r.theirs()+" turns the second key."),
			Input(Field{ID: "until", Label: "Until when?", Type: "date", Error: w.form.fault("until"), Value: string(dateOf(t.Visit.Now.AddDate(0, 3, 0)))}),
			Row(Button(Act{Label: w.form.label("Propose the pause", "Proposing"), Look: Primary, Submit: true, Busy: w.form.busy}))),
	}}
}

func (w *worth) send(t *talk, d round) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.ProposePauseInput{Relationship: d.Relationship.Id, Until: pact.Date(ValueOf("until")), ClientMutationId: w.form.mutation()}
		if err := pact.MayPause(d.r.role(), in.Until, dateOf(t.Visit.Now)); err != nil {
			w.form.refuse(ctx, err)
			return
		}
		w.form.send(ctx, func(ctx context.Context) error {
			_, err := gql.ProposePause(ctx, t.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			*w = worth{}
			say(ctx, "Proposed. "+d.r.theirs()+" can turn the second key.")
			leadTo(ctx, d.r.path(""))
		})
	}
}
