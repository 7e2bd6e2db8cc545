package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// aPile is the page of risks after a pre-mortem: one risk with a sentence of the left side, one that
// the right side accepts, one with its answer; and a doubt of the reader's.
func aPile(bank pact.Bank, role pact.Role) *risks {
	talk := aTalk(bank, role, pact.RoundRevealed).answered()
	talk.Data.Kind = pact.PreMortemRound
	head := talk.Data.Relationship.RelationshipHead
	p := &risks{Visit: talk.Visit, Round: talk.Data, Data: &gql.RisksNodeRelationship{RelationshipHead: head}, Table: &gql.RisksOfNodeRound{Id: "rnd_1", Unanswered: 2}}
	accepted := gql.RiskCard{Id: "rsk_2", Text: "The depot moves", Kind: pact.RiskPath, Digest: "d2", Votes: 1, Voted: true}
	accepted.Confirmations.Edges = append(accepted.Confirmations.Edges, gql.RiskCardConfirmationsConfirmationConnectionEdgesConfirmationEdge{
		Node: gql.ConfirmationLine{Digest: "d2", FromSide: head.Sides[1].SideLine, Author: gql.ConfirmationLineAuthorUser{Name: "Tomás Reis"}},
	})
	for _, k := range []gql.RiskCard{
		{Id: "rsk_1", Text: "It is always late", Kind: pact.RiskTools, Votes: 2, Phrases: []pact.Phrase{{Source: "ans_l", Key: "origin", From: 0, To: 29, Text: "We send the forecast on Friday"}}},
		accepted,
		{Id: "rsk_3", Text: "It rains", Kind: pact.RiskIdea, Treatment: pact.AsOpportunity, Opportunity: "A second depot"},
	} {
		p.Table.Risks.Edges = append(p.Table.Risks.Edges, gql.RisksOfNodeRoundRisksRiskConnectionEdgesRiskEdge{Node: k})
	}
	for _, text := range []string{"Two people leave.", "It rains"} {
		p.Data.Doubts.Edges = append(p.Data.Doubts.Edges, gql.RisksNodeRelationshipDoubtsRiskConnectionEdgesRiskEdge{Node: gql.RiskLine{Id: "rsk_" + text, Text: text}})
	}
	return p
}

func TestRisksAreVotedForAndAnswered(t *testing.T) {
	p := aPile(pact.Left, pact.Member)
	out := app.HTMLString(p)
	holds(t, out, "It is always late", "We send the forecast on Friday", "Two votes", "Give it a vote", "Take your vote back", "Two votes are left to you.",
		"We accept it too", "Tomás accepts it", "A second depot", "Take the answer back", "Two top risks still wait for their answer.", "Put it on the table", "Two people leave.")
	if strings.Count(out, "btn--primary") != 1 {
		t.Error("there is one primary act a page")
	}
	if strings.Count(out, "Put it on the table: It rains") != 0 {
		t.Error("what is on the table is offered again")
	}
	if strings.Index(out, "It is always late") > strings.Index(out, "The depot moves") {
		t.Error("the one with fewer votes comes first")
	}
	if theirs := app.HTMLString(aPile(pact.Right, pact.Member)); strings.Contains(theirs, "We accept it too") || !strings.Contains(theirs, "Take it back") {
		t.Error("a side accepts what it has accepted")
	}
}

func TestWhoOnlyReadsMayNotVote(t *testing.T) {
	for role, bank := range map[pact.Role]pact.Bank{pact.Observer: pact.Left, pact.Adviser: ""} {
		out := app.HTMLString(aPile(bank, role))
		holds(t, out, "It is always late", "Two votes")
		for _, act := range []string{"Give it a vote", "Answer it", "Change it", "Group what", "Put it on", "left to you", "We accept"} {
			if strings.Contains(out, act) {
				t.Errorf("%s reads %q", role, act)
			}
		}
	}
}

func TestOnlyWhatStandsInNoRiskIsOffered(t *testing.T) {
	p := aPile(pact.Left, pact.Member)
	var texts []string
	for _, s := range p.loose() {
		texts = append(texts, s.Text)
	}
	if got := strings.Join(texts, " | "); strings.Contains(got, "We send the forecast on Friday") || !strings.Contains(got, "after the weekend is planned") {
		t.Error(got)
	}
	p = aPile(pact.Left, pact.Member)
	p.naming = riskForm{open: true}
	holds(t, app.HTMLString(p), "What belongs together", "Which sentences belong to it?", "In one line, what is the risk?")
	p = aPile(pact.Left, pact.Member)
	p.naming = riskForm{open: true, doubt: "Two people leave."}
	holds(t, app.HTMLString(p), "your name stands with them", "What is it about?")
	p = aPile(pact.Left, pact.Member)
	p.answering = riskAnswer{risk: p.cards()[0], way: pact.ByCommitment}
	holds(t, app.HTMLString(p), "How do you answer it?", "For a new one: the first words")
}

func TestBeforeAPreMortemItsPageLeadsToIt(t *testing.T) {
	p := aPile(pact.Left, pact.Member)
	p.Round, p.Table = nil, nil
	holds(t, app.HTMLString(p), "Nobody has asked yet.", "Ask everybody")
	p = aPile(pact.Left, pact.Member)
	p.Round, p.Table = nil, nil
	p.Data.Asked.Edges = append(p.Data.Asked.Edges, gql.RisksNodeRelationshipAskedRoundConnectionEdgesRoundEdge{Node: gql.RisksNodeRelationshipAskedRoundConnectionEdgesRoundEdgeNodeRound{Id: "rnd_1", State: pact.RoundOpen}})
	holds(t, app.HTMLString(p), "Everybody writes unseen.", "To the pre-mortem")
}
