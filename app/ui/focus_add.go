package ui

import (
	"context"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

func (f *focus) newItem(k pact.FocusKind) []app.UI {
	fields := []app.UI{Input(Field{ID: "item-text", Label: "What is it, in a line?", Error: f.act.fault("text"), Max: pact.MaxTitle, Complete: "off", Focus: true})}
	if k == pact.MeetingItem {
		fields = append(fields, Input(Field{ID: "item-rhythm", Label: "How often?", Help: "Thursdays at nine, half an hour.", Error: f.act.fault("rhythm"), Max: pact.MaxUnit, Complete: "off"}))
	}
	options := []Option{{Label: "Not said yet"}}
	for _, e := range f.Data.All.Edges {
		options = append(options, Option{Value: e.Node.Id, Label: e.Node.Title, Chosen: len(f.Data.All.Edges) == 1})
	}
	return append(fields, Select(Field{ID: "item-outcome", Label: "Which outcome does it serve?"}, options), f.which(k))
}

// which asks what leaves, where one more is one too many.
func (f *focus) which(k pact.FocusKind) app.UI {
	if !f.full(k) {
		return nil
	}
	var options []Option
	for _, l := range f.listed(k) {
		options = append(options, Option{Value: l.Id, Label: l.Text, Note: when(l.Outcome == nil, "It serves no outcome.")})
	}
	return tagDiv("",
		Choices("leaves", "That is as many as you both allow yourselves. Which one leaves?", options, nil, ""),
		FieldError("leaves-error", f.act.fault("leaves")),
	)
}

// leaves is what was chosen to leave, where something has to.
func (f *focus) leaves(ctx app.Context, k pact.FocusKind) (string, bool) {
	id := chosen("leaves")
	if id == "" && f.full(k) {
		f.act.refuse(ctx, missing("leaves", "Nothing is chosen yet. Nothing was changed; say which one leaves."))
		return "", false
	}
	return id, true
}

func (f *focus) add(ctx app.Context, _ app.Event) {
	k := f.asks.kind
	in := gql.CreateFocusItemInput{Relationship: f.Data.Id, Kind: k, Text: strings.TrimSpace(ValueOf("item-text")), Rhythm: ValueOf("item-rhythm"), Outcome: ValueOf("item-outcome")}
	if err := pact.Within("text", "The line", in.Text, true, pact.MaxTitle); err != nil {
		f.act.refuse(ctx, err)
		return
	}
	ok := true
	if in.Leaves, ok = f.leaves(ctx, k); !ok {
		return
	}
	f.run(ctx, "add", func(ctx context.Context, id string) error {
		in.ClientMutationId = id
		_, err := gql.CreateFocusItem(ctx, f.Visit.Client, in)
		return err
	}, f.says("Added. Both sides see it.", nil))
}

func (f *focus) takeUp(ctx app.Context, _ app.Event) {
	l := f.asks.item
	if id, ok := f.leaves(ctx, l.Kind); ok {
		f.run(ctx, l.Id+"again", f.become(l.Id, pact.FirstFate(l.Kind), "", id), f.says("It is back.", f.become(l.Id, l.Fate, l.ToWhom, "")))
	}
}

func (f *focus) hand(ctx app.Context, _ app.Event) {
	l, whom := f.asks.item, strings.TrimSpace(ValueOf("whom"))
	if err := pact.MayBecome(f.relation().role(), l.Kind, pact.HandedOut, whom); err != nil {
		f.act.refuse(ctx, err)
		return
	}
	f.run(ctx, l.Id+"hand", f.become(l.Id, pact.HandedOut, whom, ""), f.says("Handed to "+whom+".", f.become(l.Id, l.Fate, l.ToWhom, "")))
}

func (f *focus) allow(ctx app.Context, _ app.Event) {
	k := f.asks.kind
	n, err := strconv.Atoi(strings.TrimSpace(ValueOf("items")))
	if err != nil {
		n = 0
	}
	if err := pact.MayBudget(k, n, len(f.listed(k))); err != nil {
		f.act.refuse(ctx, err)
		return
	}
	f.run(ctx, "budget", func(ctx context.Context, id string) error {
		_, err := gql.SetBudget(ctx, f.Visit.Client, gql.SetBudgetInput{Relationship: f.Data.Id, Kind: k, Items: n, ClientMutationId: id})
		return err
	}, f.says("Both sides see the number.", nil))
}
