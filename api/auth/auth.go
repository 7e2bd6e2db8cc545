// Package auth knows people by their passwords, browsers by their session cookies
// and programs by their access tokens, and puts who is asking into the context of
// a request (ent/viewer).
//
// A browser holds an opaque token in a cookie; only its hash is stored. From the
// session come access tokens: signed, good for fifteen minutes, for sockets and
// for whatever cannot send a cookie. Both end with the session. Programs of others
// come with an API token, which its owner made, named and bounded. No kind of token
// is looked for where another belongs.
package auth

import (
	"context"
	"fmt"
	"log/slog"
	"net/netip"
	"net/url"
	"time"

	"midspan/ent"
)

// Options say what Auth works with.
type Options struct {
	Client    *ent.Client
	Keys      *Keys
	PublicURL string // where people reach the server; also the issuer of tokens
	Limits    Limits // zero for DefaultLimits

	// Proxies are believed when they say whom they speak for, in X-Forwarded-For.
	Proxies []netip.Prefix

	// Join makes a person who signs up by an invitation part of what it is to, in
	// the transaction that makes their account. organization is the name they gave
	// their own house, if any. Without it invitations are refused.
	Join func(ctx context.Context, tx *ent.Tx, user *ent.User, invitation, organization string) error

	// Invited says whether an invitation may still be accepted. It goes with Join.
	Invited func(ctx context.Context, invitation string) error

	// Ended hears of every session, and every API token, that was ended by hand, after it is stored.
	Ended func(user, proof string)

	// Send sends a letter; nil on a server that sends no mail.
	Send func(ctx context.Context, l Letter) error

	Log *slog.Logger     // nil for the default one
	Now func() time.Time // the clock, nil for the machine's
}

// Auth is safe for concurrent use.
type Auth struct {
	client   *ent.Client
	tokens   tokens
	public   *url.URL
	secure   bool
	limits   Limits
	proxies  []netip.Prefix
	attempts *attempts
	asked    *attempts // operations, which are many: they push no guess out of memory
	join     func(ctx context.Context, tx *ent.Tx, user *ent.User, invitation, organization string) error
	invited  func(ctx context.Context, invitation string) error
	ended    func(user, proof string)
	send     func(ctx context.Context, l Letter) error
	errands  chan errand
	log      *slog.Logger
	now      func() time.Time
	dummy    string // hash that is compared where there is no account
}

// New makes an Auth. It hashes once, so it takes a moment.
func New(ctx context.Context, o Options) (*Auth, error) {
	public, err := url.Parse(o.PublicURL)
	if err != nil || public.Host == "" || public.Scheme != "http" && public.Scheme != "https" {
		return nil, fmt.Errorf("the public URL %q is not an http or https address", o.PublicURL)
	}
	dummy, err := Hash(ctx, randomToken())
	if err != nil {
		return nil, err
	}
	a := &Auth{
		client: o.Client, public: public, secure: secureFor(public), limits: o.Limits, proxies: o.Proxies,
		join: o.Join, invited: o.Invited, ended: o.Ended, send: o.Send, log: o.Log, now: o.Now, dummy: dummy,
		errands: make(chan errand, maxErrands),
	}
	if a.log == nil {
		a.log = slog.Default()
	}
	if a.now == nil {
		a.now = time.Now
	}
	if a.limits == (Limits{}) {
		a.limits = DefaultLimits
	}
	if a.ended == nil {
		a.ended = func(string, string) {}
	}
	a.attempts, a.asked = newAttempts(a.now), newAttempts(a.now)
	keys, err := newRing(ctx, o.Client, o.Keys, a.log, a.now)
	if err != nil {
		return nil, err
	}
	a.tokens = tokens{keys: keys, issuer: public.Scheme + "://" + public.Host, now: a.now}
	return a, nil
}
