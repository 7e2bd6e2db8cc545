package app

import "github.com/maxence-charriere/go-app/v9/pkg/errors"

// The client encrypts no component state, so the ciphers stay out of it.

func encrypt(string, []byte) ([]byte, error) {
	return nil, errors.New("component state is not encrypted in this build")
}

func decrypt(string, []byte) ([]byte, error) {
	return nil, errors.New("component state is not encrypted in this build")
}
