package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// What is done to a milestone in its sheet.
const (
	expectIt = "expect"
	letGo    = "go"
	notYet   = "back"
)

// milestoneForm is the sheet in which a milestone is set, expected on another day, let go, or not yet reached.
type milestoneForm struct {
	open bool
	was  *gql.MilestoneLine // nil for a new one
	what string
	form form
}

func (m *milestones) add(app.Context, app.Event) { m.edit = milestoneForm{open: true} }
func (m *milestones) close(app.Context)          { m.edit = milestoneForm{} }

func (m *milestones) open(l gql.MilestoneLine, what string) app.EventHandler {
	return func(app.Context, app.Event) { m.edit = milestoneForm{open: true, was: &l, what: what} }
}

func (m *milestones) sheet(r relation) app.UI {
	f := &m.edit
	if !f.open {
		return nil
	}
	title, send, fields := "A milestone", "Set it", m.fields(f)
	switch f.what {
	case expectIt:
		title, send = "Change it", "Keep it"
	case letGo:
		title, send = "Let it go", "Let it go"
	case notYet:
		title, send = "Not yet", "Say that it is ahead"
	}
	return sheetForm{
		ID: "milestone", Title: title, Label: send, Busy: "Sending it", Form: &f.form,
		Faults: []string{"title", "due", "expected", "owner", "outcome", "reason"}, On: m.send, OnClose: m.close,
	}.draw(fields...)
}

func (m *milestones) fields(f *milestoneForm) []app.UI {
	reason := func(help string) app.UI {
		return Area(Field{ID: "mil-reason", Label: "Why?", Help: help, Error: f.form.fault("reason"), Max: pact.MaxReason, Rows: 2})
	}
	if f.what == letGo || f.what == notYet {
		return []app.UI{written("serif", f.was.Title), reason("Both sides read it.")}
	}
	was := gql.MilestoneLine{}
	if f.was != nil {
		was = *f.was
	}
	name := Input(Field{ID: "mil-title", Label: "What will stand then?", Value: was.Title, Error: f.form.fault("title"), Max: pact.MaxTitle, Complete: "off", Focus: f.was == nil})
	owner := Select(Field{ID: "mil-owner", Label: "Who has it?", Error: f.form.fault("owner")}, m.owners(f.was))
	if f.was != nil {
		return []app.UI{
			name, owner,
			Input(Field{ID: "mil-day", Label: "When do you expect it?", Help: "Due " + m.Visit.day(was.Due) + ". That day stays as you agreed it.", Type: "date", Value: string(was.Expected), Error: f.form.fault("expected")}),
			reason("When the day moves. Both sides read it."),
		}
	}
	var outcomes []Option
	for _, e := range m.Data.All.Edges {
		outcomes = append(outcomes, Option{Value: e.Node.Id, Label: e.Node.Title})
	}
	return []app.UI{
		name,
		Select(Field{ID: "mil-outcome", Label: "On the way to", Error: f.form.fault("outcome")}, outcomes),
		owner,
		Input(Field{ID: "mil-day", Label: "By when?", Type: "date", Error: f.form.fault("due")}),
	}
}

// owners are the people who may have a milestone; one that is there stays with its side.
func (m *milestones) owners(was *gql.MilestoneLine) []Option {
	var all []Option
	for _, e := range m.Data.Participants.Edges {
		p := e.Node
		if !p.RemovedAt.IsZero() || p.Side == nil || !pact.MayOwn(p.Role, p.Side.Id) || was != nil && p.Side.Id != was.OfSide.Id {
			continue
		}
		all = append(all, Option{Value: p.Id, Label: p.User.Name + ", " + shortName(p.Side.Name), Chosen: was != nil && p.Id == was.Owner.Id})
	}
	return all
}

func (m *milestones) send(ctx app.Context, _ app.Event) {
	f, was := &m.edit, m.edit.was
	title, owner, day := strings.TrimSpace(ValueOf("mil-title")), ValueOf("mil-owner"), pact.Date(ValueOf("mil-day"))
	reason, outcome := strings.TrimSpace(ValueOf("mil-reason")), ValueOf("mil-outcome")
	if err := m.check(f, title, reason, day); err != nil {
		f.form.refuse(ctx, err)
		return
	}
	key, c, what := f.form.mutation(), m.Visit.Client, f.what
	f.form.send(ctx, func(ctx context.Context) (err error) {
		switch what {
		case expectIt:
			_, err = gql.UpdateMilestone(ctx, c, gql.UpdateMilestoneInput{Milestone: was.Id, Title: title, Owner: owner, Expected: day, Reason: reason, ClientMutationId: key})
		case letGo:
			_, err = gql.DropMilestone(ctx, c, gql.DropMilestoneInput{Milestone: was.Id, Reason: reason, ClientMutationId: key})
		case notYet:
			_, err = gql.ReopenMilestone(ctx, c, gql.ReopenMilestoneInput{Milestone: was.Id, Reason: reason, ClientMutationId: key})
		default:
			_, err = gql.CreateMilestone(ctx, c, gql.CreateMilestoneInput{Outcome: outcome, Title: title, Due: day, Owner: owner, ClientMutationId: key})
		}
		return err
	}, func(ctx app.Context) {
		m.edit = milestoneForm{}
		say(ctx, "Both sides see it as you left it.")
		refresh(ctx)
	})
}

// check refuses what the server would, before anything is sent.
func (m *milestones) check(f *milestoneForm, title, reason string, day pact.Date) error {
	if f.what == letGo || f.what == notYet {
		return pact.Within("reason", "The reason", reason, true, pact.MaxReason)
	}
	if err := pact.Within("title", "The milestone", title, true, pact.MaxTitle); err != nil {
		return err
	}
	field := "due"
	if f.was != nil {
		field = "expected"
	}
	if _, err := pact.ParseDate(string(day)); err != nil {
		return missing(field, "The day is still open. Nothing was sent; say when, even if it is a guess.")
	}
	if f.was == nil {
		return nil
	}
	return pact.MayExpect(doneMilestone(*f.was), m.relation().voice(), f.was.Expected, day, reason)
}
