package graph

import (
	"context"
	"slices"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/commitment"
	"midspan/ent/confirmation"
	"midspan/ent/document"
	"midspan/ent/journal"
	"midspan/ent/outcome"
	"midspan/ent/participant"
	"midspan/ent/revision"
	"midspan/ent/side"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// commitmentOf loads a commitment through the viewer's eyes.
func commitmentOf(ctx context.Context, c *ent.Client, id string) (*ent.Commitment, error) {
	row, err := c.Commitment.Query().Where(commitment.ID(id)).Only(ctx)
	return row, found(err)
}

func createCommitment(ctx context.Context, tx *ent.Client, in model.CreateCommitmentInput) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayWrite(p.Role, pact.Shared); err != nil {
		return "", nil, err
	}
	there, err := tx.Commitment.Query().Where(commitment.RelationshipID(in.Relationship)).Count(ctx)
	if err := first(err, pact.Room("commitments", there, pact.MaxCommitments)); err != nil {
		return "", nil, err
	}
	promiser, err := promiserOf(ctx, tx, p, in)
	if err != nil {
		return "", nil, err
	}
	if err := first(ownersOf(ctx, tx, in.Relationship, promiser, in.Owners), outcomeIn(ctx, tx, in.Relationship, in.Outcome)); err != nil {
		return "", nil, err
	}
	wording := newDocument{
		Relationship: in.Relationship, Kind: pact.CommitmentDocument, Audience: pact.Shared, Title: "Commitment", Author: p.UserID,
		Texts: map[string]string{"wording": trimmed(in.Wording)},
	}
	doc, err := wording.create(ctx, tx)
	if err != nil {
		return "", nil, err
	}
	c, err := tx.Commitment.Create().SetAudience(pact.Shared).SetRelationshipID(in.Relationship).SetAuthorID(p.UserID).
		SetKind(in.Kind).SetNature(in.Nature).SetNillablePromiserID(promiser).SetDocumentID(doc.ID).
		SetNillableFromSideID(p.SideID).AddOwnerIDs(in.Owners...).SetNillableOutcomeID(in.Outcome).SetNillableDue(in.Due).SetNillableRhythm(in.Rhythm).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	if err := advance(ctx, tx, in.Relationship, pact.Commit); err != nil {
		return "", nil, err
	}
	told := []journal.Entry{tellShared(p, "commitment.created", c.ID)}
	if in.Confirm == nil || !*in.Confirm {
		return c.ID, told, nil
	}
	said, err := sayYesTo(ctx, tx, held{c, p}, doc)
	return c.ID, append(told, said...), err
}

// promiserOf says which side promises: nobody alone when both do.
func promiserOf(ctx context.Context, tx *ent.Client, p *ent.Participant, in model.CreateCommitmentInput) (*string, error) {
	if in.Kind == pact.Mutual {
		if in.Promiser != nil {
			return nil, pact.Invalid("promiser", "Both sides promise what is mutual. Leave the side out, or make it individual.")
		}
		return nil, nil
	}
	if in.Promiser == nil {
		return p.SideID, nil
	}
	ok, err := tx.Side.Query().Where(side.ID(*in.Promiser), side.RelationshipID(in.Relationship)).Exist(ctx)
	if err == nil && !ok {
		err = pact.Invalid("promiser", "This is not a side of this relationship. Nothing was changed.")
	}
	return in.Promiser, err
}

// ownersOf checks that owners are people of this relationship, and of the side that promises.
func ownersOf(ctx context.Context, tx *ent.Client, relationship string, promiser *string, ids []string) error {
	slices.Sort(ids)
	if len(slices.Compact(ids)) != len(ids) {
		return pact.Invalid("owners", "Somebody is named twice. Nothing was changed.")
	}
	if len(ids) > pact.MaxOwners {
		return pact.Invalid("owners", "Up to %d people own a commitment. Nothing was changed; choose fewer.", pact.MaxOwners)
	}
	people, err := tx.Participant.Query().Where(participant.IDIn(ids...), participant.RelationshipID(relationship),
		participant.RemovedAtIsNil(), participant.SideIDNotNil()).All(ctx)
	if err != nil {
		return err
	}
	if len(people) != len(ids) {
		return pact.Invalid("owners", "Somebody named is not a person of the two sides here. Nothing was changed.")
	}
	for _, p := range people {
		if promiser != nil && *p.SideID != *promiser {
			return pact.Invalid("owners", "What one side promises is owned by people of that side. Nothing was changed.")
		}
	}
	return nil
}

