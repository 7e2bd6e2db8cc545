package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// details is the sheet in which a commitment's owners, date, rhythm and outcome
// are changed.
type details struct {
	was  *promise // as it was when the sheet was opened; nil while it is closed
	form form
}

// about lists what there is to know of a commitment besides its words.
func (c *commitment) about(r relation, p promise) app.UI {
	var owners []string
	for _, o := range p.Owners {
		owners = append(owners, o.User.Name)
	}
	whose, purpose := "Nobody named yet", "No outcome yet"
	if len(owners) > 0 {
		whose = AndList(owners)
	}
	if p.Outcome != nil {
		purpose = p.Outcome.Title
	}
	var change app.UI
	if pact.MayChangeTerms(r.role(), pact.Shared, p.State) == nil {
		change = Button(Act{Label: "Change this", Look: SoftLook, On: c.openDetails})
	}
	return Sub("About it", tagDl("about",
		textDt("", "Whose it is"), textDd("", whose),
		textDt("", "When"), textDd("", upper(c.Visit.dueBy(p.Due, p.Rhythm))),
		textDt("", "What it is"), textDd("", natureWord(p.Nature)),
		textDt("", "What for"), textDd("", purpose),
		textDt("", "Added by"), textDd("", FirstName(c.Data.Author.Name)+", "+c.Visit.ago(c.Data.CreatedAt)),
	), change, c.details.sheet(c))
}

func natureWord(n pact.CommitmentNature) string {
	switch n {
	case pact.Deliverable:
		return "A thing to deliver"
	case pact.Support:
		return "Support for the other"
	}
	return "A way of behaving"
}

func natureOptions(chosen pact.CommitmentNature) []Option {
	var all []Option
	for _, n := range chosen.Values() {
		all = append(all, Option{Value: n, Label: natureWord(pact.CommitmentNature(n)), Chosen: n == string(chosen)})
	}
	return all
}

func (c *commitment) openDetails(app.Context, app.Event) {
	was := c.promise()
	c.details = details{was: &was}
}

func (c *commitment) closeDetails(app.Context) { c.details = details{} }

func (d *details) sheet(c *commitment) app.UI {
	if d.was == nil {
		return nil
	}
	p := *d.was
	var outcomes []gql.OutcomeLine
	for _, e := range c.Data.Relationship.All.Edges {
		outcomes = append(outcomes, e.Node)
	}
	outcome := ""
	if p.Outcome != nil {
		outcome = p.Outcome.Id
	}
	return &Sheet{ID: "details", Title: "About this commitment", OnClose: c.closeDetails, Body: []app.UI{
		Form("details-form", c.change,
			d.form.notice("owners", "due", "rhythm", "outcome"),
			Ticks("owners", "Whose is it?", peopleOptions(c.people(), p.Owners), nil, ""),
			FieldError("owners-error", d.form.fault("owners")),
			Input(Field{ID: "due", Label: "By when?", Type: "date", Value: string(p.Due), Error: d.form.fault("due")}),
			Input(Field{ID: "rhythm", Label: "Or how often?", Help: "Each time, every Thursday.", Value: p.Rhythm, Error: d.form.fault("rhythm"), Max: pact.MaxUnit, Complete: "off"}),
			Select(Field{ID: "nature", Label: "What is it?"}, natureOptions(p.Nature)),
			Select(Field{ID: "outcome", Label: "What is it for?", Error: d.form.fault("outcome")}, outcomeOptions(outcomes, outcome)),
			Row(Button(Act{Label: d.form.label("Keep it", "Keeping it"), Look: Primary, Submit: true, Busy: d.form.busy}))),
	}}
}

func (c *commitment) change(ctx app.Context, _ app.Event) {
	f := &c.details.form
	in := gql.UpdateCommitmentInput{
		Commitment: c.Data.Id, Nature: pact.CommitmentNature(ValueOf("nature")), Owners: append([]string{}, ticked("owners")...),
		Outcome: orNil(ValueOf("outcome")), Due: orNil(pact.Date(ValueOf("due"))), Rhythm: orNil(strings.TrimSpace(ValueOf("rhythm"))),
		ClientMutationId: f.mutation(),
	}
	f.send(ctx, func(ctx context.Context) error {
		_, err := gql.UpdateCommitment(ctx, c.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		c.details = details{}
		refresh(ctx)
	})
}
