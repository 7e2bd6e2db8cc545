package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// log tells how the course was corrected: who, what, why and when.
func (p *path) log(r relation) app.UI {
	all := p.corrections()
	if len(all) == 0 {
		return nil
	}
	var people []gql.ParticipantLine
	for _, e := range p.Data.Participants.Edges {
		people = append(people, e.Node)
	}
	items := make([]app.UI, len(all))
	for i, c := range all {
		side := sideOf(c.Author.Id, people)
		items[i] = app.Li().Class(string(side)).Body(
			tagP("", PersonName(Person{Name: FirstName(c.Author.Name), Side: side}), app.Text(" "+p.turned(c.From, c.To)+".")),
			Quote(c.Reason),
			When(p.Visit.ago(c.CreatedAt), c.CreatedAt.UTC().Format(time.RFC3339)))
	}
	return Sub("How the course was corrected", tagOl(classes("tl", "log"), items...))
}

// turned says what a correction changed.
func (p *path) turned(from, to gql.CourseLine) string {
	name := "“" + from.Title + "”"
	var did []string
	if to.Title != from.Title {
		did = append(did, "calls "+name+" “"+to.Title+"” now")
		name = "it"
	}
	if to.Due != from.Due {
		did = append(did, "moved "+name+" from "+p.Visit.day(from.Due)+" to "+p.Visit.day(to.Due))
		name = "it"
	}
	if to.State != from.State {
		did = append(did, map[pact.WaypointState]string{
			pact.WaypointDropped: "took " + name + " off the path",
			pact.WaypointReached: "says that " + name + " is reached",
			pact.WaypointAhead:   "says that " + name + " is still ahead",
		}[to.State])
	}
	return AndList(did)
}
