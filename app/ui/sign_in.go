package ui

import (
	"context"
	"net/url"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
)

// signIn is the page of somebody who has an account; with welcome it is also the
// product's front door.
type signIn struct {
	app.Compo
	Visit   Visit
	Welcome bool

	form form
}

func newSignIn(v Visit) Screen { return &signIn{Visit: v} }

func (s *signIn) Load(context.Context, gql.Client) error { return nil }

func (s *signIn) Title() string {
	if s.Welcome {
		return product
	}
	return "Sign in"
}

func (s *signIn) Render() app.UI {
	return Enter(s.Title(), "Midspan is the point of a bridge that belongs to neither bank.",
		Form("sign-in", s.send,
			s.form.noticeAs("Not signed in.", "email", "password"),
			Input(Field{
				ID: "email", Label: "Mail address", Type: "email", Complete: "username",
				Error: s.form.fault("email"), Focus: !s.Welcome,
			}),
			Input(Field{
				ID: "password", Label: "Password", Type: "password", Complete: "current-password",
				Error: s.form.fault("password"),
			}),
			Button(Act{Label: s.form.label("Sign in", "Signing in"), Look: Primary, Block: true, Submit: true, Busy: s.form.busy}),
			tagP("row", Button(Act{Label: "Make an account", Look: SoftLook, Href: nextOf("/sign-up", s.Visit)})),
			tagP("small", served(app.A().Href("/forgot").Text("Forgot your password?"))),
			needsScript(),
		),
		textP("small muted enter__foot", "Invited by someone? Open the link in their letter; it brings you to the right place."),
	)
}

func (s *signIn) send(ctx app.Context, _ app.Event) {
	in := gql.SignInInput{Email: ValueOf("email"), Password: ValueOf("password")}
	switch {
	case in.Email == "":
		s.form.refuse(ctx, missing("email", "The mail address is still empty."))
		return
	case in.Password == "":
		s.form.refuse(ctx, missing("password", "The password is still empty."))
		return
	}
	s.form.send(ctx, func(ctx context.Context) error {
		_, err := gql.SignIn(ctx, s.Visit.Client, in)
		return err
	}, func(app.Context) { leaveFor(Local(s.Visit.Query.Get("next"))) })
}

// needsScript stands in a form that only the client can send.
func needsScript() app.UI {
	return tagNoScript("", textP("small muted", "This form needs JavaScript, which is switched off here."))
}

// nextOf carries where to go on to over to another page.
func nextOf(path string, v Visit) string {
	if next := v.Query.Get("next"); next != "" {
		return path + "?next=" + url.QueryEscape(Local(next))
	}
	return path
}
