package graph

import (
	"context"
	"slices"
	"strings"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/pairing"
	"midspan/ent/topic"
	"midspan/graph/model"
)

// topicOf loads a topic through the viewer's eyes.
func topicOf(ctx context.Context, c *ent.Client, id string) (*ent.Topic, error) {
	t, err := c.Topic.Query().Where(topic.ID(id)).Only(ctx)
	return t, found(err)
}

// takeAsWriter gives who the viewer is in a relationship whose shared room they may write in, and takes
// its row: what is counted there changes in one transaction after the other.
func takeAsWriter(ctx context.Context, tx *ent.Client, id string) (*ent.Participant, *ent.Relationship, error) {
	p, err := me(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	if err := pact.MayWrite(p.Role, pact.Shared); err != nil {
		return nil, nil, err
	}
	rel, err := takeRelationship(ctx, tx, id)
	return p, rel, err
}

func createTopic(ctx context.Context, tx *ent.Client, in model.CreateTopicInput) (string, []journal.Entry, error) {
	p, _, err := takeAsWriter(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	there, err := tx.Topic.Query().Where(topic.RelationshipID(in.Relationship)).All(ctx)
	if err := first(err, pact.Room("topics", len(there), pact.MaxTopics)); err != nil {
		return "", nil, err
	}
	for _, t := range there {
		if strings.EqualFold(t.Name, in.Name) {
			return "", nil, pact.Invalid("name", "“%s” is on the map already. Nothing was changed.", t.Name)
		}
	}
	pairs := slices.Compact(slices.Sorted(slices.Values(in.Pairings)))
	if known, err := tx.Pairing.Query().Where(pairing.IDIn(pairs...), pairing.RelationshipID(in.Relationship)).Count(ctx); err != nil {
		return "", nil, err
	} else if known != len(pairs) {
		return "", nil, pact.Invalid("pairings", "Not all of these are pairs of this relationship. Nothing was changed.")
	}
	t, err := tx.Topic.Create().SetAudience(pact.Shared).SetRelationshipID(in.Relationship).SetAuthorID(p.UserID).
		SetName(in.Name).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	for _, id := range pairs {
		if err := tx.Pairing.UpdateOneID(id).AddTopicIDs(t.ID).Exec(ctx); err != nil {
			return "", nil, found(err)
		}
	}
	return t.ID, []journal.Entry{tellShared(p, "topic.named", t.ID)}, advance(ctx, tx, in.Relationship, pact.Focus)
}

func deleteTopic(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	t, err := topicOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	p, _, err := takeAsWriter(ctx, tx, t.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if err := tx.Topic.DeleteOneID(id).Exec(ctx); err != nil {
		return "", nil, found(err)
	}
	return id, []journal.Entry{tellShared(p, "topic.dropped", id)}, nil
}

// loadGaps finds, by relationship, the topics that nobody carries on a side.
func loadGaps(ctx context.Context, c *ent.Client, ids []string) (map[string]map[string]pact.Gap, error) {
	topics, err := c.Topic.Query().Where(topic.RelationshipIDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := c.Pairing.Query().Where(pairing.RelationshipIDIn(ids...)).WithLeft().WithRight().WithTopics().All(ctx)
	if err != nil {
		return nil, err
	}
	names, pairs, all := map[string][]string{}, map[string][]pact.Pair{}, map[string]map[string]pact.Gap{}
	for _, id := range ids {
		all[id] = map[string]pact.Gap{}
	}
	for _, t := range topics {
		names[t.RelationshipID] = append(names[t.RelationshipID], t.ID)
	}
	for _, row := range rows {
		p := pact.Pair{Left: here(row.Edges.Left), Right: here(row.Edges.Right)}
		for _, t := range row.Edges.Topics {
			p.Topics = append(p.Topics, t.ID)
		}
		pairs[row.RelationshipID] = append(pairs[row.RelationshipID], p)
	}
	for id, some := range names {
		for _, g := range pact.Gaps(some, pairs[id]) {
			all[id][g.Topic] = g
		}
	}
	return all, nil
}

// here says whether somebody still takes part.
func here(p *ent.Participant) bool { return p != nil && p.RemovedAt == nil }
