package main

import (
	"errors"
	"net/http"
	"os"
	"testing"
	"time"

	"midspan/api/demo"
	"midspan/api/storetest"
	"midspan/app/pact"
)

// ownPostgres is a server of the test's own, which may be broken.
func ownPostgres(t *testing.T) *storetest.Server {
	t.Helper()
	postgres, err := storetest.Start(t.Context())
	if errors.Is(err, storetest.ErrNoPostgres) && os.Getenv("MIDSPAN_PEERS") == "" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = postgres.Stop() })
	return postgres
}

func TestTheDatabaseGoesAwayAndComesBack(t *testing.T) {
	t.Parallel()
	postgres := ownPostgres(t)
	dir := t.TempDir()
	migrateFirst(t, postgres.URL("postgres"), dir)
	s := serveDemo(t, postgres.URL("postgres"), dir)
	hanna := s.signedIn("owner@alder.example")
	hanna.token = hanna.signIn("owner@alder.example")
	rename := func(title string) error {
		return hanna.ask(`mutation($d: ID!, $t: String!) { updateDocument(input: {document: $d, title: $t}) { document { title } } }`,
			map[string]any{"d": demo.ID(pact.DocumentID, 2), "t": title}, nil)
	}
	watching := hanna.wire(t, protocol).say(hello)
	watching.hear("connection_ack")
	before := hanna.journal(theBridge)
	watching.say(`{"id":"e","type":"subscribe","payload":{"query":"subscription { events(relationship: \"` + theBridge + `\", after: \"` + before[len(before)-2].Cursor + `\") { what } }"}}`)
	watching.hear("next") // the last one there was: now it follows

	if err := postgres.Crash(); err != nil {
		t.Fatal(err)
	}
	if err := rename("while it is away"); pact.CodeOf(err) != pact.Internal {
		t.Errorf("writing without a database: %v", err)
	}
	if ready, alive := hanna.get("/readyz"), s.visitor().get("/healthz"); ready.status != http.StatusServiceUnavailable || alive.status != http.StatusOK {
		t.Errorf("ready %d, alive %d", ready.status, alive.status)
	}
	if err := postgres.Resume(); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	eventually(t, "writing works again", func() bool { return rename("after it came back") == nil })
	eventually(t, "it is ready again", func() bool { return s.visitor().get("/readyz").status == http.StatusOK })
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("recovery took %s", took)
	}
	if code := watching.hear("next"); code != 0 {
		t.Errorf("the subscription was ended with %d", code)
	}
}
