package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"

	"midspan/app/pact"
)

const maxBody = 1 << 20

// limitBody answers a body over the limit with 413 and a code, before any work is done.
func limitBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
		switch {
		case len(body) > maxBody:
			refuse(w, http.StatusRequestEntityTooLarge, pact.Refuse(pact.Limited, "This is more than fits in one request. Send it in parts."))
		case err != nil:
			refuse(w, http.StatusBadRequest, pact.Refuse(pact.BadInput, "This request broke off. Nothing was changed; send it again."))
		default:
			r.Body = io.NopCloser(bytes.NewReader(body))
			next.ServeHTTP(w, r)
		}
	})
}

// refuse answers a request that never came to the graph, in its form.
func refuse(w http.ResponseWriter, status int, err *pact.Error) {
	type problem struct {
		Message    string         `json:"message"`
		Extensions map[string]any `json:"extensions"`
	}
	about := map[string]any{"code": err.Code}
	if err.RetryAfter > 0 {
		about["retryAfter"] = int(err.RetryAfter.Seconds())
		w.Header().Set("Retry-After", strconv.Itoa(int(err.RetryAfter.Seconds())))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string][]problem{"errors": {{err.Message, about}}}) // a reader that is gone needs no answer
}
