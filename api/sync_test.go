package main

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"midspan/api/demo"
	"midspan/api/storetest"
	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// fate opens a socket and tells what becomes of it: the status of HTTP, or the code of its end, or
// 0 while it stays open.
func (v *visitor) fate(path string, header http.Header) int {
	v.t.Helper()
	conn, response, err := v.socket(path, header)
	if err != nil {
		if response == nil {
			v.t.Fatal(err)
		}
		return response.StatusCode
	}
	defer conn.CloseNow() //nolint:errcheck // the end either way
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if _, _, err := conn.Read(ctx); err != nil {
		return int(websocket.CloseStatus(err))
	}
	return 0 // it was told what the server has
}

func TestWhoMayOpenASocket(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	hanna, nobody := s.visitor(), s.visitor()
	token := hanna.signIn("owner@alder.example")
	ruth := s.signedIn("owner@oak.example")
	path := "/sync/" + theVision
	bearer := func(t string) http.Header { return http.Header{"Authorization": {"Bearer " + t}} }
	tampered := token[:len(token)-4] + "AAAA"
	for name, c := range map[string]struct {
		who    *visitor
		path   string
		header http.Header
		want   int
	}{
		"a page of ours": {hanna, path, fromPage(s.url), 0},
		"a page of another site, with our cookie": {hanna, path, fromPage("https://evil.example"), http.StatusForbidden},
		"a sandboxed page, with our cookie":       {hanna, path, fromPage("null"), 4401},
		"no page, with our cookie":                {hanna, path, nil, 4401},
		"no page, cookie and a proxy's password":  {hanna, path, http.Header{"Authorization": {"Basic eDp5"}}, 4401},
		"evil page, cookie and a proxy's password": {
			hanna, path,
			http.Header{"Authorization": {"Basic eDp5"}, "Origin": {"https://evil.example"}},
			http.StatusForbidden,
		},
		"a program with a token":        {nobody, path + "?token=" + token, nil, 0},
		"a page elsewhere with a token": {nobody, path + "?token=" + token, fromPage("https://partner.example"), 0},
		"a program with a bearer":       {nobody, path, bearer(token), 0},
		"a tampered token":              {nobody, path + "?token=" + tampered, nil, 4401},
		"a tampered token and a cookie": {hanna, path + "?token=" + tampered, fromPage(s.url), 4401},
		"a tampered bearer":             {nobody, path, bearer(tampered), http.StatusUnauthorized},
		"nobody":                        {nobody, path, fromPage(s.url), 4401},
		"somebody of another bridge":    {ruth, path, fromPage(s.url), 4404},
		"a document that is not":        {hanna, "/sync/doc_00000000000000000000000000000000", fromPage(s.url), 4404},
		"no document at all":            {hanna, "/sync/'%20OR%201=1", fromPage(s.url), 4404},
		"the other side's note":         {hanna, "/sync/" + demo.ID(pact.DocumentID, 5), fromPage(s.url), 4404},
		"a colleague's own note":        {s.signedIn("member@alder.example"), "/sync/" + demo.ID(pact.DocumentID, 2), fromPage(s.url), 4404},
	} {
		if got := c.who.fate(c.path, c.header); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestAnAdviserReadsAlongAndWritesNothing(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	samir := s.signedIn("adviser@third.example").open(theVision)
	forged, err := ytext.New(7).Edit(nil, ytext.Edit{Root: "only", Insert: "I should not"})
	if err != nil {
		t.Fatal(err)
	}
	hanna := s.signedIn("owner@alder.example").open(theVision)
	samir.send([][]byte{coedit.Encode(coedit.Update{Update: forged})})
	eventually(t, "it is refused", func() bool { return samir.refusal() == pact.Forbidden })
	if got := hanna.text("only"); got != "" {
		t.Errorf("an adviser wrote %q", got)
	}
	hanna.write("only", "read this")
	eventually(t, "the adviser reads along", func() bool { return strings.Contains(samir.text("only"), "read this") })
}

func TestSigningOutClosesTheSockets(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	phone, desk := s.signedIn("owner@alder.example"), s.signedIn("owner@alder.example")
	onPhone, onDesk := phone.open(theVision), desk.open(theVision)
	if err := phone.ask("mutation { signOut }", nil, nil); err != nil {
		t.Fatal(err)
	}
	if code := onPhone.ended(); code != 4401 {
		t.Errorf("closed with %d", code)
	}
	onDesk.write("only", "still here")
	eventually(t, "the other device goes on", func() bool { return onDesk.unsent() == 0 })
}

// never is when a cookie's proof is known to run out.
func never(context.Context) (time.Time, bool) { return time.Time{}, false }

func TestAProofThatRunsOutEndsItsSocket(t *testing.T) {
	refused := pact.Refuse(pact.Unauthenticated, "Over.")
	p := newProofs(func(context.Context) error { return refused }, never, time.Millisecond)
	ctx, release := p.hold(asUser(t.Context(), "usr_1", "ses_1"))
	defer release()
	<-ctx.Done()
	if context.Cause(ctx) != refused {
		t.Error(context.Cause(ctx))
	}
}

func TestADatabaseThatIsAwayEndsNoSocket(t *testing.T) {
	asked := make(chan struct{}, 10)
	p := newProofs(func(context.Context) error { asked <- struct{}{}; return context.DeadlineExceeded }, never, time.Millisecond)
	ctx, release := p.hold(asUser(t.Context(), "usr_1", "ses_1"))
	for range 3 {
		<-asked
	}
	if ctx.Err() != nil {
		t.Error("the socket was ended")
	}
	release()
	if len(p.held) != 0 {
		t.Error("a proof is still held")
	}
}

func TestRemovalEndsAccessWithinTwoSecondsOnEveryServer(t *testing.T) {
	t.Parallel()
	url, dir := storetest.EmptyPostgres(t), t.TempDir()
	migrateFirst(t, url, dir)
	here := serveDemo(t, url, dir)
	there := serveDemo(t, url, dir)
	ines := there.signedIn("member@quay.example").open(theVision)
	begun := time.Now()
	err := here.signedIn("owner@quay.example").ask(`mutation($p: ID!) { removeParticipant(input: {participant: $p}) { participant { removedAt } } }`,
		map[string]any{"p": demo.ID(pact.ParticipantID, 6)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if code := ines.ended(); code != 4403 && code != 4404 {
		t.Errorf("closed with %d", code)
	}
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestTwoServersKeepOneText(t *testing.T) {
	t.Parallel()
	url, dir := storetest.EmptyPostgres(t), t.TempDir()
	migrateFirst(t, url, dir)
	here, there := serveDemo(t, url, dir), serveDemo(t, url, dir)
	hanna, tomas := here.signedIn("owner@alder.example").open(theVision), there.signedIn("owner@quay.example").open(theVision)
	for range 20 {
		hanna.write("only", "a")
		tomas.write("only", "b")
	}
	eventually(t, "both have all of it", func() bool {
		h, q := hanna.text("only"), tomas.text("only")
		return h == q && strings.Count(h, "a") == 20 && strings.Count(h, "b") == 20
	})
}
