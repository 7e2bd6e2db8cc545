package graph

import (
	"cmp"
	"context"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/invitation"
	"midspan/ent/journal"
	"midspan/ent/membership"
	"midspan/ent/organization"
	"midspan/ent/participant"
	"midspan/ent/relationship"
	"midspan/ent/side"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// Join accepts an invitation for somebody whose account is made in the same transaction. The empty
// side gets their new house, under the name they gave it or the one it was invited by; a colleague
// becomes a member of the house that invites.
func (r *Resolver) Join(ctx context.Context, tx *ent.Client, user *ent.User, token, name string) ([]journal.Entry, error) {
	i, err := r.knock(ctx, tx, token)
	if err != nil {
		return nil, err
	}
	system := viewer.System(ctx, "join by an invitation")
	house := deref(i.Edges.ToSide.OrganizationID)
	standing := pact.OrganizationMember
	if i.Role == pact.Adviser {
		house, name = "", cmp.Or(name, user.Name)
	}
	if house == "" {
		made, err := tx.Organization.Create().SetName(cmp.Or(name, i.Edges.ToSide.Name)).Save(system)
		if err != nil {
			return nil, err
		}
		house, standing = made.ID, pact.OrganizationAdmin
	}
	if err := tx.Membership.Create().SetUserID(user.ID).SetOrganizationID(house).SetStanding(standing).Exec(system); err != nil {
		return nil, err
	}
	_, told, err := r.accept(ctx, tx, user.ID, house, token)
	return told, err
}

// houseFor says for which organization somebody with an account accepts: a colleague's is known,
// and joining it makes them a member.
func (r *Resolver) houseFor(ctx context.Context, user string, in model.AcceptInvitationInput) (string, error) {
	i, err := r.knock(ctx, r.Client, in.Token)
	if err != nil {
		return "", nil // accept says why, or finds that this retry was done before
	}
	if home := i.Edges.ToSide.OrganizationID; home != nil {
		return *home, nil
	}
	house, err := houseOf(ctx, r.Client, user, in.Organization)
	if err != nil {
		return "", err
	}
	return house.ID, nil
}

// accept makes a user a participant of the side they were asked to. An invitation is accepted
// once, however many press at the same moment.
func (r *Resolver) accept(ctx context.Context, tx *ent.Client, user, house, token string) (string, []journal.Entry, error) {
	i, err := r.knock(ctx, tx, token)
	if err != nil {
		return "", nil, err
	}
	system := viewer.System(ctx, "accept an invitation")
	now := r.Now().UTC()
	n, err := tx.Invitation.Update().Where(invitation.ID(i.ID), invitation.AcceptedAtIsNil(), invitation.RevokedAtIsNil()).
		SetAcceptedAt(now).SetAcceptedByID(user).SetAnswer(pact.AnswerYes).SetAnsweredAt(now).ClearNotBefore().Save(system)
	if err != nil {
		return "", nil, err
	}
	if n != 1 {
		return "", nil, pact.InvitationOpen(pact.InvitationFacts{Accepted: true, Expires: i.ExpiresAt}, now)
	}
	seat := r.seat
	if i.Role == pact.Adviser {
		seat = r.seatAdviser
	}
	p, err := seat(system, tx, i, user)
	if err != nil {
		return "", nil, err
	}
	told := []journal.Entry{tellShared(p, "participant.joined", p.ID)}
	switch {
	case i.Role == pact.Adviser:
	case deref(i.SideID) != i.ToSideID:
		if err := r.settle(system, tx, i, house); err != nil {
			return "", nil, err
		}
		told = append(told, tellShared(p, "relationship.joined", i.RelationshipID))
	default:
		if err := enroll(system, tx, user, house); err != nil {
			return "", nil, err
		}
	}
	return i.RelationshipID, told, nil
}

// seat makes the participant, or gives one back who had left the same side.
func (r *Resolver) seat(system context.Context, tx *ent.Client, i *ent.Invitation, user string) (*ent.Participant, error) {
	if err := lockSide(system, tx, i.ToSideID); err != nil {
		return nil, err
	}
	role := i.Role
	others, err := owners(system, tx, i.ToSideID, "")
	if err != nil {
		return nil, err
	}
	people, err := tx.Participant.Query().Where(participant.SideID(i.ToSideID), participant.RemovedAtIsNil()).Count(system)
	if err := first(err, pact.Room("people on this side", people, pact.MaxPeople)); err != nil {
		return nil, err
	}
	if role == pact.Owner && pact.MayHold(role, others+1) != nil {
		role = pact.Member // the side has its owners by now
	}
	old, err := tx.Participant.Query().Where(participant.RelationshipID(i.RelationshipID), participant.UserID(user)).Only(system)
	if ent.IsNotFound(err) {
		return tx.Participant.Create().SetRelationshipID(i.RelationshipID).SetSideID(i.ToSideID).SetUserID(user).SetRole(role).Save(system)
	}
	if err != nil {
		return nil, err
	}
	if old.RemovedAt == nil || deref(old.SideID) != i.ToSideID {
		return nil, &pact.Error{Code: pact.Conflict, State: "PARTICIPANT", Message: "You are part of this relationship already. The link stays open for the person it was meant for."}
	}
	if err := pact.MayReturn(i.CreatedAt, *old.RemovedAt); err != nil {
		return nil, err
	}
	return old.Update().SetRole(role).ClearRemovedAt().Save(system)
}

// settle gives the empty bank its house: the bridge has two from now on.
func (r *Resolver) settle(system context.Context, tx *ent.Client, i *ent.Invitation, house string) error {
	h, err := tx.Organization.Query().Where(organization.ID(house)).Only(system)
	if err != nil {
		return err
	}
	for _, s := range i.Edges.Relationship.Edges.Sides {
		if deref(s.OrganizationID) == house {
			return &pact.Error{Code: pact.Conflict, State: "SAME_ORGANIZATION", Message: "This letter comes from your own organisation. Accept it for the other one; nothing was changed."}
		}
	}
	n, err := tx.Side.Update().Where(side.ID(i.ToSideID), side.OrganizationIDIsNil()).SetOrganizationID(house).SetName(h.Name).Save(system)
	if err != nil {
		return err
	}
	if n != 1 {
		return &pact.Error{Code: pact.Conflict, State: "JOINED", Message: "Somebody of your side has joined already. Ask them to invite you; nothing was changed."}
	}
	rel := i.Edges.Relationship
	change := tx.Relationship.Update().Where(relationship.ID(rel.ID)).SetJoinedAt(r.Now().UTC()).SetStage(pact.Advance(rel.Stage, pact.Reflect))
	if !rel.Agreed {
		sides := rel.Edges.Sides
		for _, s := range sides {
			if s.Bank == pact.Left {
				change.SetName(bridgeName(s.Name, h.Name))
			}
		}
	}
	return change.Exec(system)
}

// enroll makes a colleague a member of the house that invited them.
func enroll(system context.Context, tx *ent.Client, user, house string) error {
	is, err := tx.Membership.Query().Where(membership.UserID(user), membership.OrganizationID(house)).Exist(system)
	if err != nil || is {
		return err
	}
	return tx.Membership.Create().SetUserID(user).SetOrganizationID(house).SetStanding(pact.OrganizationMember).Exec(system)
}
