//go:build !bootstrap

package rule

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"

	"midspan/app/pact"
	gen "midspan/ent"
	"midspan/ent/document"
	"midspan/ent/membership"
	"midspan/ent/participant"
	"midspan/ent/side"
	"midspan/ent/viewer"
)

// Columns of a row in a room.
const (
	audience     = document.FieldAudience
	relationship = document.FieldRelationshipID
	ofSide       = document.FieldSideID
	author       = document.FieldAuthorID
)

// standing holds for rows whose column names what the viewer takes part in, by the same column of
// their participations, in the given roles (any when none). It is asked inside each statement, so a
// removal holds from the moment it is committed, and row by row, so that it costs the same however
// much the viewer takes part in.
func standing(me, column, of string, roles ...pact.Role) *sql.Predicate {
	t := sql.Table(participant.Table).As("standing")
	own := []*sql.Predicate{
		sql.ColumnsEQ(t.C(column), of),
		sql.EQ(t.C(participant.FieldUserID), me),
		sql.IsNull(t.C(participant.FieldRemovedAt)),
		lasting(t),
	}
	if len(roles) > 0 {
		words := make([]any, len(roles))
		for i, r := range roles {
			words[i] = string(r)
		}
		own = append(own, sql.In(t.C(participant.FieldRole), words...))
	}
	return sql.Exists(sql.Select(t.C(participant.FieldID)).From(t).Where(sql.And(own...)))
}

// lasting holds for a seat without a last day, and for one whose last day is not over.
func lasting(t *sql.SelectTable) *sql.Predicate {
	return sql.Or(
		sql.IsNull(t.C(participant.FieldUntil)),
		sql.GTE(t.C(participant.FieldUntil), thisDay),
	)
}

// inRelationship holds for rows whose column names a relationship the viewer is in.
func inRelationship(column string, roles ...pact.Role) predicate {
	return func(me string, s *sql.Selector) *sql.Predicate {
		return standing(me, participant.FieldRelationshipID, s.C(column), roles...)
	}
}

// inSide holds for rows whose column names the viewer's own side.
func inSide(column string, roles ...pact.Role) predicate {
	return func(me string, s *sql.Selector) *sql.Predicate {
		return standing(me, participant.FieldSideID, s.C(column), roles...)
	}
}

// own holds for rows whose column names the viewer.
func own(column string) predicate {
	return func(me string, s *sql.Selector) *sql.Predicate { return sql.EQ(s.C(column), me) }
}

// houses selects the organizations the viewer is a member of.
func houses(me string) *sql.Selector {
	t := sql.Table(membership.Table).As("houses")
	return sql.Select(t.C(membership.FieldOrganizationID)).From(t).Where(sql.EQ(t.C(membership.FieldUserID), me))
}

// published holds for the rows of relationships of the viewer's organizations: what was opened to
// everyone in both of them is opened to these.
func published(me string, s *sql.Selector) *sql.Predicate {
	t := sql.Table(side.Table).As("banks")
	return sql.Exists(sql.Select(t.C(side.FieldID)).From(t).Where(sql.And(
		sql.ColumnsEQ(t.C(side.FieldRelationshipID), s.C(relationship)),
		sql.In(t.C(side.FieldOrganizationID), houses(me)),
	)))
}

// room holds for the rows of a room that the viewer may see.
func room(me string, s *sql.Selector) *sql.Predicate {
	is := func(a pact.Audience) *sql.Predicate { return sql.EQ(s.C(audience), string(a)) }
	return sql.Or(
		sql.And(
			sql.Or(is(pact.Shared), is(pact.Organizations), sql.And(is(pact.Author), own(author)(me, s))),
			inRelationship(relationship)(me, s),
		),
		sql.And(is(pact.OurSide), inSide(ofSide)(me, s)),
		sql.And(is(pact.Organizations), published(me, s)),
	)
}

// writable holds for the rows of a room that the viewer may change.
func writable(me string, s *sql.Selector) *sql.Predicate {
	is := func(a pact.Audience) *sql.Predicate { return sql.EQ(s.C(audience), string(a)) }
	return sql.Or(
		sql.And(is(pact.Shared), inRelationship(relationship, pact.Writers(pact.Shared)...)(me, s)),
		sql.And(is(pact.OurSide), inSide(ofSide, pact.Writers(pact.OurSide)...)(me, s)),
		sql.And(is(pact.Author), own(author)(me, s), inRelationship(relationship)(me, s)),
	)
}

// createInRoom lets a participant put a row of their own authorship into a room of theirs.
func createInRoom(roles ...pact.Role) func(context.Context, viewer.Viewer, *gen.Client, ent.Mutation) error {
	return func(ctx context.Context, v viewer.Viewer, c *gen.Client, m ent.Mutation) error {
		if text(m, author) != v.User {
			return pact.Refuse(pact.Forbidden, "A row is written under one's own name.")
		}
		me, err := c.Participant.Query().Where(
			participant.UserID(v.User),
			participant.RelationshipID(text(m, relationship)),
			participant.RemovedAtIsNil(),
		).Only(ctx)
		if err != nil {
			return unseen(err)
		}
		a, _ := m.Field(audience)
		where, _ := a.(pact.Audience)
		if mine := text(m, ofSide); (where == pact.OurSide) != (mine != "") || mine != "" && (me.SideID == nil || *me.SideID != mine) {
			return pact.Unseen()
		}
		if len(roles) > 0 && !contains(roles, me.Role) {
			return pact.MayDecide(me.Role)
		}
		return pact.MayWrite(me.Role, where)
	}
}

func contains(roles []pact.Role, r pact.Role) bool {
	for _, one := range roles {
		if one == r {
			return true
		}
	}
	return false
}

// text gives a string field of a mutation, "" when unset.
func text(m ent.Mutation, field string) string {
	v, _ := m.Field(field)
	s, _ := v.(string)
	return s
}

func unseen(err error) error {
	if gen.IsNotFound(err) {
		return pact.Unseen()
	}
	return err
}
