package graph

import (
	"context"
	"strings"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/milestone"
	"midspan/ent/participant"
	"midspan/graph/model"
)

func checkMilestone(title, reason *string) error {
	if title != nil {
		if err := pact.Within("title", "The milestone", *title, true, pact.MaxTitle); err != nil {
			return err
		}
	}
	return within("reason", "The reason", reason, pact.MaxReason)
}

// milestoneOf loads a milestone through the viewer's eyes.
func milestoneOf(ctx context.Context, c *ent.Client, id string) (*ent.Milestone, error) {
	m, err := c.Milestone.Query().Where(milestone.ID(id)).Only(ctx)
	return m, found(err)
}

func createMilestone(ctx context.Context, tx *ent.Client, in model.CreateMilestoneInput) (string, []journal.Entry, error) {
	o, err := outcomeOf(ctx, tx, in.Outcome)
	if err != nil {
		return "", nil, err
	}
	p, err := writer(ctx, tx, o.RelationshipID, pact.Shared)
	if err != nil {
		return "", nil, err
	}
	there, err := tx.Milestone.Query().Where(milestone.RelationshipID(o.RelationshipID)).Count(ctx)
	if err := first(err, pact.Room("milestones", there, pact.MaxMilestones)); err != nil {
		return "", nil, err
	}
	owner, err := holder(ctx, tx, o.RelationshipID, in.Owner)
	if err != nil {
		return "", nil, err
	}
	m, err := tx.Milestone.Create().SetAudience(pact.Shared).SetRelationshipID(o.RelationshipID).SetAuthorID(p.UserID).
		SetTitle(strings.TrimSpace(in.Title)).SetDue(in.Due).SetExpected(in.Due).SetOwnerID(owner.ID).SetOfSideID(*owner.SideID).
		SetOutcomeID(o.ID).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return m.ID, []journal.Entry{tellShared(p, "milestone.set", m.ID)}, nil
}

// holder is the participant who is to have a milestone.
func holder(ctx context.Context, tx *ent.Client, relationship, id string) (*ent.Participant, error) {
	p, err := tx.Participant.Query().Where(participant.ID(id), participant.RelationshipID(relationship), participant.RemovedAtIsNil()).Only(ctx)
	if ent.IsNotFound(err) || err == nil && !pact.MayOwn(p.Role, deref(p.SideID)) {
		return nil, pact.Invalid("owner", "Somebody of the two sides who writes here has a milestone. Nothing was changed; choose one of them.")
	}
	return p, err
}

// updateMilestone renames a milestone, hands it to somebody else of its side, or expects it on another
// day. Saying what is so already changes nothing.
func updateMilestone(ctx context.Context, tx *ent.Client, in model.UpdateMilestoneInput, today pact.Date) (string, []journal.Entry, error) {
	m, p, err := takeMilestone(ctx, tx, in.Milestone)
	if err != nil {
		return "", nil, err
	}
	title, owner, expected := m.Title, m.OwnerID, m.Expected
	if in.Title != nil {
		title = strings.TrimSpace(*in.Title)
	}
	if in.Owner != nil {
		owner = *in.Owner
	}
	if in.Expected != nil {
		expected = *in.Expected
	}
	if err := pact.MayExpect(doneMilestone(m), voice(p), m.Expected, expected, deref(in.Reason)); err != nil {
		return "", nil, err
	}
	if owner != m.OwnerID {
		h, err := holder(ctx, tx, m.RelationshipID, owner)
		if err != nil {
			return "", nil, err
		}
		if *h.SideID != m.OfSideID {
			return "", nil, pact.Invalid("owner", "A milestone stays with its side. Nothing was changed; choose somebody of that side.")
		}
	}
	var told []journal.Entry
	change := m.Update().SetTitle(title).SetOwnerID(owner).SetChangedAt(moment())
	if title != m.Title || owner != m.OwnerID {
		told = append(told, tellShared(p, "milestone.changed", m.ID))
	}
	if expected != m.Expected {
		change.SetExpected(expected).SetReason(trimmed(in.Reason))
		if seen := pact.SlipSeen(m.Due, expected, today, m.SlipSeen); seen != nil {
			change.SetSlipSeen(*seen)
		} else {
			change.ClearSlipSeen()
		}
		told = append(told, tellShared(p, "milestone.expected", m.ID))
	}
	if told == nil {
		return m.ID, nil, nil
	}
	return m.ID, told, found(change.Exec(ctx))
}

