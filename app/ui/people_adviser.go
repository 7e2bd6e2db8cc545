package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// advising is the sheet in which an owner says what an adviser is asked for, and
// until when.
type advising struct {
	who  *gql.SeatLine
	form form
}

// facet is what an adviser is asked for, and how long.
func (p *people) facet(one gql.SeatLine) app.UI {
	if one.Role != pact.Adviser {
		return nil
	}
	until := "No end date."
	switch {
	case one.Until == "":
	case pact.Over(one.Until, pact.Today(p.Visit.Now)):
		until = "Access ended after " + p.Visit.day(one.Until) + "."
	default:
		until = "Until " + p.Visit.day(one.Until) + "."
	}
	body := []app.UI{textSpan("muted", until)}
	if one.Facet != "" {
		body = []app.UI{writtenIn("", one.Facet+". "), body[0]}
	}
	return tagP("small com__facet", body...)
}

// manageAdviser is what an owner of either side can do about an adviser.
func (p *people) manageAdviser(one gql.SeatLine) app.UI {
	return tagDetails("manage",
		app.Summary().Class("linkbtn soft").Aria("label", at("Change what "+one.User.Name+" is asked for")).Text("Change"),
		tagDiv("row",
			Button(Act{Label: "What for, and until when", Look: SmallLook, On: p.advise(one), Scope: one.Id}),
			Button(Act{Label: "End their access", Look: Dangerous, On: p.part(one), Scope: one.Id}),
		),
	)
}

func (p *people) advise(one gql.SeatLine) app.EventHandler {
	return func(app.Context, app.Event) { p.advising = advising{who: &one} }
}

func (p *people) stopAdvising(app.Context) { p.advising = advising{} }

func (a *advising) sheet(p *people) app.UI {
	if a.who == nil {
		return nil
	}
	return sheetForm{
		ID: "advise", Key: a.who.Id, Title: "What " + FirstName(a.who.User.Name) + " is asked for", Label: "Keep it", Busy: "Keeping it", Form: &a.form,
		Faults: []string{"facet", "until"}, On: p.sendAdvice, OnClose: p.stopAdvising,
	}.draw(
		Input(Field{ID: "facet", Label: "In a few words", Help: "One facet: the freight contract, the tone of our meetings.", Value: a.who.Facet, Error: a.form.fault("facet"), Max: pact.MaxTitle, Complete: "off", Focus: true}),
		Input(Field{ID: "until", Label: "The last day", Help: "After it the access ends by itself. Empty means no end.", Type: "date", Value: string(a.who.Until), Error: a.form.fault("until")}),
	)
}

func (p *people) sendAdvice(ctx app.Context, _ app.Event) {
	a := &p.advising
	in := gql.SetAdviserInput{Participant: a.who.Id, Facet: strings.TrimSpace(ValueOf("facet")), Until: pact.Date(ValueOf("until")), ClientMutationId: a.form.mutation()}
	if err := pact.MayAdvise(p.relation().role(), a.who.Role, in.Facet, in.Until, pact.Today(p.Visit.Now)); err != nil {
		a.form.refuse(ctx, err)
		return
	}
	a.form.send(ctx, func(ctx context.Context) error {
		_, err := gql.SetAdviser(ctx, p.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		p.advising = advising{}
		say(ctx, "Both sides see it, and so does the adviser.")
		refresh(ctx)
	})
}

// adviserSheet asks for somebody who is to advise both.
func (a *asking) adviserSheet(p *people, r relation) app.UI {
	return &Sheet{ID: "ask-adviser", Title: "An adviser of both", OnClose: p.stopAsking, Body: []app.UI{
		Form("adviser-form", p.inviteAdviser,
			a.form.notice("recipient", "facet", "until", "owning"),
			textP("small ink2", "They read what both share, and decide nothing. "+r.theirs()+" has to want them too."),
			Input(Field{ID: "recipient", Label: "Who is it?", Error: a.form.fault("recipient"), Max: pact.MaxName, Complete: "off", Focus: true}),
			Input(Field{ID: "facet", Label: "What for, in a few words", Help: "One facet: the freight contract, the tone of our meetings.", Error: a.form.fault("facet"), Max: pact.MaxTitle, Complete: "off"}),
			Input(Field{ID: "until", Label: "The last day", Help: "After it the access ends by itself. Empty means no end.", Type: "date", Error: a.form.fault("until")}),
			Area(Field{ID: "owning", Label: "Why you ask them", Help: "A line they read first.", Error: a.form.fault("owning"), Max: pact.MaxLetter, Rows: 3}),
			Row(Button(Act{Label: a.form.label("Make the link", "Making it"), Look: Primary, Submit: true, Busy: a.form.busy}))),
	}}
}

func (p *people) inviteAdviser(ctx app.Context, _ app.Event) {
	f := &p.asking.form
	in := gql.InviteAdviserInput{
		Relationship: p.Data.Id, Recipient: strings.TrimSpace(ValueOf("recipient")), Owning: ValueOf("owning"), Facet: strings.TrimSpace(ValueOf("facet")),
		Until: pact.Date(ValueOf("until")), ClientMutationId: f.mutation(),
	}
	for _, err := range []error{
		pact.Within("recipient", "The name", in.Recipient, true, pact.MaxName),
		pact.MayAskAdviser(true, in.Facet),
		pact.MayAdvise(p.relation().role(), pact.Adviser, in.Facet, in.Until, pact.Today(p.Visit.Now)),
		pact.Within("owning", "The line", in.Owning, true, pact.MaxLetter),
	} {
		if err != nil {
			f.refuse(ctx, err)
			return
		}
	}
	var link string
	f.send(ctx, func(ctx context.Context) error {
		sent, err := gql.InviteAdviser(ctx, p.Visit.Client, in)
		if err == nil {
			link = sent.InviteAdviser.Link
		}
		return err
	}, func(ctx app.Context) {
		p.asking.link, p.asking.whom = link, in.Recipient
		refresh(ctx)
	})
}
