// Package pact holds the rules both organisations live by, as pure functions.
// The page asks them to grey a button and say why; the data layer asks them to refuse.
// It knows no clock, no network and no storage: time and facts are arguments.
package pact

import (
	"errors"
	"fmt"
	"time"
)

// Code says what kind of refusal an Error is; GraphQL carries it as extensions.code.
type Code string

// The codes of a refusal.
const (
	Unauthenticated Code = "UNAUTHENTICATED" // nobody is signed in, or the proof is stale
	Forbidden       Code = "FORBIDDEN"       // seen, but refused
	NotFound        Code = "NOT_FOUND"       // absent, or not yours to see
	BadInput        Code = "BAD_USER_INPUT"  // Field names what to mend
	Conflict        Code = "CONFLICT"        // State tells how things stand now
	Limited         Code = "LIMITED"         // RetryAfter says when to try again, if ever
	Internal        Code = "INTERNAL"        // our fault; the log has the id
)

// Error is the one error type of the product. Message is a sentence fit for a person:
// what happened, what was kept, what to do.
type Error struct {
	Code       Code
	Message    string
	Field      string        // with BadInput: the input field
	State      string        // with Conflict: the current state, as an id, digest or enum value
	RetryAfter time.Duration // with Limited
}

func (e *Error) Error() string { return string(e.Code) + ": " + e.Message }

// Refuse makes an Error of a code with a formatted sentence.
func Refuse(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Invalid makes a BadInput error for a field.
func Invalid(field, format string, args ...any) *Error {
	return &Error{Code: BadInput, Field: field, Message: fmt.Sprintf(format, args...)}
}

// Unseen is the one answer for what is absent or not the asker's to see.
func Unseen() *Error {
	return &Error{Code: NotFound, Message: "There is nothing here, or it is not yours to see."}
}

// CodeOf gives the code of an error, Internal for any that is not ours.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}
