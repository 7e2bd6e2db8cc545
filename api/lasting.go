package main

import (
	"context"
	"errors"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"midspan/api/auth"
	"midspan/app/pact"
	"midspan/ent/viewer"
	"midspan/graph"
)

// What one person may have open at a time.
const (
	maxSockets = 16 // to the graph
	maxStreams = 32 // subscriptions on sockets, and event streams
)

// greetedKey marks what comes by a socket.
type greetedKey struct{}

// greet lets a socket in whose first message, or whose cookie, says who it is. It ends with that
// proof.
func (s *server) greet(ctx context.Context, init transport.InitPayload) (context.Context, *transport.InitPayload, error) {
	known, err := withInitToken(ctx, s.auth, init)
	if err != nil {
		return turnedAway(ctx, initCloseCode(err), err)
	}
	v, ok := viewer.From(known)
	if !ok || v.User == "" {
		return turnedAway(ctx, closeForbidden, pact.Refuse(pact.Unauthenticated, "Sign in first."))
	}
	leave, ok := s.open.enter("sockets "+v.User, maxSockets)
	if !ok {
		return turnedAway(ctx, closeTooMany, pact.Refuse(pact.Limited, "Too many sockets at once"))
	}
	release := s.proofs.rest(known, endingOf(ctx).end)
	context.AfterFunc(ctx, func() { release(); leave() })
	return context.WithValue(known, greetedKey{}, true), nil, nil
}

func turnedAway(ctx context.Context, code int, err error) (context.Context, *transport.InitPayload, error) {
	reason := map[int]string{closeForbidden: "Forbidden", closeTooMany: "Too many sockets at once"}[code]
	return transport.AppendCloseReason(transport.WithWebsocketCloseCode(ctx, code), reason), nil, err
}

// withInitToken lets a socket say who it is in its first message, as stock clients do. A token
// that is there but not valid ends the socket; the cookie does not stand in for it.
func withInitToken(ctx context.Context, who *auth.Auth, init transport.InitPayload) (context.Context, error) {
	given := init.Authorization()
	if given == "" {
		return ctx, nil
	}
	scheme, token, _ := strings.Cut(given, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ctx, pact.Refuse(pact.Unauthenticated, "Give the access token as “Bearer …”.")
	}
	return who.WithToken(ctx, strings.TrimSpace(token))
}

// initCloseCode tells a client whose token is no good that it is turned down, and others to come
// back.
func initCloseCode(err error) int {
	if pact.CodeOf(err) == pact.Unauthenticated {
		return closeForbidden
	}
	return closeTryAgain
}

// proven carries out what comes by a socket only while its proof holds, which was given when it was
// opened, and has subscriptions counted and end with a reason. A token for reading changes nothing.
func (s *server) proven(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	kind := graphql.GetOperationContext(ctx).Operation.Operation
	v, _ := viewer.From(ctx)
	follows := kind == ast.Subscription
	if v.ReadOnly && kind == ast.Mutation {
		return refused(ctx, pact.ReadsOnly())
	}
	if onSocket, _ := ctx.Value(greetedKey{}).(bool); onSocket {
		if err := s.stillProven(ctx); err != nil {
			return refused(ctx, err)
		}
		if follows {
			leave, ok := s.open.enter("streams "+v.User, maxStreams)
			if !ok {
				return refused(ctx, tooManyStreams())
			}
			context.AfterFunc(ctx, leave)
		}
	}
	if !follows {
		return next(ctx)
	}
	ctx, farewell := graph.WithFarewell(endingOf(ctx).following(ctx))
	return s.withLastWord(ctx, farewell, next(ctx))
}

func tooManyStreams() *pact.Error {
	return pact.Refuse(pact.Limited, "You follow %d things at once; more are not told. End one, then try again.", maxStreams)
}

// stillProven looks at the proof behind a socket or stream, which ends when it does not hold.
func (s *server) stillProven(ctx context.Context) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	err := s.auth.Check(ctx)
	if isOurs(err) {
		endingOf(ctx).end(err)
	}
	return err
}

// withLastWord says at the end of a subscription why its reader is told no more: their part ended,
// or the proof they came with.
func (s *server) withLastWord(followed context.Context, farewell *graph.Farewell, respond graphql.ResponseHandler) graphql.ResponseHandler {
	said := false
	return func(ctx context.Context) *graphql.Response {
		answer := respond(ctx)
		if answer != nil || said {
			return answer
		}
		said = true
		why := farewell.Why()
		if why == nil {
			why, _ = errors.AsType[*pact.Error](s.stillProven(followed))
		}
		if why == nil {
			return nil
		}
		return &graphql.Response{Errors: gqlerror.List{graph.PresentError(ctx, why)}}
	}
}

// presentError says of an operation that was broken off with its proof that this is why, whatever
// was under way.
func presentError(ctx context.Context, err error) *gqlerror.Error {
	if why, ours := errors.AsType[*pact.Error](context.Cause(ctx)); ours && !isOurs(err) {
		err = why
	}
	return graph.PresentError(ctx, err)
}

// refused answers an operation that is not carried out.
func refused(ctx context.Context, err error) graphql.ResponseHandler {
	return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{graph.PresentError(ctx, err)}})
}
