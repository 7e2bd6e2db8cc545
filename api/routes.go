package main

import (
	"crypto/rand"
	"net/http"
	"time"

	"midspan/app/gql"
	"midspan/graph"
)

// routes lays out the addresses of the server.
func (s *server) routes(contract *graph.Resolver, ask http.Handler, pages *portal) http.Handler {
	mux := http.NewServeMux()
	handle := func(route string, h http.Handler) { mux.Handle(route, s.logged(route, s.guarded(h))) }
	known := func(h http.Handler) http.Handler { return s.streams(s.auth.Middleware(noted(h))) }
	mail := letters{graph: contract, portal: pages, may: s.auth.MayAnswer, fail: s.fail}

	handle("/graphql", api(known(withoutCookie(readable(s.events(ask))))))
	handle("GET /sync/{document}", api(known(http.HandlerFunc(s.serveSync))))
	handle("GET /i/{token}", known(http.HandlerFunc(mail.show)))
	handle("POST /i/{token}", known(http.HandlerFunc(mail.answer)))
	account := accountPages{portal: pages, graph: gql.New(pages.execute)}
	for path, work := range map[string]pageWork{
		"/forgot": account.forgot, "/reset/{token}": account.reset,
		"/account/sessions": account.sessions, "/account/password": account.password, "/account/tokens": account.tokens,
		"/statements/{publication}": account.statement,
	} {
		handle("GET "+path, known(account.serve(work)))
		handle("POST "+path, known(account.serve(work)))
	}
	signed := records{graph: contract, portal: pages, key: s.recordKeys, fail: s.fail}
	handle("GET /records/{agreement}", api(known(http.HandlerFunc(signed.file))))
	handle("GET /verify", known(http.HandlerFunc(signed.show)))
	handle("POST /verify", known(http.HandlerFunc(signed.check)))
	handle("GET /graphiql", newExplorer())
	handle("GET /graphiql/", newExplorer())
	handle("GET /schema.graphql", api(schemaFile(graph.Schema())))
	handle("GET /.well-known/jwks.json", api(http.HandlerFunc(s.auth.JWKS)))
	handle("GET /healthz", api(http.HandlerFunc(s.alive)))
	handle("GET /readyz", api(http.HandlerFunc(s.ready)))
	handle("GET /metrics", api(s.serveMetrics()))
	for _, file := range []string{"/web/", "/worker.js", "/manifest.webmanifest", "/robots.txt"} {
		handle("GET "+file, leisurely(pages)) // the same for everybody
	}
	handle("/", known(pages))
	return mux
}

// guarded says what holds for every answer; pages say more.
func (s *server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		if s.overTLS() {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// api answers are for programs: a browser that shows one runs nothing of it.
func api(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// leisurely gives a file the time that it takes on a poor line.
func leisurely(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(fileTime)) // where there is one
		next.ServeHTTP(w, r)
	})
}

// fail answers what is ours to mend with an id that is in the log.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	id := rand.Text()
	s.log.ErrorContext(r.Context(), "page", "error", err, "id", id)
	plain(w, http.StatusInternalServerError, "Something went wrong on our side. Nothing was changed; try again in a moment. ("+id+")")
}
