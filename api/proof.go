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

// proofs are the sockets and streams that rest on a session or an API token, so that they end with it.
type proofs struct {
	check func(ctx context.Context) error             // whether the proof in a context still holds
	until func(ctx context.Context) (time.Time, bool) // when it runs out, if that is known
	every time.Duration

	mu   sync.Mutex
	held map[string]map[*proof]struct{} // by session or token
}

// proof is what one socket or stream rests on.
type proof struct {
	end   context.CancelCauseFunc
	doubt chan struct{} // rings when it is to be looked at again
}

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
	mine, by := &proof{end, make(chan struct{}, 1)}, v.Proof()
	p.mu.Lock()
	if p.held[by] == nil {
		p.held[by] = map[*proof]struct{}{}
	}
	p.held[by][mine] = struct{}{}
	p.mu.Unlock()
	if v.User != "" {
		go p.watch(ctx, mine)
	}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if delete(p.held[by], mine); len(p.held[by]) == 0 {
			delete(p.held, by)
		}
	}
}

func (p *proofs) watch(ctx context.Context, mine *proof) {
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
		case <-mine.doubt:
		case <-over:
		}
		if err := p.check(ctx); isOurs(err) { // a database that is away proves nothing
			mine.end(err)
			return
		}
	}
}

// ended closes what rests on a session or token that was ended here.
func (p *proofs) ended(by string) {
	why := pact.Refuse(pact.Unauthenticated, "Your sign-in here was ended. Sign in again to go on.")
	if pact.APITokenID.Is(by) {
		why = pact.Refuse(pact.Unauthenticated, "This token was revoked.")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for one := range p.held[by] {
		one.end(why)
	}
}

// heard has the proofs looked at again of which another server has word.
func (p *proofs) heard(names []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, name := range names {
		for one := range p.held[name] {
			select {
			case one.doubt <- struct{}{}:
			default: // rings already
			}
		}
	}
}

// isOurs says whether an error is a refusal, not a failure.
func isOurs(err error) bool { return errors.As(err, new(*pact.Error)) }
