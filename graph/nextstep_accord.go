package graph

import (
	"context"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/agreement"
	"midspan/ent/participant"
	"midspan/ent/signature"
)

// signing reads which accords are out, which of them wait for the viewer's name, and where one is in
// force.
func (f *facts) signing(ctx context.Context, c *ent.Client, ids []string) error {
	var mine []string
	for _, p := range f.mine {
		mine = append(mine, p.ID)
	}
	rows, err := c.Agreement.Query().Where(agreement.RelationshipIDIn(ids...), agreement.StateNEQ(pact.AgreementWithdrawn)).
		Select(agreement.FieldID, agreement.FieldRelationshipID, agreement.FieldKind, agreement.FieldState).
		WithSigners(func(q *ent.ParticipantQuery) { q.Where(participant.IDIn(mine...)) }).
		WithSignatures(func(q *ent.SignatureQuery) { q.Where(signature.ParticipantIDIn(mine...)) }).All(ctx)
	for _, a := range rows {
		k := f.known[a.RelationshipID]
		waits := len(a.Edges.Signers) > 0 && len(a.Edges.Signatures) == 0
		switch {
		case k == nil:
		case a.Kind == pact.StatementAgreement:
			k.ToSignStatement = a.State == pact.AgreementProposed && waits
		case a.State == pact.AgreementInForce:
			k.Signed = true
		default:
			k.Out = true
			k.ToSign = waits
		}
	}
	return err
}
