package auth

import (
	"context"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/predicate"
	"midspan/ent/session"
	"midspan/ent/viewer"
)

// maxSessions is on how many devices somebody is signed in at a time: one more ends the one that was
// left alone longest.
const maxSessions = 50

// OpenSession is one sign-in of a person, as they are told of it.
type OpenSession struct {
	ID      string
	Device  string // in plain words
	Began   time.Time
	Seen    time.Time // about when it was last used
	Ends    time.Time // at the latest; earlier when it is not used
	Current bool      // the one that asks
}

// inSession gives who asks, if they signed in themselves: a program's token is no way to them.
func inSession(ctx context.Context) (viewer.Viewer, error) {
	v, ok := viewer.From(ctx)
	switch {
	case !ok || v.User == "":
		return v, pact.Refuse(pact.Unauthenticated, "Sign in first. Nothing was changed.")
	case v.Session == "":
		return v, pact.Refuse(pact.Forbidden, "A program's token does not reach the account itself. Nothing was changed; sign in to do this.")
	}
	return v, nil
}

// Sessions are all sign-ins of whoever asks, the last used first.
func (a *Auth) Sessions(ctx context.Context) ([]OpenSession, error) {
	v, err := inSession(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := a.client.Session.Query().Where(a.livesOf(v.User)...).Order(ent.Desc(session.FieldSeenAt, session.FieldID)).All(system(ctx))
	if err != nil {
		return nil, err
	}
	opened := make([]OpenSession, len(rows))
	for i, s := range rows {
		opened[i] = OpenSession{
			ID: s.ID, Device: DeviceWords(s.Device), Began: s.CreatedAt, Seen: s.SeenAt, Ends: s.ExpiresAt,
			Current: s.ID == v.Session,
		}
	}
	return opened, nil
}

// EndSession ends a sign-in of whoever asks. Doing it again changes nothing.
func (a *Auth) EndSession(ctx context.Context, id string) error {
	v, err := inSession(ctx)
	if err != nil {
		return err
	}
	theirs, err := a.client.Session.Query().Where(session.ID(id), session.UserID(v.User)).Exist(system(ctx))
	if err == nil && !theirs {
		err = pact.Unseen()
	}
	if err != nil {
		return err
	}
	if id == v.Session {
		return a.SignOut(ctx)
	}
	return a.end(ctx, v.User, id)
}

// EndOtherSessions leaves whoever asks signed in here alone, and says how many sign-ins ended.
func (a *Auth) EndOtherSessions(ctx context.Context) (int, error) {
	v, err := inSession(ctx)
	if err != nil {
		return 0, err
	}
	ids, err := a.endMany(ctx, a.client, append(a.livesOf(v.User), session.IDNEQ(v.Session))...)
	a.tellEnded(v.User, ids)
	return len(ids), err
}

// livesOf holds for the live sessions of a user.
func (a *Auth) livesOf(user string) []predicate.Session {
	now := a.now().UTC()
	return []predicate.Session{
		session.UserID(user), session.EndedAtIsNil(), session.ExpiresAtGT(now), session.SeenAtGT(now.Add(-idleLife)),
	}
}

// endMany ends the sessions for which everything holds, and gives them. It tells nobody: within a
// transaction that comes after the commit.
func (a *Auth) endMany(ctx context.Context, c *ent.Client, which ...predicate.Session) ([]string, error) {
	ctx = system(ctx)
	ids, err := c.Session.Query().Where(which...).IDs(ctx)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return ids, c.Session.Update().Where(session.IDIn(ids...), session.EndedAtIsNil()).SetEndedAt(a.now().UTC()).Exec(ctx)
}

func (a *Auth) tellEnded(user string, ids []string) {
	for _, id := range ids {
		a.ended(user, id)
	}
}

// tidy ends what is more than somebody may have open, and forgets what is over.
func (a *Auth) tidy(ctx context.Context, user string) error {
	ctx = system(ctx)
	now := a.now().UTC()
	_, err := a.client.Session.Delete().Where(session.UserID(user), session.Or(
		session.EndedAtLT(now.Add(-wholeLife)), session.ExpiresAtLTE(now), session.SeenAtLTE(now.Add(-idleLife)),
	)).Exec(ctx)
	if err != nil {
		return err
	}
	more, err := a.client.Session.Query().Where(a.livesOf(user)...).Order(ent.Desc(session.FieldSeenAt, session.FieldID)).
		Offset(maxSessions).Limit(maxSessions).IDs(ctx)
	if err != nil || len(more) == 0 {
		return err
	}
	ids, err := a.endMany(ctx, a.client, session.IDIn(more...))
	a.tellEnded(user, ids)
	return err
}
