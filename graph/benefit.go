package graph

import (
	"context"
	"strings"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/benefit"
	"midspan/ent/confirmation"
	"midspan/ent/journal"
	"midspan/graph/model"
)

func checkBenefit(in model.CreateBenefitInput) error {
	if err := pact.Within("label", "What is gained", in.Label, true, pact.MaxNeed); err != nil {
		return err
	}
	unit, currency := trimmed(in.Unit), deref(in.Currency)
	if in.Kind == pact.PersonalBenefit && (unit != "" || currency != "" || in.Before != nil || in.Hoped != nil) {
		return pact.Invalid("kind", "What somebody gains personally is told in words, without figures. Nothing was changed.")
	}
	if in.Kind == pact.FigureBenefit && in.Kept != nil && *in.Kept {
		return pact.Invalid("kept", "Figures are for both sides to read. Nothing was changed.")
	}
	return first(within("unit", "The unit", in.Unit, pact.MaxUnit),
		pact.InFigures(unit, currency, map[string]*int{"before": in.Before, "hoped": in.Hoped}))
}

// benefitOf loads a benefit through the viewer's eyes.
func benefitOf(ctx context.Context, c *ent.Client, id string) (*ent.Benefit, error) {
	b, err := c.Benefit.Query().Where(benefit.ID(id)).Only(ctx)
	return b, found(err)
}

func createBenefit(ctx context.Context, tx *ent.Client, in model.CreateBenefitInput) (string, []journal.Entry, error) {
	p, err := writer(ctx, tx, in.Relationship, pact.Shared)
	if err != nil {
		return "", nil, err
	}
	if err := sideIn(ctx, tx, in.Relationship, in.OfSide); err != nil {
		return "", nil, err
	}
	if in.Kind == pact.PersonalBenefit && in.OfSide != deref(p.SideID) {
		return "", nil, pact.Invalid("ofSide", "What somebody gains personally, they say themselves. Nothing was changed; it is of your own side.")
	}
	room := pact.Shared
	if in.Kept != nil && *in.Kept {
		room = pact.Author
	}
	if err := roomForBenefits(ctx, tx, in.Relationship, room); err != nil {
		return "", nil, err
	}
	b, err := tx.Benefit.Create().SetAudience(room).SetRelationshipID(in.Relationship).SetAuthorID(p.UserID).SetKind(in.Kind).
		SetOfSideID(in.OfSide).SetLabel(strings.TrimSpace(in.Label)).SetUnit(trimmed(in.Unit)).SetNillableCurrency(in.Currency).
		SetNillableBefore(in.Before).SetNillableHoped(in.Hoped).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return b.ID, []journal.Entry{tellBenefit(p, b, "benefit.named")}, nil
}

// roomForBenefits counts those of one room: how many others keep to themselves is nobody's to find out.
func roomForBenefits(ctx context.Context, tx *ent.Client, relationship string, room pact.Audience) error {
	there, err := tx.Benefit.Query().Where(benefit.RelationshipID(relationship), benefit.AudienceEQ(room)).Count(ctx)
	if room == pact.Author {
		return first(err, pact.Room("things you keep here", there, pact.MaxOwnBenefits))
	}
	return first(err, pact.Room("benefits", there, pact.MaxBenefits))
}

// sayBenefit says what came of a benefit. Of a personal one this is its receiver's own word, so it is
// confirmed by it.
func sayBenefit(ctx context.Context, tx *ent.Client, in model.SayBenefitInput) (string, []journal.Entry, error) {
	b, p, err := takeBenefit(ctx, tx, in.Benefit)
	if err != nil {
		return "", nil, err
	}
	personal := b.Kind == pact.PersonalBenefit
	if err := first(pact.MaySayBenefit(doneBenefit(b), voice(p)), pact.Comes(b.Kind, in.After, deref(in.Came))); err != nil {
		return "", nil, err
	}
	change := b.Update().SetState(pact.DoneSaid).SetSaidByID(p.UserID).SetSaidSideID(*p.SideID).SetCame(trimmed(in.Came)).
		SetNillableAfter(in.After).SetChangedAt(moment())
	if personal {
		change.SetState(pact.DoneConfirmed)
	}
	now, err := change.Save(ctx)
	if err != nil {
		return "", nil, found(err)
	}
	if personal {
		err = receive(tx, p, b.Audience, benefitDigest(now)).SetBenefitID(b.ID).Exec(ctx)
		return b.ID, []journal.Entry{tellBenefit(p, b, "benefit.confirmed")}, err
	}
	return b.ID, []journal.Entry{tellBenefit(p, b, "benefit.said")}, nil
}

