package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

// stall opens an event stream and reads nothing of it.
func stall(t *testing.T, address string) *http.Response {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address+"/graphql", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	return response
}

func TestWhoeverWritesAfterTheEndOfAStreamWritesNothing(t *testing.T) {
	after := make(chan any, 1)
	web := httptest.NewServer((&server{}).events(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("event: complete\n\n"))
		go func() {
			defer func() { after <- recover() }()
			<-r.Context().Done() // the handler is over
			_, _ = w.Write(bytes.Repeat([]byte("x"), 1<<20))
			w.(http.Flusher).Flush()
		}()
	})))
	t.Cleanup(web.Close) // after its readers have left
	stall(t, web.URL)
	if got := <-after; got != nil {
		t.Errorf("writing after the end: %v", got)
	}
}

func TestAReaderWhoTakesNothingIsGivenUpAndOneWhoIsSlowIsNot(t *testing.T) {
	const patience = 500 * time.Millisecond
	ended := make(chan error, 2)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		out := &eventWriter{ResponseWriter: w, control: http.NewResponseController(w), patience: patience}
		_, err := out.Write(bytes.Repeat([]byte("x"), 64<<20))
		ended <- err
	}))
	t.Cleanup(web.Close) // after its readers have left
	stall(t, web.URL)
	if err := <-ended; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("a reader who takes nothing: %v", err)
	}
	slow, begun := stall(t, web.URL), time.Now()
	for err := error(nil); err == nil; {
		if time.Since(begun) < 3*patience {
			time.Sleep(patience / 10)
		}
		_, err = io.CopyN(io.Discard, slow.Body, 1<<20)
	}
	if err := <-ended; err != nil {
		t.Errorf("a reader who is slow: %v", err)
	}
}

func TestAQuietStreamIsPinged(t *testing.T) {
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		out := &eventWriter{ResponseWriter: w, control: http.NewResponseController(w)}
		defer out.end()
		_, _ = out.Write([]byte(":\n\n"))
		out.pings(r.Context(), time.Millisecond)
	}))
	t.Cleanup(web.Close) // after its readers have left
	lines := bufio.NewScanner(stall(t, web.URL).Body)
	for lines.Scan() {
		if lines.Text() == ": ping" {
			return
		}
	}
	t.Error("the stream ended without a ping")
}

// A reader who goes while there is still much to send ended the whole process once.
func TestAReaderWhoGoesAmidABigAnswerHurtsNobody(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	hanna := s.signedIn("owner@alder.example")
	for range 8 {
		ctx, leave := context.WithCancel(t.Context())
		r := hanna.request(http.MethodPost, "/graphql", strings.NewReader(`{"query":"{ __schema { types { name description fields { name description args { name description } } } } }"}`)).WithContext(ctx)
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "text/event-stream")
		response, err := hanna.client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if got := response.Header.Get("Content-Type"); got != "text/event-stream" {
			t.Errorf("%d %s", response.StatusCode, got)
		}
		leave()
		_ = response.Body.Close()
	}
	if page := hanna.get("/healthz"); page.status != http.StatusOK {
		t.Error(page)
	}
}
