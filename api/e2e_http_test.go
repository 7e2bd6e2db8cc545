package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"midspan/app/pact"
)

// aliased asks for the same again and again.
func aliased(n int, field string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d: %s ", i, field)
	}
	return b.String()
}

// wholeSchema is what tools ask to know all of the schema.
var wholeSchema = `query { __schema { queryType { name } types { ...whole } directives { name locations args { ...input } } } }
	fragment whole on __Type { kind name description fields(includeDeprecated: true) { name description args { ...input } type { ...named } isDeprecated deprecationReason }
		inputFields { ...input } interfaces { ...named } enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...named } }
	fragment input on __InputValue { name description type { ...named } defaultValue }
	fragment named on __Type { kind name` + strings.Repeat(" ofType { kind name", 9) + strings.Repeat(" }", 9) + " }"

func TestToolsMayAskForTheWholeSchema(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	if got := s.visitor().mustText(wholeSchema, nil, "__schema.queryType.name"); got != "Query" {
		t.Error(got)
	}
}

func TestAGetNeverChangesAnything(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	v := s.signUp("owner@left.example", "Left House")
	ask := func(query string) page { return v.get("/graphql?query=" + url.QueryEscape(query)) }
	if got := ask(whoAmI); got.status != http.StatusOK || !strings.Contains(got.body, "owner@left.example") {
		t.Errorf("a query: %d %s", got.status, got.body)
	}
	for _, query := range []string{
		"mutation { signOut }",
		"query a { __typename } mutation b { signOut }",
		"mutation { signOut } query a { __typename }",
	} {
		for _, address := range []string{"/graphql?query=" + url.QueryEscape(query), "/graphql?operationName=b&query=" + url.QueryEscape(query)} {
			if got := v.get(address); got.status >= 500 || !strings.Contains(got.body, `"errors"`) || strings.Contains(got.body, `"data"`) {
				t.Errorf("%s: %d %s", address, got.status, got.body)
			}
		}
	}
	if got := v.mustText(whoAmI, nil, "viewer.email"); got != "owner@left.example" {
		t.Error("a GET signed out")
	}
}

func TestABodyThatIsNoRequestIsRefusedWithACode(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	v := s.signUp("owner@left.example", "Left House")
	large := `{"query":"{ viewer { email } }","variables":{"x":"` + strings.Repeat("x", 1<<20) + `"}}`
	for name, c := range map[string]struct {
		body, kind string
		want       []int
		code       pact.Code
	}{
		"plain text":         {`{"query":"mutation { signOut }"}`, "text/plain", []int{400, 415}, ""},
		"a form":             {"query=mutation+{signOut}", "application/x-www-form-urlencoded", []int{400, 415}, ""},
		"an upload":          {"--b\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{\"query\":\"mutation { signOut }\"}\r\n--b--", "multipart/form-data; boundary=b", []int{400, 415}, ""},
		"no type":            {`{"query":"mutation { signOut }"}`, "", []int{400, 415}, ""},
		"no JSON":            {`{"query":`, "application/json", []int{400}, pact.BadInput},
		"an array":           {`[{"query":"mutation { signOut }"}]`, "application/json", []int{400}, pact.BadInput},
		"nothing":            {``, "application/json", []int{400}, pact.BadInput},
		"a query of numbers": {`{"query":1}`, "application/json", []int{400}, pact.BadInput},
		"variables in text":  {`{"query":"{ viewer { email } }","variables":"x"}`, "application/json", []int{400}, pact.BadInput},
		"more than fits":     {large, "application/json", []int{413}, pact.Limited},
	} {
		got := v.post(c.body, http.Header{"Content-Type": {c.kind}})
		ok := c.code == "" || got.code() == c.code
		for _, status := range c.want {
			if got.status == status && ok {
				status, ok = 0, false
				c.want = nil
			}
		}
		if c.want != nil {
			t.Errorf("%s: %d %.300s", name, got.status, got.raw)
		}
	}
	if got := v.mustText(whoAmI, nil, "viewer.email"); got == "" {
		t.Error("one of them was carried out")
	}
	// Of a body whose length is not told, no more is read than fits.
	r := v.request(http.MethodPost, "/graphql", io.MultiReader(strings.NewReader(large)))
	r.Header.Set("Content-Type", "application/json")
	if got := readReply(v.do(r)); got.status != http.StatusRequestEntityTooLarge || got.code() != pact.Limited {
		t.Errorf("a long body without a length: %d %.300s", got.status, got.raw)
	}
}

