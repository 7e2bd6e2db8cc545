package main

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
)

// wire is a socket to the graph, spoken by hand.
type wire struct {
	t    *testing.T
	conn *websocket.Conn
	said []saying
}

func (v *visitor) wire(t *testing.T, protocols ...string) *wire {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	conn, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(v.url, "http")+"/graphql", &websocket.DialOptions{
		HTTPClient: &http.Client{Jar: v.client.Jar}, HTTPHeader: fromPage(v.url), Subprotocols: protocols,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	return &wire{t: t, conn: conn}
}

func (w *wire) say(messages ...string) *wire {
	for _, m := range messages {
		_ = w.conn.Write(context.Background(), websocket.MessageText, []byte(m)) // a closed socket shows in hear
	}
	return w
}

// hear reads until a message of a type comes, or the socket ends, and gives its code, 0 if it did not.
func (w *wire) hear(kind string) websocket.StatusCode {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	for {
		var m saying
		if err := wsjson.Read(ctx, w.conn, &m); err != nil {
			if ctx.Err() != nil {
				w.t.Fatalf("no %s was heard, but %s", kind, w.said)
			}
			return websocket.CloseStatus(err)
		}
		w.said = append(w.said, m)
		if m.Type == kind {
			return 0
		}
	}
}

const (
	hello    = `{"type":"connection_init"}`
	viewerOf = `{"id":"1","type":"subscribe","payload":{"query":"{ viewer { user { name } } }"}}`
)

func TestASocketThatBreaksTheProtocolIsClosedWithItsCode(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	v := s.signedIn("owner@alder.example")
	events := `{"id":"e","type":"subscribe","payload":{"query":"subscription { events(relationship: \"` + theBridge + `\") { what } }"}}`
	for name, c := range map[string]struct {
		say  []string
		want websocket.StatusCode
	}{
		"subscribing before the greeting": {[]string{viewerOf}, closeUnauthorized},
		"greeting twice":                  {[]string{hello, hello}, closeTooMany},
		"no JSON":                         {[]string{"hello"}, closeBadMessage},
		"no JSON after the greeting":      {[]string{hello, "{"}, closeBadMessage},
		"an unknown message":              {[]string{hello, `{"type":"start"}`}, closeBadMessage},
		"an array":                        {[]string{hello, `[]`}, closeBadMessage},
		"a wrong token":                   {[]string{`{"type":"connection_init","payload":{"Authorization":"Bearer nonsense"}}`}, closeForbidden},
		"a payload that is none":          {[]string{`{"type":"connection_init","payload":7}`}, closeBadMessage},
	} {
		w := v.wire(t, protocol).say(c.say...)
		if got := w.hear("never"); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	for name, c := range map[string]struct {
		say  []string
		want websocket.StatusCode
	}{
		"the same id twice":   {[]string{events, events}, closeDuplicate},
		"no id":               {[]string{`{"type":"subscribe","payload":{"query":"{viewer{email}}"}}`}, closeBadMessage},
		"no query":            {[]string{`{"id":"1","type":"subscribe","payload":{}}`}, closeBadMessage},
		"variables in text":   {[]string{`{"id":"1","type":"subscribe","payload":{"query":"{viewer{email}}","variables":"x"}}`}, closeBadMessage},
		"more than it can do": {many(events, maxOperations+1), closeTooMany},
	} {
		w := v.wire(t, protocol).say(hello)
		w.hear("connection_ack")
		if got := w.say(c.say...).hear("never"); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	if got := v.wire(t).hear("never"); got != closeSubprotocol {
		t.Errorf("no protocol: %d", got)
	}
}

func TestASocketThatNeverGreetsIsClosed(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	if code := s.signedIn("owner@alder.example").wire(t, protocol).hear("never"); code != closeInitTimeout {
		t.Errorf("closed with %d", code)
	}
}

// many repeats a message under other ids.
func many(message string, n int) (all []string) {
	for i := range n {
		all = append(all, strings.Replace(message, `"id":"e"`, `"id":"e`+strings.Repeat("i", i)+`"`, 1))
	}
	return all
}

func TestAnOperationHasOneLastWord(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	w := s.signedIn("owner@alder.example").wire(t, protocol)
	w.say(`{"type":"ping"}`)
	if w.hear("pong") != 0 {
		t.Fatal("a ping before the greeting ends the socket")
	}
	w.say(hello)
	w.hear("connection_ack")
	w.say(viewerOf)
	w.hear("complete")
	w.say(`{"id":"2","type":"subscribe","payload":{"query":"{ nothing }"}}`)
	w.hear("error")
	w.say(`{"type":"ping","payload":{"n":1}}`)
	w.hear("pong")
	var told []string
	for _, m := range w.said {
		told = append(told, m.Type+m.ID)
	}
	if got := strings.Join(told, " "); got != "pong connection_ack next1 complete1 error2 pong" {
		t.Errorf("said: %s", got)
	}
}

func TestAStopEndsSubscriptionsSoThatTheyComeBack(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	w := s.signedIn("owner@alder.example").wire(t, protocol).say(hello)
	w.hear("connection_ack")
	w.say(`{"id":"e","type":"subscribe","payload":{"query":"subscription { events(relationship: \"` + theBridge + `\") { what } }"}}`)
	begun, stopped := time.Now(), make(chan error, 1)
	go func() { stopped <- s.stop() }()
	if code := w.hear("never"); code != closeRestart {
		t.Errorf("closed with %d", code)
	}
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("stopping took %s", took)
	}
}
