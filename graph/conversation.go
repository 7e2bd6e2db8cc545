package graph

import (
	"context"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/confirmation"
	"midspan/ent/conversation"
	"midspan/ent/journal"
	"midspan/graph/model"
)

// conversationOf loads a conversation through the viewer's eyes.
func conversationOf(ctx context.Context, c *ent.Client, id string) (*ent.Conversation, error) {
	row, err := c.Conversation.Query().Where(conversation.ID(id)).Only(ctx)
	return row, found(err)
}

// slipCommitment says that it slipped and opens the talk about it; whoever says so second finds the
// talk that is open.
func (r *Resolver) slipCommitment(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	h, err := takeCommitment(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	if h.row.State == pact.Slipped && pact.MaySpeak(h.by.Role) == nil {
		open, err := tx.Conversation.Query().Where(conversation.CommitmentID(id), conversation.StateEQ(pact.ConversationOpen)).FirstID(ctx)
		return open, nil, found(err)
	}
	if err := pact.MaySlip(h.facts(), h.by.Role); err != nil {
		return "", nil, err
	}
	there, err := tx.Conversation.Query().Where(conversation.RelationshipID(h.row.RelationshipID)).Count(ctx)
	if err := first(err, pact.Room("talks about what slipped", there, pact.MaxConversations)); err != nil {
		return "", nil, err
	}
	words := newDocument{Relationship: h.row.RelationshipID, Kind: pact.ConversationDocument, Audience: pact.Shared, Title: "A talk about what slipped", Author: h.by.UserID}
	doc, err := words.create(ctx, tx)
	if err != nil {
		return "", nil, err
	}
	made, err := tx.Conversation.Create().SetAudience(pact.Shared).SetRelationshipID(h.row.RelationshipID).SetAuthorID(h.by.UserID).
		SetKind(pact.SlipConversation).SetDocumentID(doc.ID).SetCommitmentID(id).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	if err := h.unreport(ctx, tx); err != nil {
		return "", nil, err
	}
	if err := h.becomes(ctx, tx, h.row.Update().SetState(pact.Slipped), r.Now()); err != nil {
		return "", nil, err
	}
	told, err := h.step(ctx, tx, pact.StepSlipped, "", "commitment.slipped")
	return made.ID, append(told, tellShared(h.by, "conversation.opened", made.ID)), err
}

// leaving is a side's word on how both leave a conversation.
type leaving struct {
	held
	rel  *ent.Relationship
	talk *ent.Conversation
	doc  *ent.Document
	in   model.ConfirmConversationInput
	due  pact.Date
	word string // the digest of it all
}

// confirmConversation says for the viewer's side how both leave it; once both sides said the same of
// the same words it is closed, in the same transaction. Another ending takes back what was said.
func (r *Resolver) confirmConversation(ctx context.Context, tx *ent.Client, in model.ConfirmConversationInput) (string, []journal.Entry, error) {
	l := &leaving{in: in}
	if in.Due != nil {
		l.due = *in.Due
	}
	if err := l.take(ctx, tx); err != nil {
		return "", nil, err
	}
	texts, err := textsOf(ctx, tx, l.doc.ID)
	if err != nil {
		return "", nil, err
	}
	facts := pact.ConversationFacts{State: l.talk.State, Dated: l.row.Due != nil, Texts: map[string]string{}, Today: r.today()}
	for _, t := range texts {
		facts.Texts[t.Key] = t.Text
	}
	words := pact.Digest(texts)
	if err := first(pact.MayClose(facts, l.by.Role, in.Ending, l.due), pact.Matches(in.Digest, words)); err != nil {
		return "", nil, err
	}
	l.word = pact.ConversationDigest(l.talk.ID, words, in.Ending, l.due)
	if err := l.propose(ctx, tx); err != nil {
		return "", nil, err
	}
	if err := pin(ctx, tx, l.doc, words, texts, l.by.UserID); err != nil {
		return "", nil, err
	}
	mine, theirs, err := l.say(ctx, tx)
	if err != nil || mine {
		return l.talk.ID, nil, err
	}
	told := []journal.Entry{tellShared(l.by, "conversation.confirmed", l.talk.ID)}
	if !theirs {
		return l.talk.ID, told, nil
	}
	now := r.Now().UTC()
	ended, err := l.close(ctx, tx, now)
	if err != nil {
		return "", nil, err
	}
	err = first(
		found(l.doc.Update().SetClosedAt(now).SetEpoch(l.rel.Epoch).Exec(ctx)),
		found(l.talk.Update().SetState(pact.ConversationClosed).SetClosedAt(now).SetEpoch(l.rel.Epoch).Exec(ctx)),
	)
	return l.talk.ID, append(append(told, ended...), tellShared(l.by, "conversation.closed", l.talk.ID)), err
}

// take takes the words of the conversation, then what slipped.
func (l *leaving) take(ctx context.Context, tx *ent.Client) (err error) {
	if l.talk, err = conversationOf(ctx, tx, l.in.Conversation); err != nil {
		return err
	}
	if l.rel, err = takeRelationship(ctx, tx, l.talk.RelationshipID); err != nil { // first: it is of the epoch it is closed in
		return err
	}
	if l.doc, err = holdDocument(ctx, tx, l.talk.DocumentID); err != nil {
		return err
	}
	if l.held, err = takeCommitment(ctx, tx, deref(l.talk.CommitmentID)); err != nil {
		return err
	}
	l.talk, err = conversationOf(ctx, tx, l.talk.ID)
	return err
}

// propose keeps how the viewer's side would leave it. What was said of another ending does not count
// for this one.
func (l *leaving) propose(ctx context.Context, tx *ent.Client) error {
	was := l.talk
	if was.Ending != nil && *was.Ending == l.in.Ending && (was.Due == nil && l.due == "" || was.Due != nil && *was.Due == l.due) {
		return nil
	}
	if _, err := tx.Confirmation.Delete().Where(confirmation.ConversationID(was.ID)).Exec(ctx); err != nil {
		return err
	}
	change := was.Update().SetEnding(l.in.Ending)
	if l.due == "" {
		change.ClearDue()
	} else {
		change.SetDue(l.due)
	}
	if err := l.unsayKept(ctx, tx); err != nil {
		return err
	}
	return found(change.Exec(ctx))
}

// say adds the word of the viewer's side, and tells which side had said the same already. Whoever
// received what was promised says with it that it was kept, where that is how they leave it.
func (l *leaving) say(ctx context.Context, tx *ent.Client) (mine, theirs bool, err error) {
	said, err := tx.Confirmation.Query().Where(confirmation.ConversationID(l.talk.ID), confirmation.Digest(l.word)).All(ctx)
	if err != nil {
		return false, false, err
	}
	for _, w := range said {
		mine, theirs = mine || w.FromSideID == l.side(), theirs || w.FromSideID != l.side()
	}
	if mine {
		return mine, theirs, nil
	}
	if l.in.Ending == pact.EndingKept && l.facts().Promiser != l.side() {
		if err := l.sayKept(ctx, tx); err != nil {
			return false, false, err
		}
	}
	return mine, theirs, tx.Confirmation.Create().SetAudience(pact.Shared).SetRelationshipID(l.talk.RelationshipID).SetAuthorID(l.by.UserID).
		SetKind(pact.ConfirmedWording).SetConversationID(l.talk.ID).SetFromSideID(l.side()).SetDigest(l.word).Exec(ctx)
}

// close does to the commitment what both sides said.
func (l *leaving) close(ctx context.Context, tx *ent.Client, now time.Time) ([]journal.Entry, error) {
	change, what := l.row.Update().SetState(l.in.Ending.LeadsTo()), ""
	switch l.in.Ending {
	case pact.EndingRenewed:
		what = "commitment.renewed"
		if l.due != "" {
			change.SetDue(l.due)
		}
	case pact.EndingChanged:
		what = "commitment.changed"
		change.ClearDigest()
		if _, err := tx.Confirmation.Delete().Where(confirmation.CommitmentID(l.row.ID), confirmation.KindEQ(pact.ConfirmedWording)).Exec(ctx); err != nil {
			return nil, err
		}
	case pact.EndingReleased:
		what = "commitment.released"
	case pact.EndingKept:
		what = "commitment.kept"
	}
	if err := l.becomes(ctx, tx, change, now); err != nil {
		return nil, err
	}
	return l.step(ctx, tx, l.in.Ending.Step(), "", what)
}
