package graph

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"midspan/app/pact"
	"midspan/ent"
)

// typeName tells the inputs of different mutations apart.
func typeName(v any) string { return fmt.Sprintf("%T", v) }

// PresentError is the one place where an error becomes an answer: a code, a sentence, and nothing
// of our insides. What is ours to mend is logged under an id.
func PresentError(ctx context.Context, err error) *gqlerror.Error {
	shown := graphql.DefaultErrorPresenter(ctx, err)
	if e, ok := errors.AsType[*pact.Error](err); ok {
		shown.Message = e.Message
		shown.Extensions = extensions(e)
		return shown
	}
	if field := unreadable(ctx, shown); field != "" && shown.Extensions["code"] != string(pact.NotFound) {
		shown.Message = fmt.Sprintf("What was given for %s cannot be read. Nothing was changed; mend it and send it again.", field)
		shown.Extensions = extensions(pact.Invalid(field, ""))
		return shown
	}
	switch code, _ := shown.Extensions["code"].(string); {
	case ent.IsNotFound(err), code == string(pact.NotFound):
		shown.Message = pact.Unseen().Message
		shown.Extensions = extensions(pact.Unseen())
	case errors.Is(err, context.DeadlineExceeded):
		shown.Message = "This took too long and was stopped. Nothing was changed; ask for less at a time."
		shown.Extensions = map[string]any{"code": pact.Limited}
	case errors.Is(err, context.Canceled):
		shown.Message = "The request was given up."
		shown.Extensions = map[string]any{"code": pact.Limited}
	case isRequestError(err, code):
		shown.Extensions = map[string]any{"code": pact.BadInput}
	default:
		id := rand.Text()
		slog.ErrorContext(ctx, "graphql", "error", err.Error(), "id", id)
		shown.Message = "Something went wrong on our side. Nothing was changed; try again."
		shown.Extensions = map[string]any{"code": pact.Internal, "id": id}
	}
	return shown
}

func extensions(e *pact.Error) map[string]any {
	x := map[string]any{"code": string(e.Code)} // gqlgen looks for a string
	if e.Field != "" {
		x["field"] = e.Field
	}
	if e.State != "" {
		x["state"] = e.State
	}
	if e.RetryAfter > 0 {
		x["retryAfter"] = int(e.RetryAfter.Seconds() + 0.5)
	}
	return x
}

// unreadable names the input that a scalar's reader refused: such an error stands below the field
// that was asked for.
func unreadable(ctx context.Context, e *gqlerror.Error) string {
	at := graphql.GetFieldContext(ctx)
	if at == nil || len(e.Path) <= len(at.Path()) {
		return ""
	}
	for _, part := range slices.Backward(e.Path) {
		if name, ok := part.(ast.PathName); ok {
			return string(name)
		}
	}
	return ""
}

// isRequestError says whether the asker's document or variables are at fault: the parser and the
// readers of scalars say so, our own failures never come as a bare gqlerror.
func isRequestError(err error, code string) bool {
	if code == "GRAPHQL_PARSE_FAILED" || code == "GRAPHQL_VALIDATION_FAILED" {
		return true
	}
	var list gqlerror.List
	var one *gqlerror.Error
	return errors.As(err, &list) || errors.As(err, &one) && one.Err == nil
}

// Recover turns a panic into an error whose cause is only in the log.
func Recover(ctx context.Context, cause any) error {
	slog.ErrorContext(ctx, "panic", "cause", fmt.Sprint(cause))
	return fmt.Errorf("panic: %v", cause)
}
