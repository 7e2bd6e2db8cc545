package main

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"midspan/api/storetest"
	"midspan/app/pact"
)

const (
	whoAmI = "{ viewer { email user { id name } organizations { name } } }"
	signIn = `mutation($e: String!, $p: String!) { signIn(input: {email: $e, password: $p}) { accessToken expiresAt user { id } } }`
)

func TestAnAccountFromSigningUpToSigningOut(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		v := s.signUp("owner@left.example", "Left House שלום 🌿")
		if got := v.mustText(whoAmI, nil, "viewer.organizations.0.name"); got != "Left House שלום 🌿" {
			t.Errorf("the organisation is %q", got)
		}
		desk := s.visitor()
		in := desk.query(signIn, vars{"e": " Owner@Left.example ", "p": password})
		cookie := in.header.Get("Set-Cookie")
		for _, flag := range []string{"midspan=", "HttpOnly", "SameSite=Lax", "Path=/"} {
			if !strings.Contains(cookie, flag) {
				t.Errorf("the cookie %q has no %s", cookie, flag)
			}
		}
		token, _ := dig(in.data, "signIn.accessToken").(string)
		again := desk.mustText("mutation { refreshSession { accessToken user { id } } }", nil, "refreshSession.accessToken")
		program := s.visitor()
		for _, program.token = range []string{token, again} {
			if got := program.mustText(whoAmI, nil, "viewer.email"); got != "owner@left.example" {
				t.Errorf("the token is of %q", got)
			}
		}
		desk.must("mutation { signOut }", nil, "")
		if got := program.query(whoAmI, nil); got.status != http.StatusUnauthorized || got.code() != pact.Unauthenticated {
			t.Errorf("a token outlived its session: %d %s", got.status, got.raw)
		}
		if got := desk.must(whoAmI, nil, "viewer"); got != nil {
			t.Errorf("after signing out the viewer is %v", got)
		}
		desk.refused(pact.Unauthenticated, "mutation { refreshSession { accessToken } }", nil)
		if got := v.mustText(whoAmI, nil, "viewer.email"); got != "owner@left.example" {
			t.Error("signing out at the desk ended the session elsewhere")
		}
	})
}

func TestCookiesAreForTLSAloneWhereTheServerIsReachedByIt(t *testing.T) {
	t.Parallel()
	s := anyServer(t, "-public-url", "https://midspan.example")
	s.url = "http://" + regexp.MustCompile(`"addr":"([^"]+)"`).FindStringSubmatch(s.log.String())[1] // behind the proxy
	got := s.visitor().query(`mutation { signUp(input: {name: "n", email: "a@b.example", password: "`+password+`", organization: "o"}) { user { id } } }`, nil)
	cookie := got.header.Get("Set-Cookie")
	if !strings.HasPrefix(cookie, "__Host-midspan=") || !strings.Contains(cookie, "Secure") || got.header.Get("Strict-Transport-Security") == "" {
		t.Errorf("%q in %v", cookie, got.header)
	}
}

func TestASignInTellsNothingOfWhoHasAnAccount(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	s.signUp("owner@left.example", "Left House")
	wrong := s.visitor().query(signIn, vars{"e": "owner@left.example", "p": "not-their-password"})
	unknown := s.visitor().query(signIn, vars{"e": "nobody@left.example", "p": "not-their-password"})
	if wrong.code() != pact.Unauthenticated || wrong.raw != unknown.raw || wrong.status != unknown.status {
		t.Errorf("%d %s\n%d %s", wrong.status, wrong.raw, unknown.status, unknown.raw)
	}
	for _, r := range []reply{wrong, unknown} {
		if r.header.Get("Set-Cookie") != "" {
			t.Error("a refused sign-in set a cookie")
		}
	}
	taken := s.visitor().query(`mutation { signUp(input: {name: "n", email: "owner@left.example", password: "not-their-password", organization: "o"}) { user { id } } }`, nil)
	if taken.code() != pact.Unauthenticated || strings.Contains(taken.raw, "left.example") {
		t.Errorf("signing up with an address that is taken: %s", taken.raw)
	}
}

func TestAliasedSignInsAreCountedOneByOne(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	var many strings.Builder
	for i := range 30 {
		fmt.Fprintf(&many, `a%d: signIn(input: {email: "owner@left.example", password: "guess number %d"}) { user { id } } `, i, i)
	}
	got := s.visitor().query("mutation { "+many.String()+"}", nil)
	codes := map[pact.Code]int{}
	for _, e := range got.errors {
		codes[e.Extensions.Code]++
	}
	if codes[pact.Limited] < 5 || codes[pact.Unauthenticated] > 25 || !strings.Contains(got.raw, "retryAfter") {
		t.Errorf("thirty guesses in one request: %v", codes)
	}
	s.visitor().refused(pact.Limited, signIn, vars{"e": "owner@left.example", "p": "another guess"})
}

// mint signs a token with the server's own key: what is wrong with it is only what the test says.
func mint(t *testing.T, dataDir, user, session string, change func(claims jwt.MapClaims, header map[string]any)) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dataDir, "keys", "0001.pem"))
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(text)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	claims := jwt.MapClaims{"sub": user, "sid": session, "aud": "midspan", "iss": "", "iat": now.Unix(), "exp": now.Add(time.Minute).Unix()}
	unsigned := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims)
	unsigned.Header["typ"] = "at+jwt"
	change(claims, unsigned.Header)
	signed, err := unsigned.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// parts reads a token without believing it.
func parts(t *testing.T, token string) (header, claims map[string]any) {
	t.Helper()
	for i, into := range []*map[string]any{&header, &claims} {
		text, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[i])
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, into); err != nil {
			t.Fatal(err)
		}
	}
	return header, claims
}

