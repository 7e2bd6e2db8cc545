package auth

import (
	"context"
	"errors"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"midspan/app/pact"
	"midspan/ent/viewer"
)

const (
	accessLife = 15 * time.Minute
	accessType = "at+jwt" // RFC 9068
	audience   = "midspan"
)

// access is what an access token says. No other kind of token may stand in for it:
// they differ in type and audience.
type access struct {
	jwt.RegisteredClaims
	Session string `json:"sid"`
}

// tokens signs and reads access tokens of one issuer.
type tokens struct {
	keys   *ring
	issuer string
	now    func() time.Time
}

func (t tokens) issue(ctx context.Context, v viewer.Viewer) (token string, expires time.Time, err error) {
	now := t.now()
	expires = now.Add(accessLife).Truncate(time.Second)
	unsigned := jwt.NewWithClaims(jwt.SigningMethodEdDSA, access{
		Session: v.Session,
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: t.issuer, Audience: jwt.ClaimStrings{audience}, Subject: v.User,
			IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(expires),
		},
	})
	unsigned.Header["typ"] = accessType
	key := t.keys.signing(ctx)
	unsigned.Header["kid"] = key.id
	token, err = unsigned.SignedString(key.private)
	return token, expires.UTC(), err
}

// read gives the person a token speaks for and when it ends. It says nothing of
// the session: that may have ended meanwhile.
func (t tokens) read(ctx context.Context, token string) (viewer.Viewer, time.Time, error) {
	parser := jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}),
		jwt.WithIssuer(t.issuer), jwt.WithAudience(audience),
		jwt.WithExpirationRequired(), jwt.WithTimeFunc(t.now), jwt.WithStrictDecoding())
	var said access
	if _, err := parser.ParseWithClaims(token, &said, t.verifier(ctx)); err != nil {
		return viewer.Viewer{}, time.Time{}, stale()
	}
	if !pact.UserID.Is(said.Subject) || !pact.SessionID.Is(said.Session) {
		return viewer.Viewer{}, time.Time{}, stale()
	}
	return viewer.Viewer{User: said.Subject, Session: said.Session}, said.ExpiresAt.UTC(), nil
}

// verifier picks the key by its id among our own. Whatever else a header offers,
// a key or an address of one, is not looked at.
func (t tokens) verifier(ctx context.Context) jwt.Keyfunc {
	return func(token *jwt.Token) (any, error) {
		if typ, _ := token.Header["typ"].(string); typ != accessType {
			return nil, errors.New("not an access token")
		}
		if _, critical := token.Header["crit"]; critical {
			return nil, errors.New("unknown critical header")
		}
		id, _ := token.Header["kid"].(string)
		key, ok := t.keys.verifying(ctx, id)
		if !ok {
			return nil, errors.New("unknown key")
		}
		return key, nil
	}
}

func stale() error {
	return pact.Refuse(pact.Unauthenticated, "Your sign-in has ended or is not valid. Nothing was changed; sign in again.")
}
