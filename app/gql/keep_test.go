package gql

import (
	"context"
	"errors"
	"maps"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"midspan/app/pact"
)

// drawer keeps answers for a test.
type drawer struct {
	kept map[string]Exchange
	gone []string
	out  int // times that nobody was known
	miss func()
}

var then = time.Date(2026, 11, 12, 14, 5, 0, 0, time.UTC)

func (d *drawer) Keep(e Exchange) { d.kept[e.Operation+string(e.Variables)] = e }

func (d *drawer) Find(operation string, variables []byte) ([]byte, time.Time, bool) {
	e, ok := d.kept[operation+string(variables)]
	if !ok && d.miss != nil {
		d.miss()
	}
	return e.Answer, then, ok
}

func (d *drawer) Drop(operation string, variables []byte) { d.gone = append(d.gone, operation) }
func (d *drawer) Nobody()                                 { d.out++ }

// desk is a client whose network can be taken away.
type desk struct {
	*drawer
	Client
	answer string
	err    error
	slow   chan struct{} // answers wait for it, if there is one
	asked  atomic.Int64
}

func newDesk(answer string) *desk {
	d := &desk{drawer: &drawer{kept: map[string]Exchange{}}, answer: answer}
	d.Client = New(Keep(func(ctx context.Context, _ []byte) ([]byte, error) {
		d.asked.Add(1)
		if d.slow != nil {
			select {
			case <-d.slow:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		return []byte(d.answer), d.err
	}, d.drawer))
	return d
}

const hanna = `{"data":{"viewer":{"user":{"id":"usr_1","name":"Hanna says \"errors\""},"email":"h@alder.example","organizations":[]}}}`

func TestAPageReadOnceIsReadAgainWithoutNetwork(t *testing.T) {
	d := newDesk(hanna)
	live := &Reading{Patience: time.Minute}
	if _, err := Account(live.With(t.Context()), d); err != nil || !live.AsOf().IsZero() {
		t.Fatalf("%v, as of %v", err, live.AsOf())
	}
	d.err = ErrOffline
	kept := &Reading{Patience: time.Minute}
	got, err := Account(kept.With(t.Context()), d)
	if err != nil || got.Viewer.User.Id != "usr_1" || !kept.AsOf().Equal(then) {
		t.Fatalf("%+v %v, as of %v", got, err, kept.AsOf())
	}
	if _, err := People(kept.With(t.Context()), d, "rel_1"); !errors.Is(err, ErrOffline) {
		t.Errorf("of what was never read it says %v", err)
	}
	if _, err := Account(t.Context(), d); !errors.Is(err, ErrOffline) {
		t.Errorf("what is no page took something kept for new: %v", err)
	}
}

func TestAServerThatTakesTooLongIsNotWaitedForTwice(t *testing.T) {
	d := newDesk(hanna)
	if _, err := Account(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	d.slow = make(chan struct{})
	r := &Reading{Patience: time.Millisecond}
	for range 3 {
		if _, err := Account(r.With(t.Context()), d); err != nil || r.AsOf().IsZero() {
			t.Fatalf("%v, as of %v", err, r.AsOf())
		}
	}
	if n := d.asked.Load(); n != 2 {
		t.Errorf("the server was asked %d times", n)
	}
	close(d.slow)
	if _, err := Account((&Reading{Patience: time.Minute}).With(t.Context()), d); err != nil {
		t.Error(err)
	}
}

func TestWhatWasNeverReadIsWaitedFor(t *testing.T) {
	d := newDesk(hanna)
	d.slow = make(chan struct{})
	d.miss = func() { close(d.slow) } // patience is over, and nothing is kept
	r := &Reading{Patience: time.Millisecond}
	if _, err := Account(r.With(t.Context()), d); err != nil || !r.AsOf().IsZero() {
		t.Errorf("%v, as of %v", err, r.AsOf())
	}
}

func TestWhoeverLeavesAPageIsGivenNothingKept(t *testing.T) {
	d := newDesk(hanna)
	if _, err := Account(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	d.slow = make(chan struct{})
	r := &Reading{Patience: time.Minute}
	ctx, leave := context.WithCancel(r.With(t.Context()))
	leave()
	if _, err := Account(ctx, d); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestWhatTheServerRefusesIsNotMadeUpFor(t *testing.T) {
	refusal := func(code pact.Code) string {
		return `{"data":null,"errors":[{"message":"No.","extensions":{"code":"` + string(code) + `"}}]}`
	}
	for code, want := range map[pact.Code]drawer{
		pact.Internal:        {},
		pact.Limited:         {},
		pact.Unauthenticated: {out: 1},
		pact.NotFound:        {gone: []string{"Account"}},
		pact.Forbidden:       {gone: []string{"Account"}},
	} {
		d := newDesk(hanna)
		_, err := Account(t.Context(), d)
		d.answer = refusal(code)
		before := maps.Clone(d.kept)
		_, refused := Account((&Reading{}).With(t.Context()), d)
		if err != nil || pact.CodeOf(refused) != code {
			t.Errorf("%s came as %v", code, refused)
		}
		if d.out != want.out || strings.Join(d.gone, " ") != strings.Join(want.gone, " ") || len(d.kept) != len(before) {
			t.Errorf("after %s: %+v", code, d.drawer)
		}
	}
}

func TestWhatStandsBetweenUsAndTheServerIsNotTheServer(t *testing.T) {
	d := newDesk(hanna)
	if _, err := Account(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	d.answer = "<html>502 Bad Gateway</html>"
	r := &Reading{}
	if _, err := Account(r.With(t.Context()), d); err != nil || r.AsOf().IsZero() {
		t.Errorf("%v, as of %v", err, r.AsOf())
	}
}

func TestChangesAreNeitherKeptNorMadeUp(t *testing.T) {
	d := newDesk(`{"data":{"signOut":true}}`)
	if _, err := SignOut(t.Context(), d); err != nil || len(d.kept) != 0 || d.out != 0 {
		t.Errorf("%v %+v", err, d.drawer)
	}
	d.err = ErrOffline
	if _, err := SignOut((&Reading{}).With(t.Context()), d); !errors.Is(err, ErrOffline) {
		t.Errorf("got %v", err)
	}
	d.err, d.answer = nil, `{"data":{"signIn":{"accessToken":"a","user":{"id":"usr_2"}}}}`
	if _, err := SignIn(t.Context(), d, SignInInput{}); err != nil || d.out != 1 {
		t.Errorf("%v; before somebody signs in nobody is here, told %d times", err, d.out)
	}
}
