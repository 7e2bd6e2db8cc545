package auth

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// SignRecord signs claims as a JWS of a type of their own, which none of our tokens has. Whoever reads
// it later takes the key by its id from the keys this server has shown.
func (a *Auth) SignRecord(ctx context.Context, typ string, claims any) (string, error) {
	said, err := json.Marshal(claims)
	if err != nil {
		return "", err
	}
	var mapped jwt.MapClaims
	if err := json.Unmarshal(said, &mapped); err != nil {
		return "", err
	}
	unsigned := jwt.NewWithClaims(jwt.SigningMethodEdDSA, mapped)
	key := a.tokens.keys.signing(ctx)
	unsigned.Header["typ"], unsigned.Header["kid"] = typ, key.id
	return unsigned.SignedString(key.private)
}

// RecordKey is the public half of a key that was good at a time: what it signed then holds, also after
// another key took its place.
func (a *Auth) RecordKey(ctx context.Context, id string, at time.Time) (ed25519.PublicKey, bool) {
	r := a.tokens.keys
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refresh(ctx, ringLife)
	k, known := r.known[id]
	return k.public, known && k.good(at)
}

// Public is the public half of one of the keys.
func (k *Keys) Public(id string) (ed25519.PublicKey, bool) {
	for _, one := range k.all {
		if one.id == id {
			return publicOf(one.private), true
		}
	}
	return nil, false
}
