package auth

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/apitoken"
	"midspan/ent/viewer"
)

// Middleware puts who is asking into the context: from an access token when there
// is one, else from the session cookie, else nobody. A token that is there but not
// valid is answered with 401; the cookie does not stand in for it. Writes that come
// from pages of another site are refused.
func (a *Auth) Middleware(next http.Handler) http.Handler {
	origins := http.NewCrossOriginProtection()
	if err := origins.AddTrustedOrigin(a.tokens.issuer); err != nil {
		panic(err) // New parsed it
	}
	origins.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusForbidden, pact.Refuse(pact.Forbidden, "This came from a page of another site. Nothing was changed."), "")
	}))
	return origins.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x := a.newExchange(w, r)
		ctx := context.WithValue(r.Context(), exchangeKey{}, x)
		ctx, err := a.recognise(ctx, x, r.Header.Values("Authorization"))
		if err != nil {
			a.refuse(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	}))
}

func (a *Auth) recognise(ctx context.Context, x *exchange, authorization []string) (context.Context, error) {
	token, given, err := bearer(authorization)
	switch {
	case err != nil:
		return nil, err
	case given:
		return a.WithToken(ctx, token)
	}
	s, err := a.byCookie(ctx, x.cookie)
	if err != nil {
		return nil, err
	}
	if s == nil {
		a.forget(x)
		return ctx, nil
	}
	return a.as(ctx, s), nil
}

// WithToken gives a context in which the holder of an access token, or of an API
// token, is asking. It is for where a token comes another way than by its header: a
// socket's.
func (a *Auth) WithToken(ctx context.Context, token string) (context.Context, error) {
	if isAPIToken(token) {
		return a.withAPIToken(ctx, token)
	}
	v, expires, err := a.tokens.read(ctx, token)
	if err != nil {
		return nil, err
	}
	s, err := a.byID(ctx, v)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, stale()
	}
	return a.as(context.WithValue(ctx, expiryKey{}, expires), s), nil
}

func (a *Auth) as(ctx context.Context, s *ent.Session) context.Context {
	a.seen(ctx, s)
	return viewer.New(ctx, viewer.Viewer{User: s.UserID, Session: s.ID})
}

type expiryKey struct{}

// Until says when the token behind a context runs out, if it came by one.
func (a *Auth) Until(ctx context.Context) (time.Time, bool) {
	expires, byToken := ctx.Value(expiryKey{}).(time.Time)
	return expires, byToken
}

// Check says whether the proof behind a context still holds: the session or API token
// lives and the access token, if it came by one, has not expired. Connections that outlast
// requests ask now and then; that counts as using the session.
func (a *Auth) Check(ctx context.Context) error {
	v, ok := viewer.From(ctx)
	expires, byToken := a.Until(ctx)
	if !ok || byToken && !a.now().Before(expires) {
		return stale()
	}
	if v.Token != "" {
		_, err := a.goodToken(ctx, a.client.APIToken.Query().Where(apitoken.ID(v.Token), apitoken.UserID(v.User)))
		return err
	}
	s, err := a.byID(ctx, v)
	if err != nil {
		return err
	}
	if s == nil {
		return stale()
	}
	a.seen(ctx, s)
	return nil
}

// bearer finds the token of an Authorization header. Other schemes are a proxy's
// business; more than one header is nobody's.
func bearer(values []string) (token string, given bool, err error) {
	if len(values) == 0 {
		return "", false, nil
	}
	scheme, token, _ := strings.Cut(values[0], " ")
	if len(values) > 1 {
		return "", true, stale()
	}
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer"), nil
}

// JWKS serves the public keys by which others may verify access tokens.
func (a *Auth) JWKS(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/jwk-set+json")
	w.Header().Set("Cache-Control", "public, max-age=300")
	_, _ = w.Write(a.tokens.keys.jwks(r.Context())) // a reader that is gone needs no answer
}

// refuse answers a request whose sender could not be made out.
func (a *Auth) refuse(w http.ResponseWriter, r *http.Request, err error) {
	if gone, ok := errors.AsType[*pact.Error](err); ok && gone.Code == pact.Unauthenticated {
		w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
		answer(w, http.StatusUnauthorized, gone, "")
		return
	}
	id := randomToken()[:12]
	a.log.ErrorContext(r.Context(), "cannot look up who is asking", "id", id, "error", err)
	answer(w, http.StatusServiceUnavailable, pact.Refuse(pact.Internal,
		"The server cannot look up who you are just now. Nothing was changed; try again in a moment."), id)
}

// answer has the form of a GraphQL answer: most who ask can read that.
func answer(w http.ResponseWriter, status int, err *pact.Error, id string) {
	type extensions struct {
		Code pact.Code `json:"code"`
		ID   string    `json:"id,omitempty"`
	}
	type problem struct {
		Message    string     `json:"message"`
		Extensions extensions `json:"extensions"`
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string][]problem{ // a reader that is gone needs no answer
		"errors": {{err.Message, extensions{err.Code, id}}},
	})
}