// sayMilestone is what its side says: that it is reached.
func sayMilestone(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	m, p, err := takeMilestone(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayReach(doneMilestone(m), voice(p), m.OfSideID); err != nil || m.State == pact.DoneSaid {
		return m.ID, nil, err
	}
	err = m.Update().SetState(pact.DoneSaid).SetSaidByID(p.UserID).SetSaidSideID(*p.SideID).SetChangedAt(moment()).Exec(ctx)
	return m.ID, []journal.Entry{tellShared(p, "milestone.said", m.ID)}, found(err)
}

// confirmMilestone is the word of the other side. Saying it again changes nothing.
func confirmMilestone(ctx context.Context, tx *ent.Client, in model.ConfirmMilestoneInput) (string, []journal.Entry, error) {
	m, p, err := takeMilestone(ctx, tx, in.Milestone)
	if err != nil {
		return "", nil, err
	}
	digest := milestoneDigest(m)
	if again, err := confirmedBy(ctx, tx, deref(p.SideID), digest); again && m.State == pact.DoneConfirmed || err != nil {
		return m.ID, nil, err
	}
	if err := pact.MayConfirmDone(doneMilestone(m), voice(p), in.Digest, digest); err != nil {
		return "", nil, err
	}
	if err := receive(tx, p, m.Audience, digest).SetMilestoneID(m.ID).Exec(ctx); err != nil {
		return "", nil, err
	}
	err = m.Update().SetState(pact.DoneConfirmed).SetChangedAt(moment()).Exec(ctx)
	return m.ID, []journal.Entry{tellShared(p, "milestone.confirmed", m.ID)}, found(err)
}

func reopenMilestone(ctx context.Context, tx *ent.Client, in model.ReopenMilestoneInput) (string, []journal.Entry, error) {
	m, p, err := takeMilestone(ctx, tx, in.Milestone)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayReopen(doneMilestone(m), voice(p)); err != nil || m.State == pact.DoneAhead {
		return m.ID, nil, err
	}
	err = m.Update().SetState(pact.DoneAhead).ClearSaidByID().ClearSaidSideID().SetReason(strings.TrimSpace(in.Reason)).SetChangedAt(moment()).Exec(ctx)
	return m.ID, []journal.Entry{tellShared(p, "milestone.reopened", m.ID)}, found(err)
}

func dropMilestone(ctx context.Context, tx *ent.Client, in model.DropMilestoneInput) (string, []journal.Entry, error) {
	m, p, err := takeMilestone(ctx, tx, in.Milestone)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayDrop(doneMilestone(m), voice(p)); err != nil || m.State == pact.DoneDropped {
		return m.ID, nil, err
	}
	err = m.Update().SetState(pact.DoneDropped).SetReason(strings.TrimSpace(in.Reason)).SetChangedAt(moment()).Exec(ctx)
	return m.ID, []journal.Entry{tellShared(p, "milestone.dropped", m.ID)}, found(err)
}

// takeMilestone loads a milestone that the viewer may write, and takes its row.
func takeMilestone(ctx context.Context, tx *ent.Client, id string) (*ent.Milestone, *ent.Participant, error) {
	m, err := milestoneOf(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	p, err := writer(ctx, tx, m.RelationshipID, m.Audience)
	if err != nil {
		return nil, nil, err
	}
	if err := one(tx.Milestone.Update().Where(milestone.ID(id)).Modify(asItIs(milestone.FieldState)).Save(ctx)); err != nil {
		return nil, nil, err
	}
	m, err = milestoneOf(ctx, tx, id)
	return m, p, err
}

func doneMilestone(m *ent.Milestone) pact.Done { return done(m.State, m.SaidByID, m.SaidSideID) }

func milestoneDigest(m *ent.Milestone) string {
	return pact.MilestoneDigest(m.ID, pact.MilestoneTerms{
		Title: m.Title, Outcome: m.OutcomeID, Owner: m.OwnerID, Due: m.Due, Expected: m.Expected, By: doneMilestone(m).By,
	})
}

// slipOf is how a milestone is about to miss its day; nil while it does not.
func slipOf(m *ent.Milestone, today pact.Date) *pact.Slip {
	seen := pact.Date("")
	if m.SlipSeen != nil {
		seen = *m.SlipSeen
	}
	if s := pact.SlipOf(m.State, m.Due, m.Expected, seen, today); s != (pact.Slip{}) {
		return &s
	}
	return nil
}
