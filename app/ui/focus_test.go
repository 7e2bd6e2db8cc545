package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// aFocus is one pair, a topic that nobody carries, a full list of meetings, and work that is kept.
func aFocus(role pact.Role, bank pact.Bank) *focus {
	d := &gql.FocusNodeRelationship{RelationshipHead: aRelation(role, bank), MeetingBudget: 1, AgendaBudget: 5}
	for i, name := range []string{"Hanna Lund", "Tomás Reis"} {
		side := d.Sides[i].SideLine
		p := gql.SeatLine{ParticipantLine: gql.ParticipantLine{Id: "par_" + name, Role: pact.Owner, Side: &side}, Hub: i == 0}
		p.User.Name = name
		d.Participants.Edges = append(d.Participants.Edges, gql.FocusNodeRelationshipParticipantsParticipantConnectionEdgesParticipantEdge{Node: p})
	}
	for _, t := range []gql.TopicLine{{Id: "tpc_1", Name: "Returns", Uncovered: []pact.Bank{pact.Left, pact.Right}}, {Id: "tpc_2", Name: "Berries & <slots>", Uncovered: []pact.Bank{pact.Right}}} {
		d.Topics.Edges = append(d.Topics.Edges, gql.FocusNodeRelationshipTopicsTopicConnectionEdgesTopicEdge{Node: t})
	}
	pair := gql.PairingLine{Id: "pai_1", Topics: []gql.PairingLineTopicsTopic{{Id: "tpc_2", Name: "Berries & <slots>"}}}
	pair.Left.Id, pair.Right.Id = "par_Hanna Lund", "par_Tomás Reis"
	d.Pairings.Edges = append(d.Pairings.Edges, gql.FocusNodeRelationshipPairingsPairingConnectionEdgesPairingEdge{Node: pair})
	for _, l := range []gql.FocusLine{
		{Id: "fit_1", Kind: pact.MeetingItem, Text: "The Thursday call", Rhythm: "Thursdays at nine", Fate: pact.KeptOn},
		{Id: "fit_2", Kind: pact.WorkItem, Text: "One calendar", Fate: pact.KeptOn, Outcome: &gql.FocusLineOutcome{Id: "out_1", Title: "Full shelves"}, DecidedBy: &gql.FocusLineDecidedByUser{Name: "Ines Duarte"}},
	} {
		e := gql.FocusNodeRelationshipListedFocusItemConnectionEdgesFocusItemEdge{}
		e.Node.FocusLine = l
		d.Listed.Edges = append(d.Listed.Edges, e)
	}
	d.Gone.Edges = append(d.Gone.Edges, gql.FocusNodeRelationshipGoneFocusItemConnectionEdgesFocusItemEdge{Node: gql.FocusLine{
		Id: "fit_3", Kind: pact.WorkItem, Text: "Repairs", Fate: pact.HandedOut, ToWhom: "the pool", DecidedBy: &gql.FocusLineDecidedByUser{Name: "Jonas Friis"}, DecidedAt: noon,
	}})
	return &focus{Visit: Visit{Viewer: &Viewer{ID: "usr_1", Name: "Hanna Lund"}, Now: noon}, Data: d}
}

func TestFocusSaysWhatNobodyCarriesAndWhatMayGo(t *testing.T) {
	for _, c := range []struct {
		name    string
		role    pact.Role
		bank    pact.Bank
		has, no []string
	}{
		{"an owner", pact.Owner, pact.Right, []string{"Nobody on your side holds the whole yet.", "Cut it", "Say who holds the whole", "Name a topic", "Take it up again", "Ask both sides"}, nil},
		{"a member of the other side", pact.Member, pact.Left, []string{"Nobody on the Quay Logistics side holds the whole yet.", "Add a meeting", "Hand it out"}, []string{"Say who holds the whole"}},
		{"an observer", pact.Observer, pact.Left, nil, []string{"Say what it serves", "Name a topic", "Take it up again", "Ask both sides", "Add a point"}},
		{"an adviser", pact.Adviser, "", nil, []string{"Say what it serves", "Name a topic", "Say who holds"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := app.HTMLString(aFocus(c.role, c.bank))
			holds(t, out, append(c.has, "Nobody carries “Returns” yet.", "on the Quay Logistics side yet.", "Berries &amp; &lt;slots&gt;", "holds the whole",
				"1 of the 1 you both allow yourselves in a month.", "0 of the 5 you both allow yourselves.", "This serves no outcome. Cut it?", "Full shelves",
				"Kept, said Ines", "handed to the pool by Jonas", "<table", "M0 50.0C")...)
			for _, not := range c.no {
				if strings.Contains(out, not) {
					t.Errorf("%q is there", not)
				}
			}
		})
	}
}

