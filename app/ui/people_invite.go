package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// asking is the sheet in which a colleague is invited, or an adviser of both.
type asking struct {
	open    bool
	adviser bool
	form    form
	link    string // shown this once
	whom    string
}

// counterpart is the card of the other side while it is not here.
func (p *people) counterpart(r relation) app.UI {
	if r.joined() {
		return nil
	}
	for _, i := range p.sent() {
		if i.ToSide.Bank != p.ownBank(r) && p.open(i) {
			return nil
		}
	}
	if r.role() != pact.Owner {
		return textP("muted", r.theirs()+" is not here yet. An owner of your side writes to them.")
	}
	first := "A letter to one person, with what you own of the trouble first"
	if r.Fresh {
		first = "A letter to one person, with what you would bring first"
	}
	return NextCard(Next{
		Text: r.theirs() + " is not here yet.",
		By:   []string{first},
		Acts: []app.UI{Button(Act{Label: "Write the letter", Look: Primary, Href: r.path("/invite")})},
	})
}

func (p *people) ownBank(r relation) pact.Bank {
	if r.mySide() == Right {
		return pact.Right
	}
	return pact.Left
}

func (p *people) sent() []gql.InvitationLine {
	var all []gql.InvitationLine
	for i := len(p.Data.Invitations.Edges) - 1; i >= 0; i-- {
		all = append(all, p.Data.Invitations.Edges[i].Node)
	}
	return all
}

func (p *people) open(i gql.InvitationLine) bool {
	return pact.InvitationOpen(pact.InvitationFacts{
		Expires: i.ExpiresAt, Revoked: !i.RevokedAt.IsZero(), Accepted: !i.AcceptedAt.IsZero(),
	}, p.Visit.Now) == nil
}

// invitations are those of the reader's own side; for the other they do not
// exist.
func (p *people) invitations(r relation) app.UI {
	mine := r.mySide()
	if mine == Both {
		return nil
	}
	var items []app.UI
	for _, i := range p.sent() {
		items = append(items, p.invitation(r, i))
	}
	var list app.UI = app.P().Class("small muted").Text("Nobody is invited at the moment.")
	if len(items) > 0 {
		list = app.Ul().Class("lines").Body(items...)
	}
	var act app.UI
	if r.role() == pact.Owner {
		acts := []app.UI{Button(Act{Label: "Invite a colleague", Icon: IconPlus, On: p.ask(false)})}
		if r.joined() {
			acts = append(acts, Button(Act{Label: "Ask an adviser of both", Look: SoftLook, On: p.ask(true), Scope: "adviser"}))
		}
		act = Row(acts...)
	}
	return Sub("Invited by your side", Sheetwise(
		RoomBanner(Room{Whose: mine, Readers: "Only the people of " + r.ours() + " see this list"}),
		tagDiv("sec stack", list, act)), p.asking.sheet(p, r))
}

func (p *people) invitation(r relation, i gql.InvitationLine) app.UI {
	var act app.UI
	if p.open(i) && r.role() == pact.Owner {
		act = Button(Act{Label: "Take it back", Look: SoftLook, Busy: p.change.busy, On: p.revoke(i), Scope: i.Id, Hint: "Take it back: the invitation of " + i.Recipient})
	}
	return tagLi("line",
		tagDiv("",
			app.B().Dir("auto").Text(i.Recipient),
			textSpan("small muted", " as "+i.Role.Word()+" for "+invitedFor(i)),
		),
		tagDiv("row", p.standing(i), act),
	)
}

func invitedFor(i gql.InvitationLine) string {
	if i.Role == pact.Adviser {
		return "both"
	}
	return shortName(i.ToSide.Name)
}

