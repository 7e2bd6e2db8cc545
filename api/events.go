package main

import (
	"context"
	"net/http"
	"sync"
	"time"

	"midspan/ent/viewer"
)

// A stream of events has this long to take a piece of what it is sent.
const (
	pieceTime = 30 * time.Second
	pieceSize = 64 << 10
)

// events lets an event stream of somebody who is signed in outlast ordinary requests. Anybody
// else's is an ordinary request, which ends with what nobody is told.
func (s *server) events(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if kind, _ := streaming(r); kind != "events" {
			next.ServeHTTP(w, r)
			return
		}
		out := &eventWriter{ResponseWriter: w, control: http.NewResponseController(w)}
		defer out.end()
		v, ok := viewer.From(r.Context())
		if !ok || v.User == "" {
			next.ServeHTTP(out, r)
			return
		}
		leave, ok := s.open.enter("streams "+v.User, maxStreams)
		if !ok {
			refuse(w, http.StatusTooManyRequests, tooManyStreams())
			return
		}
		defer leave()
		release := s.proofs.rest(r.Context(), endingOf(r.Context()).end)
		defer release()
		out.last(r.Context())
		next.ServeHTTP(out, r)
	})
}

// eventWriter is the answer of an event stream. Whoever writes after its end writes nothing, and a
// reader has patience for each piece, not for the whole.
type eventWriter struct {
	http.ResponseWriter
	control  *http.ResponseController
	patience time.Duration // 0: the deadline of ordinary requests holds

	mu          sync.Mutex
	begun, over bool
}

func (w *eventWriter) Write(b []byte) (n int, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.begun = true
	return w.write(b)
}

func (w *eventWriter) write(b []byte) (n int, err error) {
	if w.over {
		return 0, http.ErrAbortHandler
	}
	for err == nil && n < len(b) {
		w.renew()
		var m int
		m, err = w.ResponseWriter.Write(b[n:min(n+pieceSize, len(b))])
		n += m
	}
	return n, err
}

// Flush sends what there is: the transport asks for it by type.
func (w *eventWriter) Flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flush()
}

func (w *eventWriter) flush() {
	if w.over {
		return
	}
	w.renew()
	_ = w.control.Flush() // a reader that is gone ends the request
}

func (w *eventWriter) renew() {
	if w.patience > 0 {
		_ = w.control.SetWriteDeadline(time.Now().Add(w.patience)) // where there is one
	}
}

func (w *eventWriter) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
}

// last lifts the deadlines of ordinary requests until ctx ends.
func (w *eventWriter) last(ctx context.Context) {
	w.patience = pieceTime
	_ = w.control.SetReadDeadline(time.Time{}) // the body is read; where there is no deadline, none is needed
	go w.pings(ctx, socketPing)
}

// pings keep a quiet stream from being taken for a dead one.
func (w *eventWriter) pings(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			w.ping()
		}
	}
}

// ping says something that is no event, between two events.
func (w *eventWriter) ping() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.begun {
		return
	}
	if _, err := w.write([]byte(": ping\n\n")); err == nil {
		w.flush()
	}
}
