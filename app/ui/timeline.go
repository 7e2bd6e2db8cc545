package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Moment is something that happened: who, what, when.
type Moment struct {
	Side  Whose
	Who   string
	What  string // "reworded two lines of the"
	Link  string // "vision"; the end of the sentence
	Href  string
	When  string // as people say it: "20 minutes ago"
	Exact string // RFC 3339, for the machine and on demand
	Room  Whose  // said where it is not shared
}

// Timeline lists moments, newest first as given.
func Timeline(moments []Moment) app.UI {
	items := make([]app.UI, len(moments))
	for i, m := range moments {
		items[i] = app.Li().Class(string(m.Side)).Body(
			tagP("",
				PersonName(Person{Name: m.Who, Side: m.Side}),
				app.Text(" "+m.What+" "),
				drawIf(m.Link != "", func() app.UI { return app.A().Href(at(m.Href)).Text(m.Link) }),
			),
			tagDiv("row",
				When(m.When, m.Exact),
				drawIf(m.Room != "", func() app.UI { return RoomWordChip(m.Room) }),
			),
		)
	}
	return tagOl("tl", items...)
}

// When is a time as people say it, the exact one on demand.
func When(said, exact string) app.UI {
	t := app.Time()
	if exact != "" {
		t = t.DateTime(exact)
	}
	if exactly, err := time.Parse(time.RFC3339, exact); err == nil {
		t = t.Title(at(moment(exactly)))
	}
	return t.Text(said)
}

// Milestone is a point on the way.
type Milestone struct {
	Name string
	When string // "9 Nov"
	Note string // "both said so"; phone only
	Done bool
}

// Miles draws the way: a column on a phone, a line on wide screens.
func Miles(milestones []Milestone) app.UI {
	items := make([]app.UI, len(milestones))
	for i, m := range milestones {
		icon := IconOpen
		if m.Done {
			icon = IconKept
		}
		items[i] = app.Li().Class(when(m.Done, "done")).Body(
			Icon(icon),
			tagSpan("",
				textB("", m.Name),
				drawIf(m.Done, func() app.UI { return unseen(", done") }),
				tagSmall("",
					app.Text(m.When),
					drawIf(m.Note != "", func() app.UI { return textSpan("phone-inline", " · "+m.Note) }),
				),
			),
		)
	}
	return tagOl("miles", items...)
}
