package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Forgot is where somebody who forgot their password has a letter sent, or learns
// whom to ask. It posts email.
type Forgot struct {
	Asked
	Mails bool // the server sends letters
	Email string
}

// Title is the page's title.
func (Forgot) Title() string { return "A forgotten password" }

// Page draws the whole page.
func (f Forgot) Page() app.UI {
	back := app.P().Class("small muted enter__foot").Body(app.A().Href("/sign-in").Text("Back to signing in"))
	switch {
	case !f.Mails:
		return Enter(f.Title(), "Somebody can let you in again.",
			textP("", "This server sends no mail. Ask whoever runs it, often the person who told you of Midspan: they can make you a link for a new password."),
			back)
	case f.Done != "":
		return Enter(f.Title(), "Look into your mail.", Notice(Good, "Asked for.", f.Done), back)
	}
	return Enter(f.Title(), "It happens. Have a link for a new one sent to you.",
		f.notice("email"),
		post(
			Input(Field{ID: "email", Label: "Mail address", Type: "email", Complete: "username", Value: f.Email, Error: f.of("email"), Required: true, Focus: true}),
			Button(Act{Label: "Send the link", Look: Primary, Block: true, Submit: true})),
		back)
}

// Reset is where the link for a new password leads. It posts password.
type Reset struct{ Asked }

// Title is the page's title.
func (Reset) Title() string { return "A new password" }

// Page draws the whole page.
func (r Reset) Page() app.UI {
	if r.Done != "" {
		return Enter(r.Title(), "Your new password is set.", Notice(Good, "Kept.", r.Done),
			Button(Act{Label: "Sign in", Look: Primary, Block: true, Href: "/sign-in"}))
	}
	return Enter(r.Title(), "Choose a new password.",
		r.notice("password"),
		post(
			newPasswordField("New password", r.of("password")),
			Button(Act{Label: "Set it", Look: Primary, Block: true, Submit: true})),
		tagP("small muted enter__foot", app.Text("Is the link too old? "), app.A().Href("/forgot").Text("Ask for another")))
}