func outcomeIn(ctx context.Context, tx *ent.Client, relationship string, id *string) error {
	if id == nil {
		return nil
	}
	ok, err := tx.Outcome.Query().Where(outcome.ID(*id), outcome.RelationshipID(relationship)).Exist(ctx)
	if err == nil && !ok {
		err = pact.Invalid("outcome", "This is not an outcome of this relationship. Nothing was changed.")
	}
	return err
}

// updateCommitment changes the terms beside the wording. What was said, was said of the old terms,
// so both sides say it anew; saying what is so already changes nothing.
func updateCommitment(ctx context.Context, tx *ent.Client, in model.UpdateCommitmentInput) (string, []journal.Entry, error) {
	old, err := commitmentOf(ctx, tx, in.Commitment)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, old.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayChangeTerms(p.Role, old.Audience, old.State); err != nil {
		return "", nil, err
	}
	// The wording's row is taken, as by those who confirm it: one after the other.
	if _, err := holdDocument(ctx, tx, old.DocumentID); err != nil {
		return "", nil, err
	}
	before, err := termsOf(ctx, tx, old.ID)
	if err != nil {
		return "", nil, err
	}
	owners, named := in.Owners.ValueOK()
	if err := first(
		pact.MayChangeTerms(p.Role, old.Audience, before.state),
		outcomeIn(ctx, tx, old.RelationshipID, in.Outcome.Value()),
		ownersOf(ctx, tx, old.RelationshipID, old.PromiserID, owners),
	); err != nil {
		return "", nil, err
	}
	change := old.Update().SetNillableNature(in.Nature)
	set(in.Outcome, change.SetOutcomeID, change.ClearOutcomeID)
	set(in.Due, change.SetDue, change.ClearDue)
	set(in.Rhythm, change.SetRhythm, change.ClearRhythm)
	if named {
		change.ClearOwners().AddOwnerIDs(owners...)
	}
	if err := found(change.Exec(ctx)); err != nil {
		return "", nil, err
	}
	after, err := termsOf(ctx, tx, old.ID)
	if err != nil || after == before {
		return old.ID, nil, err
	}
	if _, err := tx.Confirmation.Delete().Where(confirmation.CommitmentID(old.ID)).Exec(ctx); err != nil {
		return "", nil, err
	}
	err = unreported(tx.Commitment.UpdateOneID(old.ID)).SetState(pact.Draft).ClearDigest().AddTermsVersion(1).Exec(ctx)
	return old.ID, []journal.Entry{tellShared(p, "commitment.changed", old.ID)}, found(err)
}

// terms is what a commitment says beside its wording.
type terms struct {
	state                                pact.CommitmentState
	nature, outcome, due, rhythm, owners string
}

func termsOf(ctx context.Context, tx *ent.Client, id string) (terms, error) {
	c, err := tx.Commitment.Query().Where(commitment.ID(id)).WithOwners().Only(ctx)
	if err != nil {
		return terms{}, found(err)
	}
	t := terms{state: c.State, nature: string(c.Nature), outcome: deref(c.OutcomeID), rhythm: c.Rhythm}
	if c.Due != nil {
		t.due = string(*c.Due)
	}
	for _, p := range inOrder(c.Edges.Owners, func(p *ent.Participant) string { return p.ID }) {
		t.owners += p.ID + " "
	}
	return t, nil
}

