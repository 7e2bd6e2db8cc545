package graph

import (
	"context"
	"strings"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/commitment"
	"midspan/ent/journal"
	"midspan/ent/need"
	"midspan/ent/side"
	"midspan/graph/model"
)

func checkNeed(text *string) error {
	if text == nil {
		return nil
	}
	*text = strings.TrimSpace(*text)
	return pact.Within("text", "The need", *text, true, pact.MaxNeed)
}

// needOf loads a need through the viewer's eyes.
func needOf(ctx context.Context, c *ent.Client, id string) (*ent.Need, error) {
	n, err := c.Need.Query().Where(need.ID(id)).Only(ctx)
	return n, found(err)
}

// createNeed writes down what a side needs: its own word, or a guess of the other side, which stays
// beside whatever its side makes of it.
func createNeed(ctx context.Context, tx *ent.Client, in model.CreateNeedInput) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayWrite(p.Role, pact.Shared); err != nil {
		return "", nil, err
	}
	there, err := tx.Need.Query().Where(need.RelationshipID(in.Relationship)).Count(ctx)
	if err := first(err, pact.Room("needs", there, pact.MaxNeeds), sideIn(ctx, tx, in.Relationship, in.OfSide)); err != nil {
		return "", nil, err
	}
	state := pact.FirstState(deref(p.SideID), in.OfSide)
	make := tx.Need.Create().SetAudience(pact.Shared).SetRelationshipID(in.Relationship).SetAuthorID(p.UserID).
		SetOfSideID(in.OfSide).SetKind(in.Kind).SetState(state).SetText(in.Text)
	if state == pact.NeedGuessed {
		make.SetGuess(in.Text)
	}
	n, err := make.Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return n.ID, []journal.Entry{tellShared(p, "need.named", n.ID)}, advance(ctx, tx, in.Relationship, pact.Envision)
}

func sideIn(ctx context.Context, tx *ent.Client, relationship, id string) error {
	ok, err := tx.Side.Query().Where(side.ID(id), side.RelationshipID(relationship)).Exist(ctx)
	if err == nil && !ok {
		err = pact.Invalid("ofSide", "This is not a side of this relationship. Nothing was changed.")
	}
	return err
}

// confirmNeed is the word of the side whose need it is. Saying what is so already changes nothing.
func confirmNeed(ctx context.Context, tx *ent.Client, in model.ConfirmNeedInput) (string, []journal.Entry, error) {
	n, p, err := ownNeed(ctx, tx, in.Need)
	if err != nil {
		return "", nil, err
	}
	text, kind := n.Text, n.Kind
	if in.Text != nil {
		text = *in.Text
	}
	if in.Kind != nil {
		kind = *in.Kind
	}
	if n.State == pact.NeedConfirmed && n.Text == text && n.Kind == kind {
		return n.ID, nil, nil
	}
	err = found(n.Update().SetState(pact.NeedConfirmed).SetText(text).SetKind(kind).Exec(ctx))
	return n.ID, []journal.Entry{tellShared(p, "need.confirmed", n.ID)}, err
}

// dropNeed says that a need is none. It stays in sight of both, and may be confirmed after all.
func dropNeed(ctx context.Context, tx *ent.Client, in model.DropNeedInput) (string, []journal.Entry, error) {
	n, p, err := ownNeed(ctx, tx, in.Need)
	if err != nil || n.State == pact.NeedDropped {
		return in.Need, nil, err
	}
	err = found(n.Update().SetState(pact.NeedDropped).Exec(ctx))
	return n.ID, []journal.Entry{tellShared(p, "need.dropped", n.ID)}, err
}

// ownNeed loads a need that the viewer may settle, and as whom.
func ownNeed(ctx context.Context, tx *ent.Client, id string) (*ent.Need, *ent.Participant, error) {
	n, err := needOf(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	p, err := me(ctx, tx, n.RelationshipID)
	if err != nil {
		return nil, nil, err
	}
	return n, p, pact.MaySettle(p.Role, deref(p.SideID), n.OfSideID)
}

// linkNeed says what answers a need; either side may, as it is both who answer it.
func linkNeed(ctx context.Context, tx *ent.Client, in model.LinkNeedInput) (string, []journal.Entry, error) {
	n, err := needOf(ctx, tx, in.Need)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, n.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if err := first(
		pact.MayWrite(p.Role, n.Audience),
		commitmentIn(ctx, tx, n.RelationshipID, in.Commitment.Value()),
		outcomeIn(ctx, tx, n.RelationshipID, in.Outcome.Value()),
	); err != nil {
		return "", nil, err
	}
	if as(in.Commitment.ValueOK, n.CommitmentID) && as(in.Outcome.ValueOK, n.OutcomeID) {
		return n.ID, nil, nil
	}
	change := n.Update()
	set(in.Commitment, change.SetCommitmentID, change.ClearCommitmentID)
	set(in.Outcome, change.SetOutcomeID, change.ClearOutcomeID)
	return n.ID, []journal.Entry{tellShared(p, "need.linked", n.ID)}, found(change.Exec(ctx))
}

func commitmentIn(ctx context.Context, tx *ent.Client, relationship string, id *string) error {
	if id == nil {
		return nil
	}
	ok, err := tx.Commitment.Query().Where(commitment.ID(*id), commitment.RelationshipID(relationship)).Exist(ctx)
	if err == nil && !ok {
		err = pact.Invalid("commitment", "This is not a commitment of this relationship. Nothing was changed.")
	}
	return err
}

// as says whether an input that may be left out leaves a value as it is.
func as(input func() (*string, bool), now *string) bool {
	v, given := input()
	return !given || deref(v) == deref(now)
}
