package gql

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"time"

	"midspan/app/pact"
)

// Answers keeps what the server has answered to whoever is signed in here.
type Answers interface {
	// Keep takes in an answer without errors.
	Keep(Exchange)
	// Find gives the last answer to a query, and when it came.
	Find(operation string, variables []byte) (answer []byte, at time.Time, found bool)
	// Drop is told what the reader may not see any more.
	Drop(operation string, variables []byte)
	// Nobody is told that the server knows nobody here, or is about to know
	// somebody else.
	Nobody()
}

// Reading is the reading of one page. It says whether what was read is of now.
type Reading struct {
	Patience time.Duration // until what is kept is good enough; 0 waits for the server

	mu   sync.Mutex
	asOf time.Time
}

type readingKey struct{}

// With gives a context in which queries are part of the reading.
func (r *Reading) With(ctx context.Context) context.Context {
	return context.WithValue(ctx, readingKey{}, r)
}

// AsOf is when the oldest part of what was read came from the server; zero if all
// of it came just now.
func (r *Reading) AsOf() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.asOf
}

func (r *Reading) old(at time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.asOf.IsZero() || at.Before(r.asOf) {
		r.asOf = at
	}
}

// Keep has answers to queries kept, and gives those where the server is not reached
// or takes longer than a Reading has patience. What the server itself refuses is
// refused. Outside of a Reading nothing kept is given.
func Keep(send Send, kept Answers) Send {
	k := keeper{send, kept}
	return func(ctx context.Context, request []byte) ([]byte, error) {
		q, err := read(request)
		if err != nil || !q.isQuery() {
			return k.change(ctx, q, request)
		}
		r, ok := ctx.Value(readingKey{}).(*Reading)
		if !ok {
			raw, err := send(ctx, request)
			return k.heard(q, raw, err)
		}
		return k.read(ctx, r, q, request)
	}
}

type keeper struct {
	send Send
	kept Answers
}

func (q asked) isQuery() bool { return strings.HasPrefix(strings.TrimSpace(q.Query), "query") }

// change carries out a mutation. Before somebody signs in nobody is here: nothing
// of the one before may be mixed with what comes.
func (k keeper) change(ctx context.Context, q asked, request []byte) ([]byte, error) {
	if q.Operation == "SignIn" || q.Operation == "SignUp" {
		k.kept.Nobody()
	}
	return k.send(ctx, request)
}

// read asks the server and, if it does not answer, what is kept.
func (k keeper) read(ctx context.Context, r *Reading, q asked, request []byte) ([]byte, error) {
	if !r.AsOf().IsZero() { // the server was not reached a moment ago
		if answer, ok := k.find(r, q); ok {
			return answer, nil
		}
	}
	type result struct {
		raw []byte
		err error
	}
	asking, leave := context.WithCancel(ctx)
	defer leave()
	answered := make(chan result, 1)
	go func() {
		raw, err := k.send(asking, request)
		answered <- result{raw, err}
	}()
	var late <-chan time.Time
	if r.Patience > 0 {
		timer := time.NewTimer(r.Patience)
		defer timer.Stop()
		late = timer.C
	}
	for {
		select {
		case <-late:
			if answer, ok := k.find(r, q); ok {
				return answer, nil
			}
			late = nil
		case got := <-answered:
			raw, err := k.heard(q, got.raw, got.err)
			if errors.Is(err, ErrOffline) || errors.Is(err, context.DeadlineExceeded) {
				if answer, ok := k.find(r, q); ok {
					return answer, nil
				}
			}
			return raw, err
		}
	}
}

func (k keeper) find(r *Reading, q asked) ([]byte, bool) {
	answer, at, ok := k.kept.Find(q.Operation, q.Variables)
	if ok {
		r.old(at)
	}
	return answer, ok
}

// heard keeps an answer, or what follows from a refusal.
func (k keeper) heard(q asked, raw []byte, err error) ([]byte, error) {
	switch {
	case err != nil:
		return nil, err
	case !isAnswer(raw): // of something between us and the server
		return nil, ErrOffline
	}
	switch codeOf(raw) {
	case "":
		k.kept.Keep(Exchange{q.Operation, q.Variables, raw})
	case pact.Unauthenticated:
		k.kept.Nobody()
	case pact.NotFound, pact.Forbidden:
		k.kept.Drop(q.Operation, q.Variables)
	}
	return raw, nil
}

func isAnswer(raw []byte) bool {
	s := strings.TrimSpace(string(raw))
	return strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}")
}

// codeOf is the code of the first error, "" if there is none. In JSON a quote within
// somebody's text is escaped, so most answers need no second reading.
func codeOf(raw []byte) pact.Code {
	if !strings.Contains(string(raw), `"errors"`) {
		return ""
	}
	var a answer
	switch err := json.Unmarshal(raw, &a); {
	case err != nil:
		return pact.Internal
	case len(a.Errors) == 0:
		return ""
	}
	return a.Errors[0].pact().Code
}
