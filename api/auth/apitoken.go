package auth

import (
	"context"
	"crypto/sha256"
	"strings"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/apitoken"
	"midspan/ent/viewer"
)

// APITokenPrefix begins every API token: who finds one in a file or a log knows what it opens.
const APITokenPrefix = "mds_"

// tokenSeenEvery is how often the use of an API token is written down, at most.
const tokenSeenEvery = time.Minute

// HashAPIToken is what is stored of an API token.
func HashAPIToken(token string) []byte {
	sum := sha256.Sum256([]byte("api token " + token))
	return sum[:]
}

// withAPIToken gives a context in which a program asks in the name of whoever made its token.
func (a *Auth) withAPIToken(ctx context.Context, token string) (context.Context, error) {
	t, err := a.goodToken(ctx, a.client.APIToken.Query().Where(apitoken.TokenHash(HashAPIToken(token))))
	if err != nil {
		return nil, err
	}
	ctx = context.WithValue(ctx, expiryKey{}, t.ExpiresAt)
	return viewer.New(ctx, viewer.Viewer{User: t.UserID, Token: t.ID, ReadOnly: t.Scope != pact.WriteScope}), nil
}

// goodToken is the API token of a query if it may be used, which is noted.
func (a *Auth) goodToken(ctx context.Context, q *ent.APITokenQuery) (*ent.APIToken, error) {
	t, err := q.Only(system(ctx))
	if ent.IsNotFound(err) {
		return nil, staleToken()
	}
	if err != nil {
		return nil, err
	}
	now := a.now().UTC()
	if t.RevokedAt != nil || !now.Before(t.ExpiresAt) {
		return nil, staleToken()
	}
	if t.SeenAt != nil && now.Sub(*t.SeenAt) < tokenSeenEvery {
		return t, nil
	}
	a.unnoted(ctx, a.client.APIToken.Update().Where(apitoken.ID(t.ID)).SetSeenAt(now).Exec(system(ctx)))
	return t, nil
}

// Revoked ends what is open with an API token, once that it is revoked is stored.
func (a *Auth) Revoked(user, token string) { a.ended(user, token) }

func isAPIToken(token string) bool { return strings.HasPrefix(token, APITokenPrefix) }

func staleToken() error {
	return pact.Refuse(pact.Unauthenticated, "This token was revoked, has run out, or never was one. Nothing was changed; make another.")
}
