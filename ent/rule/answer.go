//go:build !bootstrap

package rule

import (
	"entgo.io/ent/dialect/sql"

	"midspan/app/pact"
	"midspan/ent/answer"
	"midspan/ent/round"
)

// opened holds for the viewer's own answers and those of their side; and, once their round is
// revealed, for those that were handed in: of everybody when they are named, of the viewer's own side
// when they are pooled. Visibility follows from the round's one row, so that a reveal is one change.
func opened(me string, s *sql.Selector) *sql.Predicate {
	return sql.Or(
		room(me, s),
		sql.And(
			sql.NotNull(s.C(answer.FieldSubmittedAt)),
			inRelationship(relationship)(me, s),
			sql.Or(
				revealed(pact.Named, s),
				sql.And(revealed(pact.Pooled, s), inSide(answer.FieldFromSideID)(me, s)),
			),
		),
	)
}

// revealed holds for answers of revealed rounds of a naming.
func revealed(naming pact.Naming, s *sql.Selector) *sql.Predicate {
	t := sql.Table(round.Table).As("revealed")
	return sql.Exists(sql.Select(t.C(round.FieldID)).From(t).Where(sql.And(
		sql.ColumnsEQ(t.C(round.FieldID), s.C(answer.FieldRoundID)),
		sql.EQ(t.C(round.FieldState), string(pact.RoundRevealed)),
		sql.EQ(t.C(round.FieldNaming), string(naming)),
	)))
}
