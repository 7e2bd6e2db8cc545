package graph

import (
	"context"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/confirmation"
	"midspan/ent/journal"
	"midspan/ent/outcome"
	"midspan/graph/model"
)

func checkOutcome(title, measure, unit *string) error {
	if title != nil {
		if err := pact.Within("title", "The outcome", *title, true, pact.MaxTitle); err != nil {
			return err
		}
	}
	return first(
		within("measure", "The measure", measure, pact.MaxTitle),
		within("unit", "The unit", unit, pact.MaxUnit),
	)
}

func createOutcome(ctx context.Context, tx *ent.Client, in model.CreateOutcomeInput) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayWrite(p.Role, pact.Shared); err != nil {
		return "", nil, err
	}
	there, err := tx.Outcome.Query().Where(outcome.RelationshipID(in.Relationship)).Count(ctx)
	if err := first(err, pact.Room("outcomes", there, pact.MaxOutcomes)); err != nil {
		return "", nil, err
	}
	o, err := tx.Outcome.Create().SetAudience(pact.Shared).SetRelationshipID(in.Relationship).SetAuthorID(p.UserID).
		SetTitle(strings.TrimSpace(in.Title)).SetNillableMeasure(in.Measure).SetNillableUnit(in.Unit).
		SetNillableBaseline(in.Baseline).SetNillableTarget(in.Target).SetNillableDue(in.Due).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return o.ID, []journal.Entry{tellShared(p, "outcome.created", o.ID)}, nil
}

// updateOutcome changes an outcome. What both sides called their success was of the old terms, so new
// ones are said yes to anew; a reading is no new term.
func updateOutcome(ctx context.Context, tx *ent.Client, in model.UpdateOutcomeInput) (string, []journal.Entry, error) {
	old, p, err := takeOutcome(ctx, tx, in.Outcome)
	if err != nil {
		return "", nil, err
	}
	change := old.Update()
	if in.Title != nil {
		change.SetTitle(strings.TrimSpace(*in.Title))
	}
	set(in.Measure, change.SetMeasure, change.ClearMeasure)
	set(in.Unit, change.SetUnit, change.ClearUnit)
	set(in.Baseline, change.SetBaseline, change.ClearBaseline)
	set(in.Target, change.SetTarget, change.ClearTarget)
	set(in.Reading, change.SetReading, change.ClearReading)
	set(in.Due, change.SetDue, change.ClearDue)
	now, err := change.Save(ctx)
	if err != nil {
		return "", nil, found(err)
	}
	if outcomeDigest(now) != outcomeDigest(old) {
		_, err = tx.Confirmation.Delete().Where(confirmation.OutcomeID(old.ID)).Exec(ctx)
	}
	return old.ID, []journal.Entry{tellShared(p, "outcome.changed", old.ID)}, err
}

// confirmOutcome says for the viewer's side that the outcome on screen is its success too. Saying it
// again changes nothing.
func confirmOutcome(ctx context.Context, tx *ent.Client, in model.ConfirmOutcomeInput) (string, []journal.Entry, error) {
	o, p, err := takeOutcome(ctx, tx, in.Outcome)
	if err != nil {
		return "", nil, err
	}
	digest := outcomeDigest(o)
	if err := pact.MayCallOurs(p.Role, in.Digest, digest); err != nil {
		return "", nil, err
	}
	said, err := tx.Confirmation.Query().Where(confirmation.OutcomeID(o.ID), confirmation.Digest(digest), confirmation.FromSideID(*p.SideID)).Exist(ctx)
	if err != nil || said {
		return o.ID, nil, err
	}
	err = tx.Confirmation.Create().SetAudience(pact.Shared).SetRelationshipID(o.RelationshipID).SetAuthorID(p.UserID).
		SetKind(pact.ConfirmedWording).SetOutcomeID(o.ID).SetFromSideID(*p.SideID).SetDigest(digest).Exec(ctx)
	return o.ID, []journal.Entry{tellShared(p, "outcome.confirmed", o.ID)}, err
}

// takeOutcome loads an outcome that the viewer may write, and takes its row: its terms cannot change
// between the reading and the commit.
func takeOutcome(ctx context.Context, tx *ent.Client, id string) (*ent.Outcome, *ent.Participant, error) {
	o, err := outcomeOf(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	p, err := me(ctx, tx, o.RelationshipID)
	if err != nil {
		return nil, nil, err
	}
	if err := pact.MayWrite(p.Role, o.Audience); err != nil {
		return nil, nil, err
	}
	if err := one(tx.Outcome.Update().Where(outcome.ID(id)).Modify(asItIs(outcome.FieldTitle)).Save(ctx)); err != nil {
		return nil, nil, err
	}
	o, err = outcomeOf(ctx, tx, id)
	return o, p, err
}

func outcomeDigest(o *ent.Outcome) string {
	return pact.OutcomeDigest(o.ID, pact.OutcomeTerms{Title: o.Title, Measure: o.Measure, Unit: o.Unit, Baseline: o.Baseline, Target: o.Target, Due: o.Due})
}

// loadSuccesses gives, by outcome and digest, how many sides called it their success.
func loadSuccesses(ctx context.Context, c *ent.Client, ids []string) (map[string]map[string]int, error) {
	rows, err := c.Confirmation.Query().Where(confirmation.OutcomeIDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	said := map[string]map[string]int{}
	for _, id := range ids {
		said[id] = map[string]int{}
	}
	for _, w := range rows {
		said[*w.OutcomeID][w.Digest]++
	}
	return said, nil
}

// outcomeOf loads an outcome through the viewer's eyes.
func outcomeOf(ctx context.Context, c *ent.Client, id string) (*ent.Outcome, error) {
	o, err := c.Outcome.Query().Where(outcome.ID(id)).Only(ctx)
	return o, found(err)
}

// tellShared is a line of the shared stream about what a participant did.
func tellShared(p *ent.Participant, what, subject string) journal.Entry {
	return journal.Entry{Stream: p.RelationshipID, Relationship: p.RelationshipID, Actor: p.UserID, What: what, Subject: subject}
}

// set applies an input that may be left out: nothing when it was, clear when it is null.
func set[V, B any](in graphql.Omittable[*V], set func(V) B, clear func() B) {
	switch v, given := in.ValueOK(); {
	case !given:
	case v == nil:
		clear()
	default:
		set(*v)
	}
}
