package graph

import (
	"context"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"midspan/app/pact"
	"midspan/ent"
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

func updateOutcome(ctx context.Context, tx *ent.Client, in model.UpdateOutcomeInput) (string, []journal.Entry, error) {
	old, err := outcomeOf(ctx, tx, in.Outcome)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, old.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayWrite(p.Role, old.Audience); err != nil {
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
	return old.ID, []journal.Entry{tellShared(p, "outcome.changed", old.ID)}, found(change.Exec(ctx))
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
