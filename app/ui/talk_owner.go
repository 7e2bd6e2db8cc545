package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// fold is what an owner may do about questions that are under way.
func (t *talk) fold(d round) app.UI {
	if pact.MayCallOff(d.facts(), d.r.role()) != nil {
		return nil
	}
	var body []app.UI
	for _, p := range t.excusable(d) {
		body = append(body, Button(Act{
			Label: "Do not wait for " + FirstName(p.User.Name), Look: SoftLook, Busy: t.acting.busy, On: t.excuse(p.Id), Scope: p.Id,
		}))
	}
	body = append(body, Button(Act{Label: "Take these questions back", Look: SoftLook, Busy: t.acting.busy, On: t.openCalling}))
	return tagDiv("", steady([]app.UI{Fold("More", body...), t.callingSheet(d)})...)
}

// excusable are those of the reader's side whom it need not wait for.
func (t *talk) excusable(d round) []gql.ParticipantLine {
	if !d.byPerson() {
		return nil
	}
	var ours, all []gql.ParticipantLine
	for _, p := range d.Asked {
		if whoseOf(p) == d.r.mySide() {
			ours = append(ours, p)
		}
	}
	for _, p := range ours {
		mine := string(d.r.mySide())
		if p.User.Id != t.Visit.Viewer.ID && pact.MayExcuse(d.facts(), d.r.role(), mine, mine, false, len(ours)) == nil {
			all = append(all, p)
		}
	}
	return all
}

func (t *talk) excuse(participant string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.ExcuseParticipantInput{Round: t.Data.Id, Participant: participant, ClientMutationId: t.acting.mutation()}
		t.acting.send(ctx, func(ctx context.Context) error {
			_, err := gql.ExcuseParticipant(ctx, t.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, "It does not wait for them any more.")
			refresh(ctx)
		})
	}
}

func (t *talk) openCalling(app.Context, app.Event) { t.calling = true }
func (t *talk) closeCalling(app.Context)           { t.calling = false }

func (t *talk) callingSheet(d round) app.UI {
	if !t.calling {
		return nil
	}
	return &Sheet{ID: "calling", Title: "Take these questions back?", OnClose: t.closeCalling, Body: []app.UI{
		t.acting.notice(),
		textP("", "They end for both sides, and nothing is opened. What each of you wrote stays with whoever wrote it. "+d.r.theirs()+" is told."),
		Row(Button(Act{Label: t.acting.label("Take them back", "Taking them back"), Look: Primary, Busy: t.acting.busy, On: t.callOff}),
			Button(Act{Label: "Leave them", Look: Quiet, On: func(ctx app.Context, _ app.Event) { t.closeCalling(ctx) }})),
	}}
}

func (t *talk) callOff(ctx app.Context, _ app.Event) {
	in := gql.WithdrawRoundInput{Round: t.Data.Id, ClientMutationId: t.acting.mutation()}
	t.acting.send(ctx, func(ctx context.Context) error {
		_, err := gql.WithdrawRound(ctx, t.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		t.calling = false
		refresh(ctx)
	})
}
