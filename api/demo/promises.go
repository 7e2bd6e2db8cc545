package demo

import (
	"midspan/app/pact"
)

// promise is a commitment of the demo.
type promise struct {
	number    int
	kind      pact.CommitmentKind
	nature    pact.CommitmentNature
	state     pact.CommitmentState
	house     int // that promises, 0 for both
	owners    []int
	rhythm    string
	due       int // days from now, 0 for none
	words     []words
	confirmed []int // who said for their side that the wording is theirs
}

func commitment(number int) string { return ID(pact.CommitmentID, number) }

var promises = append([]promise{
	{
		1, pact.Individual, pact.Behaviour, pact.Agreed, alder,
		[]int{jonas},
		"each time", 0,
		[]words{{jonas, "wording", "When our harvest forecast moves by more than a tenth, we ring Quay’s planner before any mail goes out.", 13, 2}},
		[]int{hanna, tomas},
	},
	{
		2, pact.Individual, pact.Deliverable, pact.Agreed, alder,
		[]int{hanna},
		"every Thursday", 0,
		[]words{{hanna, "wording", "The forecast for the coming week is with Quay on Thursday at noon, guesses marked as guesses.", 12, 5}},
		[]int{hanna, ines},
	},
	{
		3, pact.Mutual, pact.Behaviour, pact.Agreed, 0,
		[]int{hanna, tomas},
		"each time", 0,
		[]words{
			{tomas, "wording", "A missed slot is talked over within one working day, ", 12, 3},
			{hanna, "wording", "by phone, by the two people who planned it.", 12, 2},
		},
		[]int{tomas, jonas},
	},
	{
		4, pact.Mutual, pact.Deliverable, pact.Draft, 0,
		[]int{jonas, ines},
		"", 68,
		[]words{
			{jonas, "wording", "One calendar of harvest days and free nights that both planning desks write in, ", 5, 4},
			{ines, "wording", "tried out in two depots before it is everywhere.", 4, 3},
		},
		[]int{jonas},
	},
	{
		5, pact.Individual, pact.Behaviour, pact.Agreed, quay,
		[]int{tomas},
		"each time", 0,
		[]words{{tomas, "wording", "We promise no slot that is not in the plan, however hard it is to say no.", 10, 6}},
		[]int{tomas, hanna},
	},
	{
		6, pact.Individual, pact.Support, pact.Agreed, quay,
		[]int{ines},
		"", 97,
		[]words{{ines, "wording", "Two Monday slots at the Malmö dock stay open for Alder until the end of winter.", 6, 5}},
		[]int{ines, jonas},
	},
}, laterPromises...)

func (b *builder) promises() {
	confirmation := 0
	for _, p := range promises {
		id, author := commitment(p.number), p.words[0].by
		texts := b.paper(paper{
			wording + p.number, pact.CommitmentDocument, pact.Shared, reset, author, "Commitment", p.words[0].days, p.words, nil,
		})
		digest := pact.Digest(texts)
		row := b.tx.Commitment.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).
			SetAuthorID(user(author)).SetKind(p.kind).SetNature(p.nature).SetState(p.state).SetRhythm(p.rhythm).
			SetDocumentID(document(wording + p.number)).SetOutcomeID(ID(pact.OutcomeID, 1)).SetCreatedAt(b.ago(p.words[0].days, 2))
		for _, o := range p.owners {
			row.AddOwnerIDs(participant(o))
		}
		if p.house != 0 {
			row.SetPromiserID(side(p.house))
		}
		if p.due != 0 {
			row.SetDue(b.in(p.due))
		}
		if len(p.confirmed) == 2 {
			row.SetDigest(digest)
		}
		b.lived(row, p)
		b.add("commitment", row)
		if pact.WordsStand(p.state) {
			b.add("words that stand", b.tx.Document.UpdateOneID(document(wording+p.number)).SetClosedAt(b.ago(1, 2)))
		}
		b.add("revision", b.tx.Revision.Create().SetID(ID(pact.RevisionID, p.number)).SetDocumentID(document(wording+p.number)).
			SetSeq(int64(len(p.words))).SetDigest(digest).SetTexts(texts).SetAuthorID(user(p.confirmed[0])))
		for i, who := range p.confirmed {
			confirmation++
			b.confirm(confirmation, id, pact.ConfirmedWording, who, digest, p.words[0].days-1-i)
		}
		for _, s := range lives[p.number] {
			if s.kind == pact.StepKept {
				confirmation++
				b.confirm(confirmation, id, pact.ConfirmedKept, s.by, digest, s.days)
			}
		}
	}
	b.steps()
	b.slip()
	b.proposal()
}

func (b *builder) confirm(number int, id string, kind pact.ConfirmationKind, who int, digest string, days int) {
	b.add("confirmation", b.tx.Confirmation.Create().SetID(ID(pact.ConfirmationID, number)).SetAudience(pact.Shared).
		SetRelationshipID(relationship(reset)).SetAuthorID(user(who)).SetKind(kind).SetCommitmentID(id).
		SetFromSideID(side(houseOf(who))).SetDigest(digest).SetCreatedAt(b.ago(days, 1)))
}

const newName = "Alder and Quay"

// proposal is a first key that waits for the second.
func (b *builder) proposal() {
	turned := b.ago(1, 2)
	b.add("joint act", b.tx.JointAct.Create().SetID(ID(pact.JointActID, 1)).SetAudience(pact.Shared).
		SetRelationshipID(relationship(reset)).SetAuthorID(user(tomas)).SetKind(pact.Rename).SetTarget(relationship(reset)).
		SetText(newName).SetFromSideID(side(quay)).SetDigest(pact.JointActDigest(pact.Rename, relationship(reset), newName)).
		SetCreatedAt(turned).SetExpiresAt(turned.Add(pact.JointActLasts)))
}
