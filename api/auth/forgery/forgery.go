// Package forgery makes access tokens as somebody might who has a good one, and perhaps the server's
// key: forgeries.json says what is wrong with each. It is for tests.
package forgery

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

//go:embed forgeries.json
var data []byte

// Forgery is one token that must not be taken.
type Forgery struct {
	Name           string
	Sign           string         // by what it is signed; the server's own key when empty
	Header, Claims map[string]any // what is written over the good token's
	Drop           []string       // claims that are left out; "header …" for those of the header
	Edit           string         // what is done to the finished text
	Signed         bool           // in perfect order: it speaks for a session that is none
}

// All are the forgeries of the file.
func All(t testing.TB) []Forgery {
	t.Helper()
	var all []Forgery
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// Forge is what the forger has: a good token, the key that signed it, and a key of their own.
type Forge struct {
	t             testing.TB
	good          string
	key, stranger ed25519.PrivateKey
	names         map[string]any
}

// New opens a forge.
func New(t testing.TB, good string, key ed25519.PrivateKey) *Forge {
	t.Helper()
	_, stranger, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	f := &Forge{t: t, good: good, key: key, stranger: stranger}
	header, claims := f.parts()
	x := base64.RawURLEncoding.EncodeToString(stranger.Public().(ed25519.PublicKey))
	sum := sha256.Sum256(fmt.Appendf(nil, `{"crv":"Ed25519","kty":"OKP","x":"%s"}`, x))
	f.names = map[string]any{
		"$kid": header["kid"], "$sub": claims["sub"], "$sid": claims["sid"],
		"$strangerKid": base64.RawURLEncoding.EncodeToString(sum[:]),
		"$strangerJWK": map[string]any{"kty": "OKP", "crv": "Ed25519", "x": x},
	}
	return f
}

// Make makes a forgery; the zero one is as good as what it was made from.
func (f *Forge) Make(what Forgery) string {
	f.t.Helper()
	header, claims := f.parts()
	method, key := f.signer(what.Sign)
	if what.Sign != "" {
		header["alg"] = method.Alg()
	}
	for name, v := range what.Header {
		header[name] = f.value(v)
	}
	for name, v := range what.Claims {
		claims[name] = f.value(v)
	}
	for _, name := range what.Drop {
		if of, inHeader := strings.CutPrefix(name, "header "); inHeader {
			delete(header, of)
		} else {
			delete(claims, name)
		}
	}
	if what.Edit == "huge" {
		claims["more"] = strings.Repeat("x", 1<<18)
		key = f.stranger
	}
	text := f.encode(header) + "." + f.encode(claims)
	signature, err := method.Sign(text, key)
	if err != nil {
		f.t.Fatal(err)
	}
	return f.edit(what.Edit, text+"."+base64.RawURLEncoding.EncodeToString(signature))
}

func (f *Forge) signer(by string) (jwt.SigningMethod, any) {
	public := f.key.Public().(ed25519.PublicKey)
	der, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		f.t.Fatal(err)
	}
	switch by {
	case "":
		return jwt.SigningMethodEdDSA, f.key
	case "a stranger":
		return jwt.SigningMethodEdDSA, f.stranger
	case "nothing":
		return jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType
	case "HS256 by the public key":
		return jwt.SigningMethodHS256, []byte(public)
	case "HS256 by its PEM":
		return jwt.SigningMethodHS256, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	case "HS256 by its base64":
		return jwt.SigningMethodHS256, []byte(base64.RawURLEncoding.EncodeToString(public))
	case "HS256 by its name":
		return jwt.SigningMethodHS256, []byte(f.names["$kid"].(string))
	}
	f.t.Fatalf("nobody signs by %q", by)
	return nil, nil
}

// value reads what the data writes for what is only known now.
func (f *Forge) value(v any) any {
	switch v := v.(type) {
	case string:
		if offset, isTime := strings.CutPrefix(v, "$now "); isTime {
			seconds, err := strconv.Atoi(offset)
			if err != nil {
				f.t.Fatal(err)
			}
			return time.Now().Unix() + int64(seconds)
		}
		if named, ok := f.names[v]; ok {
			return named
		}
	case []any:
		all := make([]any, len(v))
		for i, one := range v {
			all[i] = f.value(one)
		}
		return all
	}
	return v
}

func (f *Forge) edit(how, token string) string {
	parts := strings.Split(token, ".")
	switch how {
	case "no signature":
		return parts[0] + "." + parts[1] + "."
	case "short signature":
		return token[:len(token)-8]
	case "zero signature":
		return parts[0] + "." + parts[1] + "." + base64.RawURLEncoding.EncodeToString(make([]byte, ed25519.SignatureSize))
	case "signature of the good one":
		return parts[0] + "." + parts[1] + "." + strings.Split(f.good, ".")[2]
	case "a part too many":
		return token + "." + parts[2]
	case "twice":
		return token + "." + token
	case "exchanged":
		return parts[1] + "." + parts[0] + "." + parts[2]
	case "padded":
		return token + "=="
	case "capitals":
		return strings.ToUpper(token)
	}
	return token
}

func (f *Forge) parts() (header, claims map[string]any) {
	f.t.Helper()
	for i, into := range []*map[string]any{&header, &claims} {
		text, err := base64.RawURLEncoding.DecodeString(strings.Split(f.good, ".")[i])
		if err != nil {
			f.t.Fatal(err)
		}
		if err := json.Unmarshal(text, into); err != nil {
			f.t.Fatal(err)
		}
	}
	return header, claims
}

func (f *Forge) encode(v any) string {
	f.t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		f.t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(text)
}
