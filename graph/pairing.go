package graph

import (
	"context"
	"slices"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/pairing"
	"midspan/ent/participant"
	"midspan/ent/topic"
	"midspan/graph/model"
)

// pairingOf loads a pairing through the viewer's eyes.
func pairingOf(ctx context.Context, c *ent.Client, id string) (*ent.Pairing, error) {
	p, err := c.Pairing.Query().Where(pairing.ID(id)).Only(ctx)
	return p, found(err)
}

// setPairing pairs two people, or says anew what they carry. Saying what is so already changes nothing.
func setPairing(ctx context.Context, tx *ent.Client, in model.SetPairingInput) (string, []journal.Entry, error) {
	p, _, err := takeAsWriter(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	left, right, err := twoOf(ctx, tx, p.Role, in)
	if err != nil {
		return "", nil, err
	}
	topics := slices.Compact(slices.Sorted(slices.Values(in.Topics)))
	known, err := tx.Topic.Query().Where(topic.IDIn(topics...), topic.RelationshipID(in.Relationship)).Count(ctx)
	if err == nil && known != len(topics) {
		err = pact.Invalid("topics", "Not all of these are topics of this relationship. Nothing was changed.")
	}
	if err != nil {
		return "", nil, err
	}
	told := func(id string) []journal.Entry { return []journal.Entry{tellShared(p, "pairing.set", id)} }
	old, err := tx.Pairing.Query().Where(pairing.LeftID(left), pairing.RightID(right)).WithTopics().Only(ctx)
	switch {
	case ent.IsNotFound(err):
		id, err := pair(ctx, tx, p, left, right, topics)
		return id, told(id), err
	case err != nil:
		return "", nil, err
	case slices.Equal(topics, topicIDs(old)):
		return old.ID, nil, nil
	}
	return old.ID, told(old.ID), found(old.Update().ClearTopics().AddTopicIDs(topics...).Exec(ctx))
}

func pair(ctx context.Context, tx *ent.Client, p *ent.Participant, left, right string, topics []string) (string, error) {
	there, err := tx.Pairing.Query().Where(pairing.RelationshipID(p.RelationshipID)).Count(ctx)
	if err := first(err, pact.Room("pairs", there, pact.MaxPairings)); err != nil {
		return "", err
	}
	made, err := tx.Pairing.Create().SetAudience(pact.Shared).SetRelationshipID(p.RelationshipID).SetAuthorID(p.UserID).
		SetLeftID(left).SetRightID(right).AddTopicIDs(topics...).Save(ctx)
	if err != nil {
		return "", err
	}
	return made.ID, advance(ctx, tx, p.RelationshipID, pact.Focus)
}

func topicIDs(p *ent.Pairing) (ids []string) {
	for _, t := range p.Edges.Topics {
		ids = append(ids, t.ID)
	}
	slices.Sort(ids)
	return ids
}

// twoOf gives the two people of a pair, the left one first.
func twoOf(ctx context.Context, tx *ent.Client, role pact.Role, in model.SetPairingInput) (left, right string, err error) {
	people, err := tx.Participant.Query().Where(participant.IDIn(in.Participants...), participant.RelationshipID(in.Relationship),
		participant.RemovedAtIsNil(), participant.SideIDNotNil()).WithSide().All(ctx)
	if err != nil {
		return "", "", err
	}
	var sides []string
	for _, p := range people {
		sides = append(sides, *p.SideID)
	}
	if len(in.Participants) != len(people) {
		sides = nil
	}
	if err := pact.MayPair(role, sides); err != nil {
		return "", "", err
	}
	if people[0].Edges.Side.Bank == pact.Right {
		slices.Reverse(people)
	}
	return people[0].ID, people[1].ID, nil
}

func deletePairing(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	row, err := pairingOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	p, _, err := takeAsWriter(ctx, tx, row.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if err := tx.Pairing.DeleteOneID(id).Exec(ctx); err != nil {
		return "", nil, found(err)
	}
	return id, []journal.Entry{tellShared(p, "pairing.ended", id)}, nil
}

// setHub says whether somebody holds the whole of their side.
func setHub(ctx context.Context, tx *ent.Client, in model.SetHubInput) (string, []journal.Entry, error) {
	p, mine, err := seated(ctx, tx, in.Participant)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MaySetHub(mine.Role, deref(mine.SideID), deref(p.SideID)); err != nil || p.Hub == in.Hub {
		return p.ID, nil, err
	}
	return p.ID, []journal.Entry{tellShared(mine, "hub.changed", p.ID)}, found(p.Update().SetHub(in.Hub).Exec(ctx))
}

// seated loads somebody who still takes part, and who the viewer is there.
func seated(ctx context.Context, tx *ent.Client, id string) (p, mine *ent.Participant, err error) {
	if p, err = participantOf(ctx, tx, id); err != nil {
		return nil, nil, err
	}
	if mine, err = me(ctx, tx, p.RelationshipID); err != nil {
		return nil, nil, err
	}
	if p.RemovedAt != nil {
		return nil, nil, &pact.Error{Code: pact.Conflict, State: "REMOVED", Message: "This person is not part of it any more. Nothing was changed."}
	}
	return p, mine, nil
}
