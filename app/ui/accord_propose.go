package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// begin puts what both wrote out for signature, once nothing is missing.
func (a *accord) begin(r relation) app.UI {
	if len(a.now().Unmet) > 0 || !a.now().Changed || pact.MayWrite(r.role(), pact.Shared) != nil {
		return nil
	}
	return NextCard(Next{
		Label: "Ready to be signed", Text: "Everything is there. Put it out for signature when both sides have read it.",
		Acts: []app.UI{Button(Act{Label: "Put it out for signature", Look: Primary, On: a.name})},
	})
}

// name asks who signs, over the words as they are by now: of typing, only the beginning is told.
func (a *accord) name(ctx app.Context, _ app.Event) {
	a.naming = true
	refresh(ctx)
}

func (a *accord) closeNaming(app.Context) { a.naming = false }

// sheet asks who signs: owners and sponsors, an owner of each side among them.
func (a *accord) sheet(r relation) app.UI {
	if !a.naming {
		return nil
	}
	fields := []app.UI{
		a.form.notice(),
		textP("", "The words are pinned as they stand. Whoever changes one before all have signed takes it back, and everybody who had signed is told."),
	}
	for _, b := range []pact.Bank{pact.Left, pact.Right} {
		var people []Option
		for _, e := range a.Data.Participants.Edges {
			if p := e.Node; p.RemovedAt.IsZero() && p.Side != nil && p.Side.Bank == b && (p.Role == pact.Owner || p.Role == pact.Sponsor) {
				people = append(people, Option{Value: p.Id, Label: p.User.Name, Note: p.Role.Word(), Chosen: p.Role == pact.Owner})
			}
		}
		fields = append(fields, Ticks("signers", "Who signs for "+r.bankName(b)+"?", people, func(app.Context, app.Event) {}, string(b)))
	}
	return &Sheet{ID: "signers", Title: "Out for signature", OnClose: a.closeNaming, Body: []app.UI{
		Form("propose", a.propose(r), append(fields,
			Row(Button(Act{Label: a.form.label("Put it out", "Putting it out"), Look: Primary, Submit: true, Busy: a.form.busy})))...),
	}}
}

func (a *accord) propose(r relation) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.ProposeAgreementInput{Relationship: a.Data.Id, Kind: a.Signs, Digest: a.now().Digest, Signers: ticked("signers"), ClientMutationId: a.form.mutation()}
		a.form.send(ctx, func(ctx context.Context) error {
			_, err := gql.ProposeAgreement(ctx, a.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			a.naming = false
			say(ctx, "It is out for signature. "+r.theirs()+" can read and sign it.")
			refresh(ctx)
		})
	}
}

func (a *accord) takeBack(ctx app.Context, _ app.Event) {
	out := a.out()
	if out == nil {
		return
	}
	in := gql.WithdrawAgreementInput{Agreement: out.Id, ClientMutationId: a.form.mutation()}
	a.form.send(ctx, func(ctx context.Context) error {
		_, err := gql.WithdrawAgreement(ctx, a.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		say(ctx, "It is not out for signature any more.")
		refresh(ctx)
	})
}
