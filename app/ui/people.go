package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// people is who is in a relationship, and whom the reader's side has invited.
type people struct {
	app.Compo
	Visit Visit
	Data  *gql.PeopleNodeRelationship

	asking   asking
	parting  parting
	advising advising
	change   form // of a role, or of taking an invitation back
}

func newPeople(v Visit) Screen { return &people{Visit: v} }

func (p *people) Title() string                         { return "People" }
func (p *people) Follows() (relationship, after string) { return p.relation().follows() }

func (p *people) Concerns(what string) bool {
	return begins(what, "participant.", "adviser.", "hub.") || strings.HasPrefix(what, "invitation.") || strings.HasPrefix(what, "relationship.") || strings.HasPrefix(what, "name.")
}

func (p *people) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.People(ctx, c, p.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	p.Data, err = gql.Seen[*gql.PeopleNodeRelationship](answer.Node)
	return err
}

func (p *people) relation() relation { return p.Visit.relation(p.Data.RelationshipHead) }

func (p *people) on(side Whose) []gql.SeatLine {
	var all []gql.SeatLine
	for _, e := range p.Data.Participants.Edges {
		if whoseOf(e.Node.ParticipantLine) == side && e.Node.RemovedAt.IsZero() {
			all = append(all, e.Node)
		}
	}
	return all
}

func (p *people) Render() app.UI {
	r := p.relation()
	banks := []Bank{
		{Whose: Left, Title: r.bankName(pact.Left)},
		{Whose: Right, Title: r.bankName(pact.Right)},
	}
	if len(p.on(Both)) > 0 {
		banks = []Bank{banks[0], {Whose: Both, Title: "Advisers of both"}, banks[1]}
	}
	for i := range banks {
		for _, one := range p.on(banks[i].Whose) {
			banks[i].Items = append(banks[i].Items, p.line(r, one))
		}
		banks[i].None = "Not here yet."
	}
	return Page{
		Frame: r.frame(peoplePlace, ""),
		Head:  PageHead(Head{Title: "People", Lead: "Each side says for itself who takes part."}),
		Main: []app.UI{
			p.change.notice(), p.counterpart(r),
			tagDiv("people-banks", Banks(banks...)),
			p.invitations(r), p.parting.sheet(p, r), p.advising.sheet(p),
		},
	}.Draw()
}

// line is somebody, and what an owner of their own side can do about it.
func (p *people) line(r relation, one gql.SeatLine) app.UI {
	me := r.Me != nil && one.Id == r.Me.Id
	role := upper(one.Role.Word())
	if me {
		role += ", you"
	}
	var acts app.UI
	if r.role() == pact.Owner && whoseOf(one.ParticipantLine) == r.mySide() && !me {
		acts = app.Details().Class("manage").Body(
			app.Summary().Class("linkbtn soft").Aria("label", at("Change what "+one.User.Name+" may do")).Text("Change"),
			tagDiv("stack",
				Select(Field{ID: "role-" + one.Id, Label: "Role", On: p.setRole(one), Scope: one.Id}, roleOptions(one.Role)),
				Button(Act{Label: "End their access", Look: Dangerous, On: p.part(one), Scope: one.Id}),
			))
	}
	if r.role() == pact.Owner && one.Role == pact.Adviser {
		acts = p.manageAdviser(one)
	}
	if one.Hub {
		role += ", holds the whole"
	}
	return tagLi("com",
		tagDiv("row row--between",
			PersonChip(Person{Name: one.User.Name, Note: role, Side: whoseOf(one.ParticipantLine)}), acts,
		), p.facet(one),
	)
}

// roleOptions are what somebody on a side may be.
func roleOptions(chosen pact.Role) []Option {
	notes := map[pact.Role]string{
		pact.Owner:    "Owner: leads, and turns keys",
		pact.Sponsor:  "Sponsor: is asked when it matters",
		pact.Member:   "Member: writes and owns commitments",
		pact.Observer: "Observer: reads along",
	}
	var all []Option
	for _, role := range []pact.Role{pact.Owner, pact.Sponsor, pact.Member, pact.Observer} {
		all = append(all, Option{Value: string(role), Label: notes[role], Chosen: role == chosen})
	}
	return all
}

func (p *people) setRole(one gql.SeatLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		role := pact.Role(ctx.JSSrc().Get("value").String())
		in := gql.UpdateParticipantInput{Participant: one.Id, Role: role, ClientMutationId: p.change.mutation()}
		p.change.send(ctx, func(ctx context.Context) error {
			_, err := gql.UpdateParticipant(ctx, p.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, FirstName(one.User.Name)+" is "+withArticle(role.Word())+" now.")
			refresh(ctx)
		})
	}
}

func withArticle(word string) string {
	if strings.ContainsAny(word[:1], "aeiou") {
		return "an " + word
	}
	return "a " + word
}

// parting ends somebody's access, after one question.
type parting struct {
	who  *gql.SeatLine
	form form
}

func (p *people) part(one gql.SeatLine) app.EventHandler {
	return func(app.Context, app.Event) { p.parting = parting{who: &one} }
}

func (p *people) keep(app.Context)                { p.parting = parting{} }
func (p *people) keepThem(app.Context, app.Event) { p.parting = parting{} }

func (d *parting) sheet(p *people, r relation) app.UI {
	if d.who == nil {
		return nil
	}
	name := FirstName(d.who.User.Name)
	return &Sheet{ID: "part", Title: "End " + name + "’s access?", OnClose: p.keep, Body: []app.UI{
		textP("", name+" loses sight of this relationship at once, on every device. What "+name+" wrote stays, with the name beside it."),
		d.form.notice(),
		Row(Button(Act{Label: d.form.label("End it", "Ending it"), Look: Dangerous, Busy: d.form.busy, On: p.endAccess, Scope: d.who.Id}),
			Button(Act{Label: "Leave it", On: p.keepThem})),
	}}
}

func (p *people) endAccess(ctx app.Context, _ app.Event) {
	who, f := p.parting.who, &p.parting.form
	in := gql.RemoveParticipantInput{Participant: who.Id, ClientMutationId: f.mutation()}
	f.send(ctx, func(ctx context.Context) error {
		_, err := gql.RemoveParticipant(ctx, p.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		p.parting = parting{}
		say(ctx, FirstName(who.User.Name)+" no longer has access.")
		refresh(ctx)
	})
}
