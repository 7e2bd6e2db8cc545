package auth

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"midspan/app/pact"
	"midspan/ent/viewer"
)

var wren = viewer.Viewer{
	User:    string(pact.UserID) + strings.Repeat("a", 32),
	Session: string(pact.SessionID) + strings.Repeat("b", 32),
}

func TestATokenSpeaksForItsPersonForFifteenMinutes(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	desk := tokens{keys: twoKeys(t), issuer: "https://bridge.example", now: func() time.Time { return now }}
	token, expires, err := desk.issue(wren)
	if err != nil || expires != now.Add(15*time.Minute) {
		t.Fatal(expires, err)
	}
	now = expires.Add(-time.Second)
	if v, until, err := desk.read(token); err != nil || v != wren || !until.Equal(expires) {
		t.Errorf("a second before its end: %v, %v, %v", v, until, err)
	}
	now = expires.Add(time.Second)
	if _, _, err := desk.read(token); pact.CodeOf(err) != pact.Unauthenticated {
		t.Errorf("a second after its end: %v", err)
	}
}

func TestATokenOfTheFormerKeyIsStillGood(t *testing.T) {
	keys := twoKeys(t)
	desk := tokens{keys: keys, issuer: "https://bridge.example", now: time.Now}
	former := *keys
	for id, k := range keys.byID {
		if id != keys.signing.id {
			former.signing = k
		}
	}
	token, _, err := tokens{keys: &former, issuer: desk.issuer, now: time.Now}.issue(wren)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := desk.read(token); err != nil {
		t.Error(err)
	}
}

// forgery is a token as someone might make it: a good one, changed.
type forgery struct {
	header, claims map[string]any
	method         jwt.SigningMethod
	key            any
}

func TestForgedTokensAreRefused(t *testing.T) {
	keys := twoKeys(t)
	_, stranger, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	mine := keys.signing.private
	public := mine.Public().(ed25519.PublicKey)
	der, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	strangerJWK := map[string]any{"kty": "OKP", "crv": "Ed25519", "x": publicX(stranger)}

	cases := map[string]func(f *forgery){
		"alg none":                  func(f *forgery) { f.method, f.key = jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType },
		"alg None in capitals":      func(f *forgery) { f.header["alg"] = "NONE" },
		"HS256 with the public key": func(f *forgery) { f.method, f.key = jwt.SigningMethodHS256, []byte(public) },
		"HS256 with its PEM": func(f *forgery) {
			f.method, f.key = jwt.SigningMethodHS256, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
		},
		"HS256 with its base64":     func(f *forgery) { f.method, f.key = jwt.SigningMethodHS256, []byte(publicX(mine)) },
		"alg renamed after signing": func(f *forgery) { f.header["alg"] = "HS256" },
		"another's key":             func(f *forgery) { f.key = stranger },
		"another's key and its kid": func(f *forgery) { f.key, f.header["kid"] = stranger, newKey(stranger).id },
		"another's key in jwk":      func(f *forgery) { f.key, f.header["jwk"] = stranger, strangerJWK },
		"another's key at jku":      func(f *forgery) { f.key, f.header["jku"] = stranger, "https://evil.example/jwks.json" },
		"kid missing":               func(f *forgery) { delete(f.header, "kid") },
		"kid empty":                 func(f *forgery) { f.header["kid"] = "" },
		"kid a path":                func(f *forgery) { f.header["kid"] = "../../0001.pem" },
		"kid SQL":                   func(f *forgery) { f.header["kid"] = "x' OR '1'='1" },
		"kid a number":              func(f *forgery) { f.header["kid"] = 1 },
		"kid a list":                func(f *forgery) { f.header["kid"] = []string{keys.signing.id} },
		"typ JWT":                   func(f *forgery) { f.header["typ"] = "JWT" },
		"typ of a signed record":    func(f *forgery) { f.header["typ"] = "signature+jwt" },
		"typ missing":               func(f *forgery) { delete(f.header, "typ") },
		"crit":                      func(f *forgery) { f.header["crit"] = []string{"exp"} },
		"aud of another product":    func(f *forgery) { f.claims["aud"] = "elsewhere" },
		"aud missing":               func(f *forgery) { delete(f.claims, "aud") },
		"aud empty":                 func(f *forgery) { f.claims["aud"] = []string{} },
		"iss of another server":     func(f *forgery) { f.claims["iss"] = "https://evil.example" },
		"iss missing":               func(f *forgery) { delete(f.claims, "iss") },
		"expired":                   func(f *forgery) { f.claims["exp"] = time.Now().Add(-time.Second).Unix() },
		"exp missing":               func(f *forgery) { delete(f.claims, "exp") },
		"exp a text":                func(f *forgery) { f.claims["exp"] = "tomorrow" },
		"exp null":                  func(f *forgery) { f.claims["exp"] = nil },
		"not yet valid":             func(f *forgery) { f.claims["nbf"] = time.Now().Add(time.Hour).Unix() },
		"sub missing":               func(f *forgery) { delete(f.claims, "sub") },
		"sub not a user":            func(f *forgery) { f.claims["sub"] = wren.Session },
		"sub a list":                func(f *forgery) { f.claims["sub"] = []string{wren.User} },
		"sid missing":               func(f *forgery) { delete(f.claims, "sid") },
		"sid not a session":         func(f *forgery) { f.claims["sid"] = wren.User },
	}
	desk := tokens{keys: keys, issuer: "https://bridge.example", now: time.Now}
	if _, _, err := desk.read(forge(t, desk, func(*forgery) {})); err != nil {
		t.Fatalf("the token that forgeries start from is not good: %v", err)
	}
	for name, change := range cases {
		if v, _, err := desk.read(forge(t, desk, change)); pact.CodeOf(err) != pact.Unauthenticated {
			t.Errorf("%s: %v speaks for %v", name, err, v)
		}
	}
}

