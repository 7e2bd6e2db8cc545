package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"midspan/app/pact"
	"midspan/ent/viewer"
)

// recheck is how often the proof behind what lasts is looked at again, in case it was ended on
// another server. What is ended here, or runs out, ends at once.
const recheck = 20 * time.Second

// proofs are the sockets and streams that rest on a session, so that they end with it.
type proofs struct {
	check func(ctx context.Context) error             // whether the proof in a context still holds
	until func(ctx context.Context) (time.Time, bool) // when it runs out, if that is known
	every time.Duration

	mu   sync.Mutex
	held map[string]map[*proof]struct{} // by session
}

type proof struct{ end context.CancelCauseFunc }

func newProofs(check func(context.Context) error, until func(context.Context) (time.Time, bool), every time.Duration) *proofs {
	return &proofs{check: check, until: until, every: every, held: map[string]map[*proof]struct{}{}}
}

// hold gives a context that ends, with the reason as its cause, when the proof behind it does.
func (p *proofs) hold(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	release := p.rest(ctx, cancel)
	return ctx, func() { cancel(nil); release() }
}

// rest has end called with the reason when the proof in ctx ends. It is watched as long as ctx lasts.
func (p *proofs) rest(ctx context.Context, end context.CancelCauseFunc) (release func()) {
	v, _ := viewer.From(ctx)
	mine := &proof{end}
	p.mu.Lock()
	if p.held[v.Session] == nil {
		p.held[v.Session] = map[*proof]struct{}{}
	}
	p.held[v.Session][mine] = struct{}{}
	p.mu.Unlock()
	if v.User != "" {
		go p.watch(ctx, end)
	}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if delete(p.held[v.Session], mine); len(p.held[v.Session]) == 0 {
			delete(p.held, v.Session)
		}
	}
}

func (p *proofs) watch(ctx context.Context, end context.CancelCauseFunc) {
	tick := time.NewTicker(p.every)
	defer tick.Stop()
	var over <-chan time.Time
	if at, known := p.until(ctx); known {
		out := time.NewTimer(time.Until(at))
		defer out.Stop()
		over = out.C
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-over:
		}
		if err := p.check(ctx); isOurs(err) { // a database that is away proves nothing
			end(err)
			return
		}
	}
}

// ended closes what rests on a session that was ended.
func (p *proofs) ended(session string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for one := range p.held[session] {
		one.end(pact.Refuse(pact.Unauthenticated, "You signed out."))
	}
}

// isOurs says whether an error is a refusal, not a failure.
func isOurs(err error) bool { return errors.As(err, new(*pact.Error)) }
