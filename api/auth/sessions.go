package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"midspan/ent"
	"midspan/ent/session"
	"midspan/ent/viewer"
)

// A session ends when it was not used for idleLife, and at the latest after
// wholeLife. Its use is written down at most once in seenEvery.
const (
	idleLife  = 14 * 24 * time.Hour
	wholeLife = 90 * 24 * time.Hour
	seenEvery = 10 * time.Minute
)

// system is how accounts and sessions are read before it is known who is asking.
func system(ctx context.Context) context.Context { return viewer.System(ctx, "accounts") }

func randomToken() string {
	b := make([]byte, 32)
	rand.Read(b) // never fails: crypto/rand ends the program instead
	return base64.RawURLEncoding.EncodeToString(b)
}

func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// begin starts a session of a user on the device that asks, in place of the one
// its cookie held: a token from before signing in is worth nothing after it.
func (a *Auth) begin(ctx context.Context, user string) (*ent.Session, error) {
	ctx = system(ctx)
	x, now, token := exchangeOf(ctx), a.now().UTC(), randomToken()
	if err := a.endCookieSession(ctx, x); err != nil {
		return nil, err
	}
	s, err := a.client.Session.Create().SetUserID(user).SetTokenHash(hashToken(token)).SetDevice(x.device).
		SetSeenAt(now).SetExpiresAt(now.Add(wholeLife)).Save(ctx)
	if err != nil {
		return nil, err
	}
	a.setCookie(x, token, wholeLife)
	if err := a.tidy(ctx, user); err != nil {
		a.log.WarnContext(ctx, "old sessions could not be put away", "error", err)
	}
	return s, nil
}

// byCookie is the live session of a cookie, nil when there is none.
func (a *Auth) byCookie(ctx context.Context, token string) (*ent.Session, error) {
	if token == "" {
		return nil, nil
	}
	return a.live(ctx, a.client.Session.Query().Where(session.TokenHash(hashToken(token))))
}

// byID is the live session of an access token, nil when it has ended.
func (a *Auth) byID(ctx context.Context, v viewer.Viewer) (*ent.Session, error) {
	return a.live(ctx, a.client.Session.Query().Where(session.ID(v.Session), session.UserID(v.User)))
}

func (a *Auth) live(ctx context.Context, q *ent.SessionQuery) (*ent.Session, error) {
	s, err := q.Only(system(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	now := a.now()
	if err != nil || s.EndedAt != nil || !now.Before(s.ExpiresAt) || now.Sub(s.SeenAt) >= idleLife {
		return nil, err
	}
	return s, nil
}

// seen writes down that a session is in use, now and then. A database that takes no
// writes keeps nobody from reading.
func (a *Auth) seen(ctx context.Context, s *ent.Session) {
	now := a.now().UTC()
	if now.Sub(s.SeenAt) < seenEvery {
		return
	}
	err := a.client.Session.Update().Where(session.ID(s.ID), session.SeenAtLT(now)).SetSeenAt(now).Exec(system(ctx))
	a.unnoted(ctx, err)
}

func (a *Auth) unnoted(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil {
		a.log.WarnContext(ctx, "last use is not noted", "error", err)
	}
}

// end ends a session for good. It is its own transaction: whatever happens to the
// operation that asked, the session has ended.
func (a *Auth) end(ctx context.Context, user, id string) error {
	n, err := a.client.Session.Update().Where(session.ID(id), session.EndedAtIsNil()).
		SetEndedAt(a.now().UTC()).Save(system(ctx))
	if err == nil && n > 0 {
		a.ended(user, id)
	}
	return err
}

func (a *Auth) endCookieSession(ctx context.Context, x *exchange) error {
	s, err := a.byCookie(ctx, x.cookie)
	if err != nil || s == nil {
		return err
	}
	return a.end(ctx, s.UserID, s.ID)
}
