package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"midspan/api/room"
	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/accord"
	"midspan/ent/clientbinding"
	"midspan/ent/document"
	"midspan/ent/journal"
	"midspan/ent/relationship"
	"midspan/ent/section"
	"midspan/ent/viewer"
)

// maxFresh is how many new CRDT client ids a person may write under in a day. Each tab takes one
// in each document it writes in.
const (
	maxFresh   = 2000
	freshSpace = 24 * time.Hour
)

// Append stores an update in the transaction that asks whether its writer may write.
func (r *Rooms) Append(ctx context.Context, id string, u room.Update) (int64, error) {
	v, ok := viewer.From(ctx)
	if !ok || v.User == "" {
		return 0, pact.Refuse(pact.Unauthenticated, "Sign in first.")
	}
	for key, text := range u.Texts {
		if strings.ContainsRune(text, 0) {
			return 0, pact.Invalid(key, "The text holds a character that is not text (NUL). What you wrote is kept on your device; take it out to have it saved.")
		}
	}
	seq := u.Base + 1
	err := r.journal.Change(ctx, func(ctx context.Context, tx *ent.Client) ([]journal.Entry, error) {
		if err := r.advance(ctx, tx, id, u.Base); err != nil {
			return nil, err
		}
		ctx = system(ctx)
		if err := r.bind(ctx, tx, id, v.User, u.Fresh); err != nil {
			return nil, err
		}
		if err := write(ctx, tx, id, v.User, seq, u); err != nil {
			return nil, err
		}
		told, err := r.undo(ctx, tx, id, v.User, u.Texts)
		if err != nil {
			return nil, err
		}
		if err := r.tell(ctx, tx, id, seq); err != nil || !u.Burst {
			return told, err
		}
		burst, err := begun(ctx, tx, id, v.User)
		return append(told, burst...), err
	})
	if err != nil {
		return 0, err
	}
	return seq, nil
}

// advance takes the document's next sequence for the viewer, if they may write and nobody was
// quicker. The document's row stays locked until the end: one writer after the other.
func (r *Rooms) advance(ctx context.Context, tx *ent.Client, id string, base int64) error {
	n, err := tx.Document.Update().Where(document.ID(id), document.Seq(base)).
		AddSeq(1).SetEditedAt(r.now().UTC()).Save(ctx)
	if err != nil {
		return fmt.Errorf("sequence: %w", err)
	}
	if n == 1 {
		return nil
	}
	doc, err := tx.Document.Query().Where(document.ID(id)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return pact.Unseen()
	case err != nil:
		return fmt.Errorf("document: %w", err)
	case doc.Seq != base:
		return room.ErrBehind
	}
	return pact.Refuse(pact.Forbidden, "You can read this document but not write in it. What you wrote is kept on your device.")
}

// bind makes client ids the writer's, unless they are somebody else's or too many.
func (r *Rooms) bind(ctx context.Context, tx *ent.Client, id, user string, clients []uint32) error {
	if len(clients) == 0 {
		return nil
	}
	known, err := tx.ClientBinding.Query().Where(clientbinding.DocumentID(id), clientbinding.ClientIn(clients...)).All(ctx)
	if err != nil {
		return fmt.Errorf("client ids: %w", err)
	}
	bound := map[uint32]bool{}
	for _, b := range known {
		if b.UserID != user {
			return pact.Refuse(pact.Conflict, "This change was written under the mark of somebody else. What you wrote is kept on your device; reload to send it again.")
		}
		bound[b.Client] = true
	}
	var fresh []*ent.ClientBindingCreate
	for _, c := range clients {
		if !bound[c] {
			fresh = append(fresh, tx.ClientBinding.Create().SetDocumentID(id).SetClient(c).SetUserID(user))
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	if err := r.allow(ctx, tx, user, len(fresh)); err != nil {
		return err
	}
	if err := tx.ClientBinding.CreateBulk(fresh...).Exec(ctx); err != nil {
		return fmt.Errorf("client ids: %w", err)
	}
	return nil
}

// allow refuses more new client ids than a person may have in a day.
func (r *Rooms) allow(ctx context.Context, tx *ent.Client, user string, more int) error {
	today := tx.ClientBinding.Query().
		Where(clientbinding.UserID(user), clientbinding.CreatedAtGT(r.now().UTC().Add(-freshSpace)))
	n, err := today.Clone().Count(ctx)
	if err != nil {
		return fmt.Errorf("client ids: %w", err)
	}
	if n+more <= maxFresh {
		return nil
	}
	wait := freshSpace
	if oldest, err := today.Order(ent.Asc(clientbinding.FieldCreatedAt)).First(ctx); err == nil {
		wait -= r.now().Sub(oldest.CreatedAt)
	}
	return &pact.Error{
		Code: pact.Limited, RetryAfter: wait,
		Message: "You opened more texts for writing today than one person does. What you wrote is kept on your device; try again later.",
	}
}

// write adds to the log and keeps the texts as they are now.
func write(ctx context.Context, tx *ent.Client, id, user string, seq int64, u room.Update) error {
	if err := tx.DocumentLog.Create().SetDocumentID(id).SetSeq(seq).SetAuthorID(user).SetBytes(u.Bytes).Exec(ctx); err != nil {
		return fmt.Errorf("log: %w", err)
	}
	for key, text := range u.Texts {
		n, err := tx.Section.Update().Where(section.DocumentID(id), section.Key(key)).SetText(text).SetSeq(seq).Save(ctx)
		if err == nil && n != 1 {
			err = fmt.Errorf("there is none with key %q", key)
		}
		if err != nil {
			return fmt.Errorf("section: %w", err)
		}
	}
	return nil
}

// undo takes back what is out for signature when its words change.
func (r *Rooms) undo(ctx context.Context, tx *ent.Client, id, user string, texts map[string]string) ([]journal.Entry, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	doc, err := tx.Document.Query().Where(document.ID(id)).Select(document.FieldProposalID).Only(ctx)
	if err != nil || doc.ProposalID == nil {
		return nil, err
	}
	return accord.Typed(ctx, tx, *doc.ProposalID, id, user, texts, r.now())
}

// begun tells that somebody began to write. The first words of a vision are the beginning of
// envisioning.
func begun(ctx context.Context, tx *ent.Client, id, user string) ([]journal.Entry, error) {
	doc, err := tx.Document.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("document: %w", err)
	}
	if doc.Kind == pact.VisionDocument {
		if err := envision(ctx, tx, doc.RelationshipID); err != nil {
			return nil, fmt.Errorf("stage: %w", err)
		}
	}
	return []journal.Entry{{
		Stream:       journal.StreamOf(doc.Audience, doc.RelationshipID, doc.SideID, doc.AuthorID),
		Relationship: doc.RelationshipID, Actor: user, What: "document.edited", Subject: id,
	}}, nil
}

func envision(ctx context.Context, tx *ent.Client, id string) error {
	rel, err := tx.Relationship.Get(ctx, id)
	if err != nil {
		return err
	}
	next := pact.Advance(rel.Stage, pact.Envision)
	if next == rel.Stage {
		return nil
	}
	return tx.Relationship.Update().Where(relationship.ID(id), relationship.StageEQ(rel.Stage)).SetStage(next).Exec(ctx)
}
