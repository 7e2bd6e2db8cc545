package main

import (
	"context"
	"net/http"
	"strings"

	"midspan/ent/viewer"
)

// streaming says whether a request opens a socket or an event stream, which last. Events are told
// by the graph alone.
func streaming(r *http.Request) (kind string, is bool) {
	if strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		return "socket", true
	}
	if r.Method == http.MethodPost && r.URL.Path == "/graphql" && strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
		return "events", true
	}
	return "", false
}

// streams counts what lasts, ends it when the server stops, and has the stop wait for it.
func (s *server) streams(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kind, is := streaming(r)
		if !is {
			next.ServeHTTP(w, r)
			return
		}
		if s.draining.Load() {
			plain(w, http.StatusServiceUnavailable, "The server restarts. Come back in a moment.")
			return
		}
		s.lasting.Add(1)
		defer s.lasting.Done()
		gauge := s.metrics.sockets.WithLabelValues(kind)
		gauge.Inc()
		defer gauge.Dec()
		ctx, cancel := context.WithCancelCause(r.Context())
		defer cancel(nil)
		stop := context.AfterFunc(s.stopping, func() { cancel(errStopping) })
		defer stop()
		next.ServeHTTP(w, r.WithContext(withEnding(ctx, cancel)))
	})
}

// withoutCookie has a socket that does not say which page opened it count as nobody's, unless it
// came with a token: the cookie of a browser is no proof there.
func withoutCookie(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if kind, is := streaming(r); is && kind == "socket" && r.Header.Get("Origin") == "" && !hasBearer(r) {
			r = r.WithContext(viewer.New(r.Context(), viewer.Viewer{}))
		}
		next.ServeHTTP(w, r)
	})
}

// hasBearer says whether a request carries an access token, which the middleware has judged. Other
// schemes are sent by browsers on their own and prove nothing here.
func hasBearer(r *http.Request) bool {
	scheme, _, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.EqualFold(scheme, "Bearer")
}
