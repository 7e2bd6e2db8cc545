package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// someNeeds is a guess of the right side's, one it said itself after a guess, and one it dropped.
func someNeeds(role pact.Role, bank pact.Bank) *needs {
	quay := gql.SideLine{Id: "sid_2", Bank: pact.Right, Name: "Quay Logistics"}
	hanna := gql.NeedLineAuthorUser{Name: "Hanna Lund"}
	return &needs{
		Visit: Visit{Viewer: &Viewer{ID: "usr_1", Name: "Hanna Lund"}, Now: noon},
		Data:  &gql.NeedsNodeRelationship{RelationshipHead: aRelation(role, bank)},
		Lines: []gql.NeedLine{
			{Id: "ned_1", OfSide: quay, Kind: pact.NeedSoon, State: pact.NeedGuessed, Text: "A night desk", Guess: "A night desk", Author: hanna},
			{
				Id: "ned_2", OfSide: quay, Kind: pact.NeedToday, State: pact.NeedConfirmed, Text: "Two weeks ahead", Guess: "A week ahead", Author: hanna,
				Commitment: &gql.NeedLineCommitment{Id: comID}, Outcome: &gql.NeedLineOutcome{Id: "out_1", Title: "Full shelves"},
			},
			{Id: "ned_3", OfSide: quay, Kind: pact.NeedToCome, State: pact.NeedDropped, Text: "More routes", Guess: "More routes", Author: hanna},
		},
	}
}

func TestANeedAsksOnlyWhoseItIs(t *testing.T) {
	for _, c := range []struct {
		name    string
		role    pact.Role
		bank    pact.Bank
		has, no []string
	}{
		{
			"its own side", pact.Member, pact.Right,
			[]string{"Hanna of Alder Foods thinks you need this", "Yes, that is it", "Not quite", "Not ours", "It is ours after all", "Say what we need", "Guess what Alder Foods needs", "Change the answer"},
			[]string{"has not said yet"},
		},
		{
			"the other side", pact.Owner, pact.Left,
			[]string{"Alder Foods guesses. Quay Logistics has not said yet", "Guess what Quay Logistics needs", "Change the answer"},
			[]string{"Yes, that is it", "Not quite", "It is ours after all", "Reword it"},
		},
		{"an observer of its side", pact.Observer, pact.Right, nil, []string{"Yes, that is it", "Change the answer", "Say what we need"}},
		{"an adviser", pact.Adviser, "", nil, []string{"Yes, that is it", "Change the answer", "Guess what", "Say what we need"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := app.HTMLString(someNeeds(c.role, c.bank))
			holds(t, out, append(c.has, "Quay Logistics needs", "Today", "Before long", "Alder Foods had guessed: “A week ahead”",
				"Answered by", "a commitment without words", "Full shelves", "says this is none of theirs")...)
			for _, not := range c.no {
				if strings.Contains(out, not) {
					t.Errorf("%q is there", not)
				}
			}
		})
	}
}

func TestOnePressLinksANeedOrTakesTheLinkAway(t *testing.T) {
	if other("com_1", "com_1") != "" || other("com_2", "com_1") != "com_2" || other("com_1", "") != "com_1" {
		t.Error("a press on what is linked does not take it away, or on what is not does not link it")
	}
	n := someNeeds(pact.Member, pact.Right)
	n.linking = "ned_2"
	for _, e := range []string{comID, "com_2"} {
		n.Data.Commitments.Edges = append(n.Data.Commitments.Edges, gql.NeedsNodeRelationshipCommitmentsCommitmentConnectionEdgesCommitmentEdge{
			Node: gql.NeedsNodeRelationshipCommitmentsCommitmentConnectionEdgesCommitmentEdgeNodeCommitment{Id: e},
		})
	}
	holds(t, app.HTMLString(n), "What answers it?", `aria-pressed="&#116;rue"`, `aria-pressed="false"`)
}

func TestNobodysNeedsBeginWithAGuess(t *testing.T) {
	n := someNeeds(pact.Owner, pact.Left)
	n.Lines = nil
	holds(t, app.HTMLString(n), "Nobody has said yet what they need.", "Guess what Quay Logistics needs", "Say what we need")
}
