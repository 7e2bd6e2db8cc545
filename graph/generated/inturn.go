package generated

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// inTurn answers the entries of a list one after the other. What they need was loaded for all of
// them before, so a goroutine for each would only take time, and one request would take the turns
// of others. Like what it stands in for, it gives nothing when an entry panics.
func inTurn(ctx context.Context, length int, answer func(ctx context.Context, i int) graphql.Marshaler) graphql.Array {
	all := make(graphql.Array, length)
	whole := true
	for i := range length {
		if !entry(ctx, all, i, answer) {
			whole = false
		}
	}
	if !whole {
		return nil
	}
	return all
}

func entry(ctx context.Context, all graphql.Array, i int, answer func(ctx context.Context, i int) graphql.Marshaler) (whole bool) {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &i})
	defer func() {
		if r := recover(); r != nil {
			graphql.AddError(ctx, graphql.Recover(ctx, r))
			whole = false
		}
	}()
	all[i] = answer(ctx, i)
	return true
}

// placeOf gives the place of an object of which something is deferred; nobody asks for that of others.
func placeOf(ctx context.Context, deferred map[string]*graphql.FieldSetView) ast.Path {
	if len(deferred) == 0 {
		return nil
	}
	return graphql.GetPath(ctx)
}
