package gql

import (
	"errors"
	"time"

	"midspan/app/pact"
)

// Refusal is an error of an answer as it travels.
type Refusal struct {
	Message    string `json:"message"`
	Extensions struct {
		Code       pact.Code `json:"code"`
		Field      string    `json:"field"`
		State      string    `json:"state"`
		RetryAfter float64   `json:"retryAfter"` // seconds
	} `json:"extensions"`
}

func (r Refusal) pact() *pact.Error {
	e := &pact.Error{
		Code: r.Extensions.Code, Message: r.Message, Field: r.Extensions.Field, State: r.Extensions.State,
		RetryAfter: time.Duration(r.Extensions.RetryAfter * float64(time.Second)),
	}
	if e.Code == "" {
		e.Code = pact.Internal
	}
	return e
}

// Words is an error as a sentence for a person.
func Words(err error) string {
	if e, ok := errors.AsType[*pact.Error](err); ok {
		return e.Message
	}
	if errors.Is(err, ErrOffline) {
		return "The server cannot be reached. What you wrote is still here; try again in a moment."
	}
	return "This did not work, and it is our fault. What you wrote is still here; try again in a moment."
}
