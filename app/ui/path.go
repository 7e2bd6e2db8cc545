package ui

import (
	"context"
	"sort"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// path is the way to the vision: its points by date, and how the course was
// corrected.
type path struct {
	app.Compo
	Visit Visit
	Data  *gql.PathNodeRelationship

	course course // the sheet in which a point is set or changed
	act    form   // of a press in the list
	acting string // id of the point it is about
}

func newPath(v Visit) Screen { return &path{Visit: v} }

func (p *path) Title() string                         { return "Path" }
func (p *path) Follows() (relationship, after string) { return p.relation().follows() }
func (p *path) Concerns(what string) bool             { return concernsPurpose(what) }

func (p *path) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Path(ctx, c, p.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	p.Data, err = gql.Seen[*gql.PathNodeRelationship](answer.Node)
	return err
}

func (p *path) relation() relation { return p.Visit.relation(p.Data.RelationshipHead) }

func (p *path) points() (way, left []gql.WaypointLine) {
	for _, e := range p.Data.Path.Edges {
		if e.Node.State == pact.WaypointDropped {
			left = append(left, e.Node.WaypointLine)
			continue
		}
		way = append(way, e.Node.WaypointLine)
	}
	return way, left
}

func (p *path) Render() app.UI {
	r := p.relation()
	writes := r.still(pact.Shared) == ""
	way, left := p.points()
	head := Head{Title: "Path", Lead: "Where we want to be, and when. The course may be corrected, with its reason."}
	if writes && len(way) > 0 {
		head.Act = Button(Act{Label: "Add a point", Look: Quiet, Icon: IconPlus, On: p.add})
	}
	page := Page{
		Frame: r.frame(visionPlace, ""),
		Back:  &Act{Label: "Vision", Href: r.path(visionPlace)},
		Head:  PageHead(head),
		Main:  []app.UI{p.way(way, writes), p.left(left, writes), p.log(r), p.sheet()},
	}
	if len(way) == 0 {
		page.Main[0] = p.empty(writes)
	}
	return page.Draw()
}

func (p *path) empty(writes bool) app.UI {
	var act app.UI
	if writes {
		act = Button(Act{Label: "Set the first point", Look: Primary, Icon: IconPlus, On: p.add})
	}
	return Empty("The path is not drawn yet.", "Most begin with the one thing that would show in three months that it goes well.", act)
}

// way draws the points, one under the other: what is reached solid, what is to
// come dashed.
func (p *path) way(points []gql.WaypointLine, writes bool) app.UI {
	items := make([]app.UI, len(points))
	for i, w := range points {
		items[i] = p.point(w, writes)
	}
	return tagOl(classes("miles", "path"), items...)
}

func (p *path) point(w gql.WaypointLine, writes bool) app.UI {
	reached := w.State == pact.WaypointReached
	icon, said := IconOpen, "by "+p.Visit.day(w.Due)
	if reached {
		icon, said = IconKept, "Reached; it was due "+p.Visit.day(w.Due)
	}
	var acts, trouble app.UI
	if p.acting == w.Id {
		trouble = p.act.notice()
	}
	if writes {
		change := Button(Act{Label: "Change it", Look: SoftLook, On: p.change(w), Scope: w.Id, Hint: "Change it: " + w.Title})
		acts = Row(change)
		if !reached {
			acts = Row(Button(Act{
				Label: "We are there", Look: SoftLook, Busy: p.act.busy && p.acting == w.Id, On: p.reach(w), Scope: w.Id,
				Hint: "We are there: " + w.Title,
			}), change)
		}
	}
	return tagLi(when(reached, "done"),
		Icon(icon), tagDiv("",
			steady([]app.UI{
				app.P().Class("serif big").Dir("auto").Text(w.Title),
				textP("small muted", said), trouble, acts,
			})...,
		),
	)
}

// left are the points that are not on the way any more.
func (p *path) left(points []gql.WaypointLine, writes bool) app.UI {
	if len(points) == 0 {
		return nil
	}
	items := make([]app.UI, len(points))
	for i, w := range points {
		var act app.UI
		if writes {
			act = Button(Act{Label: "Take it up again", Look: SoftLook, On: p.change(w), Scope: w.Id, Hint: "Take it up again: " + w.Title})
		}
		items[i] = app.Li().Class("line").Body(app.Span().Class("muted").Dir("auto").Text(w.Title), act)
	}
	return Sub("Not on our way any more", tagUl("lines", items...))
}

// reach says that a point is reached, which needs no reason.
func (p *path) reach(w gql.WaypointLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		if p.act.busy {
			return
		}
		if p.acting != w.Id {
			p.acting, p.act = w.Id, form{}
		}
		in := gql.CorrectCourseInput{Waypoint: w.Id, State: pact.WaypointReached, ClientMutationId: p.act.mutation()}
		p.act.send(ctx, func(ctx context.Context) error {
			_, err := gql.CorrectCourse(ctx, p.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, "Reached. Both sides see it now.")
			refresh(ctx)
		})
	}
}

// correction is a line of the log.
type correction struct {
	gql.CorrectionLine
	title string // of the point as it was
}

// corrections are all there is to tell of, newest first.
func (p *path) corrections() []correction {
	var all []correction
	for _, w := range p.Data.Path.Edges {
		for _, c := range w.Node.Corrections.Edges {
			all = append(all, correction{c.Node, c.Node.From.Title})
		}
	}
	sort.Slice(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		if byTime := a.CreatedAt.Compare(b.CreatedAt); byTime != 0 {
			return byTime > 0
		}
		return a.Id > b.Id
	})
	return all
}
