package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"midspan/app/pact"
)

// TestOperationsAreRationed has somebody of each side ask too much, by every door; nobody else waits.
func TestOperationsAreRationed(t *testing.T) {
	t.Parallel()
	s := anyDemo(t, "-operations", "60") // thirty at once
	greedy, other := "owner@alder.example", "owner@quay.example"
	for range 2 {
		t.Run(greedy, func(t *testing.T) {
			v := s.signedIn(greedy)
			v.must(greedily(25), nil, "")
			r := v.refused(pact.Limited, greedily(20), nil)
			if wait := r.errors[0].Extensions.RetryAfter; wait < 1 || wait > 20 {
				t.Errorf("told to wait %v seconds", wait)
			}
			v.refused(pact.Limited, `query { ...all } fragment all on Query { `+aliases(20)+` }`, nil)
			w := v.wire(t, "graphql-transport-ws")
			w.say(hello, fmt.Sprintf(`{"id":"1","type":"subscribe","payload":{"query":%q}}`, greedily(20)))
			w.hear("error")
			if said := string(w.said[len(w.said)-1].Payload); !strings.Contains(said, string(pact.Limited)) {
				t.Errorf("the socket heard %s", said)
			}
			// The socket lives, and no complete came after the error.
			w.say(`{"type":"ping"}`).hear("pong")
			for _, m := range w.said {
				if m.Type == "complete" {
					t.Errorf("the socket heard %s", w.said)
				}
			}
			r = v.post(fmt.Sprintf(`{"query":%q}`, greedily(20)), http.Header{"Accept": {"application/graphql-response+json"}})
			if r.status != http.StatusBadRequest || r.data != nil {
				t.Errorf("%d with data %v", r.status, r.data)
			}
			s.signedIn(other).must(`{ viewer { user { name } } }`, nil, "")
		})
		greedy, other = "sponsor@quay.example", "sponsor@alder.example"
	}
}

// TestAnAddressHasItsShare has somebody without an account ask too much.
func TestAnAddressHasItsShare(t *testing.T) {
	t.Parallel()
	s := anyDemo(t, "-operations", "10") // five at once, fifty from an address
	stranger := s.visitor()
	stranger.must(greedily(5), nil, "")
	stranger.refused(pact.Limited, greedily(5), nil)
	s.visitor().refused(pact.Limited, greedily(5), nil) // another browser is no other person
	page := stranger.request("GET", "/sign-in", nil)
	answer, err := stranger.client.Do(page)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode >= http.StatusInternalServerError && answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a page is answered with %d", answer.StatusCode)
	}
}

func greedily(n int) string { return "query { " + aliases(n) + " }" }

func aliases(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d: viewer { user { id } } ", i)
	}
	return b.String()
}
