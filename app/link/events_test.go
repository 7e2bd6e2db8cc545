package link

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"

	"midspan/app/gql"
)

// journal speaks graphql-transport-ws and tells events from a cursor on.
type journal struct {
	mu     sync.Mutex
	events []string
	lines  map[*reading]bool
	asked  []string // cursors that were asked from
}

type reading struct {
	journal *journal
	on      heard
	out     chan func()
	told    int
	reads   bool
}

func (j *journal) dial(_, _ string, on heard) wire {
	j.mu.Lock()
	defer j.mu.Unlock()
	r := &reading{journal: j, on: on, out: make(chan func(), 1000)}
	j.lines[r] = true
	go func() {
		for f := range r.out {
			f()
		}
	}()
	r.out <- on.open
	return r
}

func (r *reading) say(kind string, payload any) {
	b, _ := json.Marshal(map[string]any{"id": "events", "type": kind, "payload": payload})
	r.out <- func() { r.on.message(b) }
}

func (r *reading) Send([]byte) {}

func (r *reading) SendText(message string) {
	r.journal.mu.Lock()
	defer r.journal.mu.Unlock()
	var e struct {
		Type    string
		Payload struct{ Variables struct{ After string } }
	}
	if err := json.Unmarshal([]byte(message), &e); err != nil {
		panic(err)
	}
	switch e.Type {
	case "connection_init":
		r.say("connection_ack", nil)
	case "subscribe":
		r.journal.asked = append(r.journal.asked, e.Payload.Variables.After)
		r.told, r.reads = len(r.journal.events), true
		if n, err := fmt.Sscan(e.Payload.Variables.After, &r.told); n == 1 && err == nil {
			r.tell()
		}
	}
}

func (r *reading) tell() {
	for ; r.told < len(r.journal.events); r.told++ {
		r.say("next", map[string]any{"data": map[string]any{"events": map[string]any{
			"cursor": fmt.Sprint(r.told + 1), "what": r.journal.events[r.told], "at": "2026-11-24T08:00:00Z",
		}}})
	}
}

func (r *reading) Close() {
	r.journal.mu.Lock()
	defer r.journal.mu.Unlock()
	r.end()
}

func (r *reading) end() {
	if r.journal.lines[r] {
		delete(r.journal.lines, r)
		close(r.out)
	}
}

func (j *journal) happens(what string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.events = append(j.events, what)
	for r := range j.lines {
		if r.reads {
			r.tell()
		}
	}
}

func (j *journal) cut() {
	j.mu.Lock()
	defer j.mu.Unlock()
	for r := range j.lines {
		on := r.on
		r.out <- func() { on.closed(1006, "") }
		r.end()
	}
}

func TestEventsComeOnceAndInOrderAcrossABreak(t *testing.T) {
	j := &journal{lines: map[*reading]bool{}}
	var mu sync.Mutex
	var got []string
	s := newSubscription("rel_1", "0", func(e gql.EventLine) {
		mu.Lock()
		defer mu.Unlock()
		got = append(got, e.What)
	}, j.dial)
	defer s.loop.do(s.end)
	has := func(n int) func() bool {
		return func() bool { mu.Lock(); defer mu.Unlock(); return len(got) == n }
	}
	j.happens("participant.joined")
	until(t, "the first", has(1))
	j.cut()
	j.happens("document.edited")
	j.happens("commitment.agreed")
	until(t, "all three", has(3))
	want := []string{"participant.joined", "document.edited", "commitment.agreed"}
	if fmt.Sprint(got) != fmt.Sprint(want) || fmt.Sprint(j.asked) != "[0 1]" {
		t.Errorf("got %v, asked from %v", got, j.asked)
	}
}
