package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// course is the sheet in which a point of the path is set, or changed with the
// reason.
type course struct {
	open bool
	was  *gql.WaypointLine // as it was when the sheet was opened; nil for a new one
	form form
}

func (p *path) add(app.Context, app.Event) { p.course = course{open: true} }
func (p *path) closeSheet(app.Context)     { p.course = course{} }

func (p *path) change(w gql.WaypointLine) app.EventHandler {
	return func(app.Context, app.Event) { p.course = course{open: true, was: &w} }
}

func (p *path) sheet() app.UI {
	c := &p.course
	if !c.open {
		return nil
	}
	title, was := "A point on the path", gql.WaypointLine{}
	if c.was != nil {
		title, was = "Correct the course", *c.was
	}
	fields := []app.UI{
		c.form.notice("title", "due", "reason"),
		Input(Field{ID: "way-title", Label: "Where do we want to be?", Value: was.Title, Error: c.form.fault("title"), Max: pact.MaxTitle, Complete: "off", Focus: c.was == nil}),
		Input(Field{ID: "way-due", Label: "By when?", Type: "date", Value: string(was.Due), Error: c.form.fault("due")}),
	}
	if c.was != nil {
		fields = append(fields,
			Select(Field{ID: "way-state", Label: "How does it stand?"}, []Option{
				{Value: string(pact.WaypointAhead), Label: "It is ahead of us", Chosen: was.State == pact.WaypointAhead},
				{Value: string(pact.WaypointReached), Label: "We are there", Chosen: was.State == pact.WaypointReached},
				{Value: string(pact.WaypointDropped), Label: "It is not on our way any more", Chosen: was.State == pact.WaypointDropped},
			}),
			Area(Field{ID: "way-reason", Label: "Why?", Help: "Both sides read it in the log below the path.", Error: c.form.fault("reason"), Max: pact.MaxReason, Rows: 2}))
	}
	return &Sheet{ID: "course", Title: title, OnClose: p.closeSheet, Body: []app.UI{
		Form("course-form", p.send, append(fields,
			Row(Button(Act{Label: c.form.label("Keep it", "Keeping it"), Look: Primary, Submit: true, Busy: c.form.busy})))...),
	}}
}

func (p *path) send(ctx app.Context, _ app.Event) {
	c := &p.course
	to := pact.Course{Title: strings.TrimSpace(ValueOf("way-title")), Due: pact.Date(ValueOf("way-due")), State: pact.WaypointAhead}
	reason, was := strings.TrimSpace(ValueOf("way-reason")), c.was
	if was != nil {
		to.State = pact.WaypointState(ValueOf("way-state"))
	}
	if err := p.check(was, to, reason); err != nil {
		c.form.refuse(ctx, err)
		return
	}
	id := c.form.mutation()
	c.form.send(ctx, func(ctx context.Context) error {
		if was == nil {
			_, err := gql.CreateWaypoint(ctx, p.Visit.Client, gql.CreateWaypointInput{Relationship: p.Data.Id, Title: to.Title, Due: to.Due, ClientMutationId: id})
			return err
		}
		_, err := gql.CorrectCourse(ctx, p.Visit.Client, gql.CorrectCourseInput{
			Waypoint: was.Id, Title: to.Title, Due: to.Due, State: to.State, Reason: reason, ClientMutationId: id,
		})
		return err
	}, func(ctx app.Context) {
		p.course = course{}
		say(ctx, "The path is as you left it. Both sides see it.")
		refresh(ctx)
	})
}

// check refuses what the server would, before anything is sent.
func (p *path) check(was *gql.WaypointLine, to pact.Course, reason string) error {
	if err := pact.Within("title", "The point", to.Title, true, pact.MaxTitle); err != nil {
		return err
	}
	if _, err := pact.ParseDate(string(to.Due)); err != nil {
		return missing("due", "The day is still open. Nothing was changed; say by when, even if it is a guess.")
	}
	if was == nil {
		return nil
	}
	return pact.MayCorrect(p.relation().role(), pact.Course{Title: was.Title, Due: was.Due, State: was.State}, to, reason)
}
