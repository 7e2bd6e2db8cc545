package main

import (
	"net/http"
	"strings"
	"testing"

	"midspan/api/demo"
	"midspan/api/store"
	"midspan/api/storetest"
	"midspan/app/coedit"
	"midspan/app/pact"
)

var (
	theBridge = demo.ID(pact.RelationshipID, 1)
	theVision = demo.ID(pact.DocumentID, 1)
)

func TestTwoPeopleOfTwoOrganisationsWriteInOneText(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, url string) {
		dir := t.TempDir()
		migrateFirst(t, url, dir)
		s := serveDemo(t, url, dir)
		hanna, tomas := s.signedIn("owner@alder.example").open(theVision), s.signedIn("owner@quay.example").open(theVision)
		hanna.write("only", "Nights off. 🌙")
		eventually(t, "Tomás sees it", func() bool { return tomas.text("only") == "Nights off. 🌙" })
		tomas.write("only", " שלום")
		eventually(t, "both are saved", func() bool { return hanna.state() == coedit.Saved && tomas.state() == coedit.Saved })
		var got struct {
			Node struct{ Sections []struct{ Key, Text string } }
		}
		err := s.signedIn("member@quay.example").ask(`query($id: ID!) { node(id: $id) { ... on Document { sections { key text } } } }`, map[string]any{"id": theVision}, &got)
		if err != nil {
			t.Fatal(err)
		}
		for _, section := range got.Node.Sections {
			if section.Key == "only" && section.Text != "Nights off. 🌙 שלום" {
				t.Errorf("the graph gives %q", section.Text)
			}
		}
	})
}

// migrateFirst prepares a database and a data directory, as an operator does.
func migrateFirst(t testing.TB, url, dir string) {
	t.Helper()
	p := program{getenv: env(nil), out: &lines{}, log: &lines{}}
	if err := p.run(t.Context(), []string{"migrate", "-database-url", url, "-data-dir", dir}); err != nil {
		t.Fatal(err)
	}
}

func TestAStopEndsInGoodOrder(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	hanna := s.signedIn("owner@alder.example")
	typist := hanna.open(theVision)
	typist.write("only", "before the end")
	eventually(t, "it is saved", func() bool { return typist.unsent() == 0 })
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	if code := typist.ended(); code != 1012 && code != 1001 {
		t.Errorf("the socket was closed with %d", code)
	}
	if _, err := hanna.client.Get(s.url + "/healthz"); err == nil {
		t.Error("it still listens")
	}
}

func TestPostgresWithoutAKeyIsRefusedUntilThereIsOne(t *testing.T) {
	t.Parallel()
	url, dir := storetest.EmptyPostgres(t), t.TempDir()
	_, err := tryServe(t, "-database-url", url, "-data-dir", dir)
	if err == nil || !strings.Contains(err.Error(), "no signing key") || strings.Contains(err.Error(), "\n") {
		t.Fatalf("want one sentence about the key, got %v", err)
	}
	migrateFirst(t, url, dir)
	if page := serveDemo(t, url, dir).visitor().get("/readyz"); page.status != http.StatusOK {
		t.Error(page)
	}
}

func TestAnOlderProgramRefusesANewerDatabase(t *testing.T) {
	t.Parallel()
	url := storetest.SQLite(t)
	db := storetest.Open(t, url)
	if _, err := db.SQL.ExecContext(t.Context(), "INSERT INTO schema_version VALUES ('9999_later', 'x', 'now')"); err != nil {
		t.Fatal(err)
	}
	_, err := tryServe(t, "-database-url", url, "-data-dir", t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "newer than this program") || strings.Contains(err.Error(), "\n") {
		t.Error(err)
	}
}

func TestATakenAddressIsTold(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	p := program{getenv: env(nil), out: &lines{}, log: &lines{}}
	err := p.run(t.Context(), []string{"serve", "-addr", strings.TrimPrefix(s.url, "http://"), "-data-dir", t.TempDir()})
	if err == nil || strings.Contains(err.Error(), "\n") {
		t.Error(err)
	}
}

func TestReadinessFollowsTheDatabaseAndHealthDoesNot(t *testing.T) {
	t.Parallel()
	url, dir := storetest.EmptyPostgres(t), t.TempDir()
	migrateFirst(t, url, dir)
	s := serveDemo(t, url, dir)
	v := s.visitor()
	other, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.SQL.ExecContext(t.Context(), "ALTER TABLE schema_version RENAME TO away"); err != nil {
		t.Fatal(err)
	}
	if ready, alive := v.get("/readyz"), v.get("/healthz"); ready.status != http.StatusServiceUnavailable || alive.status != http.StatusOK {
		t.Errorf("ready %d, alive %d", ready.status, alive.status)
	}
	if _, err := other.SQL.ExecContext(t.Context(), "ALTER TABLE away RENAME TO schema_version"); err != nil {
		t.Fatal(err)
	}
	if ready := v.get("/readyz"); ready.status != http.StatusOK {
		t.Errorf("ready %d after the database is back", ready.status)
	}
}

