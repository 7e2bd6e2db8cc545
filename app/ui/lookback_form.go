package ui

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// causeForm is the sheet in which a cause and its safeguard are worded.
type causeForm struct {
	open bool
	was  gql.SafeguardLine // empty for a new one
	form form
}

func (p *lookback) word(s gql.SafeguardLine) app.EventHandler {
	return func(app.Context, app.Event) { p.naming = causeForm{open: true, was: s} }
}

func (p *lookback) closeSheet(app.Context) { p.naming = causeForm{} }

func (p *lookback) sheet(_ relation, l gql.LookbackBody) app.UI {
	f := &p.naming
	if !f.open {
		return nil
	}
	title, carrier := "A cause", ""
	fields := []app.UI{
		f.form.notice("cause", "text"),
		Area(Field{ID: "cause", Label: "What made it possible?", Help: "One line, of what and not of whom.", Value: f.was.Cause, Error: f.form.fault("cause"), Max: pact.MaxSafeguard, Rows: 2, Focus: f.was.Id == ""}),
		Area(Field{ID: "safeguard", Label: "What keeps it from happening again?", Help: "It may wait until you talk about it.", Value: f.was.Text, Error: f.form.fault("text"), Max: pact.MaxSafeguard, Rows: 2, Focus: f.was.Id != ""}),
	}
	if f.was.Id != "" {
		title = "A cause and its safeguard"
		if c := f.was.Commitment; c != nil {
			carrier = c.Id
		}
		fields = append(fields, Select(Field{ID: "carrier", Label: "Which commitment carries it?"}, p.carriers(carrier)))
	}
	return &Sheet{ID: "cause-sheet", Title: title, OnClose: p.closeSheet, Body: []app.UI{
		Form("cause-form", p.send(l.Id), append(fields,
			Row(Button(Act{Label: f.form.label("Keep it", "Keeping it"), Look: Primary, Submit: true, Busy: f.form.busy})))...),
	}}
}

func (p *lookback) carriers(chosen string) []Option {
	all := []Option{{Label: "None", Chosen: chosen == ""}}
	for _, e := range p.Data.Commitments.Edges {
		words := ""
		for _, s := range e.Node.Document.Sections {
			words = s.Text
		}
		all = append(all, Option{Value: e.Node.Id, Label: shortWording(words), Chosen: e.Node.Id == chosen})
	}
	return all
}

func (p *lookback) send(lookback string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		f := &p.naming
		cause, text, carrier := strings.TrimSpace(ValueOf("cause")), strings.TrimSpace(ValueOf("safeguard")), ValueOf("carrier")
		if err := pact.Within("cause", "The cause", cause, true, pact.MaxSafeguard); err != nil {
			f.form.refuse(ctx, err)
			return
		}
		was, id := f.was, f.form.mutation()
		f.form.send(ctx, func(ctx context.Context) error {
			if was.Id != "" {
				_, err := gql.UpdateSafeguard(ctx, p.Visit.Client, gql.UpdateSafeguardInput{Safeguard: was.Id, Cause: cause, Text: text, Commitment: orNil(carrier), ClientMutationId: id})
				return err
			}
			_, err := gql.CreateSafeguard(ctx, p.Visit.Client, gql.CreateSafeguardInput{Lookback: lookback, Cause: cause, Text: text, ClientMutationId: id})
			return err
		}, func(ctx app.Context) {
			p.naming = causeForm{}
			say(ctx, "Both sides see it now.")
			refresh(ctx)
		})
	}
}

// run looks at the quiet timer every few seconds.
func (p *lookback) run(ctx app.Context) {
	ctx.After(ticks, func(ctx app.Context) {
		if p.gone {
			return
		}
		if open, _ := p.standing(); open != nil && !open.TimerStartedAt.IsZero() {
			ctx.Emit(func() {}) // draws the page again
		}
		p.run(ctx)
	})
}

// clock is the time that was set for it, and how much is left. It never ends anything.
func (p *lookback) clock(r relation, l gql.LookbackBody) app.UI {
	words, ring := clockWords(l.TimerStartedAt, l.Minutes, time.Now())
	act := Act{Label: "Start the " + strconv.Itoa(l.Minutes) + " minutes", Look: SoftLook, Busy: p.timing.busy, On: p.time(l.Id, l.Minutes), Scope: "start"}
	if l.TimerStartedAt.IsZero() {
		words = strconv.Itoa(l.Minutes) + " minutes"
	} else {
		act.Label, act.On, act.Scope = "Put it away", p.time(l.Id, 0), "stop"
	}
	return tagDiv(classes("row", "lookback__time"),
		steady([]app.UI{
			textSpan("small ink2", whereItWas(l)), ring, textSpan("", words),
			drawIf(r.still(pact.Shared) == "", func() app.UI { return Button(act) }),
			p.timing.notice(),
		})...,
	)
}

func (p *lookback) time(id string, minutes int) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.StartLookbackTimerInput{Lookback: id, Minutes: minutes, ClientMutationId: p.timing.mutation()}
		p.timing.send(ctx, func(ctx context.Context) error {
			_, err := gql.StartLookbackTimer(ctx, p.Visit.Client, in)
			return err
		}, refresh)
	}
}
