//go:build !js

package gql

import "context"

// Browser is the client of a tab; there is none here.
func Browser(Answers) Client {
	return New(func(context.Context, []byte) ([]byte, error) { return nil, ErrOffline })
}

// Bare says that a page brought nothing along.
func Bare() bool { return true }
