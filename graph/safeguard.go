package graph

import (
	"context"
	"strings"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/confirmation"
	"midspan/ent/journal"
	"midspan/ent/safeguard"
	"midspan/graph/model"
)

func checkSafeguard(cause, text *string) error {
	for _, s := range []*string{cause, text} {
		if s != nil {
			*s = strings.TrimSpace(*s)
		}
	}
	if cause != nil {
		if err := pact.Within("cause", "The cause", *cause, true, pact.MaxSafeguard); err != nil {
			return err
		}
	}
	return within("text", "The safeguard", text, pact.MaxSafeguard)
}

// createSafeguard names a cause, with its safeguard where there is one already.
func createSafeguard(ctx context.Context, tx *ent.Client, in model.CreateSafeguardInput) (string, []journal.Entry, error) {
	l, p, err := takeLookback(ctx, tx, in.Lookback)
	if err := first(err, workOn(p, l)); err != nil {
		return "", nil, err
	}
	there, err := tx.Safeguard.Query().Where(safeguard.LookbackID(l.ID)).Count(ctx)
	if err := first(err, pact.Room("causes here", there, pact.MaxSafeguards)); err != nil {
		return "", nil, err
	}
	s, err := tx.Safeguard.Create().SetAudience(pact.Shared).SetRelationshipID(l.RelationshipID).SetAuthorID(p.UserID).
		SetLookbackID(l.ID).SetCause(in.Cause).SetText(deref(in.Text)).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return s.ID, []journal.Entry{tellShared(p, "safeguard.named", s.ID)}, nil
}

// updateSafeguard changes words, and takes back what both said to the old ones; or says which commitment
// carries it, which changes nothing of that.
func updateSafeguard(ctx context.Context, tx *ent.Client, in model.UpdateSafeguardInput) (string, []journal.Entry, error) {
	s, l, p, err := takeSafeguard(ctx, tx, in.Safeguard)
	if err := first(err, workOn(p, l)); err != nil {
		return "", nil, err
	}
	if err := commitmentIn(ctx, tx, s.RelationshipID, in.Commitment.Value()); err != nil {
		return "", nil, err
	}
	change := s.Update().SetNillableCause(in.Cause).SetNillableText(in.Text)
	linked := !as(in.Commitment.ValueOK, s.CommitmentID)
	set(in.Commitment, change.SetCommitmentID, change.ClearCommitmentID)
	now, err := change.Save(ctx)
	if err != nil {
		return "", nil, found(err)
	}
	if safeguardDigest(now) != safeguardDigest(s) {
		_, err = tx.Confirmation.Delete().Where(confirmation.SafeguardID(s.ID)).Exec(ctx)
	} else if !linked {
		return s.ID, nil, nil
	}
	return s.ID, []journal.Entry{tellShared(p, "safeguard.worded", s.ID)}, err
}

// confirmSafeguard says yes for the viewer's side. Saying it again changes nothing.
func confirmSafeguard(ctx context.Context, tx *ent.Client, in model.ConfirmSafeguardInput) (string, []journal.Entry, error) {
	s, l, p, err := takeSafeguard(ctx, tx, in.Safeguard)
	if err != nil {
		return "", nil, err
	}
	digest := safeguardDigest(s)
	if err := pact.MayAgreeToSafeguard(p.Role, l.ClosedAt != nil, s.Text, in.Digest, digest); err != nil {
		return "", nil, err
	}
	said, err := tx.Confirmation.Query().Where(confirmation.SafeguardID(s.ID), confirmation.Digest(digest), confirmation.FromSideID(*p.SideID)).Exist(ctx)
	if err != nil || said {
		return s.ID, nil, err
	}
	err = tx.Confirmation.Create().SetAudience(pact.Shared).SetRelationshipID(s.RelationshipID).SetAuthorID(p.UserID).
		SetKind(pact.ConfirmedWording).SetSafeguardID(s.ID).SetFromSideID(*p.SideID).SetDigest(digest).Exec(ctx)
	return s.ID, []journal.Entry{tellShared(p, "safeguard.agreed", s.ID)}, err
}

func deleteSafeguard(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	s, l, p, err := takeSafeguard(ctx, tx, id)
	if err := first(err, workOn(p, l)); err != nil {
		return "", nil, err
	}
	n, err := tx.Safeguard.Delete().Where(safeguard.ID(s.ID)).Exec(ctx)
	return id, []journal.Entry{tellShared(p, "safeguard.removed", id)}, one(n, err)
}

// takeSafeguard loads a cause with its look back, whose row it takes.
func takeSafeguard(ctx context.Context, tx *ent.Client, id string) (*ent.Safeguard, *ent.Lookback, *ent.Participant, error) {
	s, err := safeguardOf(ctx, tx, id)
	if err != nil {
		return nil, nil, nil, err
	}
	l, p, err := takeLookback(ctx, tx, s.LookbackID)
	if err != nil {
		return nil, nil, nil, err
	}
	s, err = safeguardOf(ctx, tx, id)
	return s, l, p, err
}

// safeguardOf loads a cause through the viewer's eyes.
func safeguardOf(ctx context.Context, c *ent.Client, id string) (*ent.Safeguard, error) {
	s, err := c.Safeguard.Query().Where(safeguard.ID(id)).Only(ctx)
	return s, found(err)
}

func safeguardDigest(s *ent.Safeguard) string { return pact.SafeguardDigest(s.ID, s.Cause, s.Text) }

// loadAgreed gives, by safeguard and digest, how many sides said yes.
func loadAgreed(ctx context.Context, c *ent.Client, ids []string) (map[string]map[string]int, error) {
	rows, err := c.Confirmation.Query().Where(confirmation.SafeguardIDIn(ids...)).All(ctx)
	said := map[string]map[string]int{}
	for _, id := range ids {
		said[id] = map[string]int{}
	}
	for _, w := range rows {
		said[*w.SafeguardID][w.Digest]++
	}
	return said, err
}
