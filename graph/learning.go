package graph

import (
	"context"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/learning"
	"midspan/graph/model"
)

// learningOf loads a learning through the viewer's eyes.
func learningOf(ctx context.Context, c *ent.Client, id string) (*ent.Learning, error) {
	l, err := c.Learning.Query().Where(learning.ID(id)).Only(ctx)
	return l, found(err)
}

// noteLearning keeps one line of what a meeting taught.
func noteLearning(ctx context.Context, tx *ent.Client, in model.NoteLearningInput) (string, []journal.Entry, error) {
	item, err := focusItemOf(ctx, tx, in.FocusItem)
	if err != nil {
		return "", nil, err
	}
	p, _, err := takeAsWriter(ctx, tx, item.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if item.Kind != pact.MeetingItem {
		return "", nil, pact.Invalid("focusItem", "A meeting teaches something; this is none. Nothing was changed.")
	}
	there, err := tx.Learning.Query().Where(learning.ItemID(item.ID)).Count(ctx)
	if err := first(err, pact.Room("learnings of this meeting", there, pact.MaxLearnings)); err != nil {
		return "", nil, err
	}
	l, err := tx.Learning.Create().SetAudience(pact.Shared).SetRelationshipID(item.RelationshipID).SetAuthorID(p.UserID).
		SetItemID(item.ID).SetText(in.Text).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return l.ID, []journal.Entry{tellShared(p, "learning.noted", l.ID)}, nil
}

// deleteLearning takes a learning back, by the person who wrote it.
func deleteLearning(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	l, err := learningOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	p, _, err := takeAsWriter(ctx, tx, l.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if l.AuthorID != p.UserID {
		return "", nil, pact.Refuse(pact.Forbidden, "A line is taken back by the person who wrote it. Nothing was changed.")
	}
	if err := tx.Learning.DeleteOneID(id).Exec(ctx); err != nil {
		return "", nil, found(err)
	}
	return id, []journal.Entry{tellShared(p, "learning.taken_back", id)}, nil
}
