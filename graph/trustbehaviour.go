package graph

import (
	"context"
	"strings"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/confirmation"
	"midspan/ent/journal"
	"midspan/ent/trustbehaviour"
	"midspan/graph/model"
)

func checkTrust(text, seen *string) error {
	for _, s := range []*string{text, seen} {
		if s != nil {
			*s = strings.TrimSpace(*s)
		}
	}
	if text != nil {
		if err := pact.Within("text", "What you need to see", *text, true, pact.MaxTrustWords); err != nil {
			return err
		}
	}
	if seen != nil {
		return pact.Within("seen", "How you will see it", *seen, true, pact.MaxTrustWords)
	}
	return nil
}

// createTrustBehaviour words what the viewer's own side needs to see. The side's row is taken: however
// many write at once, no more are made than are remembered.
func createTrustBehaviour(ctx context.Context, tx *ent.Client, in model.CreateTrustBehaviourInput) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	mine := deref(p.SideID)
	if err := pact.MayWordTrust(p.Role, mine, mine); err != nil {
		return "", nil, err
	}
	if err := lockSide(ctx, tx, mine); err != nil {
		return "", nil, err
	}
	there, err := tx.TrustBehaviour.Query().Where(trustbehaviour.ReceiverSideID(mine)).Count(ctx)
	if err := first(err, pact.RoomForTrust(there)); err != nil {
		return "", nil, err
	}
	b, err := tx.TrustBehaviour.Create().SetAudience(pact.Shared).SetRelationshipID(in.Relationship).SetAuthorID(p.UserID).
		SetReceiverSideID(mine).SetText(in.Text).SetSeen(in.Seen).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return b.ID, []journal.Entry{tellShared(p, "trust.worded", b.ID)}, advance(ctx, tx, in.Relationship, pact.Trust)
}

// updateTrustBehaviour changes words; the other side's yes was to the old ones.
func updateTrustBehaviour(ctx context.Context, tx *ent.Client, in model.UpdateTrustBehaviourInput) (string, []journal.Entry, error) {
	old, p, err := takeTrust(ctx, tx, in.TrustBehaviour)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayWordTrust(p.Role, deref(p.SideID), old.ReceiverSideID); err != nil {
		return "", nil, err
	}
	now, err := old.Update().SetNillableText(in.Text).SetNillableSeen(in.Seen).Save(ctx)
	if err != nil || trustDigest(now) == trustDigest(old) {
		return old.ID, nil, found(err)
	}
	_, err = tx.Confirmation.Delete().Where(confirmation.TrustBehaviourID(old.ID)).Exec(ctx)
	return old.ID, []journal.Entry{tellShared(p, "trust.changed", old.ID)}, err
}

// confirmTrustBehaviour says for the viewer's side that it will show what the other needs to see. Saying
// it again changes nothing.
func confirmTrustBehaviour(ctx context.Context, tx *ent.Client, in model.ConfirmTrustBehaviourInput) (string, []journal.Entry, error) {
	b, p, err := takeTrust(ctx, tx, in.TrustBehaviour)
	if err != nil {
		return "", nil, err
	}
	digest := trustDigest(b)
	if err := pact.MayShowTrust(p.Role, deref(p.SideID), b.ReceiverSideID, in.Digest, digest); err != nil {
		return "", nil, err
	}
	said, err := tx.Confirmation.Query().Where(confirmation.TrustBehaviourID(b.ID), confirmation.Digest(digest)).Exist(ctx)
	if err != nil || said {
		return b.ID, nil, err
	}
	err = tx.Confirmation.Create().SetAudience(pact.Shared).SetRelationshipID(b.RelationshipID).SetAuthorID(p.UserID).
		SetKind(pact.ConfirmedWording).SetTrustBehaviourID(b.ID).SetFromSideID(*p.SideID).SetDigest(digest).Exec(ctx)
	return b.ID, []journal.Entry{tellShared(p, "trust.accepted", b.ID)}, err
}

func deleteTrustBehaviour(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	b, err := trustOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, b.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayWordTrust(p.Role, deref(p.SideID), b.ReceiverSideID); err != nil {
		return "", nil, err
	}
	n, err := tx.TrustBehaviour.Delete().Where(trustbehaviour.ID(id)).Exec(ctx)
	return id, []journal.Entry{tellShared(p, "trust.taken_away", id)}, one(n, err)
}

// takeTrust loads a behaviour that the viewer may write beside, and takes its row: its words cannot
// change between the reading and the commit.
func takeTrust(ctx context.Context, tx *ent.Client, id string) (*ent.TrustBehaviour, *ent.Participant, error) {
	b, err := trustOf(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	p, err := me(ctx, tx, b.RelationshipID)
	if err != nil {
		return nil, nil, err
	}
	if err := pact.MayWrite(p.Role, b.Audience); err != nil {
		return nil, nil, err
	}
	if err := one(tx.TrustBehaviour.Update().Where(trustbehaviour.ID(id)).Modify(asItIs(trustbehaviour.FieldText)).Save(ctx)); err != nil {
		return nil, nil, err
	}
	b, err = trustOf(ctx, tx, id)
	return b, p, err
}

// trustOf loads a behaviour through the viewer's eyes.
func trustOf(ctx context.Context, c *ent.Client, id string) (*ent.TrustBehaviour, error) {
	b, err := c.TrustBehaviour.Query().Where(trustbehaviour.ID(id)).Only(ctx)
	return b, found(err)
}

func trustDigest(b *ent.TrustBehaviour) string {
	return pact.BehaviourDigest(b.ID, b.Text, b.Seen, b.ReceiverSideID)
}

// loadAccepted gives, by behaviour, the words that the side which shows it said yes to.
func loadAccepted(ctx context.Context, c *ent.Client, ids []string) (map[string]map[string]bool, error) {
	rows, err := c.Confirmation.Query().Where(confirmation.TrustBehaviourIDIn(ids...)).All(ctx)
	said := map[string]map[string]bool{}
	for _, id := range ids {
		said[id] = map[string]bool{}
	}
	for _, w := range rows {
		said[*w.TrustBehaviourID][w.Digest] = true
	}
	return said, err
}
