//go:build !bootstrap

package rule

import (
	"context"

	"entgo.io/ent"

	"midspan/app/pact"
	gen "midspan/ent"
	"midspan/ent/risk"
	"midspan/ent/riskvote"
	"midspan/ent/viewer"
)

// createBallot lets a person of the two sides vote for a risk on the table, in their own room: whose
// vote it is stays theirs.
func createBallot(ctx context.Context, v viewer.Viewer, c *gen.Client, m ent.Mutation) error {
	if a, _ := m.Field(audience); a != pact.Author {
		return pact.Refuse(pact.Forbidden, "Whose vote it is, is nobody else’s to know. Nothing was changed.")
	}
	if err := createInRoom(pact.Confirmers()...)(ctx, v, c, m); err != nil {
		return err
	}
	there, err := c.Risk.Query().Where(risk.ID(text(m, riskvote.FieldRiskID)), risk.AudienceEQ(pact.Shared),
		risk.RelationshipID(text(m, relationship)), risk.RoundID(text(m, riskvote.FieldRoundID))).Exist(ctx)
	if err == nil && !there {
		err = pact.Unseen()
	}
	return err
}
