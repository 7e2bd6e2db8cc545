package ui

import (
	"context"
	"math"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// outcomePage is what the relationship is for: saying it, and how far it is.
type outcomePage struct {
	app.Compo
	Visit Visit
	Data  *gql.OutcomesNodeRelationship

	form    form
	editing string          // id of the outcome in the form, "" for none
	begun   gql.OutcomeLine // as it was when the form was opened
	saying  form
	said    string // id of the outcome that is being said yes to
}

func newOutcome(v Visit) Screen { return &outcomePage{Visit: v} }

func (o *outcomePage) Title() string                         { return "What this is for" }
func (o *outcomePage) Follows() (relationship, after string) { return o.relation().follows() }
func (o *outcomePage) Concerns(what string) bool {
	return begins(what, "outcome.", "milestone.", "relationship.")
}

func (o *outcomePage) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Outcomes(ctx, c, o.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	o.Data, err = gql.Seen[*gql.OutcomesNodeRelationship](answer.Node)
	return err
}

func (o *outcomePage) relation() relation { return o.Visit.relation(o.Data.RelationshipHead) }

func (o *outcomePage) outcomes() []gql.OutcomeStanding {
	var all []gql.OutcomeStanding
	for _, e := range o.Data.All.Edges {
		all = append(all, e.Node)
	}
	return all
}

const newOutcomeForm = "new"

func (o *outcomePage) Render() app.UI {
	r, all := o.relation(), o.outcomes()
	writes := pact.MayWrite(r.role(), pact.Shared) == nil
	page := Page{
		Frame: r.frame(outcomePlace, ""),
		Back:  &Act{Label: "Overview", Href: r.path("")},
		Head:  PageHead(Head{Title: "What this is for", Lead: "One line both sides would say aloud, and a figure that tells whether it comes true."}),
	}
	asks := o.editing == "" // one primary act on the page
	for _, line := range all {
		if o.editing == line.Id {
			page.Main = append(page.Main, o.sheetwise(r, o.fields(o.begun)))
			continue
		}
		s := success{line, r}
		page.Main = append(page.Main, o.card(s, writes, asks && s.waits()))
		asks = asks && !s.waits()
	}
	switch {
	case !writes && len(all) == 0:
		page.Main = append(page.Main, textP("muted", "Nobody has written yet what this is for."))
	case !writes:
	case len(all) == 0 || o.editing == newOutcomeForm:
		page.Main = append(page.Main, o.sheetwise(r, o.fields(gql.OutcomeLine{})))
	case o.editing == "":
		page.Main = append(page.Main, Row(Button(Act{Label: "Add another", Look: Quiet, Icon: IconPlus, On: o.edit(gql.OutcomeLine{}), Scope: newOutcomeForm})))
	}
	return page.Draw()
}

func (o *outcomePage) sheetwise(r relation, body app.UI) app.UI {
	return tagDiv("narrow",
		Sheetwise(
			RoomBanner(Room{Whose: Both, Readers: r.bankName(pact.Left) + " and " + r.bankName(pact.Right) + " read and write here"}),
			tagDiv("sec", body)),
	)
}

func (o *outcomePage) card(s success, writes, asks bool) app.UI {
	line := s.OutcomeLine
	body := []app.UI{outcomeView(line, o.Visit).told()}
	if writes {
		body = append(body, &addReading{Visit: o.Visit, Line: line})
	}
	body = append(body, o.standing(s, asks)...)
	acts := []app.UI{Button(Act{Label: "Milestones on the way", Look: SoftLook, Href: s.r.path(milestonesPlace)})}
	if writes {
		acts = append(acts, Button(Act{Label: "Change the line or the aim", Look: SoftLook, On: o.edit(line), Scope: line.Id}))
	}
	return tagDiv("narrow", Card(append(body, o.miles(line.Id), Row(acts...))...))
}

func (o *outcomePage) fields(line gql.OutcomeLine) app.UI {
	text := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'f', -1, 64)
	}
	return Form("outcome-"+line.Id, o.send,
		o.form.notice("title", "unit", "baseline", "target", "due"),
		Area(Field{ID: "title", Label: "In one line", Help: "Shelves full through the winter: nine in ten crates on time and whole.", Value: line.Title, Error: o.form.fault("title"), Max: pact.MaxTitle, Rows: 2}),
		tagDiv("inline",
			Input(Field{ID: "baseline", Label: "From", Value: text(line.Baseline), Error: o.form.fault("baseline"), Complete: "off", Mode: decimal}),
			Input(Field{ID: "target", Label: "To", Value: text(line.Target), Error: o.form.fault("target"), Complete: "off", Mode: decimal}),
			Input(Field{ID: "unit", Label: "Counted in", Value: line.Unit, Error: o.form.fault("unit"), Max: pact.MaxUnit, Complete: "off"}),
		),
		Input(Field{ID: "due", Label: "By", Type: "date", Value: string(line.Due), Error: o.form.fault("due")}),
		Row(Button(Act{Label: o.form.label("Keep it", "Keeping it"), Look: Primary, Submit: true, Busy: o.form.busy}),
			Button(Act{Label: "Not now", Look: Quiet, On: o.leave})),
	)
}

