//go:build pins

package main

import (
	_ "ariga.io/atlas/sql/migrate"
	_ "entgo.io/contrib/entgql"
	_ "entgo.io/ent/entc"
	_ "github.com/99designs/gqlgen/graphql/handler"
	_ "github.com/99designs/gqlgen/graphql/handler/extension"
	_ "github.com/99designs/gqlgen/graphql/handler/transport"
	_ "github.com/Khan/genqlient/graphql"
	_ "github.com/alexedwards/argon2id"
	_ "github.com/andybalholm/brotli"
	_ "github.com/chromedp/chromedp"
	_ "github.com/coder/websocket"
	_ "github.com/golang-jwt/jwt/v5"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/google/uuid"
	_ "github.com/hashicorp/golang-lru/v2"
	_ "github.com/lib/pq"
	_ "github.com/maxence-charriere/go-app/v9/pkg/app"
	_ "github.com/prometheus/client_golang/prometheus/promhttp"
	_ "github.com/vektah/gqlparser/v2"
	_ "golang.org/x/crypto/argon2"
	_ "golang.org/x/sync/singleflight"
	_ "golang.org/x/time/rate"
	_ "modernc.org/sqlite"
	_ "pgregory.net/rapid"
)