func TestAFullListAsksWhichLeaves(t *testing.T) {
	f := aFocus(pact.Member, pact.Left)
	f.asks = asks{what: "add", kind: pact.MeetingItem}
	holds(t, app.HTMLString(f), "Which one leaves?", "It serves no outcome.", "How often?")
	f = aFocus(pact.Member, pact.Left)
	f.asks = asks{what: "add", kind: pact.AgendaItem}
	if out := app.HTMLString(f); strings.Contains(out, "Which one leaves?") || strings.Contains(out, "How often?") {
		t.Error("there is room, and it asks all the same")
	}
}

// TestExpectationsStandAcross has what a side expects beside what the other believes, and is asked
// anew after a quarter.
func TestExpectationsStandAcross(t *testing.T) {
	out := app.HTMLString(expecting(noon.Add(-pact.Quarter)))
	holds(t, out, "What Alder Foods expects, and what Quay Logistics believes is expected", "Nobody meant cheap", "A quarter has gone by since.", "Ask again")
	at := -1
	for _, words := range []string{"Slots", "Cheap", "Volume", "Notice"} { // row by row, the left bank first
		next := strings.Index(out, words)
		if next < at {
			t.Errorf("%s stands before what comes first", words)
		}
		at = next
	}
	if out := app.HTMLString(expecting(noon.Add(-24 * time.Hour))); strings.Contains(out, "A quarter has gone by") || !strings.Contains(out, "Ask again") {
		t.Error("it is offered too early, or cannot be asked at all")
	}
}

func expecting(opened time.Time) *focus {
	f := aFocus(pact.Member, pact.Left)
	f.Round = &gql.OneRoundNodeRound{}
	f.Round.Id, f.Round.State, f.Round.Answering, f.Round.RevealedAt = "rnd_1", pact.RoundRevealed, pact.BySide, opened
	for i, side := range f.Data.Sides {
		f.Round.Answers.Edges = append(f.Round.Answers.Edges, gql.OneRoundNodeRoundAnswersAnswerConnectionEdgesAnswerEdge{Node: gql.AnswerBody{
			Id: "ans_" + side.Id, Side: side.SideLine,
			Texts: []gql.AnswerBodyTextsAnswerText{{Key: "ours", Text: []string{"Slots", "Notice"}[i]}, {Key: "theirs", Text: []string{"Volume", "Cheap"}[i]}},
		}})
	}
	f.Round.Marks.Edges = append(f.Round.Marks.Edges, gql.OneRoundNodeRoundMarksMarkConnectionEdgesMarkEdge{Node: gql.MarkLine{Id: "mrk_1", Key: "theirs", Kind: pact.Differs, Name: "Nobody meant cheap"}})
	return f
}

func TestAnAdviserHasAFacetAndALastDay(t *testing.T) {
	one := gql.SeatLine{ParticipantLine: gql.ParticipantLine{Id: "par_1", Role: pact.Adviser}, Facet: "The freight contract", Until: "2999-02-03"}
	one.User.Name = "Samir Haddad"
	page := func(role pact.Role) string {
		p := &people{Visit: Visit{Viewer: &Viewer{}, Now: noon}, Data: &gql.PeopleNodeRelationship{RelationshipHead: aRelation(role, pact.Right)}}
		p.Data.Participants.Edges = append(p.Data.Participants.Edges, gql.PeopleNodeRelationshipParticipantsParticipantConnectionEdgesParticipantEdge{Node: one})
		return app.HTMLString(p)
	}
	holds(t, page(pact.Owner), "The freight contract. ", "Until 3 Feb 2999.", "What for, and until when", "End their access")
	if strings.Contains(page(pact.Member), "What for, and until when") {
		t.Error("a member changes an adviser")
	}
	one.Until = "2001-02-03"
	holds(t, page(pact.Owner), "Access ended after 3 Feb 2001.")
}
