package graph

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"midspan/app/pact"
	"midspan/ent"
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
	b.text("variables", op.Variables)
	if op.Operation.Operation == ast.Subscription && len(op.Operation.SelectionSet) != 1 {
		b.refusal = pact.Refuse(pact.BadInput, "A subscription follows one thing. Open another for the next.")
	}
	paged := b.selections(op.Operation.SelectionSet, 1, 1)
	if b.refusal != nil {
		e := gqlerror.Wrap(b.refusal)
		e.Extensions = extensions(b.refusal)
		e.Message = b.refusal.Message
		return e
	}
	// The parsed document may be shared with other requests, so the paged one is a copy.
	operation, doc := *op.Operation, *op.Doc
	operation.SelectionSet = paged
	doc.Fragments = b.fragments
	op.Operation, op.Doc = &operation, &doc
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
	fragments ast.FragmentDefinitionList // paged
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
		b.charge(times)
		switch s := s.(type) {
		case *ast.Field:
			out[i] = b.field(s, depth, times)
		case *ast.InlineFragment:
			f := *s
			f.SelectionSet = b.selections(s.SelectionSet, depth, times)
			out[i] = &f
		case *ast.FragmentSpread:
			out[i] = b.spread(s, depth, times)
		}
		if b.refusal != nil {
			break
		}
	}
	return out
}

// charge counts a field, or a fragment, as often as it is answered.
func (b *bounder) charge(times int) {
	if b.cost += times; b.cost > pact.MaxCost && b.refusal == nil {
		b.refusal = pact.Refuse(pact.BadInput, "This asks for more than %d things at once. Ask for smaller pages, or in parts.", pact.MaxCost)
	}
}

// spread measures a fragment each time it is used and keeps its paged copy once: it is found by name.
func (b *bounder) spread(s *ast.FragmentSpread, depth, times int) ast.Selection {
	f, d := *s, *s.Definition
	d.SelectionSet = b.selections(s.Definition.SelectionSet, depth, times)
	f.Definition = &d
	if b.fragments.ForName(d.Name) == nil {
		b.fragments = append(b.fragments, &d)
	}
	return &f
}

func (b *bounder) field(f *ast.Field, depth, times int) ast.Selection {
	if f.Definition == nil {
		return f // __typename
	}
	for _, a := range f.Arguments {
		b.literal(a.Name, a.Value)
	}
	b.cursors(f)
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
	if strings.HasPrefix(f.ObjectDefinition.Name, "__") {
		return pact.SchemaAllowance
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

// text refuses NUL, which no database keeps, anywhere in what was given, and a client mutation id
// that is too long, also where none is kept.
func (b *bounder) text(name string, v any) {
	switch v := v.(type) {
	case string:
		if strings.ContainsRune(v, 0) {
			b.refusal = pact.Invalid(name, "What was given for %s holds a character that is not text (NUL). Nothing was changed; take it out.", name)
		} else if err := pact.Within(name, "The client mutation id", v, false, pact.MaxMutationID); name == "clientMutationId" && err != nil {
			b.refusal, _ = errors.AsType[*pact.Error](err)
		}
	case map[string]any:
		for name, one := range v {
			b.text(name, one)
		}
	case []any:
		for _, one := range v {
			b.text(name, one)
		}
	}
}

// literal does the same for what is written in the document.
func (b *bounder) literal(name string, v *ast.Value) {
	if v == nil {
		return
	}
	b.text(name, v.Raw)
	for _, child := range v.Children {
		if child.Name != "" {
			name = child.Name
		}
		b.literal(name, child.Value)
	}
}

// cursors refuses what is no place in a list before anybody reads it as one.
func (b *bounder) cursors(f *ast.Field) {
	args := f.ArgumentMap(b.variables)
	for _, a := range f.Definition.Arguments {
		if v := args[a.Name]; a.Type.Name() == "Cursor" && v != nil {
			if err := new(ent.Cursor).UnmarshalGQL(v); err != nil {
				b.refusal = pact.Invalid(a.Name, "This is not a place in a list. Give back a cursor as it came, or leave it out.")
			}
		}
	}
}
