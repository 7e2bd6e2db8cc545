package demo

import (
	"midspan/app/pact"
)

// focus is who carries what, what takes both sides' time, and what they last expected of each other.
func (b *builder) focus() {
	b.carried()
	b.differs()
	for i, f := range []struct {
		by, days     int
		kind         pact.FocusKind
		text, rhythm string
		serves       bool
		fate         pact.FocusFate
		whom         string
		decided      int // by whom
	}{
		{hanna, 11, pact.MeetingItem, "The Thursday call on next week’s volumes", "Thursdays at nine, twenty minutes", true, pact.KeptOn, "", 0},
		{tomas, 11, pact.MeetingItem, "The monthly review of the figures", "first Tuesday, an hour", false, pact.KeptOn, "", 0},
		{jonas, 10, pact.AgendaItem, "Two Monday slots at Malmö through February", "", true, pact.KeptOn, "", 0},
		{ines, 8, pact.AgendaItem, "Who rings whom when a slot is missed", "", true, pact.KeptOn, "", 0},
		{mette, 6, pact.AgendaItem, "The colour of the crate labels", "", false, pact.KeptOn, "", 0},
		{hanna, 10, pact.WorkItem, "Counting every crate twice, at both ends", "", false, pact.Undecided, "", 0},
		{ines, 9, pact.WorkItem, "The shared calendar of free nights", "", true, pact.KeptOn, "", tomas},
		{tomas, 9, pact.WorkItem, "Repairing broken crates in the depot", "", false, pact.HandedOut, "the crate pool in Odense", jonas},
		{jonas, 10, pact.MeetingItem, "The Monday mail on last week’s delays", "weekly", false, pact.DroppedIt, "", tomas},
	} {
		id := ID(pact.FocusItemID, i+1)
		row := b.tx.FocusItem.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).SetAuthorID(user(f.by)).
			SetKind(f.kind).SetText(f.text).SetRhythm(f.rhythm).SetFate(f.fate).SetToWhom(f.whom).SetCreatedAt(b.ago(f.days, 2))
		if f.serves {
			row.SetOutcomeID(ID(pact.OutcomeID, 1))
		}
		if f.decided != 0 {
			row.SetDecidedByID(user(f.decided)).SetDecidedAt(b.ago(3, 2))
		}
		b.add("focus item", row)
		b.tell(relationship(reset), reset, f.by, f.days, 2, "focus.added", id)
		if f.decided != 0 {
			what := map[pact.FocusFate]string{pact.KeptOn: "focus.kept", pact.HandedOut: "focus.handed_out", pact.DroppedIt: "focus.dropped"}[f.fate]
			b.tell(relationship(reset), reset, f.decided, 3, 2, what, id)
		}
	}
	for i, l := range []struct {
		by, days int
		text     string
	}{
		{ines, 9, "A number said aloud on Thursday is worth three mails on Friday."},
		{jonas, 2, "Ask what the night desk needs before telling it what is coming."},
	} {
		id := ID(pact.LearningID, i+1)
		b.add("learning", b.tx.Learning.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).SetAuthorID(user(l.by)).
			SetItemID(ID(pact.FocusItemID, 1)).SetText(l.text).SetCreatedAt(b.ago(l.days, 4)))
		b.tell(relationship(reset), reset, l.by, l.days, 4, "learning.noted", id)
	}
}

// differs is what both found different in what they expected.
func (b *builder) differs() {
	text := "That we are cheap, and that we never say no."
	b.add("mark", b.tx.Mark.Create().SetID(ID(pact.MarkID, 50)).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).
		SetAuthorID(user(hanna)).SetRoundID(round(expectedTalk)).SetKey("theirs").SetKind(pact.Differs).
		SetName("Alder wants slots that hold; Quay heard cheap.").SetSpans([]pact.Span{{Source: ID(pact.AnswerID, 61), From: 0, To: len(text)}}).SetCreatedAt(b.ago(11, 1)))
}

// carried is the map: Hanna holds the whole of Alder, nobody yet of Quay, and returns are nobody's.
func (b *builder) carried() {
	for i, name := range []string{"Berries", "Night slots", "Forecasts", "Invoices", "Returns"} {
		id := ID(pact.TopicID, i+1)
		b.add("topic", b.tx.Topic.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).SetAuthorID(user(hanna)).
			SetName(name).SetCreatedAt(b.ago(12, 2)))
		b.tell(relationship(reset), reset, hanna, 12, 2, "topic.named", id)
	}
	for i, p := range []struct {
		left, right int
		topics      []int
	}{
		{hanna, tomas, []int{1}},
		{jonas, ines, []int{2, 3}},
		{mette, clara, []int{4}},
	} {
		id := ID(pact.PairingID, i+1)
		row := b.tx.Pairing.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).SetAuthorID(user(tomas)).
			SetLeftID(participant(p.left)).SetRightID(participant(p.right)).SetCreatedAt(b.ago(11, 2))
		for _, t := range p.topics {
			row.AddTopicIDs(ID(pact.TopicID, t))
		}
		b.add("pairing", row)
		b.tell(relationship(reset), reset, tomas, 11, 2, "pairing.set", id)
	}
	b.add("hub", b.tx.Participant.UpdateOneID(participant(hanna)).SetHub(true))
	b.add("facet", b.tx.Participant.UpdateOneID(participant(samir)).SetFacet("How the two of you talk when it gets tight").SetUntil(b.in(60)))
	b.tell(relationship(reset), reset, hanna, 10, 1, "hub.changed", participant(hanna))
	b.tell(relationship(reset), reset, tomas, 10, 1, "adviser.changed", participant(samir))
}
