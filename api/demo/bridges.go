package demo

import (
	"crypto/sha256"
	"time"

	"midspan/app/pact"
)

// The relationships: between Alder and Quay, and the one that Oak & Iron has with somebody else.
const (
	reset = 1 + iota
	elsewhere
)

func relationship(number int) string { return ID(pact.RelationshipID, number) }

// side is the bank of an organisation in its relationship; brook is a name that nobody answers to yet.
func side(house int) string { return ID(pact.SideID, house) }

const brook = 9

// OpenLetter is the token of a letter that waits for its answer: /i/ and this shows it.
const OpenLetter = "demo-letter-from-oak-and-iron"

func (b *builder) bridges() {
	b.add("relationship", b.tx.Relationship.Create().SetID(relationship(reset)).SetName("Alder Foods and Quay Logistics").
		SetStage(pact.Envision).SetCreatedAt(b.ago(26, 3)).SetJoinedAt(b.ago(19, 5)))
	b.add("relationship", b.tx.Relationship.Create().SetID(relationship(elsewhere)).SetName("Oak & Iron and Brookside Mills").
		SetStage(pact.ReachOut).SetCreatedAt(b.ago(9, 2)))
	b.bank(reset, alder, pact.Left, organizations[alder], true)
	b.bank(reset, quay, pact.Right, organizations[quay], true)
	b.bank(elsewhere, oak, pact.Left, organizations[oak], true)
	b.bank(elsewhere, brook, pact.Right, "Brookside Mills", false)
	b.participants()
	b.profile(1, reset, alder, hanna, pact.Carrier, "Winter transport",
		"Two night collections were cancelled in March and the mails have been short ever since. If it goes on, the tender in spring decides it, and neither of us will have said a word.")
	b.profile(2, reset, quay, tomas, pact.Customer, "Alder, cold chain",
		"Our planners brace themselves when a forecast from Alder comes in. We answer late, they push harder. I would rather lose an hour now than the whole lane in spring.")
	b.profile(3, elsewhere, oak, ruth, pact.Supplier, "Flour and bran",
		"Three late deliveries, and their owner has stopped answering my calls.")
	b.letters()
}

func (b *builder) bank(rel, number int, bank pact.Bank, name string, joined bool) {
	row := b.tx.Side.Create().SetID(side(number)).SetRelationshipID(relationship(rel)).SetBank(bank).SetName(name).SetCreatedAt(b.ago(26, 3))
	if joined {
		row.SetOrganizationID(ID(pact.OrganizationID, number))
	}
	b.add("side", row)
}

// participant is the seat of a person in the relationship of their organisation.
func participant(number int) string { return ID(pact.ParticipantID, number) }

func (b *builder) participants() {
	for _, p := range []struct {
		number int
		role   pact.Role
		days   int
	}{
		{hanna, pact.Owner, 26},
		{mette, pact.Sponsor, 25},
		{jonas, pact.Member, 24},
		{tomas, pact.Owner, 19},
		{clara, pact.Sponsor, 18},
		{ines, pact.Member, 17},
		{ruth, pact.Owner, 9},
	} {
		rel := reset
		if p.number == ruth {
			rel = elsewhere
		}
		b.add("participant", b.tx.Participant.Create().SetID(participant(p.number)).SetRelationshipID(relationship(rel)).
			SetSideID(side(houseOf(p.number))).SetUserID(user(p.number)).SetRole(p.role).
			SetCreatedAt(b.ago(p.days, 3)).SetJoinedAt(b.ago(p.days, 3)))
	}
	b.add("adviser", b.tx.Participant.Create().SetID(participant(samir)).SetRelationshipID(relationship(reset)).
		SetUserID(user(samir)).SetRole(pact.Adviser).SetCreatedAt(b.ago(12, 3)).SetJoinedAt(b.ago(12, 3)))
}

func (b *builder) profile(number, rel, house, author int, kind pact.RelationshipKind, title, why string) {
	b.add("profile", b.tx.SideProfile.Create().SetID(ID(pact.SideProfileID, number)).SetAudience(pact.OurSide).
		SetRelationshipID(relationship(rel)).SetSideID(side(house)).SetAuthorID(user(author)).
		SetKind(kind).SetTitle(title).SetWhy(why).SetCreatedAt(b.ago(20, 0)))
}

func (b *builder) letters() {
	hash := func(token string) []byte { sum := sha256.Sum256([]byte(token)); return sum[:] }
	written := b.ago(25, 2)
	b.add("invitation", b.tx.Invitation.Create().SetID(ID(pact.InvitationID, 1)).SetAudience(pact.OurSide).
		SetRelationshipID(relationship(reset)).SetSideID(side(alder)).SetAuthorID(user(hanna)).SetToSideID(side(quay)).
		SetRole(pact.Owner).SetTokenHash(hash("demo-letter-from-alder")).SetRecipient("Tomás Reis").
		SetOwning("In March I cancelled two night collections and let your depot find out before you did. After that I hid behind short mails. Both were mine to do better.").
		SetAsking("I would like us to plan the winter together again, as we did in the first year. Could we take an hour for it? I will come to you.").
		SetCreatedAt(written).SetExpiresAt(written.Add(pact.InvitationDays*24*time.Hour)).
		SetAnswer(pact.AnswerYes).SetAnsweredAt(b.ago(19, 6)).SetAcceptedAt(b.ago(19, 5)).SetAcceptedByID(user(tomas)))
	b.add("invitation", b.tx.Invitation.Create().SetID(ID(pact.InvitationID, 2)).SetAudience(pact.OurSide).
		SetRelationshipID(relationship(elsewhere)).SetSideID(side(oak)).SetAuthorID(user(ruth)).SetToSideID(side(brook)).
		SetRole(pact.Owner).SetTokenHash(hash(OpenLetter)).SetRecipient("Peter Hale").
		SetOwning("I went over your head when the autumn flour was late, and told the whole kitchen before I asked you what had happened. That was unfair, and I am sorry for it.").
		SetAsking("I would like to hear your side of the autumn, and to find a way of ordering that your mill can live with.").
		SetCreatedAt(b.ago(6, 1)).SetExpiresAt(b.now.AddDate(0, 0, 22)))
}
