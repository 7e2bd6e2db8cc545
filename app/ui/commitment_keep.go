package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/pact"
)

// standing is how it stands with a promise that both agreed to, and what the reader may say of it.
func (c *commitment) standing(r relation, p promise) app.UI {
	body := []app.UI{c.became.notice(p)}
	switch {
	case p.State == pact.Draft:
		if pact.MayWithdraw(p.facts(), r.role(), r.mySideID()) != nil {
			return nil
		}
		label := "Take this draft off the table"
		if p.wanted() && p.facts().From != r.mySideID() {
			label = "Not this"
		}
		return Row(Button(Act{Label: label, Look: SoftLook, On: c.became.ask(p, pact.StepWithdrawn), Scope: p.Id}))
	case p.State == pact.Slipped:
		body = append(body, textP("ink2", "It slipped. You talk it over, and leave it with what you learned and what is better from now on."),
			Row(Button(Act{Label: "Talk about it", Look: Primary, Icon: IconMeet, Href: p.talk()})))
	case p.State == pact.Agreed:
		body = append(body, c.reported(r, p)...)
		body = append(body, c.ways(r, p))
	default:
		return nil
	}
	return Sub("Was it kept?", Card(body...))
}

// reported is whether it is done, as each side says.
func (c *commitment) reported(r relation, p promise) []app.UI {
	f, role, mine := p.facts(), r.role(), r.mySideID()
	if p.ReportedBy != nil {
		said := app.P().Class("ink2").Text(FirstName(p.ReportedBy.Name) + " said " + c.Visit.ago(p.ReportedAt) + " that it is done.")
		switch {
		case pact.MayAnswer(f, role, mine) == nil:
			return []app.UI{said, textP("", "You received it, so you say whether it was kept."), Row(c.became.answers(p)...)}
		case pact.MayTakeReportBack(f, role, mine) == nil:
			return []app.UI{
				said, textP("small muted", r.theirs()+" says whether it was kept."),
				Row(Button(Act{Label: "Take that back", Look: SoftLook, Busy: c.became.busy(p), On: c.became.say(p, pact.StepTakenBack), Scope: p.Id})),
			}
		}
		return []app.UI{said}
	}
	if pact.MayReport(f, role, mine) != nil {
		return []app.UI{textP("ink2", "When it is done, "+p.promisers()+" says so here, and whoever received it says whether it was kept.")}
	}
	look, whose := Primary, ""
	if len(p.Owners) > 0 && !c.owns() {
		look, whose = Secondary, AndList(c.owners())+" can say it best. "
	}
	if c.digest() != p.Digest { // the words are what is asked about first
		look = Secondary
	}
	label := "It is done"
	if c.became.busy(p) {
		label = "Saying so"
	}
	return []app.UI{
		Row(Button(Act{Label: label, Look: look, Busy: c.became.busy(p), On: c.became.say(p, pact.StepReported), Scope: p.Id})),
		textP("small muted", whose+"It counts as kept when "+r.theirs()+" says so."),
	}
}

// ways are the other ways that a promise may go.
func (c *commitment) ways(r relation, p promise) app.UI {
	var acts []app.UI
	if pact.MaySlip(p.facts(), r.role()) == nil {
		acts = append(acts, Button(Act{Label: "This slipped", Look: SoftLook, On: c.became.ask(p, pact.StepSlipped), Scope: p.Id}))
	}
	if pact.MayRelease(p.facts(), r.role(), r.mySideID()) == nil {
		acts = append(acts, Button(Act{Label: "We no longer need it", Look: SoftLook, On: c.became.ask(p, pact.StepReleased), Scope: p.Id}))
	}
	if len(acts) == 0 {
		return nil
	}
	return Row(acts...)
}

// promisers is who promised, as a side is called.
func (p promise) promisers() string {
	if p.by() == Both {
		return "either side"
	}
	return shortName(p.Promiser.Name)
}

func (c *commitment) owners() (all []string) {
	for _, o := range c.Data.Owners {
		all = append(all, FirstName(o.User.Name))
	}
	return all
}

// owns says whether the reader is one of those whose promise it is.
func (c *commitment) owns() bool {
	for _, o := range c.Data.Owners {
		if c.Visit.Viewer != nil && o.User.Id == c.Visit.Viewer.ID {
			return true
		}
	}
	return false
}

// digest is of the words on the screen, as far as the server has them.
func (c *commitment) digest() string {
	if c.written.Digest != "" {
		return c.written.Digest
	}
	return c.Data.Document.Digest
}
