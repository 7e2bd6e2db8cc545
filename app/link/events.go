package link

import (
	"context"
	"encoding/json"
	"time"

	"midspan/app/gql"
	"midspan/app/pact"
)

// Events tells of everything that happens in a relationship after a cursor, once
// and in order, until ctx ends; without a cursor, from now on. After a break it
// goes on where it was. on is called on a goroutine of its own; so is refused, when
// the server does not tell this reader any more.
func Events(ctx context.Context, relationship, after string, on func(gql.EventLine), refused func()) {
	s := newSubscription(relationship, after, on, hostDial)
	s.loop.do(func() { s.refused = refused })
	stop := whenBack(func() { s.loop.do(s.hurry) }, func() { s.loop.do(s.lost) }, func() {})
	go func() {
		<-ctx.Done()
		stop()
		s.loop.do(s.end)
	}()
}

// subscription speaks graphql-transport-ws for one operation.
type subscription struct {
	loop         *loop
	dial         dial
	relationship string
	after        string
	on           func(gql.EventLine)
	refused      func()

	wire     wire
	patience patience
	retry    *time.Timer
	alive    *time.Timer
	heard    time.Time
	over     bool
}

const (
	transport = "graphql-transport-ws"
	// asks is how often a quiet line is asked whether it is alive.
	asks = 20 * time.Second
)

func newSubscription(relationship, after string, on func(gql.EventLine), dial dial) *subscription {
	s := &subscription{loop: newLoop(), dial: dial, relationship: relationship, after: after, on: on}
	s.loop.do(s.connect)
	return s
}

type envelope struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

func (s *subscription) connect() {
	if s.wire != nil || s.over {
		return
	}
	if s.retry != nil {
		s.retry.Stop()
	}
	var w wire
	mine := func(f func()) {
		s.loop.do(func() {
			if s.wire == w {
				f()
			}
		})
	}
	w = s.dial("/graphql", transport, heard{
		open:    func() { mine(func() { s.say("", "connection_init", nil) }) },
		message: func(m []byte) { mine(func() { s.receive(m) }) },
		closed:  func(code int, _ string) { mine(func() { s.closed(code) }) },
	})
	s.wire, s.heard = w, time.Now()
	s.watch()
}

// watch asks a quiet line whether it is alive and gives up one that is not.
func (s *subscription) watch() {
	w := s.wire
	s.alive = s.loop.after(asks, func() {
		switch {
		case s.wire != w:
		case time.Since(s.heard) > 2*asks:
			s.lost()
		default:
			s.say("", "ping", nil)
			s.watch()
		}
	})
}

func (s *subscription) say(id, kind string, payload any) {
	e := envelope{ID: id, Type: kind}
	if payload != nil {
		e.Payload, _ = json.Marshal(payload)
	}
	if b, err := json.Marshal(e); err == nil {
		s.wire.SendText(string(b))
	}
}

func (s *subscription) receive(message []byte) {
	s.heard = time.Now()
	var e envelope
	if json.Unmarshal(message, &e) != nil {
		s.lost()
		return
	}
	switch e.Type {
	case "connection_ack":
		s.say("events", "subscribe", s.operation())
	case "ping":
		s.say("", "pong", nil)
	case "next":
		s.next(e.Payload)
	case "error":
		s.refuse()
	case "complete":
		s.lost()
	}
}

func (s *subscription) operation() any {
	variables := map[string]string{"relationship": s.relationship}
	if s.after != "" {
		variables["after"] = s.after
	}
	return map[string]any{"operationName": "Events", "query": gql.Events_Operation, "variables": variables}
}

func (s *subscription) next(payload []byte) {
	var got struct {
		Data   *gql.EventsResponse `json:"data"`
		Errors []gql.Refusal       `json:"errors"`
	}
	if json.Unmarshal(payload, &got) != nil {
		return
	}
	if len(got.Errors) > 0 && got.Errors[0].Extensions.Code != pact.Internal {
		s.refuse()
		return
	}
	if got.Data == nil || got.Data.Events.Cursor == "" {
		return
	}
	s.patience.reset()
	s.after = got.Data.Events.Cursor
	s.on(got.Data.Events)
}

// closed tries again, unless the server does not want us.
func (s *subscription) closed(code int) {
	if code >= 4400 && code < 4500 {
		s.refuse()
		return
	}
	s.lost()
}

func (s *subscription) refuse() {
	s.stop()
	if s.refused != nil {
		s.refused()
	}
}

func (s *subscription) lost() {
	if s.over {
		return
	}
	s.stop()
	s.retry = s.loop.after(s.patience.next(), s.connect)
}

// stop hangs up, until hurry.
func (s *subscription) stop() {
	if s.wire != nil {
		s.wire.Close()
		s.wire = nil
	}
	for _, t := range []*time.Timer{s.retry, s.alive} {
		if t != nil {
			t.Stop()
		}
	}
}

func (s *subscription) hurry() {
	s.patience.reset()
	s.connect()
}

func (s *subscription) end() {
	s.over = true
	s.stop()
	s.loop.end()
}
