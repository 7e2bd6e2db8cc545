package coedit

import (
	"errors"

	"midspan/app/pact"
)

// CloseCode is why a socket was closed.
type CloseCode int

// The close codes. y-websocket does not come back after 4400 to 4499, nor do we.
const (
	CloseGone        CloseCode = 1001 // the server stops
	CloseRestart     CloseCode = 1012 // the server restarts: come back
	CloseTryAgain    CloseCode = 1013 // too slow a reader, or storage is away: come back
	CloseMalformed   CloseCode = 4400 // not the protocol
	CloseSignedOut   CloseCode = 4401 // signed out, or the token expired
	CloseForbidden   CloseCode = 4403 // removed, or wrote where reading is all one may
	CloseNotFound    CloseCode = 4404 // absent, or not yours to see
	CloseConflict    CloseCode = 4409 // wrote under the client id of another
	CloseTooLarge    CloseCode = 4413 // more than fits in an update or a document
	CloseTooMany     CloseCode = 4429 // too many sockets or client ids
	CloseUnsupported CloseCode = 4415 // not plain text, or a section that is not there
)

// Final says whether a client must not reconnect by itself.
func (c CloseCode) Final() bool { return c >= 4400 && c < 4500 }

// SentAway says whether the reader may not see the document any more.
func (c CloseCode) SentAway() bool { return c == CloseForbidden || c == CloseNotFound }

// CloseCodeOf gives the code with which a refusal ends a socket.
func CloseCodeOf(err error) CloseCode {
	e, ok := errors.AsType[*pact.Error](err)
	if !ok {
		return CloseTryAgain
	}
	switch e.Code {
	case pact.Unauthenticated:
		return CloseSignedOut
	case pact.Forbidden:
		return CloseForbidden
	case pact.NotFound:
		return CloseNotFound
	case pact.BadInput:
		return CloseUnsupported
	case pact.Conflict:
		return CloseConflict
	case pact.Limited:
		if e.RetryAfter > 0 {
			return CloseTooMany
		}
		return CloseTooLarge
	}
	return CloseTryAgain
}
