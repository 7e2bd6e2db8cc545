package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql/handler/transport"
)

// sockets has the stock transport speak graphql-transport-ws to the letter of its specification
// (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md): its close codes, which tell a
// client whether to come back, and nothing about an operation after its last word.
type sockets struct {
	transport.CoderWebsocketImplementation
}

// Close codes of the protocol, and of the server.
const (
	closeRestart      = 1012
	closeTryAgain     = 1013
	closeBadMessage   = 4400
	closeUnauthorized = 4401 // subscribed without a greeting, or the sign-in has ended: stay away
	closeForbidden    = 4403 // the greeting was turned down: another token may be let in
	closeSubprotocol  = 4406
	closeInitTimeout  = 4408
	closeDuplicate    = 4409
	closeTooMany      = 4429
)

const (
	protocol      = "graphql-transport-ws"
	maxOperations = 32               // open at once on one socket
	messageTime   = 30 * time.Second // to take a message
)

// Accept opens a socket of the protocol; one of another protocol is told so at its first message.
func (s sockets) Accept(w http.ResponseWriter, r *http.Request, o transport.WebsocketAcceptOptions) (transport.WebsocketConn, error) {
	o.Subprotocols = []string{protocol}
	conn, err := s.CoderWebsocketImplementation.Accept(w, r, o)
	if err != nil {
		return nil, err
	}
	opened := &socket{WebsocketConn: conn, ctx: r.Context(), running: map[string]bool{}, ending: map[string]int{}}
	endingOf(r.Context()).socket = opened
	return opened, nil
}

// socket watches what is said on it, in both directions.
type socket struct {
	transport.WebsocketConn
	ctx context.Context

	mu      sync.Mutex
	greeted bool            // connection_init came
	acked   bool            // and was answered
	running map[string]bool // operations by their ids
	ending  map[string]int  // operations the client gave up: their last words are still to come
	idle    chan struct{}   // closed when nothing runs, if somebody waits for it
	closed  bool
}

// Subprotocol is what the transport is to speak, even where NextReader ends it at once.
func (s *socket) Subprotocol() string { return protocol }

func (s *socket) SetReadLimit(limit int64) {
	if limited, ok := s.WebsocketConn.(transport.WebsocketReadLimiter); ok {
		limited.SetReadLimit(limit)
	}
}

func (s *socket) SetReadDeadline(t time.Time) error {
	if bounded, ok := s.WebsocketConn.(transport.WebsocketReadDeadliner); ok {
		return bounded.SetReadDeadline(t)
	}
	return nil
}

// saying is what the protocol says in every message.
type saying struct {
	Type    string          `json:"type"`
	ID      string          `json:"id"`
	Payload json.RawMessage `json:"payload"`
}

// NextReader gives the next message that the protocol allows; one that it does not ends the socket.
func (s *socket) NextReader() (int, io.Reader, error) {
	if s.WebsocketConn.Subprotocol() != protocol {
		return s.end(closeSubprotocol, "Subprotocol not acceptable")
	}
	for {
		kind, r, err := s.WebsocketConn.NextReader()
		if err != nil {
			return 0, nil, err
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return 0, nil, err
		}
		var m saying
		if json.Unmarshal(text, &m) != nil {
			return s.end(closeBadMessage, "Invalid message received")
		}
		pass, code, reason := s.judge(m)
		if code != 0 {
			return s.end(code, reason)
		}
		if pass {
			return kind, bytes.NewReader(text), nil
		}
	}
}

// judge says whether a message goes on to the transport, or with which code the socket ends.
func (s *socket) judge(m saying) (pass bool, code int, reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch m.Type {
	case "connection_init":
		return s.greet(m)
	case "ping":
		if !s.acked { // before that the transport knows only one message
			_ = s.WebsocketConn.WriteJSON(map[string]any{"type": "pong", "payload": m.Payload})
		}
		return s.acked, 0, ""
	case "pong":
		return s.acked, 0, ""
	case "subscribe":
		code, reason = s.begin(m)
		return code == 0, code, reason
	case "complete":
		if s.running[m.ID] {
			s.over(m.ID)
			s.ending[m.ID]++
		}
		return s.acked, 0, ""
	}
	return false, closeBadMessage, "Invalid message received"
}

