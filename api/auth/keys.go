package auth

import (
	"cmp"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// ErrNoKey says that there is no signing key and none may be made.
var ErrNoKey = errors.New("no signing key in the data directory: copy the keys folder of the other servers into it, or start once with a single server")

// Keys sign and verify tokens. The newest key signs; every key verifies, so that
// a key can be replaced while tokens of the former one are still about.
type Keys struct {
	signing key
	byID    map[string]key
}

type key struct {
	id      string
	private ed25519.PrivateKey
}

// LoadKeys reads the keys in dir, one PEM file each, in order of their names. With
// create it makes the first one when there is none; without, that is ErrNoKey.
func LoadKeys(dir string, create bool) (*Keys, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.pem"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		if !create {
			return nil, ErrNoKey
		}
		if err := makeKey(dir); err != nil {
			return nil, err
		}
		return LoadKeys(dir, false)
	}
	slices.Sort(files)
	keys := &Keys{byID: map[string]key{}}
	for _, file := range files {
		k, err := readKey(file)
		if err != nil {
			return nil, fmt.Errorf("signing key %s: %w", file, err)
		}
		keys.signing, keys.byID[k.id] = k, k
	}
	return keys, nil
}

// makeKey puts a new key into dir as a whole or not at all. The name of a first
// key is fixed: of two servers that start at once, one makes it and both use it.
func makeKey(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".new-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	err = errors.Join(pem.Encode(f, &pem.Block{Type: "PRIVATE KEY", Bytes: der}), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	if err := os.Link(f.Name(), filepath.Join(dir, "0001.pem")); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

func readKey(file string) (key, error) {
	info, err := os.Stat(file)
	if err != nil {
		return key{}, err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return key{}, fmt.Errorf("others on this machine may read it (mode %04o): chmod 600", info.Mode().Perm())
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return key{}, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return key{}, errors.New("it is not PEM")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return key{}, err
	}
	private, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return key{}, fmt.Errorf("it is a %T, not an Ed25519 key", parsed)
	}
	return newKey(private), nil
}

func newKey(private ed25519.PrivateKey) key {
	// RFC 7638: the hash of the required members in order of their names.
	sum := sha256.Sum256(fmt.Appendf(nil, `{"crv":"Ed25519","kty":"OKP","x":"%s"}`, publicX(private)))
	return key{id: base64.RawURLEncoding.EncodeToString(sum[:]), private: private}
}

func publicX(private ed25519.PrivateKey) string {
	return base64.RawURLEncoding.EncodeToString(private.Public().(ed25519.PublicKey))
}

type jwk struct {
	Type      string `json:"kty"`
	Curve     string `json:"crv"`
	X         string `json:"x"`
	ID        string `json:"kid"`
	Algorithm string `json:"alg"`
	Use       string `json:"use"`
}

// JWKS is the public half of every key, as /.well-known/jwks.json shows it.
func (k *Keys) JWKS() []byte {
	set := struct {
		Keys []jwk `json:"keys"`
	}{Keys: []jwk{}}
	for _, key := range k.byID {
		set.Keys = append(set.Keys, jwk{"OKP", "Ed25519", publicX(key.private), key.id, "EdDSA", "sig"})
	}
	slices.SortFunc(set.Keys, func(a, b jwk) int { return cmp.Compare(a.ID, b.ID) })
	text, err := json.Marshal(set)
	if err != nil {
		panic(err) // strings alone do not fail
	}
	return text
}
