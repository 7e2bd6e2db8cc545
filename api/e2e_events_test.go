package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"

	"midspan/app/pact"
)

// happening is one event as its reader gets it.
type happening struct {
	ID, Cursor, What, Audience string
	Subject                    struct{ ID string }
}

// stream is a subscription to the events of a relationship.
type stream struct {
	t     testing.TB
	comes chan happening
	once  sync.Once
	code  chan pact.Code // of the refusal, if any, at the end
	leave func()
}

const follow = `subscription($r: ID!, $c: Cursor) { events(relationship: $r, after: $c) { id cursor what audience subject { id } } }`

// listening is a way to subscribe.
type listening func(v *visitor, rel, after string) *stream

var waysToListen = map[string]listening{
	"a socket with a cookie": func(v *visitor, rel, after string) *stream { return v.listen(rel, after, nil) },
	"a socket with a token":  func(v *visitor, rel, after string) *stream { return v.listen(rel, after, v.accessToken()) },
	"server-sent events":     func(v *visitor, rel, after string) *stream { return v.listenSSE(rel, after) },
}

// accessToken is what a program of theirs would use.
func (v *visitor) accessToken() vars {
	v.t.Helper()
	return vars{"Authorization": "Bearer " + v.mustText("mutation { refreshSession { accessToken } }", nil, "refreshSession.accessToken")}
}

func following(rel, after string) vars {
	given := vars{"r": rel}
	if after != "" {
		given["c"] = after
	}
	return vars{"query": follow, "variables": given}
}

func newStream(t testing.TB, leave func()) *stream {
	s := &stream{t: t, comes: make(chan happening, 1000), code: make(chan pact.Code, 1), leave: leave}
	t.Cleanup(leave)
	return s
}

// take reads an answer that a subscription gave; a refusal is its end.
func (s *stream) take(payload []byte) {
	var answer struct {
		Data   struct{ Events happening }
		Errors []problem
	}
	if err := json.Unmarshal(payload, &answer); err != nil {
		s.t.Errorf("%v: %s", err, payload)
	}
	if len(answer.Errors) > 0 {
		s.end(answer.Errors[0].Extensions.Code)
		return
	}
	s.comes <- answer.Data.Events
}

// end tells how the stream ended; the first end counts.
func (s *stream) end(code pact.Code) {
	s.once.Do(func() {
		s.code <- code
		close(s.comes)
	})
}

// listen subscribes over graphql-transport-ws: as the cookie says, or as a first message does, from
// a program without one.
func (v *visitor) listen(rel, after string, hello vars) *stream {
	v.t.Helper()
	client := &http.Client{Jar: v.client.Jar}
	header := fromPage(v.url)
	if hello != nil {
		client, header = http.DefaultClient, nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	conn, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(v.url, "http")+"/graphql",
		&websocket.DialOptions{HTTPClient: client, HTTPHeader: header, Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		v.t.Fatal(err)
	}
	s := newStream(v.t, func() { cancel(); _ = conn.CloseNow() })
	for _, m := range []vars{
		{"type": "connection_init", "payload": hello},
		{"type": "subscribe", "id": "1", "payload": following(rel, after)},
	} {
		if err := wsjson.Write(ctx, conn, m); err != nil {
			v.t.Fatal(err)
		}
		if m["type"] == "connection_init" {
			var ack struct{ Type string }
			if err := wsjson.Read(ctx, conn, &ack); err != nil || ack.Type != "connection_ack" {
				v.t.Fatal(err, ack)
			}
		}
	}
	go func() {
		for {
			var m struct {
				Type    string
				Payload json.RawMessage
			}
			if wsjson.Read(ctx, conn, &m) != nil {
				s.end("")
				return
			}
			switch m.Type {
			case "next":
				s.take(m.Payload)
			case "error":
				s.take(fmt.Appendf(nil, `{"errors":%s}`, m.Payload))
			case "complete":
				s.end("")
			}
		}
	}()
	return s
}

// listenSSE subscribes as a stream of server-sent events.
func (v *visitor) listenSSE(rel, after string) *stream {
	v.t.Helper()
	body, err := json.Marshal(following(rel, after))
	if err != nil {
		v.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r := v.request(http.MethodPost, "/graphql", bytes.NewReader(body)).WithContext(ctx)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	response, err := (&http.Client{Jar: v.client.Jar}).Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	if got := response.Header.Get("Content-Type"); !strings.HasPrefix(got, "text/event-stream") {
		v.t.Fatalf("%d %s", response.StatusCode, got)
	}
	s := newStream(v.t, func() { cancel(); _ = response.Body.Close() })
	go func() {
		defer s.end("")
		kind := ""
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				kind = name
			}
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && kind == "next" {
				s.take([]byte(data))
			}
		}
	}()
	return s
}

