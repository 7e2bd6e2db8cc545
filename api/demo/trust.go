package demo

import "midspan/app/pact"

// The documents of trust, by the numbers of their ids.
const (
	charter = 200 + iota
	lookedBack
)

// trust is the charter, what each side needs to see from the other, and the failure of March that both
// look back at.
func (b *builder) trust() {
	all := relationship(reset)
	paper := paper{charter, pact.CharterDocument, pact.Shared, reset, ines, "Charter", 7, []words{
		{ines, "means", "That we hear of it from each other first, and early, even when it is not certain.", 7, 1},
		{jonas, "means", " And that nobody has to be clever to be believed.", 6, 4},
		{hanna, "missed", "We ring the same day and say what it did to us. Nobody writes a mail about it first.", 5, 2},
	}, nil}
	b.paper(paper)
	b.tell(all, reset, ines, 7, 2, "document.created", document(charter))
	b.edits(all, paper)
	for i, t := range []struct {
		of, by     int
		text, seen string
		days, yes  int // who said yes, 0 while nobody has
	}{
		{alder, hanna, "When a slot moves, Quay calls before the lorry is loaded.", "The packing hall has a name and a time in its book.", 6, tomas},
		{alder, jonas, "A question to the night desk gets a person, not a form.", "Somebody answers within ten minutes, or calls back within the hour.", 5, ines},
		{quay, tomas, "The forecast comes on Thursday, even when it is a guess.", "It is in the calendar on Thursday at noon.", 6, hanna},
		{quay, ines, "Alder asks us before it tells its customers about a delay.", "Our planners see the note before it goes out.", 2, 0},
	} {
		b.behaviour(i+1, t.of, t.by, t.text, t.seen, t.days, t.yes)
	}
	b.lookback()
}

func (b *builder) behaviour(number, of, by int, text, seen string, days, yes int) {
	id, all := ID(pact.TrustBehaviourID, number), relationship(reset)
	b.add("behaviour", b.tx.TrustBehaviour.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(all).SetAuthorID(user(by)).
		SetReceiverSideID(side(of)).SetText(text).SetSeen(seen).SetCreatedAt(b.ago(days, 3)))
	b.tell(all, reset, by, days, 3, "trust.worded", id)
	if yes == 0 {
		return
	}
	b.add("confirmation", b.tx.Confirmation.Create().SetID(ID(pact.ConfirmationID, 200+number)).SetAudience(pact.Shared).SetRelationshipID(all).
		SetAuthorID(user(yes)).SetKind(pact.ConfirmedWording).SetTrustBehaviourID(id).SetFromSideID(side(houseOf(yes))).
		SetDigest(pact.BehaviourDigest(id, text, seen, side(of))).SetCreatedAt(b.ago(days-1, 2)))
	b.tell(all, reset, yes, days-1, 2, "trust.accepted", id)
}

// lookback is open: one cause has its safeguard, another one waits for the word of Quay.
func (b *builder) lookback() {
	all, id := relationship(reset), ID(pact.LookbackID, 1)
	paper := paper{lookedBack, pact.LookbackDocument, pact.Shared, reset, tomas, "Looking back", 3, []words{
		{tomas, "text", "In March two night collections were cancelled within a week, and Alder learned of it at the gate.", 3, 3},
		{hanna, "text", " We answered with mails to everybody, and from then on nobody rang anybody.", 3, 2},
	}, nil}
	b.paper(paper)
	b.edits(all, paper)
	b.add("look back", b.tx.Lookback.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(all).SetAuthorID(user(tomas)).
		SetElsewhere(false).SetMinutes(25).SetDocumentID(document(lookedBack)).SetCreatedAt(b.ago(3, 4)))
	b.tell(all, reset, tomas, 3, 4, "lookback.opened", id)
	for i, s := range []struct {
		by, commitment int
		cause, text    string
		yes            []int
	}{
		{ines, 0, "Nobody at night was allowed to decide, so nobody said anything.", "Two people on each side may decide at night, and the other side has their numbers.", []int{ines, jonas}},
		{jonas, 2, "Our forecast came on Friday evening and read as if it were certain.", "It comes on Thursday and says which lines are a guess.", []int{hanna}},
	} {
		b.safeguard(i+1, s.by, s.commitment, s.cause, s.text, s.yes)
	}
}

func (b *builder) safeguard(number, by, promise int, cause, text string, yes []int) {
	id, all := ID(pact.SafeguardID, number), relationship(reset)
	row := b.tx.Safeguard.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(all).SetAuthorID(user(by)).
		SetLookbackID(ID(pact.LookbackID, 1)).SetCause(cause).SetText(text).SetCreatedAt(b.ago(3, 1))
	if promise != 0 {
		row.SetCommitmentID(commitment(promise))
	}
	b.add("safeguard", row)
	b.tell(all, reset, by, 3, 1, "safeguard.named", id)
	for i, who := range yes {
		b.add("confirmation", b.tx.Confirmation.Create().SetID(ID(pact.ConfirmationID, 220+10*number+i)).SetAudience(pact.Shared).SetRelationshipID(all).
			SetAuthorID(user(who)).SetKind(pact.ConfirmedWording).SetSafeguardID(id).SetFromSideID(side(houseOf(who))).
			SetDigest(pact.SafeguardDigest(id, cause, text)).SetCreatedAt(b.ago(2, 4-i)))
		b.tell(all, reset, who, 2, 4-i, "safeguard.agreed", id)
	}
}
