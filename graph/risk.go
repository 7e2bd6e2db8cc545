package graph

import (
	"context"
	"strings"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/risk"
	"midspan/graph/model"
)

// createRisk keeps a doubt for whoever has it, and for nobody else.
func createRisk(ctx context.Context, tx *ent.Client, in model.CreateRiskInput) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayWrite(p.Role, pact.Author); err != nil {
		return "", nil, err
	}
	there, err := tx.Risk.Query().Where(risk.RelationshipID(in.Relationship), risk.AuthorID(p.UserID), risk.AudienceEQ(pact.Author)).Count(ctx)
	if err := first(err, pact.Room("doubts of yours", there, pact.MaxRisks)); err != nil {
		return "", nil, err
	}
	k, err := tx.Risk.Create().SetAudience(pact.Author).SetRelationshipID(in.Relationship).SetAuthorID(p.UserID).
		SetText(strings.TrimSpace(in.Text)).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return k.ID, []journal.Entry{tellRisk(k, "risk.kept")}, nil
}

// deleteRisk takes a doubt away, by the person who had it.
func deleteRisk(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	k, err := riskOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, k.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if k.Audience != pact.Author {
		return "", nil, pact.Invalid("risk", "This is on the table, for both sides. Nothing was changed.")
	}
	if k.AuthorID != p.UserID {
		return "", nil, pact.Refuse(pact.Forbidden, "A doubt is taken away by the person who had it. Nothing was changed.")
	}
	if err := tx.Risk.DeleteOneID(id).Exec(ctx); err != nil {
		return "", nil, found(err)
	}
	return id, []journal.Entry{tellRisk(k, "risk.dropped")}, nil
}

// riskOf loads a risk through the viewer's eyes.
func riskOf(ctx context.Context, c *ent.Client, id string) (*ent.Risk, error) {
	k, err := c.Risk.Query().Where(risk.ID(id)).Only(ctx)
	return k, found(err)
}

func tellRisk(k *ent.Risk, what string) journal.Entry {
	return journal.Entry{
		Stream:       journal.StreamOf(k.Audience, k.RelationshipID, nil, k.AuthorID),
		Relationship: k.RelationshipID, Actor: k.AuthorID, What: what, Subject: k.ID,
	}
}