// TestWhatAsksForTooMuchIsAnsweredAtOnce holds what would make a careless server work for minutes.
func TestWhatAsksForTooMuchIsAnsweredAtOnce(t *testing.T) {
	t.Parallel()
	b := meet(t, anyServer(t))
	node := func(inside string) string {
		return `{ node(id: "` + b.rel + `") { ... on Relationship { ` + inside + ` } } }`
	}
	nested := func(n int, open, inside string) string {
		return strings.Repeat(open+" { edges { node { relationship { ", n) + inside + strings.Repeat(" } } } }", n)
	}
	var fragments strings.Builder
	for i := range 25 {
		fmt.Fprintf(&fragments, "fragment f%d on Relationship { ...f%d ...f%d } ", i, i+1, i+1)
	}
	fragments.WriteString("fragment f25 on Relationship { id }")
	var crossed strings.Builder
	for i := range 20 {
		fmt.Fprintf(&crossed, "fragment g%d on Relationship { a: documents { edges { node { relationship { ...g%d } } } } a: documents { edges { node { relationship { ...g%d } } } } } ", i, i+1, i+1)
	}
	crossed.WriteString("fragment g20 on Relationship { id }")
	for name, query := range map[string]string{
		"fifty levels":             node(nested(50, "commitments", "id")),
		"a hundred times hundred":  node(nested(3, "commitments(first: 100)", "documents(first: 100) { edges { node { id } } }")),
		"one more than a page":     node("documents(first: 101) { totalCount }"),
		"less than nothing":        node("documents(first: -1) { totalCount }"),
		"a page of words":          node(`documents(first: "ten") { totalCount }`),
		"fragments that double":    node("...f0") + fragments.String(),
		"fragments that cross":     node("...g0") + crossed.String(),
		"a fragment of itself":     node("...h") + "fragment h on Relationship { ...h }",
		"an unknown field":         "{ secrets }",
		"three thousand of them":   "{ " + aliased(3000, "secrets") + "}",
		"three thousand the same":  "{ " + strings.Repeat("viewer { email } ", 3000) + "}",
		"three thousand aliases":   "{ " + aliased(3000, "relationships { totalCount }") + "}",
		"thousands of directives":  "{ viewer { email " + strings.Repeat("@skip(if: false) ", 3000) + "} }",
		"unknown directives":       "{ viewer { email " + strings.Repeat("@x ", 3000) + "} }",
		"more than it may say":     "{ viewer { " + strings.Repeat("email ", 100_000) + "} }",
		"no syntax":                "{ viewer {",
		"no operation":             "fragment f on User { id }",
		"an operation twice":       "query a { viewer { email } } query a { viewer { email } }",
		"a variable it lacks":      "query($r: ID!) { node(id: $r) { id } }",
		"an empty question":        "",
		"a schema of schemas":      "{ " + aliased(300, "__schema { types { fields { args { type { name } } } } }") + "}",
		"a schema without end":     "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
		"lists in a value":         `{ nodes(ids: ` + strings.Repeat("[", 4000) + strings.Repeat("]", 4000) + `) { id } }`,
		"objects in a value":       `mutation { signUp(input: ` + strings.Repeat("{name: ", 3000) + `""` + strings.Repeat("}", 3000) + `) { user { id } } }`,
		"more ids than a page has": "{ nodes(ids: [" + strings.Repeat(`"rel_0", `, 101) + "]) { id } }",
	} {
		begun := time.Now()
		got := b.left.query(query, nil)
		if got.code() != pact.BadInput {
			t.Errorf("%s: %d %.300s", name, got.status, got.raw)
		}
		if took := time.Since(begun); took > 2*time.Second { // ten times what it takes without the race detector
			t.Errorf("%s took %s", name, took)
		}
		if len(got.raw) > 100_000 {
			t.Errorf("%s is answered with %d bytes", name, len(got.raw))
		}
	}
}
