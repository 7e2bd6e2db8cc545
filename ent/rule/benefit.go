//go:build !bootstrap

package rule

import (
	"entgo.io/ent/dialect/sql"

	"midspan/app/pact"
	"midspan/ent/benefit"
)

// ownOrBoths holds for the benefits in figures that the viewer may write, and for their own personal ones.
func ownOrBoths(me string, s *sql.Selector) *sql.Predicate {
	return sql.And(writable(me, s), sql.Or(
		sql.EQ(s.C(benefit.FieldKind), string(pact.FigureBenefit)),
		own(author)(me, s),
	))
}

// ownKept holds for what the viewer keeps to themselves.
func ownKept(me string, s *sql.Selector) *sql.Predicate {
	return sql.And(sql.EQ(s.C(audience), string(pact.Author)), own(author)(me, s), room(me, s))
}
