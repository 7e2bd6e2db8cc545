package demo

import (
	"midspan/app/pact"
	"midspan/ent"
)

// laterPromises are those that something became of, and what one side asks of the other or offers it.
var laterPromises = []promise{
	{
		7, pact.Individual, pact.Deliverable, pact.Kept, quay,
		[]int{tomas},
		"", 20,
		[]words{{tomas, "wording", "Our night planner spends two days in the Odder packing hall before Christmas.", 11, 4}},
		[]int{tomas, jonas},
	},
	{
		8, pact.Individual, pact.Deliverable, pact.Slipped, alder,
		[]int{jonas},
		"", -4,
		[]words{{jonas, "wording", "Each pallet leaves Odder with its city on it, from the first Monday on.", 11, 3}},
		[]int{jonas, ines},
	},
	{
		9, pact.Individual, pact.Deliverable, pact.Released, alder,
		[]int{hanna},
		"", 30,
		[]words{{hanna, "wording", "We print the route sheets for the drivers and hand them over at the gate.", 11, 2}},
		[]int{hanna, tomas},
	},
	{
		10, pact.Individual, pact.Support, pact.Draft, quay,
		[]int{ines},
		"", 40,
		[]words{{hanna, "wording", "Somebody at Quay’s night desk who may say no to us.", 4, 2}},
		[]int{hanna},
	},
	{
		11, pact.Individual, pact.Support, pact.Draft, quay,
		[]int{tomas},
		"", 25,
		[]words{{ines, "wording", "A seat for Alder’s planner when we plan the routes on Wednesdays, for a month.", 3, 2}},
		[]int{ines},
	},
}

// asked are the promises that the other side wrote, and asks for.
var asked = map[int]int{10: alder}

// lifeStep is a step of a promise's life.
type lifeStep struct {
	kind      pact.CommitmentStepKind
	by        int
	days, hrs int
	note      string
}

var lives = map[int][]lifeStep{
	6: {{pact.StepReported, ines, 1, 2, ""}},
	7: {
		{pact.StepReported, tomas, 5, 3, ""},
		{pact.StepNotYet, jonas, 5, 1, "The first day was lovely. The second is still to come."},
		{pact.StepReported, tomas, 3, 3, ""},
		{pact.StepKept, hanna, 2, 3, ""},
	},
	8: {{pact.StepSlipped, jonas, 2, 4, ""}},
	9: {{pact.StepReleased, tomas, 6, 2, ""}},
}

var stepEvents = map[pact.CommitmentStepKind]string{
	pact.StepReported: "commitment.reported", pact.StepNotYet: "commitment.not_yet", pact.StepKept: "commitment.kept",
	pact.StepSlipped: "commitment.slipped", pact.StepReleased: "commitment.released",
}

// lived says of a promise who wrote it, and whether somebody reports that it is done.
func (b *builder) lived(row *ent.CommitmentCreate, p promise) {
	from := houseOf(p.words[0].by)
	if house, ok := asked[p.number]; ok {
		from = house
	}
	row.SetFromSideID(side(from))
	if steps := lives[p.number]; len(steps) > 0 && steps[len(steps)-1].kind == pact.StepReported {
		last := steps[len(steps)-1]
		row.SetReportedAt(b.ago(last.days, last.hrs)).SetReportedByID(user(last.by)).SetReportedSideID(side(houseOf(last.by)))
	}
}

func (b *builder) steps() {
	number := 0
	for _, p := range promises {
		for _, s := range lives[p.number] {
			number++
			b.add("commitment step", b.tx.CommitmentStep.Create().SetID(ID(pact.CommitmentStepID, number)).SetAudience(pact.Shared).
				SetRelationshipID(relationship(reset)).SetAuthorID(user(s.by)).SetCommitmentID(commitment(p.number)).SetKind(s.kind).
				SetFromSideID(side(houseOf(s.by))).SetNote(s.note).SetCreatedAt(b.ago(s.days, s.hrs)))
			b.tell(relationship(reset), reset, s.by, s.days, s.hrs, stepEvents[s.kind], commitment(p.number))
		}
	}
}

// slipWords is the document of the talk about what slipped.
const slipWords = 60

// slip is a talk that is open: what is better from now on is still to be written.
func (b *builder) slip() {
	written := []words{
		{jonas, "happened", "The labels came from the wrong printer, and for a week half the pallets had none.", 2, 3},
		{ines, "happened", " Our night desk sorted them by hand and said nothing.", 1, 4},
		{jonas, "learned", "Nobody at Quay knew whom to ring in the hall.", 1, 3},
	}
	b.paper(paper{slipWords, pact.ConversationDocument, pact.Shared, reset, jonas, "A talk about what slipped", 2, written, nil})
	id := ID(pact.ConversationID, 1)
	b.add("conversation", b.tx.Conversation.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).
		SetAuthorID(user(jonas)).SetKind(pact.SlipConversation).SetDocumentID(document(slipWords)).SetCommitmentID(commitment(8)).
		SetCreatedAt(b.ago(2, 4)))
	b.tell(relationship(reset), reset, jonas, 2, 4, "conversation.opened", id)
	for _, w := range written {
		b.tell(relationship(reset), reset, w.by, w.days, w.hrs, "document.edited", document(slipWords))
	}
}
