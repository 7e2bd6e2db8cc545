package graph

import (
	"context"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/invitation"
	"midspan/ent/journal"
	"midspan/ent/membership"
	"midspan/ent/participant"
	"midspan/ent/side"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// participantOf loads a participant through the viewer's eyes.
func participantOf(ctx context.Context, c *ent.Client, id string) (*ent.Participant, error) {
	p, err := c.Participant.Query().Where(participant.ID(id)).Only(ctx)
	return p, found(err)
}

// owners counts the owners of a side but for one participant.
func owners(ctx context.Context, tx *ent.Client, side, but string) (int, error) {
	return tx.Participant.Query().Where(participant.SideID(side), participant.RoleEQ(pact.Owner),
		participant.RemovedAtIsNil(), participant.IDNEQ(but)).Count(ctx)
}

// managed loads a participant that the viewer may manage, and who the viewer is.
func managed(ctx context.Context, tx *ent.Client, id string, becomes pact.Role) (p, mine *ent.Participant, err error) {
	if p, err = participantOf(ctx, tx, id); err != nil {
		return nil, nil, err
	}
	side := deref(p.SideID)
	if err := lockSide(ctx, tx, side); err != nil {
		return nil, nil, err
	}
	// Read again behind the lock: who manages, and who is managed, may have changed until then.
	if p, err = participantOf(ctx, tx, id); err != nil {
		return nil, nil, err
	}
	if mine, err = me(ctx, tx, p.RelationshipID); err != nil {
		return nil, nil, err
	}
	others, err := owners(ctx, tx, side, p.ID)
	if err != nil {
		return nil, nil, err
	}
	left := others
	if becomes == pact.Owner {
		left++
	}
	if err := pact.MayManage(mine.Role, deref(mine.SideID), side, p.Role, left); err != nil {
		return nil, nil, err
	}
	if becomes != "" {
		if err := pact.MayHold(becomes, left); err != nil {
			return nil, nil, err
		}
	}
	return p, mine, nil
}

func (r *Resolver) changeRole(ctx context.Context, tx *ent.Client, in model.UpdateParticipantInput) (string, []journal.Entry, error) {
	p, mine, err := managed(ctx, tx, in.Participant, in.Role)
	if err != nil {
		return "", nil, err
	}
	if p.RemovedAt != nil {
		return "", nil, &pact.Error{Code: pact.Conflict, State: "REMOVED", Message: "This person is not part of it any more. Nothing was changed."}
	}
	if p.Role == pact.Owner && in.Role != pact.Owner {
		if err := r.closeLetters(ctx, tx, p); err != nil {
			return "", nil, err
		}
	}
	if err := found(p.Update().SetRole(in.Role).Exec(ctx)); err != nil {
		return "", nil, err
	}
	told := []journal.Entry{tellShared(mine, "participant.changed", p.ID)}
	more, err := r.settleRounds(ctx, tx, p.RelationshipID)
	return p.ID, append(told, more...), err
}

// remove ends somebody's access. What they wrote stays, attributed. Doing it again changes nothing.
func (r *Resolver) remove(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	p, mine, err := managed(ctx, tx, id, "")
	if err != nil || p.RemovedAt != nil {
		return id, nil, err
	}
	if err := pact.MayRemove(p.ID == mine.ID); err != nil {
		return "", nil, err
	}
	if err := found(p.Update().SetRemovedAt(r.Now().UTC()).Exec(ctx)); err != nil {
		return "", nil, err
	}
	if err := first(r.closeLetters(ctx, tx, p), discharge(ctx, tx, p)); err != nil {
		return "", nil, err
	}
	told := []journal.Entry{tellShared(mine, "participant.removed", p.ID)}
	more, err := r.settleRounds(ctx, tx, p.RelationshipID)
	return p.ID, append(told, more...), err
}

// lockSide takes a side's row for the rest of the transaction: who belongs to it changes in one
// transaction after the other, so that counting its owners means something.
func lockSide(ctx context.Context, tx *ent.Client, id string) error {
	if id == "" {
		return nil
	}
	return tx.Side.Update().Where(side.ID(id)).Modify(asItIs(side.FieldName)).Exec(viewer.System(ctx, "lock a side"))
}

// closeLetters takes back the open letters of somebody who may not invite any more.
func (r *Resolver) closeLetters(ctx context.Context, tx *ent.Client, p *ent.Participant) error {
	if p.SideID == nil {
		return nil
	}
	return tx.Invitation.Update().Where(invitation.SideID(*p.SideID), invitation.AuthorID(p.UserID),
		invitation.RevokedAtIsNil(), invitation.AcceptedAtIsNil()).SetRevokedAt(r.Now().UTC()).Exec(ctx)
}

// discharge ends the membership that a colleague's letter gave, with the last seat it was for.
// Whoever administers the house stays in it.
func discharge(ctx context.Context, tx *ent.Client, p *ent.Participant) error {
	if p.SideID == nil {
		return nil
	}
	system := viewer.System(ctx, "end a membership")
	home, err := tx.Side.Query().Where(side.ID(*p.SideID)).Only(system)
	if err != nil || home.OrganizationID == nil {
		return err
	}
	seated, err := tx.Participant.Query().Where(participant.UserID(p.UserID), participant.RemovedAtIsNil(),
		participant.HasSideWith(side.OrganizationID(*home.OrganizationID))).Exist(system)
	if err != nil || seated {
		return err
	}
	_, err = tx.Membership.Delete().Where(membership.UserID(p.UserID), membership.OrganizationID(*home.OrganizationID),
		membership.StandingEQ(pact.OrganizationMember)).Exec(system)
	return err
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
