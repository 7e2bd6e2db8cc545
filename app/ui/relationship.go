package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// overview is the page of a relationship: what it is for, how far it has come,
// what to do next.
type overview struct {
	app.Compo
	Visit Visit
	Data  *gql.OverviewNodeRelationship

	naming  naming
	jointly jointly
}

func newOverview(v Visit) Screen { return &overview{Visit: v} }

func (o *overview) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Overview(ctx, c, o.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	o.Data, err = gql.Seen[*gql.OverviewNodeRelationship](answer.Node)
	return err
}

func (o *overview) Title() string                         { return o.Data.Name }
func (o *overview) Follows() (relationship, after string) { return o.relation().follows() }
func (o *overview) Concerns(string) bool                  { return true }

func (o *overview) relation() relation { return o.Visit.relation(o.Data.RelationshipHead) }

func (o *overview) people() []gql.ParticipantLine {
	var all []gql.ParticipantLine
	for _, e := range o.Data.Participants.Edges {
		all = append(all, e.Node)
	}
	return all
}

func (o *overview) Render() app.UI {
	r := o.relation()
	frame := r.frame(overviewPlace, "")
	frame.Where = ""
	return Page{
		Frame: frame,
		Head:  PageHead(Head{Title: r.Name, People: o.owners(r)}),
		Strip: []app.UI{Rail(stageAt(r.Stage), r.stagePath)},
		Main:  []app.UI{o.calm(r), o.next(r), o.jointly.draw(r, o.onTable(false)), o.jointly.draw(r, o.onTable(true)), o.naming.draw(o, r), o.doneLine(r), o.why(r), o.jointly.light(o, r)},
		Aside: []app.UI{o.lately(r)},
	}.Draw()
}

// owners are who leads on either side; where nobody has come yet, the side
// itself.
func (o *overview) owners(r relation) []Person {
	var all []Person
	for _, b := range []pact.Bank{pact.Left, pact.Right} {
		found := false
		for _, p := range o.people() {
			if p.Role == pact.Owner && whoseOf(p) == WhoseSide(string(b)) && p.RemovedAt.IsZero() {
				all = append(all, Person{Name: FirstName(p.User.Name), Note: r.bankName(b), Side: whoseOf(p)})
				found = true
			}
		}
		if !found {
			all = append(all, Person{Name: r.bankName(b), Note: "not here yet", Side: WhoseSide(string(b))})
		}
	}
	return all
}

// stagePath is where the work of a stage is done; "" where the portal has no
// page for it.
func (r relation) stagePath(stage int) string {
	switch pact.Stage(pact.Stage("").Values()[stage]) {
	case pact.ReachOut:
		if r.joined() || r.role() != pact.Owner {
			return r.path(peoplePlace)
		}
		return r.path("/invite")
	case pact.Reflect:
		return r.path(talksPlace)
	case pact.Envision:
		return r.path(visionPlace)
	case pact.Trust:
		return r.path(trustPlace)
	case pact.Focus:
		return r.path(focusPlace)
	case pact.Commit:
		return r.path(commitmentsPlace)
	case pact.Restart:
		return r.path(accordPlace)
	}
	return ""
}

// next is the one thing to do. What waits for the reader's key is that
// thing, and stands here itself.
func (o *overview) next(r relation) app.UI {
	for _, name := range []bool{false, true} {
		if act := o.jointly.waiting(r, o.onTable(name)); act != nil {
			return act
		}
	}
	step := o.Data.NextStep
	if !step.Mine {
		return NextCard(Next{
			Label: "Nothing waits for you", Text: step.Sentence,
			Acts: []app.UI{Button(Act{Label: step.Label, Href: step.Path})},
		})
	}
	return NextCard(Next{Text: step.Sentence, Acts: []app.UI{Button(Act{Label: step.Label, Look: Primary, Href: step.Path})}})
}

// why is what the reader's own side thinks of it.
func (o *overview) why(r relation) app.UI {
	if r.mySide() == Both {
		return nil
	}
	why, label := app.P().Class("muted").Text("Nobody has written down yet what worries you."), "Write it down"
	if p := o.Data.Profile; p != nil && strings.TrimSpace(p.Why) != "" {
		why, label = app.P().Class("read").Dir("auto").Text(p.Why), "Change it"
	}
	return Sub("Why we are here", Sheetwise(
		RoomBanner(Room{Whose: r.mySide(), Readers: "Only the people of " + r.ours() + " here. For " + r.theirs() + " it does not exist."}),
		tagDiv("sec stack",
			why,
			drawIf(r.still(pact.OurSide) == "", func() app.UI {
				return Row(Button(Act{Label: label, Look: SoftLook, Href: r.path("/why")}))
			}),
		)))
}

func (o *overview) lately(r relation) app.UI {
	var events []gql.EventLine
	for _, e := range o.Data.Events.Edges {
		events = append(events, e.Node)
	}
	moments := r.moments(events, o.people())
	if len(moments) == 0 {
		return nil
	}
	return Sub("Lately", Timeline(moments[:min(len(moments), 6)]),
		Button(Act{Label: "All activity", Look: InlineLook, Href: r.path(activityPlace)}))
}
