package main

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"time"

	"midspan/ent/viewer"
)

// newLog writes JSON lines that carry the id of the request and of the person behind it: ids only,
// never names, addresses, tokens or what people wrote.
func newLog(w io.Writer, level slog.Level) *slog.Logger {
	return slog.New(withIDs{slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: scrubbed})})
}

// personal is what errors of others may bring along: mail addresses, addresses with a password in
// them, and long runs that may be a token. Ids of ours are shorter.
var personal = regexp.MustCompile(`[^\s<>"'=]+@[^\s<>"']+|\b(?:eyJ|mds_)[A-Za-z0-9_.-]{8,}|\b[A-Za-z0-9_-]{43,}`)

// scrubbed takes what is personal out of a line.
func scrubbed(_ []string, a slog.Attr) slog.Attr {
	switch v := a.Value.Any().(type) {
	case string:
		return slog.String(a.Key, personal.ReplaceAllString(v, "…"))
	case error:
		return slog.String(a.Key, personal.ReplaceAllString(v.Error(), "…"))
	}
	return a
}

// withIDs adds to each line who and what it belongs to.
type withIDs struct{ slog.Handler }

func (h withIDs) Handle(ctx context.Context, line slog.Record) error {
	told := requestOf(ctx)
	if v, ok := viewer.From(ctx); ok && v.User != "" {
		told.actor = v.User
	}
	if told.id != "" {
		line.AddAttrs(slog.String("request", told.id))
	}
	if told.actor != "" {
		line.AddAttrs(slog.String("actor", told.actor))
	}
	return h.Handler.Handle(ctx, line)
}

func (h withIDs) WithAttrs(attrs []slog.Attr) slog.Handler {
	return withIDs{h.Handler.WithAttrs(attrs)}
}

func (h withIDs) WithGroup(name string) slog.Handler { return withIDs{h.Handler.WithGroup(name)} }

// request is what is told of a request in every line that belongs to it.
type request struct{ id, actor string }

type requestKey struct{}

func requestOf(ctx context.Context) request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return *r
	}
	return request{}
}

// noted has the line about a request say who it was, once that is known.
func noted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		told, there := r.Context().Value(requestKey{}).(*request)
		if v, ok := viewer.From(r.Context()); ok && there {
			told.actor = v.User
		}
		next.ServeHTTP(w, r)
	})
}

// requestIDHeader names the request in its answer, for whoever reports a fault.
const requestIDHeader = "X-Request-Id"

// logged gives every request of a route an id, a line when it is over, and its place in the
// metrics. What is told of the address is the route: a link of an invitation is a secret.
func (s *server) logged(route string, next http.Handler) http.Handler {
	level := slog.LevelInfo
	if quiet(route) {
		level = slog.LevelDebug
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		told := &request{id: givenID(r.Header.Get(requestIDHeader))}
		w.Header().Set(requestIDHeader, told.id)
		r = r.WithContext(context.WithValue(r.Context(), requestKey{}, told))
		watched, begun := &watchedAnswer{ResponseWriter: w}, time.Now()
		s.metrics.open.Inc()
		defer func() {
			took := time.Since(begun)
			s.metrics.open.Dec()
			s.metrics.served(route, r.Method, watched.code(), took)
			s.log.Log(r.Context(), level, "request", "route", route, "method", r.Method, "status", watched.code(), "ms", took.Milliseconds())
		}()
		next.ServeHTTP(watched, r)
	})
}

// quiet routes are asked every few seconds, or many times for one page.
func quiet(route string) bool {
	return strings.HasSuffix(route, "z") || strings.HasSuffix(route, "/metrics") || strings.HasSuffix(route, "/web/")
}

var plainID = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// givenID keeps the id that a proxy gave, when it is one.
func givenID(id string) string {
	if plainID.MatchString(id) {
		return id
	}
	return rand.Text()
}

// watchedAnswer remembers the status of an answer.
type watchedAnswer struct {
	http.ResponseWriter
	status int
}

func (w *watchedAnswer) WriteHeader(status int) {
	if w.status == 0 && status >= 200 || status == http.StatusSwitchingProtocols {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watchedAnswer) code() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}

// Unwrap lets http.ResponseController reach what is below.
func (w *watchedAnswer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush sends what there is: streams ask for it by type.
func (w *watchedAnswer) Flush() { _ = http.NewResponseController(w.ResponseWriter).Flush() }
