package ui

import (
	"context"
	"net/url"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// signUp makes an account; with an invitation it also accepts that.
type signUp struct {
	app.Compo
	Visit  Visit
	Letter *gql.Letter // of the invitation, if there is one
	Closed string      // why the invitation cannot be accepted

	form form
}

func newSignUp(v Visit) Screen { return &signUp{Visit: v} }

func (s *signUp) Title() string { return "Make an account" }

func (s *signUp) invitation() string { return s.Visit.Query.Get("invitation") }

func (s *signUp) Load(ctx context.Context, c gql.Client) error {
	if s.invitation() == "" {
		return nil
	}
	var err error
	s.Letter, s.Closed, err = readLetter(ctx, c, s.invitation())
	return err
}

// readLetter gives the letter of an invitation, or why it is closed.
func readLetter(ctx context.Context, c gql.Client, token string) (*gql.Letter, string, error) {
	answer, err := gql.ReadLetter(ctx, c, token)
	switch pact.CodeOf(err) {
	case pact.Conflict:
		return nil, gql.Words(err), nil
	case pact.NotFound:
		return nil, "This invitation is not known here. Check that the whole link was opened.", nil
	}
	if err != nil {
		return nil, "", err
	}
	return &answer.InvitationLetter, "", nil
}

func (s *signUp) Render() app.UI {
	if s.Closed != "" {
		return Enter(s.Title(), "This invitation cannot be accepted.",
			Notice(Attention, "Not open any more.", s.Closed),
			Button(Act{Label: "To the beginning", Href: "/", Block: true}))
	}
	return Enter(s.Title(), s.line(), s.fields(),
		tagP("small muted enter__foot",
			app.Text("You have an account already? "),
			app.A().Href(at(s.signInHref())).Text("Sign in"),
		))
}

func (s *signUp) line() string {
	switch {
	case s.Letter == nil:
		return "A room that belongs to both sides begins with one person."
	case s.Letter.Role == pact.Adviser:
		return FirstName(s.Letter.From) + " asks you to advise " + shortName(s.Letter.FromSide) + " and " + shortName(s.Letter.ToSide) + "."
	case s.Letter.Colleague:
		return FirstName(s.Letter.From) + " asks you to join " + shortName(s.Letter.FromSide) + "’s side."
	}
	return "The other half of the bridge is yours."
}

func (s *signUp) signInHref() string {
	if s.invitation() != "" {
		return "/sign-in?next=" + url.QueryEscape("/join/"+url.PathEscape(s.invitation()))
	}
	return nextOf("/sign-in", s.Visit)
}

func (s *signUp) fields() app.UI {
	organization := Field{
		ID: "organization", Label: "Your organisation", Complete: "organization",
		Error: s.form.fault("organization"), Max: pact.MaxName,
	}
	if s.Letter != nil {
		organization.Value, organization.Help = s.organization(), "As it should be called here. Change it if it is not quite right."
		if s.Letter.Role == pact.Adviser {
			organization.Help = "Empty if you advise in your own name."
		}
	}
	return Form("sign-up", s.send,
		s.form.notice("name", "email", "password", "organization"),
		Input(Field{ID: "name", Label: "Your name", Complete: "name", Error: s.form.fault("name"), Max: pact.MaxName}),
		drawIf(s.Letter == nil || !s.Letter.Colleague, func() app.UI { return Input(organization) }),
		Input(Field{ID: "email", Label: "Mail address", Type: "email", Complete: "username", Error: s.form.fault("email"), Max: pact.MaxEmail}),
		Input(Field{
			ID: "password", Label: "Password", Type: "password", Complete: "new-password",
			Help: "At least 12 characters. Three or four words do well.", Error: s.form.fault("password"),
		}),
		Button(Act{Label: s.form.label(s.act(), "Making the account"), Look: Primary, Block: true, Submit: true, Busy: s.form.busy}),
		needsScript(),
	)
}

func (s *signUp) organization() string {
	if s.Letter == nil || s.Letter.Colleague || s.Letter.Role == pact.Adviser {
		return ""
	}
	return s.Letter.ToSide
}

func (s *signUp) act() string {
	if s.Letter != nil {
		return "Make an account and join"
	}
	return "Make an account"
}

func (s *signUp) send(ctx app.Context, _ app.Event) {
	in := gql.SignUpInput{
		Name: ValueOf("name"), Email: ValueOf("email"), Password: ValueOf("password"),
		Organization: ValueOf("organization"), Invitation: s.invitation(), ClientMutationId: s.form.mutation(),
	}
	if err := s.check(in); err != nil {
		s.form.refuse(ctx, err)
		return
	}
	next := Local(s.Visit.Query.Get("next"))
	s.form.send(ctx, func(ctx context.Context) error {
		_, err := gql.SignUp(ctx, s.Visit.Client, in)
		if err == nil && in.Invitation != "" {
			next = newest(ctx, s.Visit.Client)
		}
		return err
	}, func(app.Context) { leaveFor(next) })
}

func (s *signUp) check(in gql.SignUpInput) error {
	for _, f := range []struct{ field, what, value string }{
		{"name", "Your name", in.Name},
		{"organization", "The name of your organisation", in.Organization},
		{"email", "The mail address", in.Email},
		{"password", "The password", in.Password},
	} {
		if f.field == "organization" && s.Letter != nil {
			continue
		}
		if err := pact.Within(f.field, f.what, f.value, true, pact.MaxEmail); err != nil {
			return err
		}
	}
	return nil
}

// newest is the address of the relationship that somebody has just joined: their
// only one.
func newest(ctx context.Context, c gql.Client) string {
	answer, err := gql.Portfolio(ctx, c, "")
	if err != nil || len(answer.Relationships.Edges) != 1 {
		return "/"
	}
	return "/r/" + answer.Relationships.Edges[0].Node.Id
}
