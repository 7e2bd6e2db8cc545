package main

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"

	"midspan/api/auth"
	"midspan/app/pact"
	"midspan/graph"
)

// Limits of one GraphQL request.
const (
	maxBody          = 1 << 20
	operationTime    = 10 * time.Second
	socketPing       = 20 * time.Second
	rememberedParses = 1000
)

// newGraphQL serves the graph: POST, GET for queries, graphql-transport-ws and SSE.
func newGraphQL(r *graph.Resolver, who *auth.Auth) *handler.Server {
	s := handler.New(graph.NewSchema(r))
	s.AddTransport(transport.Websocket{
		Implementation:        sockets{},
		KeepAlivePingInterval: socketPing,
		PingPongInterval:      socketPing,
		InitTimeout:           10 * time.Second,
		InitFunc: func(ctx context.Context, init transport.InitPayload) (context.Context, *transport.InitPayload, error) {
			known, err := withInitToken(ctx, who, init)
			if err != nil {
				return transport.WithWebsocketCloseCode(ctx, initCloseCode(err)), nil, err
			}
			return known, nil, nil
		},
	})
	s.AddTransport(transport.Options{})
	s.AddTransport(transport.GET{})
	s.AddTransport(transport.SSE{KeepAlivePingInterval: socketPing})
	s.AddTransport(transport.POST{})
	s.SetQueryCache(lru.New[*ast.QueryDocument](rememberedParses))
	s.SetParserTokenLimit(pact.MaxTokens)
	s.Use(extension.Introspection{})
	s.Use(graph.Bounds{Deadline: operationTime})
	s.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		return next(graph.WithLoaders(ctx, r.Client))
	})
	s.SetErrorPresenter(graph.PresentError)
	s.SetRecoverFunc(graph.Recover)
	return s
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

// initCloseCode tells a client whose token is no good to stay away, and others to come back.
func initCloseCode(err error) int {
	if pact.CodeOf(err) == pact.Unauthenticated {
		return closeUnauthorized
	}
	return closeTryAgain
}

// limitBody answers a body over the limit with 413 and a code, before any work is done.
func limitBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > maxBody {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			_, _ = w.Write([]byte(`{"errors":[{"message":"This is more than fits in one request. Send it in parts.","extensions":{"code":"LIMITED"}}]}`))
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}
