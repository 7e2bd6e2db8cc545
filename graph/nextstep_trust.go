package graph

import (
	"context"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/lookback"
	"midspan/ent/trustbehaviour"
)

// trust reads what the sides need to see from each other, and what of it waits for the viewer's side.
func (f *facts) trust(ctx context.Context, c *ent.Client, ids []string) error {
	rows, err := c.TrustBehaviour.Query().Where(trustbehaviour.RelationshipIDIn(ids...)).
		WithConfirmations().Limit(2 * pact.MaxTrust * pact.MaxPage).All(ctx)
	for _, b := range rows {
		k, mine := f.known[b.RelationshipID], f.mySide(b.RelationshipID)
		if k == nil {
			continue
		}
		k.TrustWorded = true
		if mine != "" && b.ReceiverSideID != mine && len(b.Edges.Confirmations) == 0 {
			k.TrustWaits++
		}
	}
	return err
}

func (f *facts) lookbacks(ctx context.Context, c *ent.Client, ids []string) error {
	var closed []string
	err := c.Lookback.Query().Where(lookback.RelationshipIDIn(ids...), lookback.ClosedAtNotNil()).
		Select(lookback.FieldRelationshipID).Scan(ctx, &closed)
	for _, id := range closed {
		if k := f.known[id]; k != nil {
			k.LookedBack = true
		}
	}
	return err
}
