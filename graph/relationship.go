package graph

import (
	"context"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/participant"
	"midspan/ent/relationship"
	"midspan/ent/sideprofile"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// bridgeName is what a relationship is called until both agree on a name.
func bridgeName(left, right string) string { return left + " and " + right }

// found makes the bridge, its two banks, its first owner, what our side thinks of it, and the
// vision that both sides will write.
func (r *Resolver) found(ctx context.Context, tx *ent.Client, user string, house *ent.Organization, in model.CreateRelationshipInput) (string, []journal.Entry, error) {
	// The founder is nobody in it yet, so the bridge, its banks and its first owner are the system's to make.
	system := viewer.System(ctx, "found a relationship")
	there, err := tx.Participant.Query().Where(participant.UserID(user)).Count(system)
	if err := first(err, pact.Room("relationships", there, pact.MaxRelationships)); err != nil {
		return "", nil, err
	}
	rel, err := tx.Relationship.Create().SetName(bridgeName(house.Name, in.Counterpart)).SetNillableFresh(in.Fresh).Save(system)
	if err != nil {
		return "", nil, err
	}
	ours, err := tx.Side.Create().SetRelationshipID(rel.ID).SetBank(pact.Left).SetName(house.Name).SetOrganizationID(house.ID).Save(system)
	if err != nil {
		return "", nil, err
	}
	if err := tx.Side.Create().SetRelationshipID(rel.ID).SetBank(pact.Right).SetName(in.Counterpart).Exec(system); err != nil {
		return "", nil, err
	}
	if err := tx.Participant.Create().SetRelationshipID(rel.ID).SetSideID(ours.ID).SetUserID(user).SetRole(pact.Owner).Exec(system); err != nil {
		return "", nil, err
	}
	if err := tx.SideProfile.Create().SetAudience(pact.OurSide).SetRelationshipID(rel.ID).SetSideID(ours.ID).SetAuthorID(user).
		SetKind(in.Kind).SetNillableWhy(in.Why).Exec(ctx); err != nil {
		return "", nil, err
	}
	vision := newDocument{Relationship: rel.ID, Kind: pact.VisionDocument, Audience: pact.Shared, Title: "Vision", Author: user}
	if _, err := vision.create(ctx, tx); err != nil {
		return "", nil, err
	}
	told := []journal.Entry{{Stream: rel.ID, Relationship: rel.ID, Actor: user, What: "relationship.created", Subject: rel.ID}}
	return rel.ID, told, nil
}

// relationshipOf loads a relationship through the viewer's eyes.
func relationshipOf(ctx context.Context, c *ent.Client, id string) (*ent.Relationship, error) {
	rel, err := c.Relationship.Query().Where(relationship.ID(id)).Only(ctx)
	return rel, found(err)
}

// updateProfile changes what the viewer's own side thinks of a relationship; a side that joined
// has thought nothing yet, so the row may be new.
func (r *Resolver) updateProfile(ctx context.Context, tx *ent.Client, in model.UpdateSideProfileInput) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	if p.SideID == nil {
		return "", nil, pact.Refuse(pact.Forbidden, "You are on no side here, so there is nothing of a side to change.")
	}
	if err := lockSide(ctx, tx, *p.SideID); err != nil {
		return "", nil, err
	}
	told := []journal.Entry{{Stream: *p.SideID, Relationship: p.RelationshipID, Actor: p.UserID, What: "side.profile.changed", Subject: p.RelationshipID}}
	old, err := tx.SideProfile.Query().Where(sideprofile.RelationshipID(in.Relationship)).Only(ctx)
	if ent.IsNotFound(err) {
		kind := pact.OtherKind
		if in.Kind != nil {
			kind = *in.Kind
		}
		err = tx.SideProfile.Create().SetAudience(pact.OurSide).SetRelationshipID(in.Relationship).SetSideID(*p.SideID).
			SetAuthorID(p.UserID).SetKind(kind).SetNillableTitle(in.Title).SetNillableWhy(in.Why).Exec(ctx)
		return in.Relationship, told, err
	}
	if err != nil {
		return "", nil, err
	}
	change := old.Update().SetNillableKind(in.Kind).SetNillableTitle(in.Title).SetNillableWhy(in.Why)
	return in.Relationship, told, found(change.Exec(ctx))
}
