package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Password is where somebody who knows their password takes another. It posts
// current and password.
type Password struct {
	Asked
	Who Viewer
}

// Title is the page's title.
func (Password) Title() string { return "Another password" }

// Page draws the whole page.
func (p Password) Page() app.UI {
	if p.Done != "" {
		return accountPage(p.Who, Head{Title: p.Title()}, p.notice(),
			Row(Button(Act{Label: "Look through your programs", Look: Quiet, Href: "/account/tokens"})))
	}
	return accountPage(p.Who, Head{Title: p.Title(), Lead: "Every other device is signed out by it. Programs that have a token of yours go on."},
		p.notice("current", "password"),
		post(
			app.Input().Type("email").Name("username").Attr("autocomplete", "username").Value(at(p.Who.Email)).ReadOnly(true).Hidden(true),
			Input(Field{
				ID: "current", Label: "The password you have now", Type: "password", Complete: "current-password", Required: true,
				Error: p.of("current"),
			}),
			newPasswordField("The new one", p.of("password")),
			Row(Button(Act{Label: "Change it", Look: Primary, Submit: true}))))
}
