package auth

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"midspan/app/pact"
	"midspan/ent/viewer"
)

// A Rate allows so many attempts at once, and one more each interval.
type Rate struct {
	Burst int
	Each  time.Duration
}

// Limits bound attempts to sign in and up, and answers to letters. Operations count, not
// requests: fifty in one request are fifty. What succeeds is not counted as a guess.
type Limits struct {
	Device  Rate // sign-ins that fail, from one address to one account
	Account Rate // sign-ins that fail, to one account from anywhere
	Address Rate // sign-ins that fail, from one address to any account
	SignIn  Rate // sign-ins that succeed, to one account: each takes the time of a hash
	SignUp  Rate // sign-ups from one address, and letters for a new password asked for from there
	Forgot  Rate // letters for a new password to one address of mail
	Answer  Rate // answers to one letter, from one address
	Letter  Rate // answers to one letter, from anywhere
	Person  Rate // operations of one person; of all who are not signed in, from one address
	Crowd   Rate // operations from one address
}

// Operations gives the limits with so many operations a minute for each person, and a crowd's
// for each address: an office, or a conference. 0 is no limit.
func (l Limits) Operations(perMinute int) Limits {
	const crowd = 10
	l.Person, l.Crowd = perMinuteOf(perMinute), perMinuteOf(crowd*perMinute)
	return l
}

func perMinuteOf(n int) Rate {
	if n == 0 {
		return Rate{}
	}
	return Rate{Burst: max(n/2, 1), Each: time.Minute / time.Duration(n)}
}

// DefaultLimits leave people room for their mistakes and guessing none.
var DefaultLimits = Limits{
	Device:  Rate{20, 30 * time.Second},
	Account: Rate{100, time.Minute},
	Address: Rate{100, 10 * time.Second},
	SignIn:  Rate{60, 2 * time.Second},
	SignUp:  Rate{100, 10 * time.Second},
	Forgot:  Rate{3, 10 * time.Minute},
	Answer:  Rate{10, 6 * time.Second},
	Letter:  Rate{40, 2 * time.Second},
}

// attempts counts by key. It forgets the keys least lately used, which bounds its
// memory; whoever has that many addresses is bounded by the other keys.
type attempts struct {
	mu    sync.Mutex
	byKey *lru.Cache[string, *bucket]
	now   func() time.Time
}

// bucket holds what is left of a burst at a moment.
type bucket struct {
	left float64
	at   time.Time
}

// charge is one limit that an attempt counts against.
type charge struct {
	key  string
	rate Rate
}

func newAttempts(now func() time.Time) *attempts {
	cache, err := lru.New[string, *bucket](100_000)
	if err != nil {
		panic(err) // only for a size below one
	}
	return &attempts{byKey: cache, now: now}
}

// take counts an attempt against all charges, or refuses and counts none. Call
// giveBack when the attempt succeeded.
func (a *attempts) take(charges ...charge) (giveBack func(), err error) {
	return a.takeMany(1, charges...)
}

// takeMany counts several attempts as one, and never more than a burst.
func (a *attempts) takeMany(n int, charges ...charge) (giveBack func(), err error) {
	cost := func(c charge) float64 { return float64(min(n, c.rate.Burst)) }
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, c := range charges {
		if missing := cost(c) - a.bucket(c).left; missing > 0 {
			return nil, tooMany(time.Duration(missing * float64(c.rate.Each)))
		}
	}
	for _, c := range charges {
		a.bucket(c).left -= cost(c)
	}
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		for _, c := range charges {
			b := a.bucket(c)
			b.left = min(b.left+cost(c), float64(c.rate.Burst))
		}
	}, nil
}

// MayAnswer counts an answer to a letter, for which nobody needs an account, or refuses it.
func (a *Auth) MayAnswer(ctx context.Context, token string) error {
	letter := string(hashToken(token))
	_, err := a.attempts.take(
		charge{"answer " + exchangeOf(ctx).address + " " + letter, a.limits.Answer},
		charge{"letter " + letter, a.limits.Letter})
	return err
}

// MayAsk counts so many operations, or refuses all of them.
func (a *Auth) MayAsk(ctx context.Context, operations int) error {
	if a.limits.Person.Burst == 0 {
		return nil
	}
	from := exchangeOf(ctx).address
	who := "nobody " + from
	if v, ok := viewer.From(ctx); ok && v.User != "" {
		who = v.User
	}
	_, err := a.asked.takeMany(operations, charge{who, a.limits.Person}, charge{"from " + from, a.limits.Crowd})
	if refused, ok := errors.AsType[*pact.Error](err); ok {
		refused.Message = fmt.Sprintf("This was too much at once. Nothing was changed; try again in %s.", refused.RetryAfter)
	}
	return err
}

// bucket is that of the charge, filled up to now.
func (a *attempts) bucket(c charge) *bucket {
	now := a.now()
	b, ok := a.byKey.Get(c.key)
	if !ok {
		b = &bucket{left: float64(c.rate.Burst), at: now}
		a.byKey.Add(c.key, b)
	}
	if passed := now.Sub(b.at); passed > 0 {
		b.left = min(b.left+float64(passed)/float64(c.rate.Each), float64(c.rate.Burst))
		b.at = now
	}
	return b
}

func tooMany(wait time.Duration) error {
	wait = max(wait.Round(time.Second), time.Second)
	err := pact.Refuse(pact.Limited, "There were too many attempts. Nothing was changed; try again in %s.", wait)
	err.RetryAfter = wait
	return err
}
