package main

import (
	"net/http"
	"strings"
	"testing"

	"midspan/app/pact"
)

func TestAnAnswerThatIsTooLargeIsRefusedHoweverItIsAsked(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	hanna := s.signedIn("owner@alder.example")
	typist := hanna.open(theVision)
	typist.write("only", strings.Repeat("words ", 4000))
	eventually(t, "it is saved", func() bool { return typist.unsent() == 0 })
	query := `{ node(id: "` + theVision + `") { ... on Document { sections { ` + aliased(400, "text") + ` } } } }`
	if got := hanna.query(query, nil); got.code() != pact.Limited || len(got.raw) > 1000 || len(got.data) > 0 {
		t.Errorf("by post: %d bytes, %.300s", len(got.raw), got.raw)
	}
	for name, ask := range map[string]func() string{
		"server-sent events": func() string {
			return hanna.post(`{"query":`+quoted(query)+`}`, http.Header{"Accept": {"text/event-stream"}}).raw
		},
		"a socket": func() string {
			w := hanna.wire(t, protocol).say(hello)
			w.hear("connection_ack")
			w.say(`{"id":"1","type":"subscribe","payload":{"query":` + quoted(query) + `}}`).hear("error")
			return string(w.said[len(w.said)-1].Payload)
		},
	} {
		if got := ask(); !strings.Contains(got, `"LIMITED"`) || len(got) > 1000 {
			t.Errorf("by %s: %d bytes, %.300s", name, len(got), got)
		}
	}
	if got := hanna.mustText(strings.Replace(query, aliased(400, "text"), "text", 1), nil, "node.sections.0.text"); got == "" {
		t.Error("asked for less, nothing is answered")
	}
}
