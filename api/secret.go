package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"midspan/api/auth"
)

// secrets are what the data directory keeps for this server and its replicas: the keys that sign
// access tokens, and what the tokens of invitations are made of.
type secrets struct {
	keys *auth.Keys
	link []byte
}

// loadSecrets reads them; with create it makes those that are missing.
func loadSecrets(dataDir string, create bool) (secrets, error) {
	dir := filepath.Join(dataDir, "keys")
	keys, err := auth.LoadKeys(dir, create)
	if errors.Is(err, auth.ErrNoKey) {
		return secrets{}, fmt.Errorf("there is no signing key in %s: copy that folder from your other servers, or run midspan migrate once to make it", dir)
	}
	if err != nil {
		return secrets{}, err
	}
	link, err := linkSecret(filepath.Join(dir, "link.secret"), create)
	return secrets{keys, link}, err
}

const linkSecretSize = 32

// linkSecret reads a file of random bytes. Of several servers that make it at once, one does.
func linkSecret(path string, create bool) ([]byte, error) {
	secret, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && create {
		if err := makeSecret(path); err != nil {
			return nil, err
		}
		return linkSecret(path, false)
	}
	if err == nil && len(secret) != linkSecretSize {
		err = fmt.Errorf("%s does not hold %d bytes", path, linkSecretSize)
	}
	return secret, err
}

func makeSecret(path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	secret := make([]byte, linkSecretSize)
	rand.Read(secret) // never fails
	_, err = f.Write(secret)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
