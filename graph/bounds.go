package graph

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"midspan/app/pact"
)

// Bounds refuses operations that ask for too much before any work is done, gives every connection
// that names no page size the default one, and every query and mutation a deadline.
type Bounds struct{ Deadline time.Duration }

// ExtensionName of Bounds.
func (Bounds) ExtensionName() string { return "Bounds" }

// Validate has nothing to check in the schema.
func (Bounds) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext measures the operation with its variables and pages it.
func (Bounds) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	b := &bounder{variables: op.Variables}
	paged := b.selections(op.Operation.SelectionSet, 1, 1)
	if b.refusal != nil {
		e := gqlerror.Wrap(b.refusal)
		e.Extensions = extensions(b.refusal)
		e.Message = b.refusal.Message
		return e
	}
	// The parsed document may be shared with other requests, so the paged one is a copy.
	operation := *op.Operation
	operation.SelectionSet = paged
	op.Operation = &operation
	return nil
}

// InterceptOperation puts the deadline on what is not a subscription.
func (b Bounds) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	if graphql.GetOperationContext(ctx).Operation.Operation == ast.Subscription {
		return next(ctx)
	}
	ctx, cancel := context.WithTimeout(ctx, b.Deadline)
	respond := next(ctx)
	return func(ctx context.Context) *graphql.Response {
		defer cancel()
		return respond(ctx)
	}
}

// bounder walks an operation once.
type bounder struct {
	variables map[string]any
	cost      int
	refusal   *pact.Error
}

// selections copies a selection set with every page sized. times says how often it is answered.
func (b *bounder) selections(set ast.SelectionSet, depth, times int) ast.SelectionSet {
	if b.refusal != nil || len(set) == 0 {
		return set
	}
	if depth > pact.MaxDepth {
		b.refusal = pact.Refuse(pact.BadInput, "This asks %d levels deep and more; up to %d are answered. Ask in parts.", depth, pact.MaxDepth)
		return set
	}
	out := make(ast.SelectionSet, len(set))
	for i, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			out[i] = b.field(s, depth, times)
		case *ast.InlineFragment:
			f := *s
			f.SelectionSet = b.selections(s.SelectionSet, depth, times)
			out[i] = &f
		case *ast.FragmentSpread:
			f, d := *s, *s.Definition
			d.SelectionSet = b.selections(s.Definition.SelectionSet, depth, times)
			f.Definition = &d
			out[i] = &f
		}
		if b.refusal != nil {
			break
		}
	}
	return out
}

func (b *bounder) field(f *ast.Field, depth, times int) ast.Selection {
	if strings.HasPrefix(f.Name, "__") || f.Definition == nil {
		return f // introspection is small and bounded by the schema
	}
	b.cost += times
	if b.cost > pact.MaxCost {
		b.refusal = pact.Refuse(pact.BadInput, "This asks for more than %d things at once. Ask for smaller pages, or in parts.", pact.MaxCost)
		return f
	}
	copied := *f
	n := 1
	switch {
	case isConnection(f):
		n = b.page(&copied)
	case f.Definition.Type.Elem != nil && !strings.HasSuffix(f.ObjectDefinition.Name, "Connection"):
		n = b.list(f)
	}
	if b.refusal == nil {
		copied.SelectionSet = b.selections(f.SelectionSet, depth+1, times*n)
	}
	return &copied
}

func isConnection(f *ast.Field) bool {
	return strings.HasSuffix(f.Definition.Type.Name(), "Connection") && f.Definition.Arguments.ForName("first") != nil
}

// page gives the size of a connection's page, and sets the default one where none was asked for.
func (b *bounder) page(f *ast.Field) int {
	args := f.ArgumentMap(b.variables)
	n, asked := size(args["first"])
	name := "first"
	if !asked {
		n, asked = size(args["last"])
		name = "last"
	}
	if !asked {
		n = pact.DefaultPage
		f.Arguments = append(slices.DeleteFunc(slices.Clone(f.Arguments), func(a *ast.Argument) bool {
			return a.Name == "first" || a.Name == "last"
		}), &ast.Argument{Name: "first", Value: &ast.Value{Kind: ast.IntValue, Raw: strconv.Itoa(n)}})
	}
	if n < 0 || n > pact.MaxPage {
		b.refusal = pact.Invalid(name, "A page holds between 0 and %d entries. Ask for fewer, and for the next page after.", pact.MaxPage)
	}
	return n
}

// list gives how often the entries of a list without pages count.
func (b *bounder) list(f *ast.Field) int {
	if ids, ok := f.ArgumentMap(b.variables)["ids"].([]any); ok {
		return min(len(ids), pact.MaxPage)
	}
	return pact.ListAllowance
}

// size reads an Int argument however it came: written in the document or in the variables.
func size(v any) (n int, asked bool) {
	if v == nil {
		return 0, false
	}
	n, err := graphql.UnmarshalInt(v)
	return n, err == nil
}
