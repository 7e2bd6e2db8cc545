package demo

import (
	"encoding/binary"
	"encoding/hex"
	"slices"
	"time"

	"midspan/app/pact"
)

// nobody is who did what is told without a name.
const nobody = 0

// told is a line of the journal.
type told struct {
	at      time.Time
	stream  string
	rel     int
	actor   int
	what    string
	subject string
}

// tell notes what happened some days and hours ago, for the readers of a stream.
func (b *builder) tell(stream string, rel, actor, days, hours int, what, subject string) {
	b.told = append(b.told, told{b.ago(days, hours), stream, rel, actor, what, subject})
}

// happened writes the journal of all that the other steps made.
func (b *builder) happened() {
	b.shared()
	b.private()
	slices.SortStableFunc(b.told, func(x, y told) int { return x.at.Compare(y.at) })
	seqs := map[string]int64{}
	for i, t := range b.told {
		seqs[t.stream]++
		row := b.tx.Event.Create().SetID(eventID(t.at, i)).SetStream(t.stream).SetSeq(seqs[t.stream]).
			SetRelationshipID(relationship(t.rel)).SetWhat(t.what).SetSubjectID(t.subject).SetCreatedAt(t.at)
		if t.actor != nobody {
			row.SetActorID(user(t.actor))
		}
		b.add("event", row)
	}
	for stream, seq := range seqs {
		b.add("stream", b.tx.Stream.Create().SetID(stream).SetSeq(seq))
	}
}

func (b *builder) shared() {
	all := relationship(reset)
	b.tell(all, reset, hanna, 26, 3, "relationship.created", all)
	b.tell(all, reset, tomas, 19, 5, "participant.joined", participant(tomas))
	b.tell(all, reset, tomas, 19, 5, "relationship.joined", all)
	for _, p := range []struct{ who, days int }{{mette, 25}, {jonas, 24}, {clara, 18}, {ines, 17}, {samir, 12}} {
		b.tell(all, reset, p.who, p.days, 3, "participant.joined", participant(p.who))
	}
	b.tell(all, reset, hanna, 14, 2, "outcome.created", ID(pact.OutcomeID, 1))
	b.tell(all, reset, tomas, 4, 3, "document.created", document(sharedNote))
	for _, p := range papers {
		if p.audience == pact.Shared && p.rel == reset {
			b.edits(all, p)
		}
	}
	for _, p := range promises {
		first := p.words[0]
		b.tell(all, reset, first.by, first.days, 2, "commitment.created", commitment(p.number))
		for i, who := range p.confirmed {
			b.tell(all, reset, who, first.days-1-i, 1, "commitment.confirmed", commitment(p.number))
		}
		if len(p.confirmed) == 2 {
			b.tell(all, reset, p.confirmed[1], first.days-2, 1, "commitment.agreed", commitment(p.number))
		}
	}
	b.tell(all, reset, tomas, 1, 2, "name.proposed", ID(pact.JointActID, 1))
	b.tell(relationship(elsewhere), elsewhere, ruth, 9, 2, "relationship.created", relationship(elsewhere))
}

func (b *builder) private() {
	b.tell(side(alder), reset, hanna, 25, 2, "invitation.written", ID(pact.InvitationID, 1))
	b.tell(side(oak), elsewhere, ruth, 6, 1, "invitation.written", ID(pact.InvitationID, 2))
	for _, p := range papers {
		stream := map[pact.Audience]string{pact.Author: user(p.author), pact.OurSide: side(houseOf(p.author)), pact.Shared: relationship(p.rel)}[p.audience]
		if p.audience == pact.Shared && p.rel == reset {
			continue
		}
		b.tell(stream, p.rel, p.author, p.days, 2, "document.created", document(p.number))
		b.edits(stream, p)
	}
}

func (b *builder) edits(stream string, p paper) {
	for _, w := range p.words {
		b.tell(stream, p.rel, w.by, w.days, w.hrs, "document.edited", document(p.number))
	}
}

// eventID rises with the time of the event, as the ids of real ones do.
func eventID(at time.Time, n int) string {
	var id [16]byte
	binary.BigEndian.PutUint64(id[:8], uint64(at.UnixMilli())<<16|0x7000)
	binary.BigEndian.PutUint64(id[8:], 0x8000000000000000|uint64(n))
	return string(pact.EventID) + hex.EncodeToString(id[:])
}
