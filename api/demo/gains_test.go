package demo_test

import (
	"testing"

	"midspan/api/storetest"
	"midspan/app/pact"
	"midspan/ent/viewer"
)

func TestWhatCameOfItWasConfirmedByItsReceiver(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	load(t, db.Client)
	ctx := viewer.System(t.Context(), "test")
	said := func(person, side *string) (v pact.Voice) {
		if person != nil {
			v = pact.Voice{Person: *person, Side: *side, Role: pact.Member}
		}
		return v
	}
	for _, w := range db.Client.Win.Query().WithConfirmations().AllX(ctx) {
		by := said(w.SaidByID, w.SaidSideID)
		of := ""
		if w.OfSideID != nil {
			of = *w.OfSideID
		}
		digest := pact.WinDigest(w.ID, pact.WinTerms{Text: w.Text, Due: w.Due, Of: of, Outcome: *w.OutcomeID, Learning: w.Learning, By: by})
		if n := len(w.Edges.Confirmations); (w.State == pact.DoneConfirmed) != (n == 1) {
			t.Errorf("%s is %s by %d words", w.Text, w.State, n)
		}
		for _, c := range w.Edges.Confirmations {
			v := pact.Voice{Person: c.AuthorID, Side: c.FromSideID, Role: pact.Member}
			if err := pact.MayConfirmDone(pact.Done{State: pact.DoneSaid, By: by}, v, c.Digest, digest); err != nil {
				t.Errorf("%s: %v", w.Text, err)
			}
		}
	}
	for _, m := range db.Client.Milestone.Query().WithConfirmations().AllX(ctx) {
		by := said(m.SaidByID, m.SaidSideID)
		digest := pact.MilestoneDigest(m.ID, pact.MilestoneTerms{Title: m.Title, Outcome: m.OutcomeID, Owner: m.OwnerID, Due: m.Due, Expected: m.Expected, By: by})
		for _, c := range m.Edges.Confirmations {
			v := pact.Voice{Person: c.AuthorID, Side: c.FromSideID, Role: pact.Member}
			if err := pact.MayConfirmDone(pact.Done{State: pact.DoneSaid, By: by}, v, c.Digest, digest); err != nil {
				t.Errorf("%s: %v", m.Title, err)
			}
		}
	}
	for _, b := range db.Client.Benefit.Query().WithConfirmations().AllX(ctx) {
		if n := len(b.Edges.Confirmations); (b.State == pact.DoneConfirmed) != (n == 1) {
			t.Errorf("%s is %s by %d words", b.Label, b.State, n)
		}
		for _, c := range b.Edges.Confirmations {
			if c.FromSideID != b.OfSideID || b.Kind == pact.FigureBenefit && c.AuthorID == *b.SaidByID {
				t.Errorf("%s was confirmed by somebody else than its receiver", b.Label)
			}
		}
	}
}
