package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// causes are why it happened, and what keeps it from happening again.
func (p *lookback) causes(r relation, l gql.LookbackBody) app.UI {
	var items []app.UI
	look := Primary // of the first yes that waits for the reader
	for _, e := range l.Safeguards.Edges {
		items = append(items, p.cause(r, e.Node, look))
		if r.still(pact.Shared) == "" && waitsFor(r, e.Node) {
			look = Secondary
		}
	}
	if len(items) == 0 {
		items = append(items, textLi("small muted", "No cause yet. A cause is what made it possible, not who did it."))
	}
	return Sub("Causes, and a safeguard for each", tagDiv("stack",
		tagUl("", items...),
		drawIf(r.still(pact.Shared) == "" && len(items) < pact.MaxSafeguards, func() app.UI {
			return Row(Button(Act{Label: "Name a cause", Look: Secondary, Icon: IconPlus, On: p.word(gql.SafeguardLine{}), Scope: "new"}))
		}),
	))
}

// waitsFor says whether a safeguard waits for the yes of the reader's side.
func waitsFor(r relation, s gql.SafeguardLine) bool {
	_, said := saidYes(s, r.myBank())
	return s.Text != "" && !said
}

func (p *lookback) cause(r relation, s gql.SafeguardLine, look Look) app.UI {
	body := []app.UI{app.P().Class("com__w").Dir("auto").Text(s.Cause)}
	if s.Text == "" {
		body = append(body, tagP("", StateWord(IconDraft, Plain, "No safeguard yet")))
	} else {
		body = append(body,
			tagP("", textSpan("small muted", "So that it does not happen again: "), app.Span().Class("serif").Dir("auto").Text(s.Text)),
			p.carried(r, s), Keys(p.key(r, s, pact.Left), p.key(r, s, pact.Right)))
	}
	if p.acting == s.Id {
		body = append(body, p.act.notice())
	}
	return tagLi("com com--told", steady(append(body, p.acts(r, s, look)))...)
}

// carried is the commitment that carries a safeguard.
func (p *lookback) carried(r relation, s gql.SafeguardLine) app.UI {
	if s.Commitment == nil {
		return nil
	}
	words := ""
	for _, t := range s.Commitment.Document.Sections {
		words = t.Text
	}
	return tagP("small",
		textSpan("muted", "Carried by "),
		app.A().Href(at(r.path(commitmentsPlace+"/"+s.Commitment.Id))).Dir("auto").Text(shortWording(words)),
	)
}

// saidYes is a side's yes to the words as they are.
func saidYes(s gql.SafeguardLine, b pact.Bank) (by string, ok bool) {
	for _, e := range s.Confirmations.Edges {
		if e.Node.FromSide.Bank == b && e.Node.Digest == s.Digest {
			return FirstName(e.Node.Author.Name), true
		}
	}
	return "", false
}

func (p *lookback) key(r relation, s gql.SafeguardLine, b pact.Bank) Key {
	if by, ok := saidYes(s, b); ok {
		return Key{Text: r.bankName(b) + ": " + by + " said yes", Turned: true}
	}
	return Key{Text: r.bankName(b) + ": not yet"}
}

func (p *lookback) acts(r relation, s gql.SafeguardLine, look Look) app.UI {
	if r.still(pact.Shared) != "" {
		return nil
	}
	busy := p.act.busy && p.acting == s.Id
	if p.asking == s.Id {
		return tagDiv(classes("row", "need__do"),
			textSpan("small", "The cause and its safeguard are gone for both."),
			Button(Act{Label: "Yes, take it away", Look: SmallLook, Busy: busy, On: p.remove(s.Id), Scope: "remove " + s.Id}),
			Button(Act{Label: "Keep it", Look: SoftLook, On: p.ask(""), Scope: "keep " + s.Id}),
		)
	}
	var acts []app.UI
	label := "Say what keeps it from happening again"
	if s.Text != "" {
		label = "Change the words"
		if waitsFor(r, s) {
			acts = append(acts, Button(Act{Label: "Yes, we agree", Look: look, Busy: busy, On: p.agree(r, s), Scope: s.Id + s.Digest, Hint: "Yes, we agree: " + s.Text}))
		}
	}
	carrier := ""
	if s.Commitment != nil {
		carrier = s.Commitment.Id
	}
	return tagDiv(classes("row", "need__do"),
		append(acts,
			Button(Act{Label: label, Look: SoftLook, On: p.word(s), Scope: s.Id + s.Digest + carrier, Hint: label + ": " + s.Cause}),
			Button(Act{Label: "Take it away", Look: SoftLook, On: p.ask(s.Id), Scope: s.Id, Hint: "Take it away: " + s.Cause}))...,
	)
}

func (p *lookback) ask(id string) app.EventHandler {
	return func(app.Context, app.Event) { p.asking, p.acting, p.act = id, id, form{} }
}

func (p *lookback) agree(r relation, s gql.SafeguardLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		if p.acting != s.Id && !p.act.busy {
			p.acting, p.act = s.Id, form{}
		}
		in := gql.ConfirmSafeguardInput{Safeguard: s.Id, Digest: s.Digest, ClientMutationId: p.act.mutation()}
		p.act.send(ctx, func(ctx context.Context) error {
			_, err := gql.ConfirmSafeguard(ctx, p.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, "Said. "+r.theirs()+" sees it now.")
			refresh(ctx)
		})
	}
}

func (p *lookback) remove(id string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.DeleteSafeguardInput{Safeguard: id, ClientMutationId: p.act.mutation()}
		p.act.send(ctx, func(ctx context.Context) error {
			_, err := gql.DeleteSafeguard(ctx, p.Visit.Client, in)
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

// facts is how it stands with the causes, as closing it asks.
func facts(l gql.LookbackBody) []pact.SafeguardFacts {
	var all []pact.SafeguardFacts
	for _, e := range l.Safeguards.Edges {
		all = append(all, pact.SafeguardFacts{Cause: e.Node.Cause, Text: e.Node.Text, Agreed: e.Node.Agreed})
	}
	return all
}

// close ends it, or says what is still open.
func (p *lookback) close(r relation, l gql.LookbackBody) app.UI {
	if r.still(pact.Shared) != "" {
		return nil
	}
	act := Act{Label: p.closing.label("Close it", "Closing it"), Look: Primary, Icon: IconCheck, Busy: p.closing.busy, On: p.end(l.Id), Scope: l.Id}
	words := "Each cause has a safeguard you both agreed to. Once closed, it is read and not gone back to."
	if err := pact.MayCloseLookback(r.role(), false, facts(l)); err != nil {
		act.Closed, act.Look, words = true, Secondary, gql.Words(err)
	}
	return tagDiv("narrow stack", steady([]app.UI{p.closing.notice(), Row(Button(act)), textP("small muted", words)})...)
}

func (p *lookback) end(id string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.CloseLookbackInput{Lookback: id, ClientMutationId: p.closing.mutation()}
		p.closing.send(ctx, func(ctx context.Context) error {
			_, err := gql.CloseLookback(ctx, p.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, "Closed. What you agreed stays.")
			refresh(ctx)
		})
	}
}
