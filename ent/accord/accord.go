// Package accord takes back what is out for signature when its words change, in the transaction that
// changes them: whoever writes, live or through the graph, calls it.
package accord

import (
	"context"
	"fmt"
	"slices"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/agreement"
	"midspan/ent/journal"
	"midspan/ent/signature"
	"midspan/ent/viewer"
)

// Typed takes an agreement back when the sections of a document, by key, do not read as it pinned
// them, and gives what is to be told of it. An agreement that is not out for signature stays.
func Typed(ctx context.Context, tx *ent.Client, id, document, user string, texts map[string]string, now time.Time) ([]journal.Entry, error) {
	a, err := tx.Agreement.Query().Where(agreement.ID(id), agreement.StateEQ(pact.AgreementProposed)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("agreement: %w", err)
	}
	for key, text := range texts {
		pinned := ""
		if i := slices.IndexFunc(a.Texts, func(t pact.SectionText) bool { return t.Document == document && t.Key == key }); i >= 0 {
			pinned = a.Texts[i].Text
		}
		if unread := pinned == "" && len(pact.Covered([]pact.SectionText{{Text: text}})) == 0; text != pinned && !unread {
			return Withdraw(ctx, tx, a, user, now)
		}
	}
	return nil, nil
}

// Withdraw takes an agreement back if it is still out for signature, and gives what is to be told:
// once to all, and to each who had signed.
func Withdraw(ctx context.Context, tx *ent.Client, a *ent.Agreement, user string, now time.Time) ([]journal.Entry, error) {
	n, err := tx.Agreement.Update().Where(agreement.ID(a.ID), agreement.StateEQ(pact.AgreementProposed)).
		SetState(pact.AgreementWithdrawn).SetWithdrawnAt(now.UTC()).SetWithdrawnByID(user).Save(ctx)
	if err != nil || n == 0 {
		return nil, err
	}
	told := []journal.Entry{{Stream: a.RelationshipID, Relationship: a.RelationshipID, Actor: user, What: "agreement.withdrawn", Subject: a.ID}}
	signed, err := tx.Signature.Query().Where(signature.AgreementID(a.ID)).All(viewer.System(ctx, "who had signed"))
	for _, s := range signed {
		told = append(told, journal.Entry{
			Stream: s.AuthorID, Relationship: a.RelationshipID, Actor: user, What: "signature.undone", Subject: a.ID,
		})
	}
	return told, err
}
