//go:build !bootstrap

package rule

import (
	"entgo.io/ent/dialect/sql"

	"midspan/ent/confirmation"
	"midspan/ent/conversation"
	"midspan/ent/event"
	"midspan/ent/lookback"
	entrelationship "midspan/ent/relationship"
	"midspan/ent/round"
	"midspan/ent/safeguard"
)

// epoch is the column of what a restart seals.
const epoch = round.FieldEpoch

// all holds where each of some predicates holds.
func all(ps ...predicate) predicate {
	return func(me string, s *sql.Selector) *sql.Predicate {
		each := make([]*sql.Predicate, len(ps))
		for i, p := range ps {
			each[i] = p(me, s)
		}
		return sql.And(each...)
	}
}

// unsealed holds for rows without an epoch, and for those of an epoch that is open. What is sealed
// follows from the one row of its relationship: neither sealing nor opening touches anything else.
func unsealed(_ string, s *sql.Selector) *sql.Predicate {
	return sql.Or(sql.IsNull(s.C(epoch)), sql.Not(sealing(s.C(relationship), s.C(epoch))))
}

// sealing holds when the relationship of a column is sealed for the epoch of another.
func sealing(of, when string) *sql.Predicate {
	r := sql.Table(entrelationship.Table).As("sealing")
	return sql.Exists(sql.Select(r.C(entrelationship.FieldID)).From(r).Where(sql.And(
		sql.ColumnsEQ(r.C(entrelationship.FieldID), of),
		sql.EQ(r.C(entrelationship.FieldSealed), true),
		sql.ColumnsGT(r.C(entrelationship.FieldEpoch), when),
	)))
}

// ofUnsealed holds for rows that do not hang, by a column, on a sealed row of a table.
func ofUnsealed(table, column string) predicate {
	return func(_ string, s *sql.Selector) *sql.Predicate {
		t := sql.Table(table).As("hung")
		return sql.Not(sql.Exists(sql.Select(t.C(round.FieldID)).From(t).Where(sql.And(
			sql.ColumnsEQ(t.C(round.FieldID), s.C(column)),
			sealing(t.C(relationship), t.C(epoch)),
		))))
	}
}

// What hangs on something that a restart seals.
var (
	ofTalk         = ofUnsealed(round.Table, "round_id")
	ofConversation = ofUnsealed(conversation.Table, "conversation_id")
	ofLookback     = ofUnsealed(lookback.Table, "lookback_id")
)

// ofCause holds for rows that do not hang on a cause of a look back that is sealed.
func ofCause(_ string, s *sql.Selector) *sql.Predicate {
	c, l := sql.Table(safeguard.Table).As("cause"), sql.Table(lookback.Table).As("hung")
	return sql.Not(sql.Exists(sql.Select(c.C(safeguard.FieldID)).From(c).Join(l).On(c.C(safeguard.FieldLookbackID), l.C(lookback.FieldID)).Where(sql.And(
		sql.ColumnsEQ(c.C(safeguard.FieldID), s.C(confirmation.FieldSafeguardID)),
		sealing(l.C(relationship), l.C(epoch)),
	))))
}

// afterRestart holds for events but those that both sides shared before what was, was sealed.
func afterRestart(_ string, s *sql.Selector) *sql.Predicate {
	r := sql.Table(entrelationship.Table).As("sealing")
	return sql.Not(sql.Exists(sql.Select(r.C(entrelationship.FieldID)).From(r).Where(sql.And(
		sql.ColumnsEQ(r.C(entrelationship.FieldID), s.C(event.FieldStream)),
		sql.EQ(r.C(entrelationship.FieldSealed), true),
		sql.ColumnsGTE(r.C(entrelationship.FieldRestartSeq), s.C(event.FieldSeq)),
	))))
}
