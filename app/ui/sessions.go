package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
)

// Sessions is where somebody is signed in, and how to end that. It posts session,
// the id of one, or others.
type Sessions struct {
	Asked
	Who  Viewer
	Open []gql.Opened
	Now  time.Time
}

// Title is the page's title.
func (Sessions) Title() string { return "Where you are signed in" }

// Page draws the whole page.
func (s Sessions) Page() app.UI {
	lines := make([]app.UI, len(s.Open))
	for i, o := range s.Open {
		lines[i] = s.line(o)
	}
	return accountPage(s.Who, Head{Title: s.Title(), Lead: "End what you do not know, or have handed on."},
		s.notice(), tagUl("stack", lines...), s.others())
}

func (s Sessions) line(o gql.Opened) app.UI {
	since := "signed in " + gone(s.Now, o.CreatedAt)
	if o.Current {
		return entry(o.Device, "This device, "+since, nil)
	}
	return entry(o.Device, "Used "+gone(s.Now, o.SeenAt)+", "+since,
		post(Button(Act{Label: "End", Hint: "End the sign-in of " + o.Device, Look: SmallLook, Submit: true, Name: "session", Value: o.Id})))
}

func (s Sessions) others() app.UI {
	if len(s.Open) < 2 {
		return textP("small muted", "You are signed in nowhere else.")
	}
	return post(Row(Button(Act{Label: "End all others", Icon: IconDoor, Submit: true, Name: "others", Value: "all"})))
}
