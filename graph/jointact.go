package graph

import (
	"context"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/jointact"
	"midspan/ent/journal"
	"midspan/ent/predicate"
	"midspan/graph/model"
)

// jointActOf loads a joint act through the viewer's eyes.
func jointActOf(ctx context.Context, c *ent.Client, id string) (*ent.JointAct, error) {
	a, err := c.JointAct.Query().Where(jointact.ID(id)).Only(ctx)
	return a, found(err)
}

func (r *Resolver) proposeName(ctx context.Context, tx *ent.Client, in model.ProposeNameInput) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayDecide(p.Role); err != nil {
		return "", nil, err
	}
	open, err := tx.JointAct.Query().Where(jointact.RelationshipID(in.Relationship), jointact.StateEQ(pact.Proposed), jointact.ExpiresAtGT(r.Now().UTC())).Count(ctx)
	if err := first(err, pact.Room("open proposals", open, pact.MaxOpenActs)); err != nil {
		return "", nil, err
	}
	a, err := tx.JointAct.Create().SetAudience(pact.Shared).SetRelationshipID(in.Relationship).SetAuthorID(p.UserID).
		SetKind(pact.Rename).SetTarget(in.Relationship).SetText(in.Name).SetFromSideID(*p.SideID).
		SetDigest(pact.JointActDigest(pact.Rename, in.Relationship, in.Name)).
		SetExpiresAt(r.Now().UTC().Add(pact.JointActLasts)).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return a.ID, []journal.Entry{tellShared(p, "name.proposed", a.ID)}, nil
}

// turnKey takes effect once, however both press: the change of state decides, and what it opens
// is in the same transaction.
func (r *Resolver) turnKey(ctx context.Context, tx *ent.Client, in model.TurnKeyInput) (string, []journal.Entry, error) {
	a, err := jointActOf(ctx, tx, in.JointAct)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, a.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	facts := pact.JointActFacts{State: a.State, Expires: a.ExpiresAt, Digest: a.Digest, From: a.FromSideID}
	if err := pact.MayTurn(facts, p.Role, deref(p.SideID), in.Digest, r.Now()); err != nil {
		return "", nil, err
	}
	now := r.Now().UTC()
	if err := closeAct(ctx, tx, a, func(u *ent.JointActUpdate) {
		u.SetState(pact.Effective).SetTurnedByID(p.UserID).SetTurnedAt(now)
	}); err != nil {
		return "", nil, err
	}
	if err := tx.Relationship.UpdateOneID(a.Target).SetName(a.Text).SetAgreed(true).Exec(ctx); err != nil {
		return "", nil, found(err)
	}
	return a.ID, []journal.Entry{tellShared(p, "name.agreed", a.ID)}, nil
}

// withdraw takes a proposal off the table, from either side.
func (r *Resolver) withdraw(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	a, err := jointActOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, a.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayDecide(p.Role); err != nil {
		return "", nil, err
	}
	if err := closeAct(ctx, tx, a, func(u *ent.JointActUpdate) { u.SetState(pact.Withdrawn) }); err != nil {
		return "", nil, err
	}
	return a.ID, []journal.Entry{tellShared(p, "name.withdrawn", a.ID)}, nil
}

// closeAct moves a joint act out of PROPOSED, which happens to each act once.
func closeAct(ctx context.Context, tx *ent.Client, a *ent.JointAct, how func(*ent.JointActUpdate)) error {
	still := []predicate.JointAct{jointact.ID(a.ID), jointact.StateEQ(pact.Proposed)}
	change := tx.JointAct.Update().Where(still...)
	how(change)
	n, err := change.Save(ctx)
	if err == nil && n != 1 {
		err = &pact.Error{Code: pact.Conflict, State: string(a.State), Message: "This proposal is closed already. Nothing was changed."}
	}
	return err
}

// stateNow is how a joint act stands: one that waited too long has run out by itself.
func stateNow(a *ent.JointAct, now time.Time) pact.JointActState {
	if a.State == pact.Proposed && !now.Before(a.ExpiresAt) {
		return pact.Expired
	}
	return a.State
}
