package graph

import (
	"context"
	"strings"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/graph/model"
)

// setAdviser says what an adviser is asked for, and until when; an owner of either side does.
func (r *Resolver) setAdviser(ctx context.Context, tx *ent.Client, in model.SetAdviserInput) (string, []journal.Entry, error) {
	p, mine, err := seated(ctx, tx, in.Participant)
	if err != nil {
		return "", nil, err
	}
	facet, until := strings.TrimSpace(in.Facet), pact.Date("")
	if in.Until != nil {
		until = *in.Until
	}
	if err := pact.MayAdvise(mine.Role, p.Role, facet, until, pact.Today(r.Now())); err != nil {
		return "", nil, err
	}
	was := pact.Date("")
	if p.Until != nil {
		was = *p.Until
	}
	if p.Facet == facet && was == until {
		return p.ID, nil, nil
	}
	change := p.Update().SetFacet(facet).SetNillableUntil(in.Until)
	if in.Until == nil {
		change.ClearUntil()
	}
	return p.ID, []journal.Entry{tellShared(mine, "adviser.changed", p.ID)}, found(change.Exec(ctx))
}
