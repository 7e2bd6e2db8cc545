package auth

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"midspan/ent"
	"midspan/ent/signingkey"
)

// ringLife is how long a ring is good for before it is looked at again.
const ringLife = 30 * time.Second

// Overlap is how long a key that is replaced still verifies: longer than what it signed lasts.
const Overlap = time.Hour

// ErrRetired says that nothing in the folder may sign any more and no new key could be made there.
var ErrRetired = errors.New("every signing key in the data directory is retired: run midspan rotate")

// ring is the keys that access tokens are signed and verified by: this server's own, and the public
// halves that every server of the database has shown there. So servers need not share private keys,
// and a new key is known everywhere before its first token is older than a look into the database.
type ring struct {
	client *ent.Client
	log    *slog.Logger
	now    func() time.Time

	unknown *rate.Limiter // looks for keys that are not known: forgeries shall not keep the database busy

	mu     sync.Mutex
	own    *Keys
	signer key
	known  map[string]shown
	looked time.Time
}

// shown is the public half of a key.
type shown struct {
	public  ed25519.PublicKey
	retired *time.Time // from when on it is good for nothing
}

func (s shown) good(now time.Time) bool { return s.retired == nil || now.Before(*s.retired) }

// newRing shows the keys of this server and learns those of the others.
func newRing(ctx context.Context, client *ent.Client, own *Keys, log *slog.Logger, now func() time.Time) (*ring, error) {
	r := &ring{client: client, own: own, log: log, now: now, unknown: rate.NewLimiter(5, 10)}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r, r.look(ctx)
}

// signing is the key that signs now.
func (r *ring) signing(ctx context.Context) key {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refresh(ctx, ringLife)
	return r.signer
}

// verifying is the public half of a key that has not been retired.
func (r *ring) verifying(ctx context.Context, id string) (ed25519.PublicKey, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refresh(ctx, ringLife)
	if _, known := r.known[id]; !known && len(id) == 43 && r.unknown.Allow() {
		r.refresh(ctx, 0)
	}
	k, known := r.known[id]
	return k.public, known && k.good(r.now())
}

// refresh looks again if the last look is so long ago. What cannot be read stays as it was.
func (r *ring) refresh(ctx context.Context, after time.Duration) {
	if r.now().Sub(r.looked) < after {
		return
	}
	if err := r.look(context.WithoutCancel(ctx)); err != nil {
		r.log.WarnContext(ctx, "signing keys cannot be looked at", "error", err)
		r.looked = r.now() // not with every request
	}
}

// look reads what there is, shows what is new, and chooses the key that signs. Where a key is being
// replaced and no newer one is there, it makes one.
func (r *ring) look(ctx context.Context) error {
	if fresh, err := LoadKeys(r.own.dir, false); err == nil { // the folder may be read-only, or away
		r.own = fresh
	}
	if err := r.read(ctx); err != nil {
		return err
	}
	if err := r.show(ctx); err != nil {
		return err
	}
	k, ok := r.newest(true)
	if !ok {
		if k, ok = r.replace(ctx); !ok {
			return ErrRetired
		}
	}
	r.signer, r.looked = k, r.now()
	return nil
}

// replace makes a key where all own ones are retired or about to be. Where it cannot, the newest
// goes on as long as it is good.
func (r *ring) replace(ctx context.Context) (key, bool) {
	fresh, k, err := r.own.another()
	if err == nil {
		r.own = fresh
		err = r.show(ctx)
	}
	if err != nil {
		r.log.WarnContext(ctx, "a signing key is retired and no new one can be made", "error", err)
		return r.newest(false)
	}
	return k, true
}

// newest is the newest own key that is good now; with lasting, one that is not being replaced.
func (r *ring) newest(lasting bool) (key, bool) {
	for _, k := range slices.Backward(r.own.all) {
		if s := r.known[k.id]; s.good(r.now()) && (!lasting || s.retired == nil) {
			return k, true
		}
	}
	return key{}, false
}

// read learns what every server has shown.
func (r *ring) read(ctx context.Context) error {
	rows, err := r.client.SigningKey.Query().All(system(ctx))
	if err != nil {
		return fmt.Errorf("signing keys: %w", err)
	}
	r.known = make(map[string]shown, len(rows))
	for _, row := range rows {
		if len(row.Public) == ed25519.PublicKeySize {
			r.known[row.Kid] = shown{row.Public, row.RetiredAt}
		}
	}
	return nil
}

// show writes the public halves of own keys that are not known yet. Another server may be quicker.
func (r *ring) show(ctx context.Context) error {
	for _, k := range r.own.all {
		if _, known := r.known[k.id]; known {
			continue
		}
		public := publicOf(k.private)
		err := r.client.SigningKey.Create().SetKid(k.id).SetPublic(public).
			OnConflictColumns(signingkey.FieldKid).Ignore().Exec(system(ctx))
		if err != nil {
			return fmt.Errorf("signing keys: %w", err)
		}
		r.known[k.id] = shown{public: public}
	}
	return nil
}

type jwk struct {
	Type      string `json:"kty"`
	Curve     string `json:"crv"`
	X         string `json:"x"`
	ID        string `json:"kid"`
	Algorithm string `json:"alg"`
	Use       string `json:"use"`
}

// jwks is the public half of every key that verifies, as /.well-known/jwks.json shows it.
func (r *ring) jwks(ctx context.Context) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refresh(ctx, ringLife)
	set := struct {
		Keys []jwk `json:"keys"`
	}{Keys: []jwk{}}
	for id, k := range r.known {
		if k.good(r.now()) {
			set.Keys = append(set.Keys, jwk{"OKP", "Ed25519", coordinate(k.public), id, "EdDSA", "sig"})
		}
	}
	slices.SortFunc(set.Keys, func(a, b jwk) int { return cmp.Compare(a.ID, b.ID) })
	text, err := json.Marshal(set)
	if err != nil {
		panic(err) // strings alone do not fail
	}
	return text
}

// Rotate makes a new key in the folder of keys, and has every other key of the database verify for
// no longer than overlap. Servers that run notice within half a minute; one that has no newer key of
// its own makes one.
func Rotate(ctx context.Context, client *ent.Client, keys *Keys, overlap time.Duration) error {
	fresh, made, err := keys.another()
	if err != nil {
		return err
	}
	r := &ring{client: client, own: fresh, log: slog.Default(), now: time.Now}
	if err := errors.Join(r.read(ctx), r.show(ctx)); err != nil {
		return err
	}
	until := time.Now().UTC().Add(overlap)
	return client.SigningKey.Update().
		Where(signingkey.KidNEQ(made.id), signingkey.Or(signingkey.RetiredAtIsNil(), signingkey.RetiredAtGT(until))).
		SetRetiredAt(until).Exec(system(ctx))
}
