package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// newRelationship adds the relationship that worries the reader.
type newRelationship struct {
	app.Compo
	Visit Visit

	form form
}

func newNew(v Visit) Screen { return &newRelationship{Visit: v} }

func (n *newRelationship) Title() string                          { return "Add a relationship" }
func (n *newRelationship) Load(context.Context, gql.Client) error { return nil }

func (n *newRelationship) Render() app.UI {
	return Page{
		Frame: n.Visit.frame(),
		Back:  &Act{Label: "All relationships", Href: "/"},
		Head:  PageHead(Head{Title: "Which relationship worries you?", Lead: "Nobody there is told. You write to them when you want to, or never."}),
		Main: []app.UI{tagDiv("narrow",
			Sheetwise(
				RoomBanner(Room{Whose: Left, Readers: "Only your side reads this. For them it does not exist."}),
				tagDiv("sec", n.fields())),
		)},
	}.Draw()
}

func (n *newRelationship) fields() app.UI {
	return Form("new", n.send,
		n.form.notice("counterpart", "why"),
		Input(Field{
			ID: "counterpart", Label: "Who is it with?", Help: "An organisation, or a person.",
			Error: n.form.fault("counterpart"), Max: pact.MaxName, Focus: true, Complete: "off",
		}),
		Choices("fresh", "How do you know them?", []Option{
			{Value: "known", Label: "We know each other", Note: "There is something to renew.", Chosen: true},
			{Value: "new", Label: "Somebody new", Note: "There is no shared past; you ask each other whether to begin."},
		}, nil, ""),
		Select(Field{ID: "kind", Label: "What are they to you?"}, kindOptions(pact.Customer)),
		Area(Field{
			ID: "why", Label: "What worries you, in a line or two?", Help: "You may leave it empty and come back.",
			Error: n.form.fault("why"), Max: pact.MaxWhy, Rows: 3,
		}),
		Row(Button(Act{Label: n.form.label("Add it", "Adding"), Look: Primary, Submit: true, Busy: n.form.busy}),
			Button(Act{Label: "Not now", Look: Quiet, Href: "/"})),
		needsScript(),
	)
}

func (n *newRelationship) send(ctx app.Context, _ app.Event) {
	in := gql.CreateRelationshipInput{
		Counterpart: ValueOf("counterpart"), Kind: pact.RelationshipKind(ValueOf("kind")), Why: ValueOf("why"),
		Fresh: chosen("fresh") == "new", ClientMutationId: n.form.mutation(),
	}
	if err := pact.Within("counterpart", "The name", in.Counterpart, true, pact.MaxName); err != nil {
		n.form.refuse(ctx, err)
		return
	}
	var id string
	n.form.send(ctx, func(ctx context.Context) error {
		made, err := gql.CreateRelationship(ctx, n.Visit.Client, in)
		if err == nil {
			id = made.CreateRelationship.Relationship.Id
		}
		return err
	}, func(ctx app.Context) { leadTo(ctx, "/r/"+id) })
}
