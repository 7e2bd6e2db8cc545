package ui

import (
	"fmt"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// The pages beneath the account, and those for a forgotten password, are HTML from
// the server: they need no script, and the client carries nothing of them. Forms
// post to the page itself.

// Asked is what became of the form that was sent to a page.
type Asked struct {
	Done  string // a sentence about what was done
	Wrong string // why it was not
	Field string // what Wrong is about; the whole if empty
}

// of is what was wrong with a field.
func (a Asked) of(field string) string {
	if a.Field == field {
		return a.Wrong
	}
	return ""
}

// notice tells what became of the whole form.
func (a Asked) notice(fields ...string) app.UI {
	for _, f := range fields {
		if a.Field == f {
			return nil
		}
	}
	switch {
	case a.Wrong != "":
		what := "Nothing was changed."
		if strings.Contains(a.Wrong, what) {
			what = "Not done."
		}
		return Notice(Danger, what, a.Wrong)
	case a.Done != "":
		return Notice(Good, "Done.", a.Done)
	}
	return nil
}

// accountPage is a page beneath the account.
func accountPage(who Viewer, head Head, body ...app.UI) app.UI {
	return Page{
		Frame: Visit{Viewer: &who}.frame(),
		Back:  &Act{Label: "Your account", Href: "/account"},
		Head:  PageHead(head),
		Main:  []app.UI{tagDiv("narrow stack stack--l", body...)},
	}.Draw()
}

// post is a form that the browser sends by itself.
func post(body ...app.UI) app.HTMLForm {
	return app.Form().Class("stack").Method("post").Body(body...)
}

// entry is something in a list with what can be done about it.
func entry(name, note string, act app.UI) app.UI {
	return tagLi("com",
		tagDiv("row row--between",
			tagDiv("", textB("", name), textP("small ink2", note)), act,
		),
	)
}

// newPasswordField asks for a password somebody has not had before.
func newPasswordField(label, wrong string) app.UI {
	return Input(Field{
		ID: "password", Label: label, Type: "password", Complete: "new-password", Required: true,
		Help: "At least 12 characters. Three or four words do well.", Error: wrong,
	})
}

// gone says how long ago something was, in every zone alike.
func gone(now, then time.Time) string {
	switch d := now.Sub(then); {
	case d < 2*time.Minute:
		return "just now"
	case d < 2*time.Hour:
		return fmt.Sprintf("%d minutes ago", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d hours ago", int(d.Hours()))
	case d < 60*24*time.Hour:
		return fmt.Sprintf("%d days ago", int(d.Hours()/24))
	}
	return "on " + then.UTC().Format("2 January 2006")
}
