package auth

import (
	"context"
	"time"

	"midspan/app/pact"
)

// Errands are done after the answer was given: an answer that took as long as a letter takes to
// write would tell who has an account.
const (
	maxErrands = 200              // that wait
	errandTime = 30 * time.Second // of one
	lastErrand = 5 * time.Second  // of all that wait when the server stops
)

type errand func(ctx context.Context) error

// later has something done soon, or refuses when too much waits.
func (a *Auth) later(e errand) error {
	select {
	case a.errands <- e:
		return nil
	default:
		return &pact.Error{Code: pact.Limited, RetryAfter: time.Minute, Message: "There is too much to do just now. Nothing was changed; try again in a minute."}
	}
}

// Run does what was put off, one after the other, until ctx ends; then what still waits, if it is quick.
func (a *Auth) Run(ctx context.Context) {
	for {
		select {
		case e := <-a.errands:
			a.do(ctx, e, errandTime)
		case <-ctx.Done():
			a.finish()
			return
		}
	}
}

func (a *Auth) finish() {
	ctx, cancel := context.WithTimeout(context.Background(), lastErrand)
	defer cancel()
	for {
		select {
		case e := <-a.errands:
			a.do(ctx, e, lastErrand)
		default:
			return
		}
	}
}

func (a *Auth) do(ctx context.Context, e errand, within time.Duration) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), within)
	defer cancel()
	if err := e(ctx); err != nil {
		a.log.WarnContext(ctx, "a letter about a password could not be sent", "error", err)
	}
}