func TestTamperedTokensAreRefused(t *testing.T) {
	desk := tokens{keys: twoKeys(t), issuer: "https://bridge.example", now: time.Now}
	token, _, err := desk.issue(wren)
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
		if _, _, err := desk.read(bad); pact.CodeOf(err) != pact.Unauthenticated {
			t.Errorf("%.60q: %v", bad, err)
		}
	}
	for i := range token {
		changed := []byte(token)
		changed[i] ^= 1
		if _, _, err := desk.read(string(changed)); err == nil {
			t.Errorf("byte %d may be changed", i)
		}
	}
}

func FuzzReadToken(f *testing.F) {
	keys := &Keys{byID: map[string]key{}}
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		f.Fatal(err)
	}
	keys.signing = newKey(private)
	keys.byID[keys.signing.id] = keys.signing
	desk := tokens{keys: keys, issuer: "https://bridge.example", now: time.Now}
	token, _, err := desk.issue(wren)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(token)
	f.Fuzz(func(t *testing.T, s string) {
		if _, _, err := desk.read(s); err == nil && s != token {
			t.Errorf("%q is good", s)
		}
	})
}

// forge makes a token as issue does, changes it, and signs it as the forger can.
func forge(t *testing.T, desk tokens, change func(*forgery)) string {
	t.Helper()
	good, _, err := desk.issue(wren)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(good, ".")
	f := forgery{method: jwt.SigningMethodEdDSA, key: desk.keys.signing.private}
	for i, m := range []*map[string]any{&f.header, &f.claims} {
		text, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, m); err != nil {
			t.Fatal(err)
		}
	}
	before := maps.Clone(f.header)
	change(&f)
	if f.header["alg"] == before["alg"] {
		f.header["alg"] = f.method.Alg()
	}
	text := encode(t, f.header) + "." + encode(t, f.claims)
	signature, err := f.method.Sign(text, f.key)
	if err != nil {
		t.Fatal(err)
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}

func encode(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(text)
}
