package main

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"

	"midspan/app/pact"
	"midspan/graph"
)

// Limits of one GraphQL request.
const (
	operationTime    = 10 * time.Second
	socketPing       = 20 * time.Second
	rememberedParses = 1000
)

// newGraphQL serves the graph: POST, GET for queries, graphql-transport-ws and SSE.
func (srv *server) newGraphQL(r *graph.Resolver) *handler.Server {
	s := srv.metrics.counted(handler.New(graph.NewSchema(r)))
	s.AddTransport(transport.Websocket{
		Implementation:        sockets{},
		KeepAlivePingInterval: socketPing,
		PingPongInterval:      socketPing,
		InitTimeout:           10 * time.Second,
		InitFunc:              srv.greet,
	})
	s.AddTransport(transport.Options{})
	s.AddTransport(transport.GET{})
	s.AddTransport(transport.SSE{})
	s.AddTransport(transport.POST{})
	s.SetQueryCache(lru.New[*ast.QueryDocument](rememberedParses))
	s.SetParserTokenLimit(pact.MaxTokens)
	s.Use(extension.Introspection{})
	s.Use(brevity{})
	s.Use(graph.Bounds{Deadline: operationTime})
	s.Use(rate{srv.auth.MayAsk})
	s.AroundOperations(srv.proven)
	s.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		return next(graph.WithLoaders(ctx, r.Client))
	})
	s.AroundResponses(sized)
	s.AroundFields(srv.weighed)
	s.SetErrorPresenter(presentError)
	s.SetRecoverFunc(graph.Recover)
	return s
}
