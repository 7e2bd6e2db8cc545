package graph

import (
	"context"
	"strings"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/invitation"
	"midspan/ent/jointact"
	"midspan/ent/journal"
	"midspan/ent/membership"
	"midspan/ent/organization"
	"midspan/ent/participant"
	"midspan/ent/side"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// setAdviser says what an adviser is asked for, and until when; an owner of either side does.
func (r *Resolver) setAdviser(ctx context.Context, tx *ent.Client, in model.SetAdviserInput) (string, []journal.Entry, error) {
	p, mine, err := seated(ctx, tx, in.Participant)
	if err != nil {
		return "", nil, err
	}
	facet, until := strings.TrimSpace(in.Facet), pact.Date("")
	if in.Until != nil {
		until = *in.Until
	}
	if err := pact.MayAdvise(mine.Role, p.Role, facet, until, pact.Today(r.Now())); err != nil {
		return "", nil, err
	}
	was := pact.Date("")
	if p.Until != nil {
		was = *p.Until
	}
	if p.Facet == facet && was == until {
		return p.ID, nil, nil
	}
	change := p.Update().SetFacet(facet).SetNillableUntil(in.Until)
	if in.Until == nil {
		change.ClearUntil()
	}
	return p.ID, []journal.Entry{tellShared(mine, "adviser.changed", p.ID)}, found(change.Exec(ctx))
}

// proposeAdviser asks the other side whether it wants the adviser of a letter too.
func (r *Resolver) proposeAdviser(ctx context.Context, tx *ent.Client, l letter) (act *string, told []journal.Entry, err error) {
	until := pact.Date("")
	if l.Until != nil {
		until = *l.Until
	}
	id, told, err := r.propose(ctx, tx, l.Relationship, proposal{
		kind: pact.Advise, target: l.Relationship, text: strings.Join([]string{l.Recipient, l.Facet, string(until)}, "\n"),
		may: func(p *ent.Participant) error {
			rel, err := relationshipOf(ctx, tx, l.Relationship)
			if err != nil {
				return err
			}
			return first(
				pact.MayAskAdviser(rel.JoinedAt != nil, l.Facet),
				pact.MayAdvise(p.Role, l.Role, l.Facet, until, pact.Today(r.Now())),
			)
		},
	})
	return &id, told, err
}

// asksAdviser lets the link of an adviser's letter lead in, if it is still open.
func (r *Resolver) asksAdviser(ctx context.Context, tx *ent.Client, act string) error {
	i, err := tx.Invitation.Query().Where(invitation.ActID(act)).Only(viewer.System(ctx, "the letter of an adviser"))
	if err != nil {
		return found(err)
	}
	return pact.InvitationOpen(pact.InvitationFacts{Expires: i.ExpiresAt, Revoked: i.RevokedAt != nil, Accepted: i.AcceptedAt != nil}, r.Now())
}

// takeBackAdviser ends what waits for the other side's word about an adviser whose letter was taken back.
func takeBackAdviser(ctx context.Context, tx *ent.Client, p *ent.Participant, act string) ([]journal.Entry, error) {
	a, err := tx.JointAct.Query().Where(jointact.ID(act), jointact.StateEQ(pact.Proposed)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	err = closeAct(ctx, tx, a, func(u *ent.JointActUpdate) { u.SetState(pact.Withdrawn) })
	return []journal.Entry{tellShared(p, actNoun[a.Kind]+".withdrawn", a.ID)}, err
}

// seatAdviser makes an adviser of both, who belongs to neither, once both sides asked.
func (r *Resolver) seatAdviser(system context.Context, tx *ent.Client, i *ent.Invitation, user string) (*ent.Participant, error) {
	agreed, err := tx.JointAct.Query().Where(jointact.ID(deref(i.ActID)), jointact.StateEQ(pact.Effective)).Exist(system)
	if err != nil {
		return nil, err
	}
	ours, err := tx.Membership.Query().Where(membership.UserID(user),
		membership.HasOrganizationWith(organization.HasSidesWith(side.RelationshipID(i.RelationshipID)))).Exist(system)
	if err != nil {
		return nil, err
	}
	there, err := tx.Participant.Query().Where(participant.RelationshipID(i.RelationshipID), participant.SideIDIsNil(), participant.RemovedAtIsNil()).Count(system)
	if err := first(err, pact.MaySeatAdviser(agreed, ours), pact.Room("advisers", there, pact.MaxPeople)); err != nil {
		return nil, err
	}
	old, err := tx.Participant.Query().Where(participant.RelationshipID(i.RelationshipID), participant.UserID(user)).Only(system)
	if ent.IsNotFound(err) {
		return tx.Participant.Create().SetRelationshipID(i.RelationshipID).SetUserID(user).SetRole(pact.Adviser).SetFacet(i.Facet).SetNillableUntil(i.Until).Save(system)
	}
	if err != nil {
		return nil, err
	}
	if old.RemovedAt == nil || old.SideID != nil {
		return nil, &pact.Error{Code: pact.Conflict, State: "PARTICIPANT", Message: "You are part of this relationship already. The link stays open for the person it was meant for."}
	}
	if err := pact.MayReturn(i.CreatedAt, *old.RemovedAt); err != nil {
		return nil, err
	}
	change := old.Update().SetRole(pact.Adviser).SetFacet(i.Facet).SetNillableUntil(i.Until).ClearRemovedAt()
	if i.Until == nil {
		change.ClearUntil()
	}
	return change.Save(system)
}