func (s *socket) greet(m saying) (pass bool, code int, reason string) {
	var payload map[string]any
	switch {
	case s.greeted:
		return false, closeTooMany, "Too many initialisation requests"
	case m.Payload != nil && json.Unmarshal(m.Payload, &payload) != nil:
		return false, closeBadMessage, "Invalid message received"
	}
	s.greeted = true
	return true, 0, ""
}

func (s *socket) begin(m saying) (code int, reason string) {
	var operation struct {
		Query                 *string
		OperationName         string
		Variables, Extensions map[string]any
	}
	switch {
	case !s.acked:
		return closeUnauthorized, "Unauthorized"
	case m.ID == "" || json.Unmarshal(m.Payload, &operation) != nil || operation.Query == nil:
		return closeBadMessage, "Invalid message received"
	case s.running[m.ID]:
		return closeDuplicate, fmt.Sprintf("Subscriber for %.64s already exists", m.ID)
	case len(s.running) >= maxOperations:
		return closeTooMany, "Too many operations at once"
	}
	s.running[m.ID] = true
	return 0, ""
}

// WriteJSON sends a message, unless it is about an operation that is over.
func (s *socket) WriteJSON(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var m saying
	if err := json.Unmarshal(text, &m); err != nil {
		return err
	}
	if problems := refusedWhole(m); problems != nil {
		m = saying{Type: "error", ID: m.ID, Payload: problems}
		if text, err = json.Marshal(m); err != nil {
			return err
		}
	}
	if !s.wanted(m) {
		return nil
	}
	late := time.AfterFunc(messageTime, func() { _ = s.WebsocketConn.Close() }) // nobody takes it
	defer late.Stop()
	return s.WebsocketConn.WriteJSON(json.RawMessage(text))
}

// refusedWhole gives the errors of an answer to an operation that was not carried out at all: they
// stand in no field, and the protocol has a message of its own for them.
func refusedWhole(m saying) json.RawMessage {
	var answer struct {
		Data   any
		Errors json.RawMessage
	}
	if m.Type != "next" || json.Unmarshal(m.Payload, &answer) != nil || answer.Data != nil {
		return nil
	}
	var problems []struct{ Path []any }
	if json.Unmarshal(answer.Errors, &problems) != nil {
		return nil
	}
	for _, p := range problems {
		if p.Path != nil {
			return nil
		}
	}
	return answer.Errors
}

func (s *socket) wanted(m saying) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch m.Type {
	case "connection_ack":
		s.acked = true
	case "next":
		return s.running[m.ID]
	case "complete", "error":
		if s.ending[m.ID] > 0 {
			if s.ending[m.ID]--; s.ending[m.ID] == 0 {
				delete(s.ending, m.ID)
			}
			return false
		}
		last := s.running[m.ID]
		s.over(m.ID)
		return last
	}
	return true
}

// quiet gives a channel that is closed once nothing runs on the socket.
func (s *socket) quiet() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.idle == nil {
		s.idle = make(chan struct{})
		s.over("")
	}
	return s.idle
}

// over notes the end of an operation.
func (s *socket) over(id string) {
	delete(s.running, id)
	if len(s.running) > 0 || s.idle == nil {
		return
	}
	select {
	case <-s.idle:
	default:
		close(s.idle)
	}
}

// WriteClose ends the socket with the code that the protocol has for what the transport says.
func (s *socket) WriteClose(code int, message string) error {
	switch {
	case errors.Is(context.Cause(s.ctx), errStopping):
		code, message = closeRestart, "The server restarts"
	case isOurs(context.Cause(s.ctx)): // the proof behind it has ended
		code, message = closeUnauthorized, "Unauthorized"
	case message == "connection initialisation timeout":
		code, message = closeInitTimeout, "Connection initialisation timeout"
	case code == transport.WebsocketCloseProtocolError:
		code, message = closeBadMessage, "Invalid message received"
	}
	return s.closeOnce(code, message)
}

// closeOnce lets the first reason count.
func (s *socket) closeOnce(code int, message string) error {
	s.mu.Lock()
	closed := s.closed
	s.closed = true
	s.mu.Unlock()
	if closed {
		return nil
	}
	return s.WebsocketConn.WriteClose(code, message)
}

func (s *socket) end(code int, reason string) (int, io.Reader, error) {
	_ = s.closeOnce(code, reason) // it ends either way
	return 0, nil, transport.ErrWebsocketClosed
}
