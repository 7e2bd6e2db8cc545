package demo

import (
	"strings"

	"midspan/app/pact"
	"midspan/app/ytext"
)

const preMortemTalk = 30

// failed is what everybody said of the year in which it failed.
var failed = talk{preMortemTalk, pact.PreMortemRound, "", tomas, 5, 3, []said{
	{hanna, map[string]string{
		"commitments": "We kept the Thursday forecast for six weeks. Then the harvest came, and nobody dared to send a guess.",
		"people":      "Everything hung on two names at each end. In February both were away.",
	}, "", 4},
	{mette, map[string]string{"idea": "We mended the forecast and never asked whether berries have to travel by night."}, "", 4},
	{jonas, map[string]string{
		"tools":  "The calendar was a sheet with eleven tabs. By March there were two of them.",
		"people": "The night desk did not know whom to ring when I was off.",
	}, "", 4},
	{tomas, map[string]string{
		"processes": "A no from a planner still had to go through me.",
		"path":      "We tried all cities at once instead of two depots first.",
	}, "", 4},
	{clara, map[string]string{"strategy": "Our board sold the Mondays to somebody who pays more."}, "", 4},
	{ines, map[string]string{
		"commitments": "We promised no slot that is not in the plan, and said yes on the phone anyway.",
		"tools":       "Two calendars, and each side trusted its own.",
	}, "", 4},
}, []words{{ines, "people", "Two more names at each desk before the berries come.", 3, 1}}, 0}

// tabled is a risk on the table: what belongs to it by who said it, its votes, and its answer.
type tabled struct {
	by          int
	kind        pact.RiskKind
	text        string
	said        map[int]string
	votes       []int
	commitment  int
	opportunity string
	accepted    int
}

var risks = []tabled{
	{
		hanna, pact.RiskPeople, "It hangs on two people.",
		map[int]string{hanna: "Everything hung on two names at each end", jonas: "The night desk did not know whom to ring when I was off"},
		[]int{hanna, jonas, tomas, ines},
		0, "", 0,
	},
	{
		ines, pact.RiskTools, "Two calendars, and each trusts its own.",
		map[int]string{jonas: "By March there were two of them", ines: "Two calendars, and each side trusted its own"},
		[]int{hanna, jonas, ines},
		4, "", 0,
	},
	{
		tomas, pact.RiskStrategy, "The Mondays go to somebody who pays more.",
		map[int]string{clara: "Our board sold the Mondays to somebody who pays more"},
		[]int{tomas, clara},
		0, "", hanna,
	},
	{
		jonas, pact.RiskCommitments, "When it gets busy, nobody dares to send a guess.",
		map[int]string{hanna: "Then the harvest came, and nobody dared to send a guess", ines: "and said yes on the phone anyway"},
		[]int{hanna, jonas},
		0, "A guess that is marked as one helps Quay’s planners more than silence until Friday.", 0,
	},
}

func (b *builder) preMortem() {
	b.talk(failed)
	vote := 0
	for i, k := range risks {
		id := ID(pact.RiskID, 10+i)
		phrases := k.phrases()
		row := b.tx.Risk.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).SetAuthorID(user(k.by)).
			SetRoundID(round(preMortemTalk)).SetKind(k.kind).SetText(k.text).SetPhrases(phrases).SetVotes(len(k.votes)).SetCreatedAt(b.ago(3, 2))
		b.tell(relationship(reset), reset, k.by, 3, 2, "risk.named", id)
		switch {
		case k.commitment != 0:
			row.SetTreatment(pact.ByCommitment).SetCommitmentID(commitment(k.commitment))
			b.tell(relationship(reset), reset, tomas, 2, 3, "risk.treated", id)
		case k.opportunity != "":
			row.SetTreatment(pact.AsOpportunity).SetOpportunity(k.opportunity)
			b.tell(relationship(reset), reset, ines, 2, 2, "risk.treated", id)
		}
		b.add("risk", row)
		for _, who := range k.votes {
			vote++
			b.add("vote", b.tx.RiskVote.Create().SetID(ID(pact.RiskVoteID, vote)).SetAudience(pact.Author).SetRelationshipID(relationship(reset)).
				SetAuthorID(user(who)).SetRiskID(id).SetRoundID(round(preMortemTalk)).SetCreatedAt(b.ago(2, 5)))
		}
		if k.accepted != 0 {
			b.add("confirmation", b.tx.Confirmation.Create().SetID(ID(pact.ConfirmationID, 80)).SetAudience(pact.Shared).
				SetRelationshipID(relationship(reset)).SetAuthorID(user(k.accepted)).SetKind(pact.ConfirmedWording).SetRiskID(id).
				SetFromSideID(side(houseOf(k.accepted))).SetDigest(pact.RiskDigest(id, k.text, phrases)).SetCreatedAt(b.ago(2, 1)))
			b.tell(relationship(reset), reset, k.accepted, 2, 1, "risk.accepted", id)
		}
	}
}

// phrases finds the words of a risk in what was said.
func (k tabled) phrases() (all []pact.Phrase) {
	for i, a := range failed.answers {
		words, ok := k.said[a.by]
		for _, q := range pact.Questions(pact.PreMortemRound, false) {
			if at := strings.Index(a.texts[q.Key], words); ok && at >= 0 {
				from := ytext.UTF16Len(a.texts[q.Key][:at])
				all = append(all, pact.Phrase{Source: ID(pact.AnswerID, 10*preMortemTalk+i), Key: q.Key, From: from, To: from + ytext.UTF16Len(words), Text: words})
			}
		}
	}
	return all
}
