//go:build !bootstrap

package rule

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"

	"midspan/app/pact"
	gen "midspan/ent"
	"midspan/ent/membership"
	"midspan/ent/publication"
	"midspan/ent/reading"
	"midspan/ent/viewer"
)

// ofHouse holds for what is known to the viewer's own organisations alone.
func ofHouse(me string, s *sql.Selector) *sql.Predicate {
	return sql.In(s.C(reading.FieldOrganizationID), houses(me))
}

// createReading lets whoever may read what was published say that they did, to an organisation of theirs
// that it was published to.
func createReading(ctx context.Context, v viewer.Viewer, c *gen.Client, m ent.Mutation) error {
	if text(m, reading.FieldUserID) != v.User {
		return pact.Refuse(pact.Forbidden, "A row is written under one's own name.")
	}
	there, err := c.Publication.Query().Where(publication.ID(text(m, reading.FieldPublicationID))).Exist(ctx)
	if err != nil {
		return err
	}
	mine, err := c.Membership.Query().Where(membership.UserID(v.User), membership.OrganizationID(text(m, reading.FieldOrganizationID))).Exist(ctx)
	if err == nil && !(there && mine) {
		err = pact.Unseen()
	}
	return err
}