func TestAddressesAnswerAsPromised(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	v := s.visitor()
	for path, want := range map[string]struct {
		status     int
		kind, says string
	}{
		"/":                                 {200, "text/html", "<!doctype html>"},
		"/healthz":                          {200, "text/plain", "ok"},
		"/readyz":                           {200, "text/plain", "ready"},
		"/schema.graphql":                   {200, "text/plain", "type Relationship implements Node"},
		"/graphiql":                         {200, "text/html", "explorer.js"},
		"/graphiql/explorer.js":             {200, "text/javascript", "/graphql"},
		"/graphiql/none":                    {404, "text/plain", ""},
		"/.well-known/jwks.json":            {200, "application/jwk-set+json", `"kty":"OKP"`},
		"/metrics":                          {200, "text/plain", "midspan_build_info"},
		"/graphql?query={viewer{email}}":    {200, "application/", `"viewer":null`},
		"/nowhere":                          {404, "text/html", "<!doctype html>"},
		"/i/nothing-here":                   {404, "text/html", "<!doctype html>"},
		"/graphql?query=mutation{signOut}":  {405, "application/", "BAD_USER_INPUT"},
		"/sync/doc_0":                       {426, "", ""},
		"/r/" + theBridge:                   {303, "", ""},
		"/graphiql/%2e%2e/%2e%2e/etc/hosts": {404, "", ""},
	} {
		page := v.get(path)
		if page.status != want.status || !strings.HasPrefix(page.header.Get("Content-Type"), want.kind) || !strings.Contains(page.body, want.says) {
			t.Errorf("%s: %d %s %.200s", path, page.status, page.header.Get("Content-Type"), page.body)
		}
		if page.header.Get("X-Content-Type-Options") != "nosniff" || page.header.Get(requestIDHeader) == "" {
			t.Errorf("%s has not the headers of every answer", path)
		}
		if strings.HasPrefix(want.kind, "text/html") && !strings.Contains(page.header.Get("Content-Security-Policy"), "script-src 'self'") {
			t.Errorf("%s has no policy for its content", path)
		}
	}
}

func TestTheExplorersOwnQueryIsWithinTheLimits(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	html := s.visitor().get("/graphiql").body
	_, rest, _ := strings.Cut(html, `autocapitalize="off">`)
	query, _, _ := strings.Cut(rest, "</textarea>")
	if err := s.signedIn("owner@alder.example").ask(query, nil, nil); err != nil {
		t.Errorf("%v: %s", err, query)
	}
}

func TestMetricsAreForThisMachineOrForTheToken(t *testing.T) {
	t.Parallel()
	const token = "a-token-of-sixteen-or-more"
	s := anyDemo(t, "-metrics-token", token)
	v := s.visitor()
	for name, c := range map[string]struct {
		header, value string
		want          int
	}{
		"this machine":       {"Accept", "*/*", 200},
		"through a proxy":    {"X-Forwarded-For", "192.0.2.1", 403},
		"another proxy":      {"Forwarded", "for=192.0.2.1", 403},
		"with the token":     {"Authorization", "Bearer " + token, 200},
		"with a wrong token": {"Authorization", "Bearer " + token + "x", 403},
	} {
		r := v.request(http.MethodGet, "/metrics", nil)
		r.Header.Set(c.header, c.value)
		if got := v.do(r).status; got != c.want {
			t.Errorf("%s: %d", name, got)
		}
	}
}

func TestTheLogHoldsIdsAndNothingOfPeople(t *testing.T) {
	t.Parallel()
	s := anyDemo(t, "-log-level", "debug")
	v := s.visitor()
	token := v.signIn("owner@alder.example")
	typist := v.open(theVision)
	typist.write("only", "canary-in-the-text")
	eventually(t, "it is saved", func() bool { return typist.unsent() == 0 })
	v.get("/i/" + demo.OpenLetter)
	v.get("/r/" + theBridge + "?q=canary-in-the-query")
	conn, _, err := s.visitor().socket("/sync/"+theVision+"?token="+token, nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.CloseNow()
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	log := s.log.String()
	for _, secret := range []string{"alder.example", demo.Password, token, demo.OpenLetter, "canary", "Hanna"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log says %q", secret)
		}
	}
	for _, want := range []string{`"route":"GET /i/{token}"`, `"request":"`, `"route":"/","method":"GET","status":200`, `"actor":"` + demo.ID(pact.UserID, 1)} {
		if !strings.Contains(log, want) {
			t.Errorf("the log does not say %s", want)
		}
	}
}
