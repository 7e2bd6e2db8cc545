package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// trustForm is the sheet in which a side words what it needs to see.
type trustForm struct {
	open bool
	was  gql.TrustLine // empty for a new one
	form form

	hint pact.Hint // on the words that were typed last, for their writer alone
	left string    // words that their writer keeps as they are
}

const trustText = "trust-text"

func (p *trust) word(l gql.TrustLine) app.EventHandler {
	return func(app.Context, app.Event) { p.naming = trustForm{open: true, was: l} }
}

func (p *trust) closeSheet(app.Context) { p.naming = trustForm{} }

func (p *trust) sheet(r relation) app.UI {
	f := &p.naming
	if !f.open {
		return nil
	}
	send := "Ask for it"
	if f.was.Id != "" {
		send = "Change the words"
	}
	var drops app.UI
	if p.accepted(f.was.Id) {
		drops = app.P().Class("small muted").Text(r.theirs() + " said yes to the words as they are. Other words are said yes to anew.")
	}
	return &Sheet{ID: "trust", Title: "What we need to see", OnClose: p.closeSheet, Body: []app.UI{
		Form("trust-form", p.send,
			f.form.notice("text", "seen"),
			Area(Field{ID: trustText, Label: "What do you need to see from " + r.theirs() + "?", Help: "Something one can do: when a date moves, " + r.theirs() + " calls.", Value: f.was.Text, Error: f.form.fault("text"), Max: pact.MaxTrustWords, Rows: 2, Focus: true, On: p.typed}),
			p.hint(),
			Area(Field{ID: "trust-seen", Label: "How will we see it?", Help: "What anybody could notice: a call, a date, a line in a list.", Value: f.was.Seen, Error: f.form.fault("seen"), Max: pact.MaxTrustWords, Rows: 2}),
			drops,
			Row(Button(Act{Label: f.form.label(send, "Sending it"), Look: Primary, Submit: true, Busy: f.form.busy}))),
	}}
}

// accepted says whether the other side said yes by now, however long the sheet is open.
func (p *trust) accepted(id string) bool {
	for _, e := range p.Data.TrustBehaviours.Edges {
		if e.Node.Id == id {
			return e.Node.Accepted
		}
	}
	return false
}

// typed looks, once the writer pauses, whether what they ask for can be seen.
func (p *trust) typed(ctx app.Context, e app.Event) {
	text := e.Get("target").Get("value").String()
	ctx.After(thinksAfter, func(ctx app.Context) {
		if ValueOf(trustText) != text {
			return // still at it
		}
		was := p.naming.hint
		p.naming.think(text)
		if now := p.naming.hint; now != was && now.Instead != "" {
			access("sayOnce", "There is a thought on your wording, after the text. Only you see it.")
		}
		ctx.Emit(func() {}) // draws the page again
	})
}

func (f *trustForm) think(text string) {
	f.hint = pact.Hint{}
	if hint, vague := pact.Observable(text); vague && text != f.left {
		f.hint = hint
	}
}

func (p *trust) hint() app.UI {
	h := p.naming.hint
	if h.Instead == "" {
		return nil
	}
	return app.Div().Class("hint", "me").Role("note").Aria("label", "A thought on your wording, seen by you only").Body(
		tagP("hint__who", Icon(IconMine), textSpan("", onlyYou)),
		textP("", h.Why),
		tagP("", textQ("", h.Instead)),
		tagP("hint__do",
			Button(Act{Label: "Use these words", Look: SmallLook, On: p.settle(true), Scope: "use " + h.Instead}),
			Button(Act{Label: "Leave mine", Look: SoftLook, On: p.settle(false), Scope: "leave " + h.Instead}),
		))
}

// settle takes the words of a hint, or leaves the writer's own.
func (p *trust) settle(take bool) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		f := &p.naming
		area := app.Window().GetElementByID(trustText)
		f.left = ValueOf(trustText)
		if take {
			area.Set("value", f.hint.Instead)
		}
		f.hint = pact.Hint{}
		area.Call("focus")
		ctx.Emit(func() {})
	}
}

func (p *trust) send(ctx app.Context, _ app.Event) {
	f := &p.naming
	text, seen := strings.TrimSpace(ValueOf(trustText)), strings.TrimSpace(ValueOf("trust-seen"))
	for _, err := range []error{
		pact.Within("text", "What you need to see", text, true, pact.MaxTrustWords),
		pact.Within("seen", "How you will see it", seen, true, pact.MaxTrustWords),
	} {
		if err != nil {
			f.form.refuse(ctx, err)
			return
		}
	}
	was, id := f.was, f.form.mutation()
	f.form.send(ctx, func(ctx context.Context) error {
		if was.Id != "" {
			_, err := gql.UpdateTrustBehaviour(ctx, p.Visit.Client, gql.UpdateTrustBehaviourInput{TrustBehaviour: was.Id, Text: text, Seen: seen, ClientMutationId: id})
			return err
		}
		_, err := gql.CreateTrustBehaviour(ctx, p.Visit.Client, gql.CreateTrustBehaviourInput{Relationship: p.Data.Id, Text: text, Seen: seen, ClientMutationId: id})
		return err
	}, func(ctx app.Context) {
		p.naming = trustForm{}
		say(ctx, "It is there. "+p.relation().theirs()+" says whether they will show it.")
		refresh(ctx)
	})
}
