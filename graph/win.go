package graph

import (
	"context"
	"strings"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/outcome"
	"midspan/ent/win"
	"midspan/graph/model"
)

// winOf loads a win through the viewer's eyes.
func winOf(ctx context.Context, c *ent.Client, id string) (*ent.Win, error) {
	w, err := c.Win.Query().Where(win.ID(id)).Only(ctx)
	return w, found(err)
}

func createWin(ctx context.Context, tx *ent.Client, in model.CreateWinInput) (string, []journal.Entry, error) {
	p, err := writer(ctx, tx, in.Relationship, pact.Shared)
	if err != nil {
		return "", nil, err
	}
	outcomes, err := tx.Outcome.Query().Where(outcome.RelationshipID(in.Relationship)).Count(ctx)
	if err := first(err, pact.ServesOutcome(deref(in.Outcome), outcomes), outcomeIn(ctx, tx, in.Relationship, in.Outcome),
		roomForWins(ctx, tx, in.Relationship)); err != nil {
		return "", nil, err
	}
	if in.OfSide != nil {
		if err := sideIn(ctx, tx, in.Relationship, *in.OfSide); err != nil {
			return "", nil, err
		}
	}
	if err := ownersOf(ctx, tx, in.Relationship, nil, in.People); err != nil {
		return "", nil, asField(err, "people")
	}
	w, err := tx.Win.Create().SetAudience(pact.Shared).SetRelationshipID(in.Relationship).SetAuthorID(p.UserID).
		SetText(strings.TrimSpace(in.Text)).SetDue(in.Due).SetNillableOfSideID(in.OfSide).SetNillableOutcomeID(in.Outcome).
		AddPersonIDs(in.People...).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return w.ID, []journal.Entry{tellShared(p, "win.planned", w.ID)}, nil
}

func roomForWins(ctx context.Context, tx *ent.Client, relationship string) error {
	all, err := tx.Win.Query().Where(win.RelationshipID(relationship)).Count(ctx)
	if err != nil {
		return err
	}
	open, err := tx.Win.Query().Where(win.RelationshipID(relationship), win.StateIn(pact.DoneAhead, pact.DoneSaid)).Count(ctx)
	return first(err, pact.Room("small wins", all, pact.MaxWins), pact.Room("small wins that are open", open, pact.MaxOpenWins))
}

// sayWin says that a win happened; the same side may say it again, with another learning.
func sayWin(ctx context.Context, tx *ent.Client, in model.SayWinInput) (string, []journal.Entry, error) {
	w, p, err := takeWin(ctx, tx, in.Win)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MaySayDone(doneWin(w), voice(p)); err != nil {
		return "", nil, err
	}
	err = w.Update().SetState(pact.DoneSaid).SetSaidByID(p.UserID).SetSaidSideID(*p.SideID).
		SetLearning(trimmed(in.Learning)).SetChangedAt(moment()).Exec(ctx)
	return w.ID, []journal.Entry{tellShared(p, "win.said", w.ID)}, found(err)
}

// confirmWin is the word of the side that did not say so. Saying it again changes nothing.
func confirmWin(ctx context.Context, tx *ent.Client, in model.ConfirmWinInput) (string, []journal.Entry, error) {
	w, p, err := takeWin(ctx, tx, in.Win)
	if err != nil {
		return "", nil, err
	}
	digest := winDigest(w)
	if again, err := confirmedBy(ctx, tx, deref(p.SideID), digest); again && w.State == pact.DoneConfirmed || err != nil {
		return w.ID, nil, err
	}
	if err := pact.MayConfirmDone(doneWin(w), voice(p), in.Digest, digest); err != nil {
		return "", nil, err
	}
	if err := receive(tx, p, w.Audience, digest).SetWinID(w.ID).Exec(ctx); err != nil {
		return "", nil, err
	}
	err = w.Update().SetState(pact.DoneConfirmed).SetChangedAt(moment()).Exec(ctx)
	return w.ID, []journal.Entry{tellShared(p, "win.confirmed", w.ID)}, found(err)
}

func reopenWin(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	w, p, err := takeWin(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayReopen(doneWin(w), voice(p)); err != nil || w.State == pact.DoneAhead {
		return w.ID, nil, err
	}
	if w.State == pact.DoneDropped {
		if err := roomForWins(ctx, tx, w.RelationshipID); err != nil {
			return "", nil, err
		}
	}
	err = w.Update().SetState(pact.DoneAhead).ClearSaidByID().ClearSaidSideID().ClearLearning().SetChangedAt(moment()).Exec(ctx)
	return w.ID, []journal.Entry{tellShared(p, "win.reopened", w.ID)}, found(err)
}

func dropWin(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	w, p, err := takeWin(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayDrop(doneWin(w), voice(p)); err != nil || w.State == pact.DoneDropped {
		return w.ID, nil, err
	}
	err = w.Update().SetState(pact.DoneDropped).SetChangedAt(moment()).Exec(ctx)
	return w.ID, []journal.Entry{tellShared(p, "win.dropped", w.ID)}, found(err)
}

// takeWin loads a win that the viewer may write, and takes its row.
func takeWin(ctx context.Context, tx *ent.Client, id string) (*ent.Win, *ent.Participant, error) {
	w, err := winOf(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	p, err := writer(ctx, tx, w.RelationshipID, w.Audience)
	if err != nil {
		return nil, nil, err
	}
	if err := one(tx.Win.Update().Where(win.ID(id)).Modify(asItIs(win.FieldState)).Save(ctx)); err != nil {
		return nil, nil, err
	}
	w, err = winOf(ctx, tx, id)
	return w, p, err
}

func doneWin(w *ent.Win) pact.Done { return done(w.State, w.SaidByID, w.SaidSideID) }

func winDigest(w *ent.Win) string {
	return pact.WinDigest(w.ID, pact.WinTerms{
		Text: w.Text, Due: w.Due, Of: deref(w.OfSideID), Outcome: deref(w.OutcomeID), Learning: w.Learning, By: doneWin(w).By,
	})
}