func TestAWrongTokenIsRefusedAndTheCookieDoesNotStandInForIt(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := serveEmpty(t, storetest.SQLite(t), dir)
	v := s.signUp("owner@left.example", "Left House")
	good := v.mustText("mutation { refreshSession { accessToken } }", nil, "refreshSession.accessToken")
	header, claims := parts(t, good)
	forge := func(change func(claims jwt.MapClaims, header map[string]any)) string {
		return mint(t, dir, claims["sub"].(string), claims["sid"].(string), func(c jwt.MapClaims, h map[string]any) {
			c["iss"], h["kid"] = claims["iss"], header["kid"]
			if change != nil {
				change(c, h)
			}
		})
	}
	claim := func(name string, value any) string {
		return forge(func(c jwt.MapClaims, _ map[string]any) {
			if c[name] = value; value == nil {
				delete(c, name)
			}
		})
	}
	v.token = forge(nil)
	if got := v.query(whoAmI, nil); got.code() != "" {
		t.Fatalf("a token like the server's own is refused: %s", got.raw)
	}
	body := strings.Split(good, ".")
	none := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","typ":"at+jwt","kid":"`+header["kid"].(string)+`"}`)) + "." + body[1] + "."
	_, stranger, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	other := jwt.NewWithClaims(jwt.SigningMethodEdDSA, jwt.MapClaims(claims))
	other.Header["typ"], other.Header["kid"] = "at+jwt", header["kid"]
	strange, err := other.SignedString(stranger)
	if err != nil {
		t.Fatal(err)
	}
	symmetric := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims(claims))
	symmetric.Header["typ"], symmetric.Header["kid"] = "at+jwt", header["kid"]
	hmac, err := symmetric.SignedString([]byte(header["kid"].(string)))
	if err != nil {
		t.Fatal(err)
	}
	for name, token := range map[string]string{
		"nothing":              "",
		"no token":             "nonsense",
		"a changed signature":  good[:len(good)-6] + "AAAAAA",
		"a changed claim":      body[0] + "." + base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"usr_1"}`)) + "." + body[2],
		"no algorithm":         none,
		"another algorithm":    hmac,
		"another's key":        strange,
		"expired":              claim("exp", time.Now().Add(-time.Second).Unix()),
		"without an end":       claim("exp", nil),
		"for another audience": claim("aud", "invitations"),
		"of another issuer":    claim("iss", "https://evil.example"),
		"of nobody":            claim("sub", nil),
		"of another session":   claim("sid", "ses_00000000000000000000000000000000"),
		"of another person":    claim("sub", "usr_00000000000000000000000000000000"),
		"of another type":      forge(func(_ jwt.MapClaims, h map[string]any) { h["typ"] = "JWT" }),
		"under an unknown key": forge(func(_ jwt.MapClaims, h map[string]any) { h["kid"] = "../../etc/passwd" }),
	} {
		got := v.post(`{"query":"`+whoAmI+`"}`, http.Header{"Authorization": {"Bearer " + token}})
		if got.status != http.StatusUnauthorized || got.code() != pact.Unauthenticated || strings.Contains(got.raw, "owner@") {
			t.Errorf("%s: %d %s", name, got.status, got.raw)
		}
	}
}

func TestATokenIsVerifiedByThePublishedKeys(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	v := s.signUp("owner@left.example", "Left House")
	var set struct {
		Keys []struct{ Kty, Crv, X, Kid, Alg string }
	}
	page := v.get("/.well-known/jwks.json")
	if err := json.Unmarshal([]byte(page.body), &set); err != nil || strings.Contains(page.body, `"d"`) {
		t.Fatalf("%v: %s", err, page.body)
	}
	read := func(token *jwt.Token) (any, error) {
		for _, k := range set.Keys {
			if k.Kid == token.Header["kid"] {
				x, err := base64.RawURLEncoding.DecodeString(k.X)
				return ed25519.PublicKey(x), err
			}
		}
		return nil, fmt.Errorf("no key %v", token.Header["kid"])
	}
	token := v.mustText("mutation { refreshSession { accessToken } }", nil, "refreshSession.accessToken")
	if _, err := jwt.Parse(token, read, jwt.WithValidMethods([]string{"EdDSA"}), jwt.WithAudience("midspan"), jwt.WithIssuer(s.url), jwt.WithExpirationRequired()); err != nil {
		t.Error(err)
	}
}

func TestWritesFromPagesOfOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	v := s.signUp("owner@left.example", "Left House")
	for name, header := range map[string]http.Header{
		"by its origin":     {"Origin": {"https://evil.example"}},
		"by what it says":   {"Sec-Fetch-Site": {"cross-site"}},
		"a neighbour":       {"Sec-Fetch-Site": {"same-site"}},
		"as a form":         {"Origin": {"https://evil.example"}, "Content-Type": {"text/plain"}},
		"with a null place": {"Origin": {"null"}},
	} {
		got := v.post(`{"query":"mutation { signOut }"}`, header)
		if got.status != http.StatusForbidden || got.code() != pact.Forbidden {
			t.Errorf("%s: %d %s", name, got.status, got.raw)
		}
	}
	if got := v.mustText(whoAmI, nil, "viewer.email"); got == "" {
		t.Error("the session was ended from another site")
	}
	if got := v.post(`{"query":"mutation { signOut }"}`, http.Header{"Origin": {s.url}, "Sec-Fetch-Site": {"same-origin"}}); got.code() != "" {
		t.Errorf("our own page is refused: %s", got.raw)
	}
}
