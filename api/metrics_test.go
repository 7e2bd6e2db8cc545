package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// series are the lines of the metrics that begin so.
func (r *running) series(begins string) (found []string) {
	r.t.Helper()
	page := r.visitor().get("/metrics")
	if page.status != http.StatusOK {
		r.t.Fatal(page)
	}
	for line := range strings.Lines(page.body) {
		if strings.HasPrefix(line, begins) {
			found = append(found, strings.TrimSpace(line))
		}
	}
	return found
}

func TestOperationsAreCountedByNameWithTheirErrorsAndTheirTime(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	v := s.signUp("owner@left.example", "Left House")
	v.must("query Mine { viewer { email } }", nil, "")
	v.must("query Mine { viewer { email } }", nil, "")
	v.must("{ mine: viewer { email } }", nil, "")
	v.must("query ($x: Boolean = true) { ...on Query { ...two @include(if: $x) } } fragment two on Query { relationships { totalCount } }", nil, "")
	s.visitor().query("query Mine { viewer { email } }", nil)
	s.visitor().query("query Theirs { relationships { totalCount } }", nil)
	v.query("query Mine { viewer { nothing } }", nil)
	v.get("/healthz")
	for series, want := range map[string]string{
		`midspan_graphql_operations_total{code="OK",kind="query",operation="Mine"}`:                       "3",
		`midspan_graphql_operations_total{code="OK",kind="query",operation="viewer"}`:                     "1",
		`midspan_graphql_operations_total{code="OK",kind="query",operation="relationships"}`:              "1",
		`midspan_graphql_operations_total{code="UNAUTHENTICATED",kind="query",operation="relationships"}`: "1",
		`midspan_graphql_operations_total{code="BAD_USER_INPUT",kind="none",operation="none"}`:            "1",
		`midspan_graphql_operations_total{code="OK",kind="mutation",operation="signUp"}`:                  "1",
		`midspan_graphql_operation_seconds_count{kind="query",operation="Mine"}`:                          "3",
		`midspan_http_request_seconds_count{method="GET",route="GET /healthz",status="2xx"}`:              "1",
		`midspan_documents_loaded`:                     "0",
		`midspan_document_sockets`:                     "0",
		`midspan_document_queue`:                       "0",
		`midspan_document_queue_longest`:               "0",
		`midspan_news_queue`:                           "0",
		`midspan_watch_queue`:                          "0",
		`go_sql_in_use_connections{db_name="midspan"}`: "",
		`go_goroutines`:                                "",
		`process_resident_memory_bytes`:                "",
	} {
		got := s.series(series + " ")
		if len(got) != 1 || want != "" && got[0] != series+" "+want {
			t.Errorf("%s: want %q, got %q", series, want, got)
		}
	}
}

func TestWhatWaitsAndWhatIsOpenIsMeasured(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	b := meet(t, s)
	typist, listener := b.left.open(b.vision), b.right.listen(b.rel, b.right.journal(b.rel)[0].Cursor, nil)
	events := b.right.listenSSE(b.rel, b.right.journal(b.rel)[0].Cursor)
	listener.next(1)
	events.next(1)
	typist.write("care", "words")
	for series, want := range map[string]string{
		`midspan_open_streams{kind="socket"}`: "2", // the document's and the subscription's
		`midspan_open_streams{kind="events"}`: "1",
		`midspan_documents_loaded`:            "1",
		`midspan_document_sockets`:            "1",
	} {
		if got := s.series(series); len(got) != 1 || got[0] != series+" "+want {
			t.Errorf("%s: want %s, got %q", series, want, got)
		}
	}
	if got := s.series("midspan_documents_bytes 0"); len(got) > 0 {
		t.Error("a document in memory has no bytes")
	}
	if got := s.series(`midspan_graphql_operation_seconds_count{kind="subscription"`); len(got) > 0 {
		t.Errorf("how long somebody listened counts as the time of an operation: %q", got)
	}
}

// TestClientsCannotMakeTheMetricsGrow has somebody name every operation differently.
func TestClientsCannotMakeTheMetricsGrow(t *testing.T) {
	var n names
	for i := range 3 * maxNames {
		n.of(operation(t, fmt.Sprintf("query Name%d { viewer { email } }", i)), true)
	}
	if len(n.known) != maxNames {
		t.Errorf("%d names are kept", len(n.known))
	}
	for query, want := range map[string]string{
		"query Name1 { viewer { email } }":                                                  "Name1",
		"query Late { viewer { email } }":                                                   "viewer",
		"query " + strings.Repeat("x", 200) + " { node(id: \"x\") { id } }":                 "node",
		"{ __schema { types { name } } }":                                                   "__schema",
		"{ ...two } fragment two on Query { ...on Query { relationships { totalCount } } }": "relationships",
	} {
		if got := n.of(operation(t, query), true); got != want {
			t.Errorf("%s is counted as %q", query, got)
		}
	}
	var fresh names
	if got := fresh.of(operation(t, "query Mine { viewer { email } }"), false); got != "viewer" {
		t.Errorf("a name that nobody stands for is kept: %q", got)
	}
}

func operation(t *testing.T, query string) *ast.OperationDefinition {
	t.Helper()
	doc, err := parser.ParseQuery(&ast.Source{Input: query})
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range append([]ast.SelectionSet{doc.Operations[0].SelectionSet}, fragments(doc)...) {
		for _, s := range set {
			if spread, is := s.(*ast.FragmentSpread); is {
				spread.Definition = doc.Fragments.ForName(spread.Name) // as judging a document does
			}
		}
	}
	return doc.Operations[0]
}

func fragments(doc *ast.QueryDocument) (sets []ast.SelectionSet) {
	for _, f := range doc.Fragments {
		sets = append(sets, f.SelectionSet)
	}
	return sets
}