func (o *outcomePage) edit(line gql.OutcomeLine) app.EventHandler {
	return func(app.Context, app.Event) {
		o.editing, o.begun, o.form = line.Id, line, form{}
		if line.Id == "" {
			o.editing = newOutcomeForm
		}
	}
}

func (o *outcomePage) leave(ctx app.Context, _ app.Event) {
	if o.editing == "" {
		leadTo(ctx, o.relation().path(""))
		return
	}
	o.editing, o.form = "", form{}
}

func (o *outcomePage) send(ctx app.Context, _ app.Event) {
	title, unit, due := ValueOf("title"), ValueOf("unit"), pact.Date(ValueOf("due"))
	baseline, err := number("baseline", ValueOf("baseline"))
	target, err2 := number("target", ValueOf("target"))
	for _, err := range []error{pact.Within("title", "The line", title, true, pact.MaxTitle), err, err2} {
		if err != nil {
			o.form.refuse(ctx, err)
			return
		}
	}
	o.form.send(ctx, func(ctx context.Context) error {
		if o.begun.Id == "" {
			_, err := gql.CreateOutcome(ctx, o.Visit.Client, gql.CreateOutcomeInput{
				Relationship: o.Data.Id, Title: title, Unit: unit, Baseline: baseline, Target: target, Due: due,
				ClientMutationId: o.form.mutation(),
			})
			return err
		}
		was := o.begun
		for _, now := range o.outcomes() {
			if now.Id == was.Id {
				was = now.OutcomeLine // its reading may be newer than the form
			}
		}
		_, err := gql.UpdateOutcome(ctx, o.Visit.Client, gql.UpdateOutcomeInput{
			Outcome: was.Id, Title: title, Measure: orNil(was.Measure), Unit: orNil(unit), Baseline: baseline, Target: target,
			Reading: was.Reading, Due: orNil(due), ClientMutationId: o.form.mutation(),
		})
		return err
	}, func(ctx app.Context) {
		o.editing, o.begun = "", gql.OutcomeLine{}
		say(ctx, "It stands at the top of every page now.")
		refresh(ctx)
	})
}

// number reads a figure as people write it; nil when there is none.
func number(field, s string) (*float64, error) {
	s = strings.NewReplacer(" ", "", "\u00a0", "", ",", ".").Replace(strings.TrimSpace(s))
	if s == "" {
		return nil, nil
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return nil, missing(field, "This is not a figure. Nothing was changed; write it like 84 or 84.5.")
	}
	return &x, nil
}

// orNil is how a form says that a field was emptied.
func orNil[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	return &s
}
