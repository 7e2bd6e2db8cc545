package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// mayShow says whether it waits for the reader's side to say that it will show
// this.
func mayShow(r relation, l gql.TrustLine) bool {
	return !l.Accepted && pact.MayShowTrust(r.role(), r.mySideID(), l.Receiver.Id, l.Digest, l.Digest) == nil
}

// item is one thing that a side needs to see, and what the reader may do about it.
func (p *trust) item(r relation, l gql.TrustLine, primary bool) app.UI {
	body := []app.UI{
		app.P().Class("com__w").Dir("auto").Text(l.Text),
		tagP("small ink2", app.Text("How one sees it: "), app.Span().Dir("auto").Text(l.Seen)),
		p.standing(r, l),
	}
	if p.acting == l.Id {
		body = append(body, p.act.notice())
	}
	var acts []app.UI
	if mayShow(r, l) {
		look := Secondary
		if primary {
			look = Primary
		}
		acts = append(acts, Button(Act{
			Label: "We will show this", Look: look, Busy: p.act.busy && p.acting == l.Id, On: p.accept(r, l), Scope: l.Id + l.Digest,
			Hint: "We will show this: " + l.Text,
		}))
	}
	if pact.MayWordTrust(r.role(), r.mySideID(), l.Receiver.Id) == nil {
		acts = append(acts, p.ours(l)...)
	}
	return tagLi("com com--told",
		steady(append(body,
			drawIf(len(acts) > 0, func() app.UI { return tagDiv(classes("row", "need__do"), acts...) })))...,
	)
}

// standing says whether the other side will show it.
func (p *trust) standing(r relation, l gql.TrustLine) app.UI {
	giver := r.bankName(otherBank(l.Receiver.Bank))
	if !l.Accepted {
		return tagP("", StateWord(IconDraft, Plain, giver+" has not said yet"))
	}
	said := giver + " will show this"
	for _, e := range l.Confirmations.Edges {
		if e.Node.Digest == l.Digest {
			said = giver + " will show this, says " + FirstName(e.Node.Author.Name)
		}
	}
	return tagP("", StateWord(IconAgreed, Together, said))
}

// ours are the acts of those whose words they are.
func (p *trust) ours(l gql.TrustLine) []app.UI {
	if p.asking == l.Id {
		return []app.UI{
			textSpan("small", "It is gone for both."),
			Button(Act{Label: p.act.label("Yes, take it away", "Taking it away"), Look: SmallLook, Busy: p.act.busy, On: p.remove(l.Id), Scope: "remove " + l.Id}),
			Button(Act{Label: "Keep it", Look: SoftLook, On: p.ask(""), Scope: "keep " + l.Id}),
		}
	}
	return []app.UI{
		Button(Act{Label: "Change the words", Look: SoftLook, On: p.word(l), Scope: l.Id + l.Digest, Hint: "Change the words: " + l.Text}),
		Button(Act{Label: "Take it away", Look: SoftLook, On: p.ask(l.Id), Scope: l.Id, Hint: "Take it away: " + l.Text}),
	}
}

func (p *trust) ask(id string) app.EventHandler {
	return func(app.Context, app.Event) { p.asking, p.acting, p.act = id, id, form{} }
}

func (p *trust) accept(r relation, l gql.TrustLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		if p.acting != l.Id && !p.act.busy {
			p.acting, p.act = l.Id, form{}
		}
		in := gql.ConfirmTrustBehaviourInput{TrustBehaviour: l.Id, Digest: l.Digest, ClientMutationId: p.act.mutation()}
		p.act.send(ctx, func(ctx context.Context) error {
			_, err := gql.ConfirmTrustBehaviour(ctx, p.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, "Said. "+r.theirs()+" sees it now.")
			refresh(ctx)
		})
	}
}

func (p *trust) remove(id string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.DeleteTrustBehaviourInput{TrustBehaviour: id, ClientMutationId: p.act.mutation()}
		p.act.send(ctx, func(ctx context.Context) error {
			_, err := gql.DeleteTrustBehaviour(ctx, p.Visit.Client, in)
			if pact.CodeOf(err) == pact.NotFound {
				return nil // gone already
			}
			return err
		}, func(ctx app.Context) {
			p.asking = ""
			say(ctx, "Taken away.")
			refresh(ctx)
		})
	}
}
