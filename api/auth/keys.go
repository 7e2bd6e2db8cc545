package auth

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// ErrNoKey says that there is no signing key and none may be made.
var ErrNoKey = errors.New("no signing key in the data directory: copy the keys folder of the other servers into it, or start once with a single server")

// Keys are the signing keys in a folder, in order of their files' names. The newest that was not
// retired signs.
type Keys struct {
	dir  string
	all  []key
	next int // the number of a further one
}

type key struct {
	id      string
	private ed25519.PrivateKey
}

// LoadKeys reads the keys in dir, one PEM file each, in order of their names. With
// create it makes the first one when there is none; without, that is ErrNoKey.
func LoadKeys(dir string, create bool) (*Keys, error) {
	files, err := keyFiles(dir)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		if !create {
			return nil, ErrNoKey
		}
		if err := makeKey(dir, 1); err != nil {
			return nil, err
		}
		return LoadKeys(dir, false)
	}
	keys := &Keys{dir: dir, next: len(files) + 1}
	for _, file := range files {
		k, err := readKey(file)
		if err != nil {
			return nil, fmt.Errorf("signing key %s: %w", file, err)
		}
		keys.all = append(keys.all, k)
		n, _, _ := strings.Cut(filepath.Base(file), ".")
		if n, err := strconv.Atoi(n); err == nil {
			keys.next = max(keys.next, n+1)
		}
	}
	return keys, nil
}

func keyFiles(dir string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.pem"))
	slices.Sort(files)
	return files, err
}

// another adds a key to the folder and gives those that are there now, and it. Of servers that
// share a folder and do it at once, one makes it.
func (k *Keys) another() (*Keys, key, error) {
	if err := makeKey(k.dir, k.next); err != nil {
		return nil, key{}, err
	}
	fresh, err := LoadKeys(k.dir, false)
	if err != nil {
		return nil, key{}, err
	}
	for _, one := range fresh.all {
		if !slices.ContainsFunc(k.all, func(old key) bool { return old.id == one.id }) {
			return fresh, one, nil
		}
	}
	return nil, key{}, fmt.Errorf("no key could be added to %s", k.dir)
}

// makeKey puts the nth key into dir as a whole or not at all. Its name follows from n: of two
// servers that start at once, one makes it and both use it.
func makeKey(dir string, n int) error {
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
	if err := os.Link(f.Name(), filepath.Join(dir, fmt.Sprintf("%04d.pem", n))); !errors.Is(err, fs.ErrExist) {
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
	return key{id: thumbprint(publicOf(private)), private: private}
}

func publicOf(private ed25519.PrivateKey) ed25519.PublicKey {
	return private.Public().(ed25519.PublicKey)
}

// thumbprint is the id of a key by RFC 7638: the hash of the required members in order of their names.
func thumbprint(public ed25519.PublicKey) string {
	sum := sha256.Sum256(fmt.Appendf(nil, `{"crv":"Ed25519","kty":"OKP","x":"%s"}`, coordinate(public)))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func coordinate(public ed25519.PublicKey) string { return base64.RawURLEncoding.EncodeToString(public) }
