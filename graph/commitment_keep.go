package graph

import (
	"context"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/commitmentstep"
	"midspan/ent/confirmation"
	"midspan/ent/journal"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// held is a commitment that is taken for the rest of the transaction, and who does something with it.
type held struct {
	row *ent.Commitment
	by  *ent.Participant
}

// takeCommitment takes the row of the wording's document, as everybody does who says something of a
// commitment: no word, no term and no state changes between the reading and the commit.
func takeCommitment(ctx context.Context, tx *ent.Client, id string) (held, error) {
	c, err := commitmentOf(ctx, tx, id)
	if err != nil {
		return held{}, err
	}
	p, err := me(ctx, tx, c.RelationshipID)
	if err != nil {
		return held{}, err
	}
	if _, err := holdDocument(ctx, tx, c.DocumentID); err != nil {
		return held{}, err
	}
	c, err = commitmentOf(ctx, tx, id)
	return held{c, p}, err
}

// becomes changes what became of it, and has its words stand once nobody works on them any more.
func (h held) becomes(ctx context.Context, tx *ent.Client, change *ent.CommitmentUpdateOne, now time.Time) error {
	row, err := change.Save(ctx)
	if err != nil {
		return found(err)
	}
	words := tx.Document.UpdateOneID(row.DocumentID)
	if pact.WordsStand(row.State) {
		words.SetClosedAt(now.UTC())
	} else {
		words.ClearClosedAt()
	}
	return found(words.Exec(viewer.System(ctx, "have words stand, or be worked on again")))
}

func (h held) side() string { return deref(h.by.SideID) }

func (h held) facts() pact.CommitmentFacts {
	f := pact.CommitmentFacts{
		Nature: h.row.Nature, State: h.row.State, Promiser: deref(h.row.PromiserID),
		From: deref(h.row.FromSideID), Reported: deref(h.row.ReportedSideID),
	}
	if f.From == "" { // written before sides were kept
		f.From = f.Promiser
	}
	return f
}

// unreported clears what was reported: of other words, or answered by now.
func unreported(u *ent.CommitmentUpdateOne) *ent.CommitmentUpdateOne {
	return u.ClearReportedAt().ClearReportedByID().ClearReportedSideID()
}

// step adds to what became of the commitment, and tells it.
func (h held) step(ctx context.Context, tx *ent.Client, kind pact.CommitmentStepKind, note, what string) ([]journal.Entry, error) {
	there, err := tx.CommitmentStep.Query().Where(commitmentstep.CommitmentID(h.row.ID)).Count(ctx)
	if kind != pact.StepReported {
		there = 0 // whatever follows a report has to fit
	}
	if err := first(err, pact.Room("reports on this commitment", there, pact.MaxSteps)); err != nil {
		return nil, err
	}
	err = tx.CommitmentStep.Create().SetAudience(pact.Shared).SetRelationshipID(h.row.RelationshipID).SetAuthorID(h.by.UserID).
		SetCommitmentID(h.row.ID).SetKind(kind).SetFromSideID(h.side()).SetNote(note).Exec(ctx)
	return []journal.Entry{tellShared(h.by, what, h.row.ID)}, err
}

// sayKept is the word of the viewer's side that the words both agreed to were kept.
func (h held) sayKept(ctx context.Context, tx *ent.Client) error {
	said, err := tx.Confirmation.Query().Where(confirmation.CommitmentID(h.row.ID), confirmation.KindEQ(pact.ConfirmedKept),
		confirmation.Digest(h.row.Digest), confirmation.FromSideID(h.side())).Exist(ctx)
	if err != nil || said {
		return err
	}
	return tx.Confirmation.Create().SetAudience(pact.Shared).SetRelationshipID(h.row.RelationshipID).SetAuthorID(h.by.UserID).
		SetKind(pact.ConfirmedKept).SetCommitmentID(h.row.ID).SetFromSideID(h.side()).SetDigest(h.row.Digest).Exec(ctx)
}

// unsayKept takes back every word that it was kept.
func (h held) unsayKept(ctx context.Context, tx *ent.Client) error {
	_, err := tx.Confirmation.Delete().Where(confirmation.CommitmentID(h.row.ID), confirmation.KindEQ(pact.ConfirmedKept)).Exec(ctx)
	return err
}

// unreport clears a report, and what was said with it.
func (h held) unreport(ctx context.Context, tx *ent.Client) error {
	if err := h.unsayKept(ctx, tx); err != nil {
		return err
	}
	return found(unreported(h.row.Update()).Exec(ctx))
}

// sayYesTo says for the viewer's side that the first words of a commitment are theirs.
func sayYesTo(ctx context.Context, tx *ent.Client, h held, doc *ent.Document) ([]journal.Entry, error) {
	texts, err := textsOf(ctx, tx, doc.ID)
	if err != nil {
		return nil, err
	}
	_, told, err := confirmCommitment(ctx, tx, model.ConfirmCommitmentInput{Commitment: h.row.ID, Digest: pact.Digest(texts)})
	return told, err
}

// reportCommitment says that it is done. What both promise, each receives from the other, so the
// report is the reporter's own word too.
func (r *Resolver) reportCommitment(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	h, err := takeCommitment(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	f := h.facts()
	if f.State == pact.Agreed && f.Reported != "" && f.Reported == h.side() {
		return id, nil, nil
	}
	if err := pact.MayReport(f, h.by.Role, h.side()); err != nil {
		return "", nil, err
	}
	if f.Promiser == "" {
		if err := h.sayKept(ctx, tx); err != nil {
			return "", nil, err
		}
	}
	now := r.Now().UTC().Truncate(time.Microsecond)
	if err := h.row.Update().SetReportedAt(now).SetReportedByID(h.by.UserID).SetReportedSideID(h.side()).Exec(ctx); err != nil {
		return "", nil, found(err)
	}
	told, err := h.step(ctx, tx, pact.StepReported, "", "commitment.reported")
	return id, told, err
}

func takeBackReport(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	h, err := takeCommitment(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayTakeReportBack(h.facts(), h.by.Role, h.side()); err != nil {
		return "", nil, err
	}
	if err := h.unreport(ctx, tx); err != nil {
		return "", nil, err
	}
	told, err := h.step(ctx, tx, pact.StepTakenBack, "", "commitment.report_taken_back")
	return id, told, err
}

// keepCommitment is the receiver's word. Saying it again changes nothing.
func (r *Resolver) keepCommitment(ctx context.Context, tx *ent.Client, in model.KeepCommitmentInput) (string, []journal.Entry, error) {
	h, err := takeCommitment(ctx, tx, in.Commitment)
	if err != nil {
		return "", nil, err
	}
	f := h.facts()
	if f.State == pact.Kept && f.Promiser != h.side() && pact.MaySpeak(h.by.Role) == nil {
		return h.row.ID, nil, nil
	}
	if err := first(pact.MayAnswer(f, h.by.Role, h.side()), pact.Matches(in.Digest, h.row.Digest)); err != nil {
		return "", nil, err
	}
	if err := h.sayKept(ctx, tx); err != nil {
		return "", nil, err
	}
	if err := h.becomes(ctx, tx, h.row.Update().SetState(pact.Kept), r.Now()); err != nil {
		return "", nil, err
	}
	told, err := h.step(ctx, tx, pact.StepKept, "", "commitment.kept")
	return h.row.ID, told, err
}

func notYetCommitment(ctx context.Context, tx *ent.Client, in model.NotYetCommitmentInput) (string, []journal.Entry, error) {
	h, err := takeCommitment(ctx, tx, in.Commitment)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayAnswer(h.facts(), h.by.Role, h.side()); err != nil {
		return "", nil, err
	}
	if err := h.unreport(ctx, tx); err != nil {
		return "", nil, err
	}
	told, err := h.step(ctx, tx, pact.StepNotYet, in.Note, "commitment.not_yet")
	return h.row.ID, told, err
}

// releaseCommitment lets the other side off. The words stay.
func (r *Resolver) releaseCommitment(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	h, err := takeCommitment(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayRelease(h.facts(), h.by.Role, h.side()); err != nil {
		return "", nil, err
	}
	if err := h.becomes(ctx, tx, unreported(h.row.Update()).SetState(pact.Released), r.Now()); err != nil {
		return "", nil, err
	}
	told, err := h.step(ctx, tx, pact.StepReleased, "", "commitment.released")
	return id, told, err
}

// withdrawCommitment takes a draft off the table, with its words as they stand.
func (r *Resolver) withdrawCommitment(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	h, err := takeCommitment(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	f := h.facts()
	if err := pact.MayWithdraw(f, h.by.Role, h.side()); err != nil {
		return "", nil, err
	}
	doc, err := documentOf(ctx, tx, h.row.DocumentID)
	if err != nil {
		return "", nil, err
	}
	texts, err := textsOf(ctx, tx, doc.ID)
	if err := first(err, pin(ctx, tx, doc, pact.Digest(texts), texts, h.by.UserID)); err != nil {
		return "", nil, err
	}
	if err := h.becomes(ctx, tx, h.row.Update().SetState(pact.Released), r.Now()); err != nil {
		return "", nil, err
	}
	kind, what := pact.StepWithdrawn, "commitment.withdrawn"
	if (f.Asked() || f.Offered()) && f.From != h.side() {
		kind, what = pact.StepDeclined, "commitment.declined"
	}
	told, err := h.step(ctx, tx, kind, "", what)
	return id, told, err
}
