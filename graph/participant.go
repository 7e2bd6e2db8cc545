package graph

import (
	"context"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/participant"
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
	if mine, err = me(ctx, tx, p.RelationshipID); err != nil {
		return nil, nil, err
	}
	side := deref(p.SideID)
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
	return p.ID, []journal.Entry{tellShared(mine, "participant.changed", p.ID)}, found(p.Update().SetRole(in.Role).Exec(ctx))
}

// remove ends somebody's access. What they wrote stays, attributed. Doing it again changes nothing.
func (r *Resolver) remove(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	p, mine, err := managed(ctx, tx, id, "")
	if err != nil || p.RemovedAt != nil {
		return id, nil, err
	}
	if p.ID == mine.ID {
		return "", nil, pact.Refuse(pact.Forbidden, "You cannot remove yourself. Make somebody else owner and let them do it; nothing was changed.")
	}
	err = p.Update().SetRemovedAt(r.Now().UTC()).Exec(ctx)
	return p.ID, []journal.Entry{tellShared(mine, "participant.removed", p.ID)}, found(err)
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
