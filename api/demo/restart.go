package demo

import (
	"midspan/app/pact"
	wrote "midspan/ent/answer"
	doc "midspan/ent/document"
	rounds "midspan/ent/round"
)

// stances are how people stand to the restart, as their own side alone knows.
var stances = []struct {
	by, days int
	stand    pact.Stand
}{
	{hanna, 3, pact.WithIt},
	{ines, 2, pact.NotYet},
	{tomas, 3, pact.WithIt},
}

// restart says how people stand to beginning anew, and which words it would seal.
func (b *builder) restart() {
	for i, s := range stances {
		b.add("stance", b.tx.Stance.Create().SetID(ID(pact.StanceID, i+1)).SetAudience(pact.OurSide).SetRelationshipID(relationship(reset)).
			SetSideID(side(houseOf(s.by))).SetAuthorID(user(s.by)).SetStand(s.stand).SetSaidAt(b.ago(s.days, 1)).SetCreatedAt(b.ago(s.days, 1)))
		b.tell(side(houseOf(s.by)), reset, s.by, s.days, 1, "stance.taken", "")
	}
	about := rounds.Epoch(0)
	b.add("epochs", b.tx.Document.Update().Where(doc.Or(doc.HasRoundWith(about), doc.HasAnswerWith(wrote.HasRoundWith(about)))).SetEpoch(0))
}
