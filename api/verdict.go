package main

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql/errcode"

	"midspan/app/pact"
)

// What is refused as a whole, before any of it is carried out, is an error of the request.
func init() {
	for _, code := range []pact.Code{pact.BadInput, pact.Limited} {
		errcode.RegisterErrorType(string(code), errcode.KindProtocol)
	}
}

// verdict gives the answer to an operation that was never carried out the form that GraphQL over
// HTTP has for it: without data, and as a success of HTTP to a client that only knows plain JSON.
type verdict struct {
	http.ResponseWriter
	refused bool
}

func (v *verdict) WriteHeader(status int) {
	v.refused = status >= http.StatusBadRequest && status < http.StatusInternalServerError
	if v.refused && strings.HasPrefix(v.Header().Get("Content-Type"), "application/json") {
		status = http.StatusOK
	}
	v.ResponseWriter.WriteHeader(status)
}

// Write takes a whole answer, as the transports write it.
func (v *verdict) Write(answer []byte) (int, error) {
	var parts map[string]json.RawMessage
	if !v.refused || json.Unmarshal(answer, &parts) != nil || string(parts["data"]) != "null" {
		return v.ResponseWriter.Write(answer)
	}
	delete(parts, "data")
	bare, err := json.Marshal(parts)
	if err != nil {
		return 0, err
	}
	_, err = v.ResponseWriter.Write(bare)
	return len(answer), err
}

// Unwrap leads http.ResponseController on.
func (v *verdict) Unwrap() http.ResponseWriter { return v.ResponseWriter }