// next waits for so many events.
func (s *stream) next(n int) (got []happening) {
	s.t.Helper()
	late := time.After(15 * time.Second)
	for len(got) < n {
		select {
		case e, ok := <-s.comes:
			if !ok {
				s.t.Fatalf("the stream ended with %q after %d of %d events", <-s.code, len(got), n)
			}
			got = append(got, e)
		case <-late:
			s.t.Fatalf("waited for %d events and got %v", n, got)
		}
	}
	return got
}

// ended waits for the end and gives the code it came with, and what came before it.
func (s *stream) ended() (code pact.Code, before []happening) {
	s.t.Helper()
	select {
	case code = <-s.code:
	case <-time.After(15 * time.Second):
		s.t.Fatal("the stream goes on")
	}
	for e := range s.comes {
		before = append(before, e)
	}
	return code, before
}

// journal is what the graph lists of the events of a relationship, read page by page.
func (v *visitor) journal(rel string) (all []happening) {
	v.t.Helper()
	var page struct {
		Edges    []struct{ Node happening }
		PageInfo struct {
			HasNextPage bool
			EndCursor   *string
		}
	}
	for page.PageInfo.HasNextPage = true; page.PageInfo.HasNextPage; {
		got := v.must(`query($r: ID!, $c: Cursor) { node(id: $r) { ... on Relationship { events(first: 10, after: $c) {
			edges { node { id cursor what audience subject { id } } } pageInfo { hasNextPage endCursor } } } } }`, vars{"r": rel, "c": page.PageInfo.EndCursor}, "node.events")
		text, err := json.Marshal(got)
		if err != nil {
			v.t.Fatal(err)
		}
		page.Edges = nil
		if err := json.Unmarshal(text, &page); err != nil {
			v.t.Fatal(err)
		}
		for _, e := range page.Edges {
			all = append(all, e.Node)
		}
	}
	return all
}

func eventIDs(events []happening) (ids []string) {
	for _, e := range events {
		ids = append(ids, e.ID)
	}
	return ids
}

// outcome does something both sides hear of.
func (v *visitor) outcome(rel, title string) string {
	v.t.Helper()
	return v.mustText(`mutation($r: ID!, $t: String!) { createOutcome(input: {relationship: $r, title: $t}) { outcome { id } } }`, vars{"r": rel, "t": title}, "createOutcome.outcome.id")
}

func TestAReaderResumesWhereTheyWereAndMissesNothing(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		for name, listen := range waysToListen {
			listed := b.left.journal(b.rel)
			live := listen(b.left, b.rel, listed[len(listed)-1].Cursor)
			b.right.outcome(b.rel, "zero")
			seen := live.next(1)
			at := seen[0].Cursor
			live.leave()
			private := b.right.note(b.rel, "AUTHOR", "canary")
			missed := []string{b.left.outcome(b.rel, "one"), b.right.outcome(b.rel, "two")}
			sided := b.right.note(b.rel, "SIDE", "canary")
			missed = append(missed, b.left.note(b.rel, "SIDE", "ours"), b.left.outcome(b.rel, "three"))
			again := listen(b.left, b.rel, at)
			defer again.leave()
			listed = b.left.journal(b.rel)
			from := slices.Index(eventIDs(listed), seen[0].ID) + 1
			got := again.next(len(listed) - from)
			if !slices.Equal(eventIDs(got), eventIDs(listed[from:])) {
				t.Errorf("%s: came\n%v\nand is listed\n%v", name, got, listed[from:])
			}
			subjects := map[string]int{}
			for _, e := range got {
				subjects[e.Subject.ID]++
			}
			for _, id := range missed {
				if subjects[id] == 0 {
					t.Errorf("%s: nothing came of %s", name, id)
				}
			}
			if subjects[private]+subjects[sided] > 0 {
				t.Errorf("%s: something came of the other side's notes", name)
			}
			fresh := b.right.outcome(b.rel, "live")
			if e := again.next(1)[0]; e.Subject.ID != fresh {
				t.Errorf("%s: live came %v", name, e)
			}
		}
	})
}