// standing is how it is with an invitation, as icon and word.
func (p *people) standing(i gql.InvitationLine) app.UI {
	until := p.Visit.day(dateOf(i.ExpiresAt.Local()))
	switch {
	case !i.AcceptedAt.IsZero():
		return StateWord(IconKept, Good, "Joined "+p.Visit.ago(i.AcceptedAt))
	case !i.RevokedAt.IsZero():
		return StateWord(IconNext, Plain, "Taken back")
	case i.ExpiresAt.Before(p.Visit.Now):
		return StateWord(IconClock, Plain, "Ran out on "+until)
	}
	switch i.Answer {
	case pact.AnswerYes:
		return StateWord(IconCheck, Together, "Says yes, not joined yet")
	case pact.AnswerNotBefore:
		return StateWord(IconClock, Plain, "Not before "+p.Visit.day(i.NotBefore))
	case pact.AnswerNo:
		return StateWord(IconOpen, Plain, "No, thank you. The link stays open until "+until)
	}
	return StateWord(IconWait, Plain, "Open until "+until)
}

func (p *people) revoke(i gql.InvitationLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.RevokeInvitationInput{Invitation: i.Id, ClientMutationId: p.change.mutation()}
		p.change.send(ctx, func(ctx context.Context) error {
			_, err := gql.RevokeInvitation(ctx, p.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, "Taken back. The link of "+i.Recipient+" leads nowhere now.")
			refresh(ctx)
		})
	}
}

func (p *people) ask(adviser bool) app.EventHandler {
	return func(app.Context, app.Event) { p.asking = asking{open: true, adviser: adviser} }
}
func (p *people) stopAsking(ctx app.Context) { p.asking = asking{} }

func (a *asking) sheet(p *people, r relation) app.UI {
	switch {
	case !a.open:
		return nil
	case a.link != "" && a.adviser:
		return &Sheet{ID: "asked", Title: "The link for " + a.whom, OnClose: p.stopAsking, Body: []app.UI{
			textP("", "It is shown this once. It lets them in once "+r.theirs()+" turned the second key."),
			&Link{Href: a.link, ID: "adviser-link"},
		}}
	case a.adviser:
		return a.adviserSheet(p, r)
	case a.link != "":
		return &Sheet{ID: "asked", Title: "The link for " + a.whom, OnClose: p.stopAsking, Body: []app.UI{
			textP("", "It is shown this once. Send it yourself, the way you usually write to each other."),
			&Link{Href: a.link, ID: "colleague-link"},
		}}
	}
	return &Sheet{ID: "ask", Title: "Invite a colleague", OnClose: p.stopAsking, Body: []app.UI{
		Form("ask-form", p.invite,
			a.form.notice("recipient", "owning"),
			Input(Field{ID: "recipient", Label: "Who is it?", Error: a.form.fault("recipient"), Max: pact.MaxName, Complete: "off", Focus: true}),
			Select(Field{ID: "role", Label: "What will they do here?"}, roleOptions(pact.Member)),
			Area(Field{
				ID: "owning", Label: "Why you ask them", Help: "A line they read first. Only your side reads it.",
				Error: a.form.fault("owning"), Max: pact.MaxLetter, Rows: 3,
			}),
			Row(Button(Act{Label: a.form.label("Make the link", "Making it"), Look: Primary, Submit: true, Busy: a.form.busy}))),
	}}
}

func (p *people) invite(ctx app.Context, _ app.Event) {
	f := &p.asking.form
	in := gql.InviteColleagueInput{
		Relationship: p.Data.Id, Recipient: ValueOf("recipient"), Owning: ValueOf("owning"),
		Role: pact.Role(ValueOf("role")), ClientMutationId: f.mutation(),
	}
	for _, err := range []error{
		pact.Within("recipient", "The name", in.Recipient, true, pact.MaxName),
		pact.Within("owning", "The line", in.Owning, true, pact.MaxLetter),
	} {
		if err != nil {
			f.refuse(ctx, err)
			return
		}
	}
	var link string
	f.send(ctx, func(ctx context.Context) error {
		sent, err := gql.InviteColleague(ctx, p.Visit.Client, in)
		if err == nil {
			link = sent.InviteColleague.Link
		}
		return err
	}, func(ctx app.Context) {
		p.asking.link, p.asking.whom = link, in.Recipient
		refresh(ctx)
	})
}
