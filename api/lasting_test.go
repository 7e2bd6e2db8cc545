package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"midspan/api/storetest"
	"midspan/app/pact"
)

var followBridge = `{"id":"%s","type":"subscribe","payload":{"query":"subscription { events(relationship: \"` + theBridge + `\") { what } }"}}`

// greeted is a socket that was let in.
func (v *visitor) greeted(t *testing.T, hello string) *wire {
	t.Helper()
	w := v.wire(t, protocol).say(hello)
	if code := w.hear("connection_ack"); code != 0 {
		t.Fatalf("turned away with %d", code)
	}
	return w
}

// all is everything that was heard.
func (w *wire) all() string {
	var b strings.Builder
	for _, m := range w.said {
		fmt.Fprintf(&b, "%s %s %s\n", m.Type, m.ID, m.Payload)
	}
	return b.String()
}

func (w *wire) follows(id string) *wire { return w.say(fmt.Sprintf(followBridge, id)) }

func TestASocketEndsWithTheSessionItRestsOn(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	hanna := s.visitor()
	token := hanna.signIn("owner@alder.example")
	program := s.visitor()
	sockets := map[string]*wire{
		"with a cookie": hanna.greeted(t, hello),
		"with a token":  program.greeted(t, `{"type":"connection_init","payload":{"Authorization":"Bearer `+token+`"}}`),
	}
	for name, w := range sockets {
		if w.say(viewerOf).hear("complete") != 0 {
			t.Fatalf("%s: not answered while signed in", name)
		}
		w.follows("e")
	}
	hanna.must("mutation { signOut }", nil, "")
	for name, w := range sockets {
		w.said = nil
		if code := w.say(viewerOf).hear("never"); code != closeUnauthorized || strings.Contains(w.all(), "Hanna") {
			t.Errorf("%s: %d after %s", name, code, w.all())
		}
	}
}

func TestAProofThatWasEndedElsewhereIsNoticedByTheNextOperation(t *testing.T) {
	t.Parallel()
	url := storetest.SQLite(t)
	s := serveDemo(t, url, t.TempDir())
	w := s.signedIn("owner@alder.example").greeted(t, hello)
	db := storetest.Open(t, url)
	if _, err := db.SQL.ExecContext(t.Context(), "UPDATE sessions SET ended_at = created_at"); err != nil {
		t.Fatal(err)
	}
	if code := w.say(viewerOf).hear("next"); code != closeUnauthorized {
		t.Errorf("%d, and was told %s", code, w.all())
	}
}

func TestAProofThatRunsOutEndsItsSocketAtThatMoment(t *testing.T) {
	refused := pact.Refuse(pact.Unauthenticated, "Over.")
	soon := time.Now().Add(20 * time.Millisecond)
	p := newProofs(func(context.Context) error { return refused }, func(context.Context) (time.Time, bool) { return soon, true }, time.Hour)
	ctx, release := p.hold(asUser(t.Context(), "usr_1", "ses_1"))
	defer release()
	<-ctx.Done()
	if context.Cause(ctx) != refused || time.Now().Before(soon) {
		t.Error(context.Cause(ctx))
	}
}

func TestAnEventStreamEndsAtOnceAndSaysWhy(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	hanna := s.signedIn("owner@alder.example")
	live := hanna.listenSSE(theBridge, "")
	begun := time.Now()
	hanna.must("mutation { signOut }", nil, "")
	// It may be told so while it is just beginning, or while it waits.
	if code, came := live.ended(); code != pact.Unauthenticated || len(came) > 0 {
		t.Errorf("it ended with %q after %v", code, came)
	}
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestNobodysSocketIsTurnedAway(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	if code := s.visitor().wire(t, protocol).say(hello).hear("connection_ack"); code != closeForbidden {
		t.Errorf("%d", code)
	}
}

func TestNobodyHasAllTheSockets(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	hanna := s.signedIn("owner@alder.example")
	first := hanna.greeted(t, hello)
	for range maxSockets - 1 {
		hanna.greeted(t, hello)
	}
	if code := hanna.wire(t, protocol).say(hello).hear("connection_ack"); code != closeTooMany {
		t.Errorf("one socket too many: %d", code)
	}
	s.signedIn("member@alder.example").greeted(t, hello)
	_ = first.conn.CloseNow()
	eventually(t, "there is room again", func() bool { return hanna.wire(t, protocol).say(hello).hear("connection_ack") == 0 })
}

func TestNobodyHasAllTheStreams(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	hanna := s.signedIn("owner@alder.example")
	events := make([]*stream, maxStreams)
	for i := range events {
		events[i] = hanna.listenSSE(theBridge, "")
	}
	oneMore := func() reply {
		return hanna.post(`{"query":"subscription { events(relationship: \"x\") { id } }"}`, http.Header{"Accept": {"text/event-stream"}})
	}
	if got := oneMore(); got.status != http.StatusTooManyRequests || got.code() != pact.Limited {
		t.Errorf("one event stream too many: %d %s", got.status, got.raw)
	}
	w := hanna.greeted(t, hello)
	w.follows("more")
	if w.hear("error") != 0 || !strings.Contains(w.all(), `"LIMITED"`) {
		t.Errorf("one subscription too many: %s", w.all())
	}
	if got := hanna.query(whoAmI, nil); got.code() != "" {
		t.Errorf("and asking otherwise: %s", got.raw)
	}
	events[0].leave()
	eventually(t, "there is room again", func() bool { return oneMore().status == http.StatusOK })
	n := 0
	eventually(t, "a subscription on a socket takes it", func() bool {
		n++
		w.follows(fmt.Sprint("again", n)) // the place may not be free this very moment
		return oneMore().status == http.StatusTooManyRequests
	})
}
