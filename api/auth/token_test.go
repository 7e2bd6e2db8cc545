package auth

import (
	"crypto/ed25519"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"midspan/api/auth/forgery"
	"midspan/app/pact"
	"midspan/ent/viewer"
)

var wren = viewer.Viewer{
	User:    string(pact.UserID) + strings.Repeat("a", 32),
	Session: string(pact.SessionID) + strings.Repeat("b", 32),
}

// ringOf is a ring of some keys alone, the last of which signs.
func ringOf(keys *Keys) *ring {
	r := &ring{own: keys, now: time.Now, known: map[string]shown{}, looked: time.Now().Add(1000 * time.Hour), unknown: rate.NewLimiter(0, 0)}
	for _, k := range keys.all {
		r.signer, r.known[k.id] = k, shown{public: publicOf(k.private)}
	}
	return r
}

func TestATokenSpeaksForItsPersonForFifteenMinutes(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	desk := tokens{keys: ringOf(twoKeys(t)), issuer: "https://bridge.example", now: func() time.Time { return now }}
	token, expires, err := desk.issue(t.Context(), wren)
	if err != nil || expires != now.Add(15*time.Minute) {
		t.Fatal(expires, err)
	}
	now = expires.Add(-time.Second)
	if v, until, err := desk.read(t.Context(), token); err != nil || v != wren || !until.Equal(expires) {
		t.Errorf("a second before its end: %v, %v, %v", v, until, err)
	}
	now = expires.Add(time.Second)
	if _, _, err := desk.read(t.Context(), token); pact.CodeOf(err) != pact.Unauthenticated {
		t.Errorf("a second after its end: %v", err)
	}
}

func TestForgedTokensAreRefused(t *testing.T) {
	desk := tokens{keys: ringOf(twoKeys(t)), issuer: "https://bridge.example", now: time.Now}
	good, _, err := desk.issue(t.Context(), wren)
	if err != nil {
		t.Fatal(err)
	}
	forge := forgery.New(t, good, desk.keys.signer.private)
	if v, _, err := desk.read(t.Context(), forge.Make(forgery.Forgery{})); err != nil || v != wren {
		t.Fatalf("the token that forgeries start from is not good: %v", err)
	}
	for _, f := range forgery.All(t) {
		switch v, _, err := desk.read(t.Context(), forge.Make(f)); {
		case f.Signed: // whether there is such a session is asked of the database
			if err != nil || v == wren {
				t.Errorf("%s: %v, %v", f.Name, v, err)
			}
		case pact.CodeOf(err) != pact.Unauthenticated:
			t.Errorf("%s: %v speaks for %v", f.Name, err, v)
		}
	}
}

func TestTamperedTokensAreRefused(t *testing.T) {
	desk := tokens{keys: ringOf(twoKeys(t)), issuer: "https://bridge.example", now: time.Now}
	token, _, err := desk.issue(t.Context(), wren)
	if err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(token, ".", ".A", 1)
	parts := strings.Split(token, ".")
	for _, bad := range []string{
		"", ".", "..", "...", token + ".", "." + token, token + "=", token + " ", " " + token, other,
		parts[0] + "." + parts[1], parts[0] + "." + parts[1] + ".", parts[1] + "." + parts[0] + "." + parts[2],
		strings.Repeat("a", 100_000), strings.ToUpper(token), token + "\x00", "null", "{}", `{"alg":"none"}`,
	} {
		if _, _, err := desk.read(t.Context(), bad); pact.CodeOf(err) != pact.Unauthenticated {
			t.Errorf("%.60q: %v", bad, err)
		}
	}
	for i := range token {
		changed := []byte(token)
		changed[i] ^= 1
		if _, _, err := desk.read(t.Context(), string(changed)); err == nil {
			t.Errorf("byte %d may be changed", i)
		}
	}
}

func FuzzReadToken(f *testing.F) {
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		f.Fatal(err)
	}
	desk := tokens{keys: ringOf(&Keys{all: []key{newKey(private)}}), issuer: "https://bridge.example", now: time.Now}
	token, _, err := desk.issue(f.Context(), wren)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(token)
	f.Fuzz(func(t *testing.T, s string) {
		if _, _, err := desk.read(t.Context(), s); err == nil && s != token {
			t.Errorf("%q is good", s)
		}
	})
}
