package graph

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/apitoken"
	"midspan/ent/journal"
	"midspan/ent/predicate"
	"midspan/ent/schema"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// inSession gives who asks, if they signed in themselves: a program's token does not reach accounts.
func inSession(ctx context.Context) (viewer.Viewer, error) {
	v, err := asker(ctx)
	if err == nil && v.Token != "" {
		err = pact.Refuse(pact.Forbidden, "A program's token does not reach the account itself. Nothing was changed; sign in to do this.")
	}
	return v, err
}

// apiToken is what a program comes with. As with invitations it follows from the id, so a retry gets
// the same one; the database knows its hash alone.
func (r *Resolver) apiToken(id string) string {
	mac := hmac.New(sha256.New, r.Secret)
	mac.Write([]byte("api token " + id))
	return "mds_" + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func (r *Resolver) createAPIToken(ctx context.Context, in model.CreateAPITokenInput) (*model.CreateAPITokenPayload, error) {
	v, err := inSession(ctx)
	if err != nil {
		return nil, err
	}
	if err := pact.Within("name", "The name of the token", in.Name, true, pact.MaxName); err != nil {
		return nil, err
	}
	if in.Days < 1 || in.Days > pact.MaxTokenDays {
		return nil, pact.Invalid("days", "A token is good for 1 to %d days. Nothing was changed.", pact.MaxTokenDays)
	}
	id, err := r.change(ctx, in, in.ClientMutationID, func(ctx context.Context, tx *ent.Client) (string, []journal.Entry, error) {
		n, err := tx.APIToken.Query().Where(r.usable(v.User)...).Count(ctx)
		if err := first(err, pact.Room("tokens of yours", n, pact.MaxAPITokens)); err != nil {
			return "", nil, err
		}
		id, ends := schema.NewID(pact.APITokenID), r.Now().UTC().Add(time.Duration(in.Days)*24*time.Hour)
		return id, nil, tx.APIToken.Create().SetID(id).SetUserID(v.User).SetName(in.Name).SetScope(in.Scope).
			SetTokenHash(r.Accounts.HashToken(r.apiToken(id))).SetExpiresAt(ends).Exec(ctx)
	})
	if err != nil {
		return nil, err
	}
	t, err := r.Client.APIToken.Get(ctx, id)
	if err != nil {
		return nil, found(err)
	}
	token := r.apiToken(id)
	if !bytes.Equal(t.TokenHash, r.Accounts.HashToken(token)) {
		return nil, madeElsewhere(id)
	}
	return &model.CreateAPITokenPayload{APIToken: t, Token: token, ClientMutationID: in.ClientMutationID}, nil
}

// madeElsewhere refuses to show again what a server with another secret has made: it would be good
// for nothing.
func madeElsewhere(id string) error {
	return &pact.Error{Code: pact.Conflict, State: id, Message: "This was made by a server that keeps another secret, so it cannot be shown again here. Take it back and make another."}
}

// revokeAPIToken ends a token for good. Doing it again changes nothing.
func (r *Resolver) revokeAPIToken(ctx context.Context, in model.RevokeAPITokenInput) (*model.RevokeAPITokenPayload, error) {
	v, err := inSession(ctx)
	if err != nil {
		return nil, err
	}
	id, err := r.change(ctx, in, in.ClientMutationID, func(ctx context.Context, tx *ent.Client) (string, []journal.Entry, error) {
		if _, err := tx.APIToken.Query().Where(apitoken.ID(in.APIToken)).Only(ctx); err != nil {
			return "", nil, found(err)
		}
		return in.APIToken, nil, tx.APIToken.Update().Where(apitoken.ID(in.APIToken), apitoken.RevokedAtIsNil()).SetRevokedAt(r.Now().UTC()).Exec(ctx)
	})
	if err != nil {
		return nil, err
	}
	r.Accounts.Revoked(v.User, id)
	t, err := r.Client.APIToken.Get(ctx, id)
	return &model.RevokeAPITokenPayload{APIToken: t, ClientMutationID: in.ClientMutationID}, found(err)
}

// apiTokens lists the tokens that can be used.
func (r *Resolver) apiTokens(ctx context.Context) ([]*ent.APIToken, error) {
	v, err := inSession(ctx)
	if err != nil {
		return nil, err
	}
	return r.Client.APIToken.Query().Where(r.usable(v.User)...).Order(ent.Desc(apitoken.FieldID)).Limit(pact.MaxAPITokens).All(ctx)
}

func (r *Resolver) usable(user string) []predicate.APIToken {
	return []predicate.APIToken{apitoken.UserID(user), apitoken.RevokedAtIsNil(), apitoken.ExpiresAtGT(r.Now().UTC())}
}
