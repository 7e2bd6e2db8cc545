package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// aPath has a point that is reached, one ahead and one that was dropped, with the reason.
func aPath(role pact.Role, bank pact.Bank) *path {
	p := &path{
		Visit: Visit{Viewer: &Viewer{ID: "usr_1", Name: "Hanna Lund"}, Now: noon},
		Data:  &gql.PathNodeRelationship{RelationshipHead: aRelation(role, bank)},
	}
	for _, w := range []gql.WaypointLine{
		{Id: "wpt_1", Title: "First forecast", Due: "2026-11-18", State: pact.WaypointReached},
		{Id: "wpt_2", Title: "One calendar", Due: "2027-01-15", State: pact.WaypointAhead},
		{Id: "wpt_3", Title: "A third depot", Due: "2027-06-01", State: pact.WaypointDropped},
	} {
		p.Data.Path.Edges = append(p.Data.Path.Edges, gql.PathNodeRelationshipPathWaypointConnectionEdgesWaypointEdge{
			Node: gql.PathNodeRelationshipPathWaypointConnectionEdgesWaypointEdgeNodeWaypoint{WaypointLine: w},
		})
		p.Data.Waypoints.Edges = append(p.Data.Waypoints.Edges, gql.RelationshipHeadWaypointsWaypointConnectionEdgesWaypointEdge{Node: w})
	}
	last := &p.Data.Path.Edges[2].Node
	last.Corrections.Edges = append(last.Corrections.Edges, gql.PathNodeRelationshipPathWaypointConnectionEdgesWaypointEdgeNodeWaypointCorrectionsCourseCorrectionConnectionEdgesCourseCorrectionEdge{
		Node: gql.CorrectionLine{
			Id: "cor_1", Reason: "Two that work first.", CreatedAt: noon, Author: gql.CorrectionLineAuthorUser{Name: "Tomás Reis"},
			From: gql.CourseLine{Title: "A third depot", Due: "2027-05-01", State: pact.WaypointAhead},
			To:   gql.CourseLine{Title: "A third depot", Due: "2027-06-01", State: pact.WaypointDropped},
		},
	})
	return p
}

func TestThePathTellsItsPointsAndHowItWasCorrected(t *testing.T) {
	for _, c := range []struct {
		role   pact.Role
		bank   pact.Bank
		writes bool
	}{{pact.Member, pact.Left, true}, {pact.Owner, pact.Right, true}, {pact.Observer, pact.Left, false}, {pact.Adviser, "", false}} {
		out := app.HTMLString(aPath(c.role, c.bank))
		holds(t, out, `class="done"`, "Reached; it was due 18 Nov", "by 15 Jan", "Not on our way any more",
			"moved “A third depot” from 1 May to 1 Jun and took it off the path.", "Two that work first.", "Tomás")
		for _, act := range []string{"We are there", "Change it", "Take it up again", "Add a point"} {
			if strings.Contains(out, act) != c.writes {
				t.Errorf("%s %s: %q is there: %v", c.role, c.bank, act, !c.writes)
			}
		}
	}
	empty := aPath(pact.Adviser, "")
	empty.Data.Path.Edges = nil
	if out := app.HTMLString(empty); strings.Contains(out, "Set the first point") || !strings.Contains(out, "The path is not drawn yet.") {
		t.Error("an empty path asks an adviser to draw it, or says nothing")
	}
}

func TestACourseIsCheckedBeforeItIsSent(t *testing.T) {
	p := aPath(pact.Member, pact.Left)
	was := &gql.WaypointLine{Title: "One calendar", Due: "2027-01-15", State: pact.WaypointAhead}
	for _, c := range []struct {
		was    *gql.WaypointLine
		to     pact.Course
		reason string
		field  string
	}{
		{nil, pact.Course{Due: "2027-01-15"}, "", "title"},
		{nil, pact.Course{Title: "x"}, "", "due"},
		{nil, pact.Course{Title: "x", Due: "2027-01-15"}, "", ""},
		{was, pact.Course{Title: "One calendar", Due: "2027-02-15", State: pact.WaypointAhead}, "", "reason"},
		{was, pact.Course{Title: "One calendar", Due: "2027-01-15", State: pact.WaypointReached}, "", ""},
	} {
		f := form{problem: p.check(c.was, c.to, c.reason)}
		if (f.problem == nil) != (c.field == "") || f.problem != nil && f.fault(c.field) == "" {
			t.Errorf("%+v: %v", c.to, f.problem)
		}
	}
}
