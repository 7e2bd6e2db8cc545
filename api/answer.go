package main

import (
	"context"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"midspan/app/pact"
	"midspan/graph"
	"midspan/graph/model"
)

// Limits of one answer.
const (
	maxAnswer = 8 << 20
	maxErrors = 100 // told of one answer: more tell nothing more
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

// weighed has a field paced, and counts the text that it answers with: both in one step, for each
// is paid for with every value of an answer.
func (s *server) weighed(ctx context.Context, next graphql.Resolver) (any, error) {
	if err := s.paced(ctx); err != nil {
		return nil, err
	}
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

// paced counts the answers to a letter one by one, however many are in one request.
func (s *server) paced(ctx context.Context) error {
	if f := graphql.GetFieldContext(ctx); f.Object == "Mutation" {
		if in, ok := f.Args["input"].(model.AnswerInvitationInput); ok {
			return s.auth.MayAnswer(ctx, in.Token)
		}
	}
	return nil
}
