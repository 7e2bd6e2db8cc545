package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// milestones are the points on the way to each outcome: the day that was agreed, the one that is
// expected, and whether both say that they are there.
type milestones struct {
	app.Compo
	Visit Visit
	Data  *gql.MilestonesNodeRelationship

	edit  milestoneForm
	press pressing
}

func newMilestones(v Visit) Screen { return &milestones{Visit: v} }

func (m *milestones) Title() string                         { return "Milestones" }
func (m *milestones) Follows() (relationship, after string) { return m.relation().follows() }

func (m *milestones) Concerns(what string) bool {
	return begins(what, "milestone.", "outcome.", "participant.", "relationship.")
}

func (m *milestones) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Milestones(ctx, c, m.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	m.Data, err = gql.Seen[*gql.MilestonesNodeRelationship](answer.Node)
	return err
}

func (m *milestones) relation() relation { return m.Visit.relation(m.Data.RelationshipHead) }

func (m *milestones) of(outcome string, dropped bool) []gql.MilestoneLine {
	var all []gql.MilestoneLine
	for _, e := range m.Data.Milestones.Edges {
		if e.Node.Outcome.Id == outcome && (e.Node.State == pact.DoneDropped) == dropped {
			all = append(all, e.Node)
		}
	}
	return all
}

func (m *milestones) Render() app.UI {
	r := m.relation()
	writes := r.still(pact.Shared) == ""
	head := Head{Title: "Milestones", Lead: "What has to stand on the way, and by when. Each is reached when the other side says so too."}
	main := []app.UI{m.waits(r)}
	for _, e := range m.Data.All.Edges {
		main = append(main, m.way(r, e.Node, writes))
	}
	if len(m.Data.Milestones.Edges) == 0 {
		main = []app.UI{m.empty(r, writes)}
	} else if writes {
		head.Act = Button(Act{Label: "Set one", Look: Quiet, Icon: IconPlus, On: m.add})
	}
	return Page{
		Frame: r.frame(morePlace, ""),
		Back:  &Act{Label: "What this is for", Href: r.path(outcomePlace)},
		Head:  PageHead(head),
		Main:  append(main, m.sheet(r)),
	}.Draw()
}

func (m *milestones) empty(r relation, writes bool) app.UI {
	var act app.UI
	switch {
	case !writes:
	case len(m.Data.All.Edges) == 0:
		act = Button(Act{Label: "Say what this is for", Look: Primary, Href: r.path(outcomePlace)})
	default:
		act = Button(Act{Label: "Set the first milestone", Look: Primary, Icon: IconPlus, On: m.add})
	}
	return Empty("No milestone is set yet.", "Most begin with what has to be there half-way, and who has it.", act)
}

// waits are the milestones of which the other side says that they are reached.
func (m *milestones) waits(r relation) app.UI {
	var all []awaited
	for _, e := range m.Data.Milestones.Edges {
		l := e.Node
		if pact.MayConfirmDone(doneMilestone(l), r.voice(), l.Digest, l.Digest) != nil {
			continue
		}
		all = append(all, awaited{
			id: l.Id, digest: l.Digest, text: l.Title, by: milestoneSaid(l) + " says that this is reached", more: "agreed for " + m.Visit.day(l.Due),
			ask: "Is it reached?", yes: "Yes, it is reached", no: "Not yet", onYes: m.confirm(l), onNo: m.open(l, notYet),
		})
	}
	return m.press.waits(all)
}

func doneMilestone(l gql.MilestoneLine) pact.Done {
	by := ""
	if l.SaidBy != nil {
		by = l.SaidBy.Id
	}
	return doneAs(l.State, by, l.SaidSide)
}

func milestoneSaid(l gql.MilestoneLine) string {
	if l.SaidBy == nil {
		return ""
	}
	return saying(l.SaidBy.Name, l.SaidSide)
}
