package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// why changes what one's own side thinks of a relationship.
type why struct {
	app.Compo
	Visit Visit
	Data  *gql.OverviewNodeRelationship

	form form
}

func newWhy(v Visit) Screen { return &why{Visit: v} }

func (w *why) Title() string { return "Why we are here" }

func (w *why) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Overview(ctx, c, w.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	w.Data, err = gql.Seen[*gql.OverviewNodeRelationship](answer.Node)
	if err != nil {
		return err
	}
	r := w.Visit.relation(w.Data.RelationshipHead)
	if r.mySide() == Both || r.still(pact.OurSide) != "" {
		return pact.Unseen()
	}
	if w.Data.Profile == nil { // of a side that was invited
		w.Data.Profile = &gql.OverviewNodeRelationshipProfileSideProfile{Kind: pact.OtherKind}
	}
	return nil
}

func (w *why) Render() app.UI {
	r := w.Visit.relation(w.Data.RelationshipHead)
	return Page{
		Frame: r.frame("/why", r.mySide()),
		Back:  &Act{Label: "Overview", Href: r.path("")},
		Head:  PageHead(Head{Title: "Why we are here"}),
		Main: []app.UI{tagDiv("narrow",
			Sheetwise(
				RoomBanner(Room{Whose: r.mySide(), Readers: "Only the people of " + r.ours() + " here. For " + r.theirs() + " it does not exist."}),
				tagDiv("sec",
					Form("why-form", w.send,
						w.form.notice("why"),
						Select(Field{ID: "kind", Label: "What are they to you?"}, kindOptions(w.Data.Profile.Kind)),
						Area(Field{ID: "why", Label: "What worries you?", Value: w.Data.Profile.Why, Error: w.form.fault("why"), Max: pact.MaxWhy, Rows: 5}),
						Row(Button(Act{Label: w.form.label("Keep it", "Keeping it"), Look: Primary, Submit: true, Busy: w.form.busy}),
							Button(Act{Label: "Leave it as it was", Look: Quiet, Href: r.path("")}))),
				)),
		)},
	}.Draw()
}

func (w *why) send(ctx app.Context, _ app.Event) {
	in := gql.UpdateSideProfileInput{
		Relationship: w.Data.Id, Kind: pact.RelationshipKind(ValueOf("kind")), Why: ValueOf("why"),
		Title: w.Data.Profile.Title, ClientMutationId: w.form.mutation(),
	}
	w.form.send(ctx, func(ctx context.Context) error {
		_, err := gql.UpdateSideProfile(ctx, w.Visit.Client, in)
		return err
	}, func(ctx app.Context) { leadTo(ctx, "/r/"+w.Data.Id) })
}
