package main

import (
	"context"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"midspan/app/pact"
	"midspan/graph"
)

// Limits of one answer.
const (
	maxAnswer = 8 << 20
	maxErrors = 100 // told of one answer: more tell nothing more
	maxAlias  = 128 // each comes back as often as its field does
)

func tooLarge() error {
	return pact.Refuse(pact.Limited, "The answer is more than fits in one. Ask for smaller pages, or in parts.")
}

// spentKey leads to the bytes of text that an answer holds so far.
type spentKey struct{}

// sized answers what is too large with a refusal instead, and stops gathering texts for it.
func sized(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	spent := new(atomic.Int64)
	answer := next(context.WithValue(ctx, spentKey{}, spent))
	switch {
	case answer == nil:
	case spent.Load() > maxAnswer || len(answer.Data) > maxAnswer:
		return &graphql.Response{Errors: gqlerror.List{graph.PresentError(ctx, tooLarge())}}
	case len(answer.Errors) > maxErrors:
		answer.Errors = answer.Errors[:maxErrors]
	}
	return answer
}

// weighed counts the text that a field answers with.
func weighed(ctx context.Context, next graphql.Resolver) (any, error) {
	found, err := next(ctx)
	n := 0
	switch found := found.(type) {
	case string:
		n = len(found)
	case *string:
		if found != nil {
			n = len(*found)
		}
	}
	if n == 0 {
		return found, err
	}
	if spent, ok := ctx.Value(spentKey{}).(*atomic.Int64); ok && spent.Add(int64(n)) > maxAnswer {
		return nil, tooLarge()
	}
	return found, err
}

// shortNames refuses names for fields that would make an answer large by themselves.
type shortNames struct{}

// ExtensionName of shortNames.
func (shortNames) ExtensionName() string { return "ShortNames" }

// Validate has nothing to check in the schema.
func (shortNames) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext looks at every name in the document.
func (n shortNames) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	sets := []ast.SelectionSet{op.Operation.SelectionSet}
	for _, f := range op.Doc.Fragments {
		sets = append(sets, f.SelectionSet)
	}
	for len(sets) > 0 {
		set := sets[0]
		sets = sets[1:]
		for _, s := range set {
			switch s := s.(type) {
			case *ast.Field:
				if len(s.Alias) > maxAlias {
					refused := pact.Refuse(pact.BadInput, "A field's own name here has up to %d characters. Give it a shorter one.", maxAlias)
					return &gqlerror.Error{Err: refused, Message: refused.Message, Extensions: map[string]any{"code": refused.Code}}
				}
				sets = append(sets, s.SelectionSet)
			case *ast.InlineFragment:
				sets = append(sets, s.SelectionSet)
			}
		}
	}
	return nil
}
