package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
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
func (srv *server) newGraphQL(r *graph.Resolver) *handler.Server {
	s, who := srv.metrics.counted(handler.New(graph.NewSchema(r))), srv.auth
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
	s.AddTransport(transport.SSE{})
	s.AddTransport(transport.POST{})
	s.SetQueryCache(lru.New[*ast.QueryDocument](rememberedParses))
	s.SetParserTokenLimit(pact.MaxTokens)
	s.Use(extension.Introspection{})
	s.Use(shortNames{})
	s.Use(graph.Bounds{Deadline: operationTime})
	s.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		return next(graph.WithLoaders(ctx, r.Client))
	})
	s.AroundResponses(sized)
	s.AroundFields(weighed)
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
		body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
		switch {
		case len(body) > maxBody:
			refuseBody(w, http.StatusRequestEntityTooLarge, pact.Limited, "This is more than fits in one request. Send it in parts.")
		case err != nil:
			refuseBody(w, http.StatusBadRequest, pact.BadInput, "This request broke off. Nothing was changed; send it again.")
		default:
			r.Body = io.NopCloser(bytes.NewReader(body))
			next.ServeHTTP(w, r)
		}
	})
}

// refuseBody answers a request that never came to the graph, in its form.
func refuseBody(w http.ResponseWriter, status int, code pact.Code, message string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, `{"errors":[{"message":%q,"extensions":{"code":%q}}]}`, message, code) // a reader that is gone needs no answer
}
