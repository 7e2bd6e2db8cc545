package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// aSuccess is an outcome that some sides called their own, of its terms or of older ones.
func aSuccess(role pact.Role, bank pact.Bank, digest string, said ...pact.Bank) success {
	r := Visit{Now: noon}.relation(aRelation(role, bank))
	s := success{gql.OutcomeStanding{OutcomeLine: gql.OutcomeLine{Id: "out_1", Title: "Full shelves"}, Digest: "d2"}, r}
	for _, b := range said {
		s.Confirmations.Edges = append(s.Confirmations.Edges, gql.OutcomeStandingConfirmationsConfirmationConnectionEdgesConfirmationEdge{
			Node: gql.ConfirmationLine{Digest: digest, FromSide: r.side(b), Author: gql.ConfirmationLineAuthorUser{Name: "Tomás Reis"}, CreatedAt: noon},
		})
	}
	s.Agreed = digest == s.Digest && len(said) == 2
	return s
}

func TestASuccessAsksTheSideThatHasNotSaidYes(t *testing.T) {
	for _, c := range []struct {
		name  string
		s     success
		waits bool
		says  string
	}{
		{"nobody said so", aSuccess(pact.Member, pact.Left, ""), true, "It is our success too"},
		{"the other side did", aSuccess(pact.Owner, pact.Left, "d2", pact.Right), true, "Quay Logistics: Tomás said yes"},
		{"we did", aSuccess(pact.Owner, pact.Right, "d2", pact.Right), false, "Alder Foods has not yet."},
		{"both did", aSuccess(pact.Owner, pact.Right, "d2", pact.Left, pact.Right), false, "Both sides say that this is their success."},
		{"both did, of older terms", aSuccess(pact.Owner, pact.Right, "d1", pact.Left, pact.Right), true, "Alder Foods: not yet"},
		{"an observer is not asked", aSuccess(pact.Observer, pact.Left, "d2", pact.Right), false, "The people of the two sides"},
		{"an adviser is not asked", aSuccess(pact.Adviser, "", "d2", pact.Left), false, "The people of the two sides"},
	} {
		if got := c.s.waits(); got != c.waits {
			t.Errorf("%s: waits %v", c.name, got)
		}
		out := app.HTMLString(Stack((&outcomePage{Visit: Visit{Now: noon}}).standing(c.s, true)...))
		if !strings.Contains(out, c.says) || strings.Contains(out, "btn--primary") != c.waits {
			t.Errorf("%s: %s", c.name, out)
		}
	}
}

func TestWhatThisIsForIsInViewOnEveryPage(t *testing.T) {
	x := 84.0
	h := aRelation(pact.Member, pact.Left)
	for _, o := range []gql.OutcomeLine{{Id: "out_1", Title: "Full shelves", Reading: &x, Unit: "%"}, {Id: "out_2", Title: "Calm nights"}} {
		h.Outcomes.Edges = append(h.Outcomes.Edges, gql.RelationshipHeadOutcomesOutcomeConnectionEdgesOutcomeEdge{Node: o})
	}
	h.Waypoints = aPath(pact.Member, pact.Left).Data.Waypoints
	r := Visit{Viewer: &Viewer{Name: "Hanna"}, Now: noon}.relation(h)
	for _, place := range []string{overviewPlace, visionPlace, commitmentsPlace, notesPlace, peoplePlace, activityPlace, morePlace, "/why", "/invite"} {
		out := app.HTMLString(Page{Frame: r.frame(place, ""), Head: PageHead(Head{Title: "T"})}.Draw())
		holds(t, out, "What is this for?", "Full shelves", "84\u00a0%")
		if strings.Count(out, `"What this is for"`) != 1 {
			t.Errorf("%q: it stands there %d times", place, strings.Count(out, `"What this is for"`))
		}
	}
	if out := app.HTMLString(Page{Frame: r.frame(outcomePlace, "")}.Draw()); strings.Contains(out, "What is this for?") {
		t.Error("the page of the outcome says it twice")
	}

	told := r.purpose()
	told.open = true
	holds(t, app.HTMLString(told), "Full shelves", "Calm nights", "No reading yet", "Next on the way: ", "One calendar, by 15 Jan", r.path(outcomePlace), r.path(pathPlace))
	if own := r.purpose(gql.OutcomeLine{Id: "out_2", Title: "Calm nights"}); own.Outcomes[0].Text != "Calm nights" || len(own.Outcomes) != 2 {
		t.Errorf("a page that serves another one shows %+v", own.Outcomes)
	}
}

func TestWithoutAnOutcomeTheStripAsksWhoMaySayIt(t *testing.T) {
	for role, says := range map[pact.Role]string{pact.Member: "Say it in one line", pact.Observer: "Nobody has said yet what this is for."} {
		out := app.HTMLString(Visit{Now: noon}.relation(aRelation(role, pact.Left)).purpose())
		if !strings.Contains(out, says) || strings.Contains(out, "<a ") != (role == pact.Member) {
			t.Errorf("%s: %s", role, out)
		}
	}
}
