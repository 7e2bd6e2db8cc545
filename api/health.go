package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// alive answers as long as the process can answer at all.
func (s *server) alive(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") }

// ready answers whether requests should come here: the database answers and is of this program's
// schema, and the server is not about to stop.
func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	if err := s.readiness(r.Context()); err != nil {
		s.log.WarnContext(r.Context(), "not ready", "error", err)
		plain(w, http.StatusServiceUnavailable, notReady(err))
		return
	}
	plain(w, http.StatusOK, "ready")
}

var errStopping = errors.New("the server is stopping")

func (s *server) readiness(ctx context.Context) error {
	if s.draining.Load() {
		return errStopping
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if err := s.db.Current(ctx); err != nil {
		return fmt.Errorf("database: %w", err)
	}
	return nil
}

// notReady says why without our insides; the log has them.
func notReady(err error) string {
	if errors.Is(err, errStopping) {
		return "stopping"
	}
	return "the database is away or not migrated"
}

func plain(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = fmt.Fprintln(w, line) // a reader that is gone needs no answer
}
