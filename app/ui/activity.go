package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
)

// activity is the journal of a relationship as far as the reader may read it.
type activity struct {
	app.Compo
	Visit Visit
	Data  *gql.ActivityNodeRelationship

	older  []gql.EventLine // read so far, oldest first
	before string          // where the next page of them ends; "" at the beginning
	asked  bool
	form   form
}

func newActivity(v Visit) Screen { return &activity{Visit: v} }

func (a *activity) Title() string                         { return "Activity" }
func (a *activity) Follows() (relationship, after string) { return a.relation().follows() }
func (a *activity) Concerns(string) bool                  { return true }

func (a *activity) Load(ctx context.Context, c gql.Client) error {
	var err error
	a.Data, err = readActivity(ctx, c, a.Visit.Arg("rel"), "")
	return err
}

func readActivity(ctx context.Context, c gql.Client, relationship, before string) (*gql.ActivityNodeRelationship, error) {
	answer, err := gql.Activity(ctx, c, relationship, before)
	if err != nil {
		return nil, err
	}
	return gql.Seen[*gql.ActivityNodeRelationship](answer.Node)
}

func (a *activity) relation() relation { return a.Visit.relation(a.Data.RelationshipHead) }

func eventsOf(d *gql.ActivityNodeRelationship) []gql.EventLine {
	var all []gql.EventLine
	for _, e := range d.Events.Edges {
		all = append(all, e.Node)
	}
	return all
}

// once puts lists one after the other, without what was there already.
func once(lists ...[]gql.EventLine) []gql.EventLine {
	var all []gql.EventLine
	seen := map[string]bool{}
	for _, list := range lists {
		for _, e := range list {
			if !seen[e.Id] {
				all, seen[e.Id] = append(all, e), true
			}
		}
	}
	return all
}

func (a *activity) Render() app.UI {
	r := a.relation()
	var people []gql.ParticipantLine
	for _, e := range a.Data.Participants.Edges {
		people = append(people, e.Node)
	}
	moments := r.moments(once(a.older, eventsOf(a.Data)), people)
	main := []app.UI{tagDiv("narrow", Timeline(moments))}
	if len(moments) == 0 {
		main = []app.UI{Empty("Nothing has happened yet.", "What either side does in the shared room is listed here, and what your own side does, for your side alone.", nil)}
	}
	if more := a.more(); more != "" {
		main = append(main, a.form.notice(), Row(Button(Act{Label: a.form.label("Earlier", "Reading"), Busy: a.form.busy, On: a.earlier})))
	}
	return Page{
		Frame: r.frame(activityPlace, ""),
		Head:  PageHead(Head{Title: "Activity", Lead: "Who did what, never the words themselves."}),
		Main:  main,
	}.Draw()
}

// more is where the next earlier page ends.
func (a *activity) more() string {
	if a.asked {
		return a.before
	}
	return pageBefore(a.Data)
}

func pageBefore(d *gql.ActivityNodeRelationship) string {
	if !d.Events.PageInfo.HasPreviousPage {
		return ""
	}
	return d.Events.PageInfo.StartCursor
}

func (a *activity) earlier(ctx app.Context, _ app.Event) {
	before := a.more()
	var page *gql.ActivityNodeRelationship
	a.form.send(ctx, func(ctx context.Context) (err error) {
		page, err = readActivity(ctx, a.Visit.Client, a.Data.Id, before)
		return err
	}, func(app.Context) {
		a.older = once(eventsOf(page), a.older, eventsOf(a.Data))
		a.before, a.asked = pageBefore(page), true
	})
}
