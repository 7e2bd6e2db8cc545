package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// aWorth is what both sides picked, opened.
func aWorth(bank pact.Bank, role pact.Role, left, right pact.Choice) *talk {
	one := aTalk(bank, role, pact.RoundRevealed)
	one.Data.Kind, one.Data.Title = pact.WorthItRound, "Is it worth it?"
	one.Data.Questions = []gql.OneRoundNodeRoundQuestionsQuestion{{Key: pact.WorthKey, Text: "Is it worth saving?", Choices: []pact.Choice{pact.ChoiceYes, pact.ChoiceNotNow, pact.ChoiceNo}}}
	one.Data.Relationship.Worth.Round = &gql.OneRoundNodeRoundRelationshipWorthRound{Id: one.Data.Id}
	for i, c := range []pact.Choice{left, right} {
		body := gql.AnswerBody{Id: []string{"ans_l", "ans_r"}[i], Side: one.Data.Relationship.Sides[i].SideLine}
		body.Texts = []gql.AnswerBodyTextsAnswerText{{Key: pact.WorthKey, Choice: c}}
		one.Data.Answers.Edges = append(one.Data.Answers.Edges, gql.OneRoundNodeRoundAnswersAnswerConnectionEdgesAnswerEdge{Node: body})
	}
	return one
}

func TestAnythingButYesFromBothLeadsToAPauseOrADecentParting(t *testing.T) {
	for _, bank := range []pact.Bank{pact.Left, pact.Right} {
		holds(t, app.HTMLString(aWorth(bank, pact.Owner, pact.ChoiceYes, pact.ChoiceYes).Render()), "Signing is open when you come to it.", "To the vision")
		for _, other := range []pact.Choice{pact.ChoiceNo, pact.ChoiceNotNow} {
			page := app.HTMLString(aWorth(bank, pact.Owner, pact.ChoiceYes, other).Render())
			holds(t, page, "nobody is to blame", "Agree on a pause", "Part well")
			if strings.Contains(page, "danger") {
				t.Error("the page is red")
			}
		}
		member := app.HTMLString(aWorth(bank, pact.Member, pact.ChoiceNo, pact.ChoiceNo).Render())
		if strings.Contains(member, "Agree on a pause") {
			t.Error("a member may propose a pause")
		}
	}
}

func TestWhatWasSaidBeforeDoesNotCountAnyMore(t *testing.T) {
	for _, said := range []pact.Choice{pact.ChoiceNo, pact.ChoiceYes} {
		one := aWorth(pact.Left, pact.Owner, said, pact.ChoiceYes)
		one.Data.Relationship.Worth.Round.Id = "rnd_2"
		page := app.HTMLString(one.Render())
		holds(t, page, "You asked again since.")
		for _, now := range []string{"Agree on a pause", "Signing is open"} {
			if strings.Contains(page, now) {
				t.Errorf("an old %s says %q", said, now)
			}
		}
	}
}

func TestNothingIsOfferedInAPause(t *testing.T) {
	o := &overview{Visit: Visit{Viewer: &Viewer{ID: "usr_1"}, Now: noon}, Data: &gql.OverviewNodeRelationship{RelationshipHead: aRelation(pact.Owner, pact.Left)}}
	holds(t, app.HTMLString(o.Render()), "This can be enough")
	o.Data.PausedUntil = dateOf(noon.AddDate(0, 1, 0))
	page := app.HTMLString(o.Render())
	holds(t, page, "You both leave it until")
	if strings.Contains(page, "This can be enough") {
		t.Error("in a pause it is offered to call it the reset")
	}
}

func TestAPauseWaitsForTheKeyOfTheOtherSide(t *testing.T) {
	for _, c := range []struct {
		bank  pact.Bank
		role  pact.Role
		turns bool
	}{{pact.Left, pact.Owner, false}, {pact.Right, pact.Owner, true}, {pact.Right, pact.Sponsor, false}} {
		o := &overview{Visit: Visit{Viewer: &Viewer{ID: "usr_1"}, Now: noon}, Data: &gql.OverviewNodeRelationship{RelationshipHead: aRelation(c.role, c.bank)}}
		o.Data.JointActs.Edges = append(o.Data.JointActs.Edges, gql.JointActLinesEdgesJointActEdge{Node: gql.JointActLine{
			Id: "act_1", Kind: pact.Pause, State: pact.Proposed, Text: "2027-02-03", FromSide: o.Data.Sides[0].SideLine,
			Author: gql.JointActLineAuthorUser{Name: "Hanna Lund"}, CreatedAt: noon, ExpiresAt: noon,
		}})
		page := app.HTMLString(o.Render())
		holds(t, page, "Alder Foods would leave it until")
		if strings.Contains(page, "Turn our key") != c.turns {
			t.Errorf("%s as %s turns the second key: %v", c.bank, c.role, !c.turns)
		}
	}
}
