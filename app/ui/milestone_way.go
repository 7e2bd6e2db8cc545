package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// way draws the milestones of an outcome by their days: what is reached solid, what is to come dashed.
func (m *milestones) way(r relation, o gql.OutcomeLine, writes bool) app.UI {
	ahead, gone := m.of(o.Id, false), m.of(o.Id, true)
	if len(ahead)+len(gone) == 0 {
		return nil
	}
	items := make([]app.UI, len(ahead))
	for i, l := range ahead {
		items[i] = m.point(r, l, writes)
	}
	var left []app.UI
	for _, l := range gone {
		var act app.UI
		if writes {
			act = soft("Take it up again", "up"+l.Id, l.Title, m.open(l, notYet))
		}
		left = append(left, tagLi("line",
			tagSpan("",
				writtenIn("muted", l.Title),
				writtenIn("small muted", " Let go: "+l.Reason),
			), act,
		))
	}
	return Sub(o.Title, tagOl(classes("miles", "path"), items...),
		drawIf(len(left) > 0, func() app.UI { return tagUl("lines", left...) }))
}

func (m *milestones) point(r relation, l gql.MilestoneLine, writes bool) app.UI {
	icon, body := milestoneIcon(l.State), []app.UI{
		written("serif big", l.Title),
		tagDiv("com__f",
			PersonChip(Person{Name: FirstName(l.Owner.User.Name), Side: whoseOf(l.Owner)}),
			textSpan("", m.days(l)),
		),
	}
	if l.Slip != nil {
		body = append(body, textP("small ink2", slipWords(*l.Slip)))
	}
	if l.Reason != "" && l.State == pact.DoneAhead {
		body = append(body, written("small muted", "“"+l.Reason+"”"))
	}
	var said []gql.ConfirmationLine
	for _, e := range l.Confirmations.Edges {
		said = append(said, e.Node)
	}
	switch l.State {
	case pact.DoneSaid:
		body = append(body, textP("small ink2", milestoneSaid(l)+" says that it is reached. "+r.bankName(otherBank(l.OfSide.Bank))+" has not said so yet."))
	case pact.DoneConfirmed:
		body = append(body, textP("small ink2", "Reached: "+milestoneSaid(l)+" said so, and "+agreedBy(said)+"."))
	}
	body = append(body, m.press.notice(l.Id), m.doing(r, l, writes))
	return tagLi(when(l.State == pact.DoneConfirmed, "done"), Icon(icon), tagDiv("", steady(body)...))
}

// days are the day that was agreed and, where it is another one, the day it is expected.
func (m *milestones) days(l gql.MilestoneLine) string {
	if l.Expected == l.Due || l.State != pact.DoneAhead {
		return "due " + m.Visit.day(l.Due)
	}
	return "due " + m.Visit.day(l.Due) + ", expected " + m.Visit.day(l.Expected)
}

func milestoneIcon(s pact.DoneState) IconName {
	switch s {
	case pact.DoneSaid:
		return IconWait
	case pact.DoneConfirmed:
		return IconKept
	}
	return IconOpen
}

func (m *milestones) doing(r relation, l gql.MilestoneLine, writes bool) app.UI {
	var acts []app.UI
	press := func(label, what string, on app.EventHandler) {
		acts = append(acts, m.press.soft(label, what, l.Id, l.Title, on))
	}
	switch {
	case !writes:
	case l.State == pact.DoneAhead:
		if pact.MayReach(doneMilestone(l), r.voice(), l.OfSide.Id) == nil {
			press("It is reached", "said", m.reach(l.Id))
		}
		press("Change it", "change", m.open(l, expectIt))
		press("Let it go", "drop", m.open(l, letGo))
	case l.State == pact.DoneSaid && doneMilestone(l).By.Side == r.mySideID():
		press("Take it back", "back", m.open(l, notYet))
	}
	return drawIf(len(acts) > 0, func() app.UI { return Row(acts...) })
}

func (m *milestones) reach(id string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		m.press.send(ctx, id, "said", "Said. "+m.relation().theirs()+" is asked now.", func(ctx context.Context, key string) error {
			_, err := gql.SayMilestone(ctx, m.Visit.Client, gql.SayMilestoneInput{Milestone: id, ClientMutationId: key})
			return err
		})
	}
}

func (m *milestones) confirm(l gql.MilestoneLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		m.press.send(ctx, l.Id, "yes", "Reached. Both sides say so.", func(ctx context.Context, key string) error {
			_, err := gql.ConfirmMilestone(ctx, m.Visit.Client, gql.ConfirmMilestoneInput{Milestone: l.Id, Digest: l.Digest, ClientMutationId: key})
			return err
		})
	}
}
