package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// Places of what comes of the work.
const (
	winsPlace       = "/wins"
	milestonesPlace = "/milestones"
	benefitsPlace   = "/benefits"
)

// pressing is a press on one of the things of a list: on which, and how the sending of it stands. The
// same press again is the same act, tried again.
type pressing struct {
	form form
	on   string // id of the thing
	what string // that was pressed
}

func (p *pressing) busy(on, what string) bool { return p.form.busy && p.on == on && p.what == what }

func (p *pressing) notice(on string) app.UI {
	if p.on != on {
		return nil
	}
	return p.form.notice("learning", "reason", "after", "came")
}

// soft is a quiet press on something of the list, which its name says aloud.
func (p *pressing) soft(label, what, on, about string, press app.EventHandler) app.UI {
	return Button(Act{Label: label, Look: SoftLook, Busy: p.busy(on, what), On: press, Scope: what + on, Hint: label + ": " + about})
}

// awaited is something that waits for the reader's word.
type awaited struct {
	id, digest, text, by, more, ask, yes, no string // more is "" where there is no more to say
	onYes, onNo                              app.EventHandler
}

// waits asks for each word; the first is what the page is there for.
func (p *pressing) waits(all []awaited) app.UI {
	if len(all) == 0 {
		return nil
	}
	cards := make([]app.UI, len(all))
	for i, a := range all {
		look := SmallLook
		if i == 0 {
			look = Primary
		}
		by := []string{a.by}
		if a.more != "" {
			by = append(by, a.more)
		}
		cards[i] = Stack(NextCard(Next{Label: "Waits for your word", Text: a.text, By: by, Ask: a.ask, Acts: []app.UI{
			Button(Act{Label: a.yes, Look: look, Busy: p.busy(a.id, "yes"), On: a.onYes, Scope: a.id + a.digest}),
			Button(Act{Label: a.no, Look: Quiet, Busy: p.busy(a.id, "back"), On: a.onNo, Scope: "not" + a.id}),
		}}), p.notice(a.id))
	}
	return tagDiv("stack", cards...)
}

// send does what was pressed, says what came of it, and shows the page anew; then is called before.
func (p *pressing) send(ctx app.Context, on, what, done string, do func(ctx context.Context, key string) error, then ...func()) {
	if p.form.busy {
		return
	}
	if p.on != on || p.what != what {
		*p = pressing{on: on, what: what}
	}
	key := p.form.mutation()
	p.form.send(ctx, func(ctx context.Context) error { return do(ctx, key) }, func(ctx app.Context) {
		for _, f := range then {
			f()
		}
		say(ctx, done)
		refresh(ctx)
	})
}

// voice is the reader, as the rules of what counts by its receiver's word know them.
func (r relation) voice() pact.Voice {
	v := pact.Voice{Side: r.mySideID(), Role: r.role()}
	if r.visit.Viewer != nil {
		v.Person = r.visit.Viewer.ID
	}
	return v
}

// doneAs is how a thing stands, from what the server told of it.
func doneAs(state pact.DoneState, by string, side *gql.SideLine) pact.Done {
	d := pact.Done{State: state, By: pact.Voice{Person: by}}
	if side != nil {
		d.By.Side = side.Id
	}
	return d
}

// saying is who said that something happened: "Hanna of Alder".
func saying(name string, side *gql.SideLine) string {
	if side == nil {
		return FirstName(name)
	}
	return FirstName(name) + " of " + shortName(side.Name)
}

// agreedBy is who said so too, "" while nobody did.
func agreedBy(said []gql.ConfirmationLine) string {
	if len(said) == 0 {
		return ""
	}
	c := said[len(said)-1]
	return saying(c.Author.Name, &c.FromSide) + " says so too"
}

// doneLine is what the overview tells of it: what both say happened lately, and what is about to come late.
func (o *overview) doneLine(r relation) app.UI {
	var lines []app.UI
	for _, e := range o.Data.Won.Edges {
		if w := e.Node; o.Visit.Now.Sub(w.ChangedAt) < lately {
			lines = append(lines, tagLi("",
				Icon(IconKept), tagSpan("",
					app.Text("Both say it happened, "+o.Visit.ago(w.ChangedAt)+": "),
					app.A().Class("serif").Dir("auto").Href(at(r.path(winsPlace))).Text(firstWords(w.Text)),
				),
			))
		}
	}
	for _, e := range o.Data.Milestones.Edges {
		if m := e.Node; m.Slip != nil {
			lines = append(lines, tagLi("",
				Icon(IconClock), tagSpan("",
					app.A().Class("serif").Dir("auto").Href(at(r.path(milestonesPlace))).Text(m.Title),
					app.Text(": "+lowered(slipWords(*m.Slip))),
				),
			))
			break
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return app.Ul().Class("donelines small ink2").Aria("label", "What comes of it").Body(lines...)
}

// lowered goes on in a sentence.
func lowered(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
