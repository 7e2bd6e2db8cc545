package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

func TestAReportWaitsForWhoeverReceivedIt(t *testing.T) {
	reported := func(me pact.Bank, role pact.Role) promise {
		p := aPromise(me, role, pact.Agreed, pact.Left, pact.Right)
		p.ReportedSide, p.ReportedBy = p.Promiser, &gql.CommitmentLineReportedByUser{Name: "Jonas Friis"}
		return p
	}
	for _, c := range []struct {
		name string
		p    promise
		asks bool
	}{
		{"the receiver", reported(pact.Right, pact.Member), true},
		{"the promiser", reported(pact.Left, pact.Owner), false},
		{"an observer", reported(pact.Right, pact.Observer), false},
		{"an adviser", reported("", pact.Adviser), false},
		{"nobody reported", aPromise(pact.Right, pact.Owner, pact.Agreed), false},
	} {
		if got := c.p.asked(); got != c.asks {
			t.Errorf("%s: asked %v", c.name, got)
		}
	}
	holds(t, app.HTMLString(CommitmentCard(reported(pact.Right, pact.Owner).card())), "Agreed · Jonas says it is done")
}

func TestAnAskIsToldFromAnOffer(t *testing.T) {
	p := aPromise(pact.Left, pact.Owner, pact.Draft)
	left, right := p.Promiser, p.r.side(pact.Right)
	p.Nature, p.FromSide = pact.Support, &right
	if !p.wanted() || p.wish() != "asks this of Alder Foods" || p.willing() != "Yes, we will" {
		t.Errorf("an ask is %q", p.wish())
	}
	if p.FromSide = left; p.wish() != "offers this" || p.willing() != "Yes, that helps" {
		t.Errorf("an offer is %q", p.wish())
	}
}

func TestEachStepHasItsWords(t *testing.T) {
	for _, k := range pact.CommitmentStepKind("").Values() {
		if stepWords[pact.CommitmentStepKind(k)] == "" {
			t.Errorf("%s is not told", k)
		}
	}
	for _, e := range pact.ConversationEnding("").Values() {
		if endingWords[pact.ConversationEnding(e)] == "" {
			t.Errorf("%s is not told", e)
		}
	}
	for _, b := range []pact.CommitmentStepKind{pact.StepNotYet, pact.StepSlipped, pact.StepReleased, pact.StepWithdrawn} {
		asks := became{p: aPromise(pact.Left, pact.Owner, pact.Agreed), asks: b}
		if s, ok := asks.sheet().(*Sheet); !ok || strings.TrimSpace(s.Title) == "" {
			t.Errorf("%s is not asked", b)
		}
	}
}
