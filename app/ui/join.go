package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// join accepts an invitation as who is signed in: one button.
type join struct {
	app.Compo
	Visit  Visit
	Letter *gql.Letter
	Closed string // why it cannot be accepted

	form form
}

func newJoin(v Visit) Screen { return &join{Visit: v} }

func (j *join) Title() string { return "Join" }

func (j *join) Load(ctx context.Context, c gql.Client) error {
	var err error
	j.Letter, j.Closed, err = readLetter(ctx, c, j.Visit.Arg("token"))
	return err
}

func (j *join) Render() app.UI {
	if j.Closed != "" {
		return Enter(j.Title(), "This invitation cannot be accepted.",
			Notice(Attention, "Not open any more.", j.Closed),
			Button(Act{Label: "All relationships", Href: "/", Block: true}))
	}
	line := FirstName(j.Letter.From) + " invites you to start again with " + shortName(j.Letter.FromSide) + "."
	if j.Letter.Fresh {
		line = FirstName(j.Letter.From) + " invites you to begin something with " + shortName(j.Letter.FromSide) + "."
	}
	if j.Letter.Role == pact.Adviser {
		line = FirstName(j.Letter.From) + " asks you to advise " + shortName(j.Letter.FromSide) + " and " + shortName(j.Letter.ToSide) + "."
	}
	if j.Letter.Colleague {
		line = FirstName(j.Letter.From) + " asks you to join " + shortName(j.Letter.FromSide) + "’s side."
	}
	return Enter(j.Title(), line,
		Stack(
			j.form.notice(),
			Button(Act{Label: j.form.label("Join", "Joining"), Look: Primary, Block: true, Busy: j.form.busy, On: j.accept}),
			Button(Act{Label: "Not now", Look: Quiet, Block: true, Href: "/"})),
		textP("small muted enter__foot", "You join as "+j.Visit.Viewer.Name+" of "+AndList(j.Visit.Viewer.Organizations)+"."))
}

func (j *join) accept(ctx app.Context, _ app.Event) {
	in := gql.AcceptInvitationInput{Token: j.Visit.Arg("token"), ClientMutationId: j.form.mutation()}
	var id string
	j.form.send(ctx, func(ctx context.Context) error {
		accepted, err := gql.AcceptInvitation(ctx, j.Visit.Client, in)
		if err == nil {
			id = accepted.AcceptInvitation.Relationship.Id
		}
		return err
	}, func(ctx app.Context) { leadTo(ctx, "/r/"+id) })
}
