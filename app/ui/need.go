package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// item is a need in the list, with what its reader may do about it.
func (n *needs) item(r relation, l gql.NeedLine) app.UI {
	mine := pact.MaySettle(r.role(), r.mySideID(), l.OfSide.Id) == nil
	body := []app.UI{
		app.P().Class("com__w").Dir("auto").Text(l.Text),
		n.standing(r, l, mine),
		n.answer(r, l),
	}
	if n.acting == l.Id {
		body = append(body, n.act.notice())
	}
	var acts []app.UI
	if l.State == pact.NeedConfirmed && r.still(pact.Shared) == "" {
		label := "Say what answers it"
		if l.Commitment != nil || l.Outcome != nil {
			label = "Change the answer"
		}
		acts = append(acts, Button(Act{Label: label, Look: SoftLook, On: n.link(l.Id), Scope: l.Id, Hint: label + ": " + shortWording(l.Text)}))
	}
	if mine {
		acts = append(acts, n.settling(l)...)
	}
	return tagLi(classes("com", when(l.State == pact.NeedDropped, "com--gone")),
		steady(append(body,
			drawIf(len(acts) > 0, func() app.UI { return tagDiv(classes("row", "need__do"), acts...) })))...,
	)
}

// standing says whose word the need is by now.
func (n *needs) standing(r relation, l gql.NeedLine, mine bool) app.UI {
	own, other := r.bankName(l.OfSide.Bank), r.bankName(otherBank(l.OfSide.Bank))
	said := func(icon IconName, tone Tone, word string) app.UI { return tagP("", StateWord(icon, tone, word)) }
	switch {
	case l.State == pact.NeedGuessed && mine:
		return said(IconDraft, Plain, FirstName(l.Author.Name)+" of "+other+" thinks you need this")
	case l.State == pact.NeedGuessed:
		return said(IconDraft, Plain, other+" guesses. "+own+" has not said yet")
	case l.State == pact.NeedDropped:
		return said(IconNext, Plain, own+" says this is none of theirs")
	case l.Guess != "" && l.Guess != l.Text:
		return tagDiv("", said(IconKept, Good, own+" says so"), app.P().Class("small muted").Dir("auto").Text(other+" had guessed: “"+l.Guess+"”"))
	case l.Guess != "":
		return said(IconAgreed, Together, other+" guessed it, "+own+" says yes")
	}
	return said(IconKept, Good, own+" says so")
}

// settling is what the people whose need it is say.
func (n *needs) settling(l gql.NeedLine) []app.UI {
	busy := n.act.busy && n.acting == l.Id
	press := func(label string, look Look, on app.EventHandler) app.UI {
		return Button(Act{Label: label, Look: look, Busy: busy && look == SmallLook, On: on, Scope: label + l.Id})
	}
	switch l.State {
	case pact.NeedGuessed:
		return []app.UI{press("Yes, that is it", SmallLook, n.confirm(l)), press("Not quite", SoftLook, n.rewrite(l)), press("Not ours", SoftLook, n.drop(l))}
	case pact.NeedDropped:
		return []app.UI{press("It is ours after all", SoftLook, n.rewrite(l))}
	}
	return []app.UI{press("Reword it", SoftLook, n.rewrite(l)), press("Not ours", SoftLook, n.drop(l))}
}

// answer is what there is that answers the need.
func (n *needs) answer(r relation, l gql.NeedLine) app.UI {
	var links []app.UI
	if c := l.Commitment; c != nil {
		words := ""
		for _, s := range c.Document.Sections {
			words = s.Text
		}
		links = append(links, app.A().Href(at(r.path(commitmentsPlace+"/"+c.Id))).Dir("auto").Text(shortWording(words)))
	}
	if l.Outcome != nil {
		links = append(links, app.A().Href(at(r.path(outcomePlace))).Dir("auto").Text(l.Outcome.Title))
	}
	switch {
	case len(links) > 0:
		return tagDiv("small need__a", append([]app.UI{textSpan("muted", "Answered by")}, links...)...)
	case l.State == pact.NeedConfirmed:
		return textP("small muted", "Nothing answers this yet.")
	}
	return nil
}

func shortWording(words string) string {
	if strings.TrimSpace(words) == "" {
		return "a commitment without words"
	}
	return firstWords(words)
}

func (n *needs) confirm(l gql.NeedLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		n.settle(ctx, l.Id, "confirm", "Said. It counts as yours now.", func(ctx context.Context, id string) error {
			_, err := gql.ConfirmNeed(ctx, n.Visit.Client, gql.ConfirmNeedInput{Need: l.Id, ClientMutationId: id})
			return err
		})
	}
}

func (n *needs) drop(l gql.NeedLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		n.settle(ctx, l.Id, "drop", "Said. It stays here, so that you can come back to it.", func(ctx context.Context, id string) error {
			_, err := gql.DropNeed(ctx, n.Visit.Client, gql.DropNeedInput{Need: l.Id, ClientMutationId: id})
			return err
		})
	}
}

// settle sends what was pressed about a need; the same press again is the same
// act, tried again.
func (n *needs) settle(ctx app.Context, need, what, done string, send func(ctx context.Context, id string) error) {
	if n.act.busy {
		return
	}
	if n.tried != need+what {
		n.acting, n.tried, n.act = need, need+what, form{}
	}
	id := n.act.mutation()
	n.act.send(ctx, func(ctx context.Context) error { return send(ctx, id) }, func(ctx app.Context) {
		n.linking = ""
		say(ctx, done)
		refresh(ctx)
	})
}
