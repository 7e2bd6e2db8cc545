package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// needForm is the sheet in which a need is written, or put right by its side.
type needForm struct {
	of   *gql.SideLine // whose need it is; nil while the sheet is closed
	was  *gql.NeedLine // the need that is put right; nil for a new one
	form form
}

func (n *needs) write(of gql.SideLine) app.EventHandler {
	return func(app.Context, app.Event) { n.naming = needForm{of: &of} }
}

func (n *needs) rewrite(l gql.NeedLine) app.EventHandler {
	return func(app.Context, app.Event) { n.naming = needForm{of: &l.OfSide, was: &l} }
}

func (n *needs) closeSheet(app.Context) { n.naming = needForm{} }

func (n *needs) sheet(r relation) app.UI {
	f := &n.naming
	if f.of == nil {
		return nil
	}
	text, kind := "", pact.NeedToday
	title, ask, send := "What "+shortName(f.of.Name)+" needs", "What do you think they need, beyond what they ask for?", "Leave it as a guess"
	if f.of.Bank == r.myBank() {
		title, ask, send = "What we need", "What do you need, in your own words?", "Say it"
	}
	if f.was != nil {
		text, kind = f.was.Text, f.was.Kind
	}
	return &Sheet{ID: "need", Title: title, OnClose: n.closeSheet, Body: []app.UI{
		Form("need-form", n.send, f.form.notice("text"),
			Area(Field{ID: "need-text", Label: ask, Value: text, Error: f.form.fault("text"), Max: pact.MaxNeed, Rows: 3, Focus: true}),
			Choices("need-kind", "When?", kindsOfNeed(kind), nil, ""),
			Row(Button(Act{Label: f.form.label(send, "Sending it"), Look: Primary, Submit: true, Busy: f.form.busy}))),
	}}
}

func kindsOfNeed(chosen pact.NeedKind) []Option {
	notes := []string{"It is there now.", "It is about to arise.", "Nobody asks for it yet."}
	var all []Option
	for i, k := range needKinds {
		all = append(all, Option{Value: string(k.value), Label: k.label, Note: notes[i], Chosen: k.value == chosen})
	}
	return all
}

func (n *needs) send(ctx app.Context, _ app.Event) {
	f := &n.naming
	if f.of == nil {
		return
	}
	text, kind := strings.TrimSpace(ValueOf("need-text")), pact.NeedToday
	for _, chosen := range ticked("need-kind") {
		kind = pact.NeedKind(chosen)
	}
	if err := pact.Within("text", "The need", text, true, pact.MaxNeed); err != nil {
		f.form.refuse(ctx, err)
		return
	}
	of, was, id := *f.of, f.was, f.form.mutation()
	f.form.send(ctx, func(ctx context.Context) error {
		if was != nil {
			_, err := gql.ConfirmNeed(ctx, n.Visit.Client, gql.ConfirmNeedInput{Need: was.Id, Text: text, Kind: kind, ClientMutationId: id})
			return err
		}
		_, err := gql.CreateNeed(ctx, n.Visit.Client, gql.CreateNeedInput{Relationship: n.Data.Id, OfSide: of.Id, Kind: kind, Text: text, ClientMutationId: id})
		return err
	}, func(ctx app.Context) {
		n.naming = needForm{}
		say(ctx, "It is there. "+n.relation().theirs()+" sees it now.")
		refresh(ctx)
	})
}
