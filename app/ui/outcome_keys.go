package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// success is an outcome and who said that it is their success too.
type success struct {
	gql.OutcomeStanding
	r relation
}

// yes is a side's word on the outcome as it stands.
func (s success) yes(b pact.Bank) (gql.ConfirmationLine, bool) {
	for _, e := range s.Confirmations.Edges {
		if c := e.Node; c.FromSide.Bank == b && c.Digest == s.Digest {
			return c, true
		}
	}
	return gql.ConfirmationLine{}, false
}

func (s success) key(b pact.Bank) Key {
	name := s.r.bankName(b)
	if c, ok := s.yes(b); ok {
		return Key{Text: name + ": " + FirstName(c.Author.Name) + " said yes", Turned: true}
	}
	if !s.r.joined() && WhoseSide(string(b)) != s.r.mySide() {
		return Key{Text: name + ": not here yet"}
	}
	return Key{Text: name + ": not yet"}
}

// waits says whether the reader may still say yes for their side.
func (s success) waits() bool {
	if s.r.mySide() == Both || pact.MayCallOurs(s.r.role(), s.Digest, s.Digest) != nil {
		return false
	}
	_, said := s.yes(s.r.myBank())
	return !said
}

// standing is the line of the two keys, and the reader's own.
func (o *outcomePage) standing(s success, primary bool) []app.UI {
	body := []app.UI{Keys(s.key(pact.Left), s.key(pact.Right))}
	if o.said == s.Id {
		body = append(body, o.saying.notice())
	}
	switch {
	case s.Agreed:
		return append(body, textP("small ink2", "Both sides say that this is their success."))
	case s.waits():
		look := Secondary
		if primary {
			look = Primary
		}
		label := "It is our success too"
		busy := o.saying.busy && o.said == s.Id
		if busy {
			label = "Saying so"
		}
		return append(body,
			Row(Button(Act{Label: label, Look: look, Busy: busy, On: o.sayOurs(s), Scope: s.Id + s.Digest})),
			textP("small muted", "You say it for "+s.r.ours()+", of the line and the aim as they stand here."))
	}
	if said, ok := s.yes(s.r.myBank()); ok && s.r.mySide() != Both {
		return append(body, textP("small ink2", "Your side said yes "+o.Visit.ago(said.CreatedAt)+". "+s.r.theirs()+" has not yet."))
	}
	return append(body, textP("small muted", "The people of the two sides say what is their success."))
}

func (o *outcomePage) sayOurs(s success) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		if o.said != s.Id && !o.saying.busy {
			o.said, o.saying = s.Id, form{}
		}
		in := gql.ConfirmOutcomeInput{Outcome: s.Id, Digest: s.Digest, ClientMutationId: o.saying.mutation()}
		agreed := false
		o.saying.send(ctx, func(ctx context.Context) error {
			done, err := gql.ConfirmOutcome(ctx, o.Visit.Client, in)
			agreed = err == nil && done.ConfirmOutcome.Outcome.Agreed
			return err
		}, func(ctx app.Context) {
			if agreed {
				say(ctx, "Both sides say that this is their success.")
			} else {
				say(ctx, "Said. "+s.r.theirs()+" sees it now.")
			}
			refresh(ctx)
		})
	}
}
