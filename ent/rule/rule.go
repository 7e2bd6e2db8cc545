//go:build !bootstrap

// Package rule is where rooms are kept apart: who may see and write which row, decided here once
// for GraphQL, sockets, exports and search alike. Reading adds a predicate, so what one may not
// see is not found, not counted and not reachable by any edge; writing adds one too, or asks
// before a row is made. A noun without a rule is denied.
package rule

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"

	"midspan/app/pact"
	gen "midspan/ent"
	"midspan/ent/intercept"
	"midspan/ent/viewer"
)

// Noun names a rule.
type Noun string

// For gives the policy of a noun.
func For(n Noun) ent.Policy { return n }

// predicate narrows a statement to the rows that a viewer, named by their id, may touch. It knows
// nothing else of them: phrase says it again of others.
type predicate func(me string, s *sql.Selector) *sql.Predicate

// rule says for one noun who sees, makes, changes and removes. A nil entry denies.
type rule struct {
	see    predicate
	create func(ctx context.Context, v viewer.Viewer, c *gen.Client, m ent.Mutation) error
	change predicate
	remove predicate
}

// EvalQuery narrows a query to what the viewer may see.
func (n Noun) EvalQuery(ctx context.Context, q ent.Query) error {
	v, ok := viewer.From(ctx)
	if !ok {
		return pact.Refuse(pact.Unauthenticated, "Sign in first.")
	}
	if v.IsSystem() {
		return nil
	}
	iq, err := intercept.NewQuery(q)
	if err != nil {
		return err
	}
	iq.WhereP(n.where(seeing, rules[n].see, v.User))
	return nil
}

// mutation is what every generated mutation can do.
type mutation interface {
	ent.Mutation
	WhereP(...func(*sql.Selector))
	Client() *gen.Client
}

// EvalMutation refuses to make, and narrows to what the viewer may change or remove.
func (n Noun) EvalMutation(ctx context.Context, m ent.Mutation) error {
	v, ok := viewer.From(ctx)
	if !ok {
		return pact.Refuse(pact.Unauthenticated, "Sign in first.")
	}
	if v.IsSystem() {
		return nil
	}
	if v.ReadOnly {
		return pact.ReadsOnly()
	}
	r, typed := rules[n], m.(mutation)
	switch op := m.Op(); {
	case op.Is(ent.OpCreate):
		if r.create == nil {
			return pact.Refuse(pact.Forbidden, "This cannot be made by hand.")
		}
		return r.create(ctx, v, typed.Client(), m)
	case op.Is(ent.OpUpdate | ent.OpUpdateOne):
		typed.WhereP(n.where(changing, r.change, v.User))
	default:
		typed.WhereP(n.where(removing, r.remove, v.User))
	}
	return nil
}

// deed is what somebody is about to do to rows that are there.
type deed byte

const (
	seeing deed = iota
	changing
	removing
)

// where closes by default: no predicate, no rows.
func (n Noun) where(d deed, p predicate, me string) func(*sql.Selector) {
	return func(s *sql.Selector) {
		if p == nil {
			s.Where(sql.False())
			return
		}
		s.Where(wording{n, d, s.C("id"), s.Dialect()}.say(p, me, s))
	}
}
