package main

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// rate has each field that an operation begins with counted, over any transport: fifty aliases
// are fifty.
type rate struct {
	may func(ctx context.Context, operations int) error
}

// ExtensionName of rate.
func (rate) ExtensionName() string { return "Rate" }

// Validate has nothing to check in the schema.
func (rate) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext counts an operation before it is carried out, or refuses it.
func (r rate) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if err := r.may(ctx, fieldsOf(op.Operation.SelectionSet)); err != nil {
		return presentError(ctx, err)
	}
	return nil
}

// fieldsOf counts the fields of a selection set, fragments laid open. Bounds has seen that they
// are few.
func fieldsOf(set ast.SelectionSet) (n int) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			n++
		case *ast.InlineFragment:
			n += fieldsOf(s.SelectionSet)
		case *ast.FragmentSpread:
			n += fieldsOf(s.Definition.SelectionSet)
		}
	}
	return n
}
