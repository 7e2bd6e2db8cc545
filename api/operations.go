package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/vektah/gqlparser/v2/ast"

	"midspan/ent/viewer"
)

// counted has the operations of a graph counted.
func (m *metrics) counted(h *handler.Server) *handler.Server {
	h.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		answer := next(ctx)
		if answer != nil {
			m.answered(ctx, answer)
		}
		return answer
	})
	return h
}

func (m *metrics) answered(ctx context.Context, answer *graphql.Response) {
	name, kind, code := "none", "none", "OK"
	if len(answer.Errors) > 0 {
		code = fmt.Sprint(answer.Errors[0].Extensions["code"])
	}
	if graphql.HasOperationContext(ctx) {
		if asked := graphql.GetOperationContext(ctx); asked.Operation != nil {
			v, _ := viewer.From(ctx)
			name, kind = m.names.of(asked.Operation, v.User != ""), string(asked.Operation.Operation)
			if asked.Operation.Operation != ast.Subscription {
				m.durations.WithLabelValues(name, kind).Observe(time.Since(asked.Stats.OperationStart).Seconds())
			}
		}
	}
	m.operations.WithLabelValues(name, kind, code).Inc()
}

// names are those under which operations are counted. Clients choose them, so there are only so
// many, from people who are signed in; everything else goes by what it asks for first.
type names struct {
	mu    sync.Mutex
	known map[string]bool
}

const (
	maxNames   = 200
	maxNameLen = 64
)

func (n *names) of(o *ast.OperationDefinition, signedIn bool) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.known == nil {
		n.known = map[string]bool{}
	}
	if !n.known[o.Name] && signedIn && o.Name != "" && len(o.Name) <= maxNameLen && len(n.known) < maxNames {
		n.known[o.Name] = true
	}
	if n.known[o.Name] {
		return o.Name
	}
	return firstField(o.SelectionSet)
}

// firstField is the field of the schema that an operation asks for first.
func firstField(set ast.SelectionSet) string {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			return s.Name
		case *ast.InlineFragment:
			return firstField(s.SelectionSet)
		case *ast.FragmentSpread:
			return firstField(s.Definition.SelectionSet)
		}
	}
	return "none"
}
