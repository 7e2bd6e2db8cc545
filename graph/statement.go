package graph

import (
	"context"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/agreement"
	"midspan/ent/journal"
	"midspan/ent/membership"
	"midspan/ent/organization"
	"midspan/ent/publication"
	"midspan/ent/reading"
	"midspan/ent/side"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// statementDraft gives the first words of a statement: made from the accord in force.
func statementDraft(ctx context.Context, tx *ent.Client, relationship string) (map[string]string, error) {
	a, err := tx.Agreement.Query().Where(agreement.RelationshipID(relationship), agreement.KindEQ(pact.AccordAgreement),
		agreement.StateEQ(pact.AgreementInForce)).Order(ent.Desc(agreement.FieldID)).First(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, err
	}
	if err := pact.MayWriteStatement(a != nil); err != nil {
		return nil, err
	}
	return pact.StatementDraft(a.Texts), nil
}

func publicationOf(ctx context.Context, c *ent.Client, id string) (*ent.Publication, error) {
	p, err := c.Publication.Query().Where(publication.ID(id)).Only(ctx)
	return p, found(err)
}

func (r *Resolver) proposePublication(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	a, err := agreementOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	return r.propose(ctx, tx, a.RelationshipID, proposal{
		kind: pact.Publish, target: a.ID, text: a.Digest,
		may: func(p *ent.Participant) error { return mayPublish(ctx, tx, a, p) },
	})
}

func mayPublish(ctx context.Context, tx *ent.Client, a *ent.Agreement, p *ent.Participant) error {
	there, err := tx.Publication.Query().Where(publication.AgreementID(a.ID)).Exist(ctx)
	if err != nil {
		return err
	}
	replaced, err := tx.Agreement.Query().Where(agreement.AmendsID(a.ID), agreement.StateEQ(pact.AgreementInForce)).Exist(ctx)
	return first(err, pact.MayPublish(p.Role, a.State, a.Kind, there, replaced))
}

// publish copies a statement in force for everybody in both organisations. Nobody may make such a row by
// hand, so the system does: two keys asked for it.
func (r *Resolver) publish(ctx context.Context, tx *ent.Client, rel *ent.Relationship, id string, p *ent.Participant) error {
	a, err := tx.Agreement.Query().Where(agreement.ID(id)).WithSignatures(func(q *ent.SignatureQuery) {
		q.Order(ent.Asc("id")).WithAuthor().WithFromSide()
	}).Only(ctx)
	if err != nil {
		return found(err)
	}
	if err := mayPublish(ctx, tx, a, p); err != nil {
		return err
	}
	sides, err := tx.Side.Query().Where(side.RelationshipID(rel.ID)).Order(ent.Asc(side.FieldBank)).All(ctx)
	if err != nil {
		return err
	}
	var signers []pact.Signer
	for _, s := range a.Edges.Signatures {
		signers = append(signers, pact.Signer{Name: s.Edges.Author.Name, Side: s.Edges.FromSide.Bank, At: s.CreatedAt})
	}
	return tx.Publication.Create().SetAudience(pact.Organizations).SetRelationshipID(rel.ID).SetAuthorID(p.UserID).SetAgreementID(a.ID).
		SetDigest(a.Digest).SetTexts(a.Texts).SetSigners(signers).SetLeftName(sides[0].Name).SetRightName(sides[1].Name).
		Exec(viewer.System(ctx, "open a statement to both organisations"))
}

// acknowledge says to somebody's own organisation that they read a publication. Saying it again changes
// nothing.
func acknowledge(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	v, err := asker(ctx)
	if err != nil {
		return "", nil, err
	}
	p, err := publicationOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	houses, err := tx.Organization.Query().Where(
		organization.HasMembershipsWith(membership.UserID(v.User)),
		organization.HasSidesWith(side.RelationshipID(p.RelationshipID)),
	).IDs(viewer.System(ctx, "whose reader it is"))
	if err != nil {
		return "", nil, err
	}
	if len(houses) == 0 {
		return "", nil, pact.Refuse(pact.Forbidden, "It is written for the people of both organisations. Nothing was changed.")
	}
	for _, house := range houses {
		err := tx.Reading.Create().SetPublicationID(p.ID).SetOrganizationID(house).SetUserID(v.User).
			OnConflictColumns(reading.FieldPublicationID, reading.FieldOrganizationID, reading.FieldUserID).Ignore().Exec(ctx)
		if err != nil {
			return "", nil, err
		}
	}
	return p.ID, nil, nil
}

// succession is what a reader of a publication is told besides it.
type succession struct {
	instead *ent.Publication // what was published last, after it
	read    bool             // by the reader
}

// loadSuccessions reads what came after some publications, and which of them the viewer read.
func loadSuccessions(ctx context.Context, c *ent.Client, ids []string) (map[string]succession, error) {
	v, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := c.Publication.Query().Where(publication.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	of := map[string]string{}
	var relationships []string
	for _, p := range rows {
		of[p.ID], relationships = p.RelationshipID, append(relationships, p.RelationshipID)
	}
	later, err := c.Publication.Query().Where(publication.RelationshipIDIn(relationships...)).Order(ent.Asc(publication.FieldID)).All(ctx)
	if err != nil {
		return nil, err
	}
	last := map[string]*ent.Publication{}
	for _, p := range later {
		last[p.RelationshipID] = p
	}
	said, err := c.Reading.Query().Where(reading.PublicationIDIn(ids...), reading.UserID(v.User)).All(ctx)
	all := map[string]succession{}
	for id, rel := range of {
		if l := last[rel]; l.ID != id {
			all[id] = succession{instead: l}
		} else {
			all[id] = succession{}
		}
	}
	for _, s := range said {
		one := all[s.PublicationID]
		one.read = true
		all[s.PublicationID] = one
	}
	return all, err
}

// Acknowledge says for the viewer that they read a publication.
func (r *Resolver) Acknowledge(ctx context.Context, in model.AcknowledgePublicationInput) error {
	_, err := r.change(ctx, in, in.ClientMutationID, func(ctx context.Context, tx *ent.Client) (string, []journal.Entry, error) {
		return acknowledge(ctx, tx, in.Publication)
	})
	return err
}
