package main

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"midspan/app/pact"
)

const maxBody = 1 << 20

// readable lets nothing through to the graph that its transports would not understand. They answer
// with their own insides, or with what they were sent.
func readable(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kind, _ := streaming(r)
		if kind == "socket" {
			next.ServeHTTP(w, r)
			return
		}
		r.Header.Del("Upgrade") // to anything else; a server may stay with what it speaks
		status, err := 0, (*pact.Error)(nil)
		switch r.Method {
		case http.MethodOptions, http.MethodHead:
		case http.MethodGet:
			status, err = readAddress(r.URL.RawQuery)
		case http.MethodPost:
			status, err = readBody(r)
		default:
			status, err = http.StatusMethodNotAllowed, pact.Refuse(pact.BadInput, "Ask with GET or POST.")
		}
		if status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", "OPTIONS, GET, POST")
		}
		if err != nil {
			refuse(w, status, err)
			return
		}
		if kind == "" {
			w = &verdict{ResponseWriter: w}
		}
		next.ServeHTTP(w, r)
	})
}

// readBody reads the request of a POST and puts it back.
func readBody(r *http.Request) (status int, _ *pact.Error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return http.StatusUnsupportedMediaType, pact.Refuse(pact.BadInput, "Send the request as JSON, and say so: Content-Type: application/json.")
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	switch {
	case len(body) > maxBody:
		return http.StatusRequestEntityTooLarge, pact.Refuse(pact.Limited, "This is more than fits in one request. Send it in parts.")
	case err != nil:
		return http.StatusBadRequest, pact.Refuse(pact.BadInput, "This request broke off. Nothing was changed; send it again.")
	case json.Unmarshal(body, new(graphql.RawParams)) != nil:
		return http.StatusBadRequest, pact.Refuse(pact.BadInput, `This is not a request in JSON, such as {"query": "…", "variables": {…}}. Nothing was changed; mend it and send it again.`)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return 0, nil
}

// readAddress reads the request of a GET, which changes nothing.
func readAddress(query string) (status int, _ *pact.Error) {
	asked, err := url.ParseQuery(query)
	if err != nil {
		return http.StatusBadRequest, pact.Refuse(pact.BadInput, "This address cannot be read. Encode what stands behind the question mark.")
	}
	for _, name := range []string{"variables", "extensions"} {
		if given := asked.Get(name); given != "" && json.Unmarshal([]byte(given), new(map[string]any)) != nil {
			return http.StatusBadRequest, pact.Invalid(name, "What is given for %s is not an object in JSON.", name)
		}
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: asked.Get("query")}, pact.MaxTokens)
	if err != nil {
		return 0, nil // the graph says where it is wrong
	}
	if o := doc.Operations.ForName(asked.Get("operationName")); o != nil && o.Operation != ast.Query {
		return http.StatusMethodNotAllowed, pact.Refuse(pact.BadInput, "GET is for queries alone. Nothing was changed; send this with POST.")
	}
	return 0, nil
}

// refuse answers a request that never came to the graph, in its form.
func refuse(w http.ResponseWriter, status int, err *pact.Error) {
	type problem struct {
		Message    string         `json:"message"`
		Extensions map[string]any `json:"extensions"`
	}
	about := map[string]any{"code": err.Code}
	if err.Field != "" {
		about["field"] = err.Field
	}
	if err.RetryAfter > 0 {
		about["retryAfter"] = int(err.RetryAfter.Seconds())
		w.Header().Set("Retry-After", strconv.Itoa(int(err.RetryAfter.Seconds())))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string][]problem{"errors": {{err.Message, about}}}) // a reader that is gone needs no answer
}
