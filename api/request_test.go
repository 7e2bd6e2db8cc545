package main

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"midspan/app/pact"
)

func TestWhatIsNoRequestIsToldInOurWordsAndNotRepeated(t *testing.T) {
	t.Parallel()
	s := anyDemo(t, "-log-level", "debug")
	v := s.signedIn("owner@alder.example")
	json := http.Header{"Content-Type": {"application/json"}}
	events := http.Header{"Content-Type": {"application/json"}, "Accept": {"text/event-stream"}}
	for name, c := range map[string]struct {
		body   string
		header http.Header
		status int
	}{
		"no JSON":                     {`{"query": canary`, json, 400},
		"no JSON, as events":          {`{"query": canary`, events, 400},
		"another shape":               {`{"query": ["canary"]}`, json, 400},
		"another shape, as events":    {`{"query": ["canary"]}`, events, 400},
		"variables that are none":     {`{"query": "{ viewer { email } }", "variables": "canary"}`, json, 400},
		"a name that is none":         {`{"query": "{ viewer { email } }", "operationName": {"canary": 1}}`, json, 400},
		"more behind it":              {`{"query": "{ viewer { email } }"} canary`, json, 400},
		"several":                     {`[{"query": "{ viewer { canary } }"}]`, json, 400},
		"a form":                      {`query=canary`, http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, 415},
		"an upload, as events":        {`canary`, http.Header{"Content-Type": {"multipart/form-data; boundary=b"}, "Accept": {"text/event-stream"}}, 415},
		"an upgrade to something":     {`{"query": canary`, http.Header{"Content-Type": {"application/json"}, "Upgrade": {"h2c"}}, 400},
		"an upgrade, and all is well": {`{"query": "{ viewer { email } }"}`, http.Header{"Content-Type": {"application/json"}, "Upgrade": {"h2c"}}, 200},
	} {
		got := v.post(c.body, c.header)
		if got.status != c.status || c.status != 200 && got.code() != pact.BadInput || strings.Contains(got.raw, "canary") || strings.Contains(got.raw, "graphql.") {
			t.Errorf("%s: %d %s", name, got.status, got.raw)
		}
	}
	if log := s.log.String(); strings.Contains(log, "canary") {
		t.Errorf("the log repeats what was sent: %s", log)
	}
}

func TestALongBodyIsLimitedWithOrWithoutALength(t *testing.T) {
	t.Parallel()
	v := anyDemo(t).signedIn("owner@alder.example")
	long := `{"query":"{ viewer { email } }","operationName":"` + strings.Repeat("x", maxBody) + `"}`
	for name, body := range map[string]io.Reader{"with": strings.NewReader(long), "without": io.MultiReader(strings.NewReader(long))} {
		for _, accept := range []string{"application/json", "text/event-stream"} {
			r := v.request(http.MethodPost, "/graphql", body)
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", accept)
			if got := readReply(v.do(r)); got.status != http.StatusRequestEntityTooLarge || got.code() != pact.Limited {
				t.Errorf("%s a length, %s: %d %s", name, accept, got.status, got.raw)
			}
			body = io.MultiReader(strings.NewReader(long))
		}
	}
}

func TestAnAddressThatCannotBeReadHasACode(t *testing.T) {
	t.Parallel()
	v := anyDemo(t).visitor()
	query := "query=" + url.QueryEscape("{ viewer { email } }")
	for address, status := range map[string]int{
		query:                        200,
		query + "&variables={}":      200,
		query + "&variables=canary":  400,
		query + "&variables=[1]":     400,
		query + "&extensions=canary": 400,
		query + "&x=%zz":             400,
		"query=" + url.QueryEscape("mutation { signOut }"):                                               405,
		"query=" + url.QueryEscape("query a { __typename } mutation b { signOut }") + "&operationName=b": 405,
	} {
		got := readReply(v.get("/graphql?" + address))
		if got.status != status || status != 200 && got.code() != pact.BadInput || strings.Contains(got.raw, "canary") {
			t.Errorf("%s: %d %s", address, got.status, got.raw)
		}
	}
	r := v.request(http.MethodPut, "/graphql", strings.NewReader("{}"))
	if got := readReply(v.do(r)); got.status != http.StatusMethodNotAllowed || got.code() != pact.BadInput || got.header.Get("Allow") == "" {
		t.Errorf("PUT: %d %s", got.status, got.raw)
	}
}