// confirmBenefit is the word of the side that has it. Saying it again changes nothing.
func confirmBenefit(ctx context.Context, tx *ent.Client, in model.ConfirmBenefitInput) (string, []journal.Entry, error) {
	b, p, err := takeBenefit(ctx, tx, in.Benefit)
	if err != nil {
		return "", nil, err
	}
	digest := benefitDigest(b)
	if again, err := confirmedBy(ctx, tx, deref(p.SideID), digest); again && b.State == pact.DoneConfirmed || err != nil {
		return b.ID, nil, err
	}
	others, err := othersSpeak(ctx, tx, b.OfSideID, p.UserID)
	if err := first(err, pact.MayConfirmBenefit(doneBenefit(b), voice(p), others, in.Digest, digest)); err != nil {
		return "", nil, err
	}
	if err := receive(tx, p, b.Audience, digest).SetBenefitID(b.ID).Exec(ctx); err != nil {
		return "", nil, err
	}
	err = b.Update().SetState(pact.DoneConfirmed).SetChangedAt(moment()).Exec(ctx)
	return b.ID, []journal.Entry{tellBenefit(p, b, "benefit.confirmed")}, found(err)
}

// shareBenefit shows both sides what its author kept: a row of its own, and what was kept is gone.
func shareBenefit(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	b, p, err := takeBenefit(ctx, tx, id)
	if err != nil || b.Audience != pact.Author {
		return id, nil, err
	}
	if err := first(pact.MayWrite(p.Role, pact.Shared), roomForBenefits(ctx, tx, b.RelationshipID, pact.Shared)); err != nil {
		return "", nil, err
	}
	s, err := tx.Benefit.Create().SetAudience(pact.Shared).SetRelationshipID(b.RelationshipID).SetAuthorID(p.UserID).SetKind(b.Kind).
		SetOfSideID(b.OfSideID).SetLabel(b.Label).SetCame(b.Came).SetState(b.State).
		SetNillableSaidByID(b.SaidByID).SetNillableSaidSideID(b.SaidSideID).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	if s.State == pact.DoneConfirmed {
		if err := receive(tx, p, s.Audience, benefitDigest(s)).SetBenefitID(s.ID).Exec(ctx); err != nil {
			return "", nil, err
		}
	}
	return s.ID, []journal.Entry{tellBenefit(p, s, "benefit.shared")}, forgetBenefit(ctx, tx, b.ID)
}

func reopenBenefit(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	b, p, err := takeBenefit(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	if err := first(pact.OwnsBenefit(doneBenefit(b), p.UserID), pact.MayReopen(doneBenefit(b).Done, voice(p))); err != nil || b.State == pact.DoneAhead {
		return b.ID, nil, err
	}
	err = b.Update().SetState(pact.DoneAhead).ClearSaidByID().ClearSaidSideID().ClearAfter().ClearCame().SetChangedAt(moment()).Exec(ctx)
	return b.ID, []journal.Entry{tellBenefit(p, b, "benefit.reopened")}, found(err)
}

func dropBenefit(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	b, p, err := takeBenefit(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	if err := first(pact.OwnsBenefit(doneBenefit(b), p.UserID), pact.MayDrop(doneBenefit(b).Done, voice(p))); err != nil || b.State == pact.DoneDropped {
		return b.ID, nil, err
	}
	err = b.Update().SetState(pact.DoneDropped).SetChangedAt(moment()).Exec(ctx)
	return b.ID, []journal.Entry{tellBenefit(p, b, "benefit.dropped")}, found(err)
}

// forgetBenefit takes away what was kept, with the word about it.
func forgetBenefit(ctx context.Context, tx *ent.Client, id string) error {
	if _, err := tx.Confirmation.Delete().Where(confirmation.BenefitID(id)).Exec(ctx); err != nil {
		return err
	}
	return found(tx.Benefit.DeleteOneID(id).Exec(ctx))
}

// takeBenefit loads a benefit that the viewer may write, and takes its row.
func takeBenefit(ctx context.Context, tx *ent.Client, id string) (*ent.Benefit, *ent.Participant, error) {
	b, err := benefitOf(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	p, err := writer(ctx, tx, b.RelationshipID, pact.Shared)
	if err != nil {
		return nil, nil, err
	}
	if b.Kind == pact.PersonalBenefit && b.AuthorID != p.UserID {
		return b, p, nil // read, and refused by the rules
	}
	if err := one(tx.Benefit.Update().Where(benefit.ID(id)).Modify(asItIs(benefit.FieldState)).Save(ctx)); err != nil {
		return nil, nil, err
	}
	b, err = benefitOf(ctx, tx, id)
	return b, p, err
}

func doneBenefit(b *ent.Benefit) pact.Benefit {
	return pact.Benefit{Done: done(b.State, b.SaidByID, b.SaidSideID), Kind: b.Kind, Of: b.OfSideID, Person: b.AuthorID}
}

func benefitDigest(b *ent.Benefit) string {
	return pact.BenefitDigest(b.ID, pact.BenefitTerms{
		Label: b.Label, Of: b.OfSideID, Unit: b.Unit, Currency: b.Currency, Came: b.Came,
		Before: b.Before, Hoped: b.Hoped, After: b.After, By: doneBenefit(b).By,
	})
}

// tellBenefit is a line of the stream of the room that a benefit is in.
func tellBenefit(p *ent.Participant, b *ent.Benefit, what string) journal.Entry {
	return journal.Entry{
		Stream: journal.StreamOf(b.Audience, b.RelationshipID, nil, b.AuthorID), Relationship: b.RelationshipID,
		Actor: p.UserID, What: what, Subject: b.ID,
	}
}