func TestWithoutACursorAReaderHearsWhatComesFromNowOn(t *testing.T) {
	t.Parallel()
	b := meet(t, anyServer(t))
	outcome := b.right.outcome(b.rel, "before")
	for name, listen := range waysToListen {
		live := listen(b.left, b.rel, "")
		reading := 0
		eventually(t, name+" begins at a moment nobody outside can know", func() bool {
			reading++
			b.right.must(`mutation($o: ID!, $n: Float) { updateOutcome(input: {outcome: $o, reading: $n}) { outcome { id } } }`, vars{"o": outcome, "n": reading}, "")
			return len(live.comes) > 0
		})
		if e := live.next(1)[0]; e.What != "outcome.changed" || e.Subject.ID != outcome {
			t.Errorf("%s begins with %v", name, e)
		}
		live.leave()
	}
}

func TestThoughtsOfTheOtherSideLeaveNoTraceInACursor(t *testing.T) {
	t.Parallel()
	b := meet(t, anyServer(t))
	before := b.left.journal(b.rel)
	for range 3 {
		b.right.note(b.rel, "AUTHOR", "canary")
		b.right.note(b.rel, "SIDE", "canary")
	}
	after := b.left.journal(b.rel)
	if !slices.Equal(before, after) {
		t.Errorf("the other side's notes show:\n%v\n%v", before, after)
	}
	mark := b.left.outcome(b.rel, "next")
	all := b.left.journal(b.rel)
	last := all[len(all)-1]
	if last.Subject.ID != mark || len(all) != len(before)+1 {
		t.Errorf("%v", all)
	}
}

func TestRemovalEndsSubscriptionsAndSockets(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		for name, listen := range waysToListen {
			member := b.right.colleague(s, b.rel, strings.ReplaceAll(name, " ", "-")+"@right.example", "MEMBER")
			seat, _ := member.me(b.rel)
			at := b.left.journal(b.rel)[0].Cursor
			live, typing := listen(member, b.rel, at), member.open(b.vision)
			live.next(1)
			begun := time.Now()
			b.right.must(`mutation($p: ID!) { removeParticipant(input: {participant: $p}) { participant { removedAt } } }`, vars{"p": seat}, "")
			code := typing.ended()
			_, _ = live.ended()
			if took := time.Since(begun); took > 2*time.Second {
				t.Errorf("%s: it took %s", name, took)
			}
			if code != 4403 && code != 4404 {
				t.Errorf("%s: the document was closed with %d", name, code)
			}
			if code, _ := listen(member, b.rel, at).ended(); code != pact.NotFound {
				t.Errorf("%s: and listening again: %q", name, code)
			}
		}
	})
}

func TestASignedOutReaderHearsNothingMore(t *testing.T) {
	t.Parallel()
	b := meet(t, anyServer(t))
	at := b.left.journal(b.rel)
	for name, listen := range waysToListen {
		v := b.visitor()
		v.must(signIn, vars{"e": "owner@left.example", "p": password}, "")
		live := listen(v, b.rel, at[0].Cursor)
		live.next(len(at) - 1)
		v.must("mutation { signOut }", nil, "")
		b.right.outcome(b.rel, "after")
		if _, came := live.ended(); len(came) > 0 {
			t.Errorf("%s: %v came after signing out", name, came)
		}
		at = b.left.journal(b.rel)
	}
}

func TestWhoMayNotReadGetsNoEvents(t *testing.T) {
	t.Parallel()
	b := meet(t, anyServer(t))
	cursor := b.left.journal(b.rel)[0].Cursor
	nobody := b.visitor()
	for name, c := range map[string]struct {
		stream *stream
		want   pact.Code
	}{
		"nobody, by server-sent events":    {nobody.listenSSE(b.rel, ""), pact.Unauthenticated},
		"outsider, by a socket":            {b.outsider.listen(b.rel, "", nil), pact.NotFound},
		"outsider, with a cursor of ours":  {b.outsider.listenSSE(b.rel, cursor), pact.NotFound},
		"outsider's own, with our cursor":  {b.outsider.listenSSE(b.elsewhere, cursor), pact.BadInput},
		"what is no relationship":          {b.left.listenSSE("rel_0", ""), pact.NotFound},
		"a document for a relationship":    {b.left.listen(b.vision, "", nil), pact.NotFound},
		"a cursor that is none":            {b.left.listenSSE(b.rel, "nonsense"), pact.BadInput},
		"a cursor that is not text at all": {b.left.listenSSE(b.rel, "/////w=="), pact.BadInput},
	} {
		if code, came := c.stream.ended(); code != c.want || len(came) > 0 {
			t.Errorf("%s: %q %v", name, code, came)
		}
	}
}