// confirmCommitment says for the viewer's side that the wording on screen is theirs too. Once both
// sides said so of the same digest the commitment is agreed, in the same transaction. Saying it
// again changes nothing.
func confirmCommitment(ctx context.Context, tx *ent.Client, in model.ConfirmCommitmentInput) (string, []journal.Entry, error) {
	h, err := takeCommitment(ctx, tx, in.Commitment)
	if err != nil {
		return "", nil, err
	}
	c, p := h.row, h.by
	doc, err := documentOf(ctx, tx, c.DocumentID)
	if err != nil {
		return "", nil, err
	}
	texts, err := textsOf(ctx, tx, doc.ID)
	if err != nil {
		return "", nil, err
	}
	digest := pact.Digest(texts)
	if err := first(pact.MayConfirm(p.Role, c.State, texts[0].Text), pact.Matches(in.Digest, digest), pact.SameTerms(in.TermsVersion, c.TermsVersion)); err != nil {
		return "", nil, err
	}
	said, err := tx.Confirmation.Query().Where(confirmation.CommitmentID(c.ID), confirmation.KindEQ(pact.ConfirmedWording), confirmation.Digest(digest)).All(ctx)
	if err != nil {
		return "", nil, err
	}
	if slices.ContainsFunc(said, func(w *ent.Confirmation) bool { return w.FromSideID == *p.SideID }) {
		return c.ID, nil, nil
	}
	if err := pin(ctx, tx, doc, digest, texts, p.UserID); err != nil {
		return "", nil, err
	}
	if err := tx.Confirmation.Create().SetAudience(pact.Shared).SetRelationshipID(c.RelationshipID).SetAuthorID(p.UserID).
		SetKind(pact.ConfirmedWording).SetCommitmentID(c.ID).SetFromSideID(*p.SideID).SetDigest(digest).Exec(ctx); err != nil {
		return "", nil, err
	}
	told := []journal.Entry{tellShared(p, "commitment.confirmed", c.ID)}
	if pact.Agreement(true, len(said) > 0) == pact.Agreed {
		told = append(told, tellShared(p, "commitment.agreed", c.ID))
		if err := h.unsayKept(ctx, tx); err != nil {
			return "", nil, err
		}
		err = found(unreported(c.Update()).SetState(pact.Agreed).SetDigest(digest).Exec(ctx))
	}
	return c.ID, told, err
}

// lockDocument takes a document's row for the rest of the transaction, so that its log stands still.
func lockDocument(ctx context.Context, tx *ent.Client, id string) (*ent.Document, error) {
	n, err := tx.Document.Update().Where(document.ID(id)).AddSeq(0).Save(ctx)
	if err == nil && n != 1 {
		err = pact.Refuse(pact.Forbidden, "You read here. The people of the two sides say whether a wording is theirs.")
	}
	if err != nil {
		return nil, err
	}
	return documentOf(ctx, tx, id)
}

// holdDocument is lockDocument for words that may be closed, for whoever may read them.
func holdDocument(ctx context.Context, tx *ent.Client, id string) (*ent.Document, error) {
	if err := tx.Document.Update().Where(document.ID(id)).AddSeq(0).Exec(viewer.System(ctx, "hold what may be closed")); err != nil {
		return nil, err
	}
	return documentOf(ctx, tx, id)
}

// pin keeps the text of a document as it is now; the same text is kept once.
func pin(ctx context.Context, tx *ent.Client, doc *ent.Document, digest string, texts []pact.SectionText, author string) error {
	kept, err := tx.Revision.Query().Where(revision.DocumentID(doc.ID), revision.Digest(digest)).Exist(ctx)
	if err != nil || kept {
		return err
	}
	return tx.Revision.Create().SetDocumentID(doc.ID).SetSeq(doc.Seq).SetDigest(digest).SetTexts(texts).SetAuthorID(author).Exec(ctx)
}

// advance moves a relationship on to a stage, never back.
func advance(ctx context.Context, tx *ent.Client, relationship string, to pact.Stage) error {
	rel, err := relationshipOf(ctx, tx, relationship)
	if err != nil || pact.Advance(rel.Stage, to) == rel.Stage {
		return err
	}
	return found(rel.Update().SetStage(to).Exec(ctx))
}
