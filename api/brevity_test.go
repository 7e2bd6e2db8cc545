package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"midspan/app/pact"
)

// Rules of the graph compare fields with each other: what fits into a request is compared at once, and the rest is not.
func TestWhateverFitsIsReadAtOnce(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	v := s.visitor()
	most := pact.MaxTokens - 20
	fragments := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "fragment f%d on Query { __typename ...f%d } ", i, (i+1)%n)
		}
		return b.String()
	}
	for name, query := range map[string]string{
		"the same field":         "{ " + strings.Repeat("__typename ", most) + "}",
		"other fields":           "{ " + aliased(most/3, "__typename") + "}",
		"the same with fields":   "{ " + strings.Repeat("viewer { email } ", most/4) + "}",
		"fields in fields":       "{ viewer { " + strings.Repeat("user { id } ", most/4) + "} }",
		"fragments in place":     "{ " + strings.Repeat("... { __typename } ", most/4) + "}",
		"fragments in a circle":  "{ ...f0 } " + fragments(most/9),
		"fragments side by side": "{ " + strings.Repeat("...f ", most/2) + "} fragment f on Query { __typename }",
		"directives":             "{ __typename " + strings.Repeat("@skip(if: true) ", most/7) + "}",
		"variables":              "query(" + strings.Repeat("$a: ID ", most/4) + ") { __typename }",
		"arguments":              "{ viewer(" + strings.Repeat("a: 1 ", most/3) + ") { email } }",
		"operations":             strings.Repeat("query a { __typename } ", most/5),
		"a list":                 "{ nodes(ids: [" + strings.Repeat("1 ", most) + "]) { id } }",
		"unknown fields":         "{ " + strings.Repeat("relationshipz ", most) + "}",
	} {
		begun := time.Now()
		got := v.query(query, nil)
		took := time.Since(begun)
		if took > time.Second/2 { // ten times what it takes without the race detector
			t.Errorf("%s took %s", name, took)
		}
		if got.status >= http.StatusInternalServerError {
			t.Errorf("%s: %d", name, got.status)
		}
	}
}

func TestNamesOfFieldsAreShort(t *testing.T) {
	t.Parallel()
	v := anyDemo(t).signedIn("owner@alder.example")
	long := strings.Repeat("x", 100_000)
	for _, query := range []string{
		"{ viewer { " + long + ": __typename } }",
		"{ ..." + "f } fragment f on Query { viewer { ... on Viewer { " + long + ": email } } }",
	} {
		if got := v.query(query, nil); got.code() != pact.BadInput || len(got.raw) > 1000 {
			t.Errorf("%d bytes, %.300s", len(got.raw), got.raw)
		}
	}
	v.must("{ viewer { "+strings.Repeat("x", 128)+": email } }", nil, "")
}
