package graph

import (
	"context"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/document"
	"midspan/ent/journal"
	"midspan/ent/lookback"
	"midspan/ent/safeguard"
	"midspan/graph/model"
)

// openLookback begins to look back, with the text that both write what happened in. The relationship's
// row is taken: two at once begin one.
func openLookback(ctx context.Context, tx *ent.Client, in model.OpenLookbackInput) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayWrite(p.Role, pact.Shared); err != nil {
		return "", nil, err
	}
	rel, err := takeRelationship(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	all := tx.Lookback.Query().Where(lookback.RelationshipID(in.Relationship))
	there, err := all.Clone().Count(ctx)
	if err != nil {
		return "", nil, err
	}
	open, err := all.Where(lookback.ClosedAtIsNil()).Exist(ctx)
	if err := first(err, pact.MayLookBack(p.Role, open, rel.PartedAt != nil), pact.Room("looks back", there, pact.MaxLookbacks)); err != nil {
		return "", nil, err
	}
	doc, err := newDocument{Relationship: rel.ID, Kind: pact.LookbackDocument, Audience: pact.Shared, Title: "Looking back", Author: p.UserID}.create(ctx, tx)
	if err != nil {
		return "", nil, err
	}
	l, err := tx.Lookback.Create().SetAudience(pact.Shared).SetRelationshipID(rel.ID).SetAuthorID(p.UserID).
		SetElsewhere(in.Elsewhere).SetMinutes(in.Minutes).SetDocumentID(doc.ID).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return l.ID, []journal.Entry{tellShared(p, "lookback.opened", l.ID)}, advance(ctx, tx, rel.ID, pact.Trust)
}

// timeLookback has the quiet timer run, or puts it away.
func timeLookback(ctx context.Context, tx *ent.Client, in model.StartLookbackTimerInput, now time.Time) (string, []journal.Entry, error) {
	l, p, err := takeLookback(ctx, tx, in.Lookback)
	if err := first(err, workOn(p, l)); err != nil {
		return "", nil, err
	}
	change := l.Update()
	if in.Minutes > 0 {
		change.SetMinutes(in.Minutes).SetTimerStartedAt(now)
	} else {
		change.ClearTimerStartedAt()
	}
	return l.ID, []journal.Entry{tellShared(p, "lookback.timer", l.ID)}, found(change.Exec(ctx))
}

// closeLookback closes it and its text in one transaction. Closing what is closed changes nothing.
func closeLookback(ctx context.Context, tx *ent.Client, id string, now time.Time) (string, []journal.Entry, error) {
	l, err := lookbackOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	rel, err := takeRelationship(ctx, tx, l.RelationshipID) // first: it is of the epoch it is closed in
	if err != nil {
		return "", nil, err
	}
	l, p, err := takeLookback(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	if l.ClosedAt != nil && pact.MayWrite(p.Role, pact.Shared) == nil {
		return l.ID, nil, nil
	}
	rows, err := tx.Safeguard.Query().Where(safeguard.LookbackID(id)).Order(ent.Asc(safeguard.FieldID)).All(ctx)
	if err != nil {
		return "", nil, err
	}
	ids := make([]string, len(rows))
	for i, s := range rows {
		ids[i] = s.ID
	}
	said, err := loadAgreed(ctx, tx, ids)
	if err != nil {
		return "", nil, err
	}
	all := make([]pact.SafeguardFacts, len(rows))
	for i, s := range rows {
		all[i] = pact.SafeguardFacts{Cause: s.Cause, Text: s.Text, Agreed: pact.BothAgree(said[s.ID][safeguardDigest(s)])}
	}
	if err := pact.MayCloseLookback(p.Role, l.ClosedAt != nil, all); err != nil {
		return "", nil, err
	}
	if err := one(tx.Document.Update().Where(document.ID(l.DocumentID)).SetClosedAt(now).SetEpoch(rel.Epoch).Save(ctx)); err != nil {
		return "", nil, err
	}
	err = found(l.Update().SetClosedAt(now).SetEpoch(rel.Epoch).ClearTimerStartedAt().Exec(ctx))
	return l.ID, []journal.Entry{tellShared(p, "lookback.closed", l.ID)}, err
}

// takeLookback loads a look back that the viewer may write in, and takes its row: what both do to it, and
// to its causes, happens one after the other.
func takeLookback(ctx context.Context, tx *ent.Client, id string) (*ent.Lookback, *ent.Participant, error) {
	l, err := lookbackOf(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	p, err := me(ctx, tx, l.RelationshipID)
	if err != nil {
		return nil, nil, err
	}
	if err := pact.MayWrite(p.Role, l.Audience); err != nil {
		return nil, nil, err
	}
	if err := one(tx.Lookback.Update().Where(lookback.ID(id)).Modify(asItIs(lookback.FieldMinutes)).Save(ctx)); err != nil {
		return nil, nil, err
	}
	l, err = lookbackOf(ctx, tx, id)
	return l, p, err
}

// workOn says whether somebody may go on with it.
func workOn(p *ent.Participant, l *ent.Lookback) error {
	if p == nil || l == nil {
		return nil // an error of loading it comes first
	}
	return pact.MayWorkOn(p.Role, l.ClosedAt != nil)
}

// lookbackOf loads a look back through the viewer's eyes.
func lookbackOf(ctx context.Context, c *ent.Client, id string) (*ent.Lookback, error) {
	l, err := c.Lookback.Query().Where(lookback.ID(id)).Only(ctx)
	return l, found(err)
}
