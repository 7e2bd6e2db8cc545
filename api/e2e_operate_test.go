package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"midspan/api/storetest"
)

func TestSIGTERMEndsInGoodOrderWithExitCodeZero(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, url string) {
		dir := t.TempDir()
		migrateFirst(t, url, dir)
		s := startProcess(t, "-database-url", url, "-data-dir", dir)
		b := meet(t, s.running)
		typist, listener := b.left.open(b.vision), b.right.listen(b.rel, b.right.journal(b.rel)[0].Cursor, nil)
		events := b.right.listenSSE(b.rel, b.right.journal(b.rel)[0].Cursor)
		listener.next(1)
		events.next(1)
		for range 50 {
			typist.write("care", "x")
		}
		code, took := s.terminate()
		if code != 0 || took > 10*time.Second {
			t.Errorf("exit code %d after %s: %s", code, took, s.log)
		}
		if end := typist.ended(); end != 1001 && end != 1012 {
			t.Errorf("the document was closed with %d", end)
		}
		listener.ended()
		events.ended()
		saved := 50 - typist.unsent()
		again := startProcess(t, "-database-url", url, "-data-dir", dir)
		if got := strings.Count(b.left.at(again).section(b.vision, "care"), "x"); got < saved {
			t.Errorf("%d were saved and %d are there", saved, got)
		}
	})
}

// TestTheLogOfAWholeStoryHoldsNothingOfPeople has people do much and get much wrong, and looks in the
// most talkative log for anything that is theirs.
func TestTheLogOfAWholeStoryHoldsNothingOfPeople(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, address string) {
		dir := t.TempDir()
		migrateFirst(t, address, dir)
		s := serveEmpty(t, address, dir, "-log-level", "debug")
		b := meet(t, s)
		link := b.left.invite(b.left.begin("Third House"))
		token := strings.TrimPrefix(b.left.accessToken()["Authorization"].(string), "Bearer ")
		b.left.note(b.rel, "AUTHOR", "canary of mine")
		b.left.outcome(b.rel, "canary of both")
		typist := b.right.open(b.vision)
		typist.write("care", "canary of the vision")
		eventually(t, "it is saved", func() bool { return typist.unsent() == 0 })
		b.left.query(`mutation canaryName($x: ID!) { createOutcome(input: {relationship: $x, title: "canary"}) { outcome { id } } }`, vars{"x": "canary"})
		b.left.query(`{ canaryField(canary: "canary") }`, nil)
		b.left.post(`{"query": "canary`, nil)
		b.left.query(signUpBy, vars{"in": vars{"name": "canary", "email": "owner@right.example", "password": password, "organization": "canary"}})
		b.visitor().query(signIn, vars{"e": "canary@left.example", "p": "canary canary canary"})
		for _, path := range []string{"/i/" + link, "/i/canary-token", "/canary?canary=canary", "/graphql?query=canary", "/r/canary", "/sync/canary?token=" + token, "/sync/" + b.vision + "?token=canary"} {
			b.left.get(path)
		}
		for _, header := range []string{"User-Agent", "Authorization", "Referer", "Cookie", "X-Forwarded-For", "Origin"} {
			r := b.right.request(http.MethodGet, "/", nil)
			r.Header.Set(header, "Bearer canary@left.example")
			b.right.do(r)
		}
		b.left.wire(t, protocol).say(`{"type":"connection_init","payload":{"Authorization":"Bearer canary"}}`).hear("connection_ack")
		b.left.wire(t, protocol).say(hello, `{"id":"canary","type":"subscribe","payload":{"query":"{ canary }"}}`, `canary`).hear("never")
		b.right.endOf(b.vision, websocket.MessageText, []byte("canary"))
		here, err := url.Parse(b.left.url)
		if err != nil {
			t.Fatal(err)
		}
		cookie := b.left.client.Jar.Cookies(here)[0].Value
		b.left.must("mutation { signOut }", nil, "")
		if err := s.stop(); err != nil {
			t.Fatal(err)
		}
		log := s.log.String()
		for what, secret := range map[string]string{
			"mail address": ".example", "password": password, "text": "anary", "invitation": link, "access token": token,
			"cookie": cookie, "name": nameOf("owner@left.example"), "organisation": "Left House", "letter": "I was late",
		} {
			if at := strings.Index(log, secret); at >= 0 {
				t.Errorf("the log has a %s: %s", what, log[max(0, at-200):min(len(log), at+100)])
			}
		}
		for line := range strings.Lines(log) {
			var said struct{ Msg, Level, Time, Request string }
			if err := json.Unmarshal([]byte(line), &said); err != nil || said.Msg == "" || said.Level == "" || said.Time == "" {
				t.Errorf("this is no line of ours: %s", line)
			}
			if said.Msg == "request" && said.Request == "" {
				t.Errorf("a request without an id: %s", line)
			}
		}
		if n := strings.Count(log, `"msg":"request"`); n < 30 {
			t.Errorf("the log tells of %d requests", n)
		}
	})
}

// TestErrorsOfOthersAreLoggedWithoutWhatIsPersonal feeds the log what databases and mail servers say.
func TestErrorsOfOthersAreLoggedWithoutWhatIsPersonal(t *testing.T) {
	var out lines
	log := newLog(&out, slog.LevelDebug)
	token := strings.Repeat("aB3_-", 9)
	log.Warn("550 <canary@left.example> no such user", "error", errors.New("Key (email)=(canary@left.example) exists"))
	log.Warn("refused", "error", fmt.Errorf("dial: %w", errors.New("postgres://midspan:canary@db/midspan is away")), "token", token)
	log.With("who", "canary@left.example").WithGroup("g").Warn("x", "jwt", "Bearer eyJcanary12345.eyJcanary12345.canary", "key", "mds_canary1234567")
	log.Warn("kept", "user", "usr_0190a1b2c3d4e5f60718293a4b5c6d7e", "id", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	for _, secret := range []string{"canary", "left.example", token} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("%q is in the log: %s", secret, out.String())
		}
	}
	for _, kept := range []string{"no such user", "exists", "is away", "usr_0190a1b2c3d4e5f60718293a4b5c6d7e", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} {
		if !strings.Contains(out.String(), kept) {
			t.Errorf("%q is not in the log: %s", kept, out.String())
		}
	}
}

func TestAWrongStartIsToldInOneLine(t *testing.T) {
	t.Parallel()
	path := storetest.SQLite(t)
	newer := storetest.SQLite(t)
	if _, err := storetest.Open(t, newer).SQL.ExecContext(t.Context(), "INSERT INTO schema_version VALUES ('9999_later', 'x', 'now')"); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, args := range map[string][]string{
		"an unknown flag":           {"serve", "-colour", "blue"},
		"an unknown command":        {"dance"},
		"a word too many":           {"serve", "now"},
		"no address":                {"serve", "-addr", "here"},
		"no database":               {"serve", "-database-url", "mysql://here"},
		"no level":                  {"serve", "-log-level", "loud"},
		"neither true nor false":    {"serve", "-demo=perhaps"},
		"a demo for everybody":      {"serve", "-demo", "-addr", "0.0.0.0:0"},
		"a newer database":          {"serve", "-addr", "127.0.0.1:0", "-database-url", newer, "-data-dir", dir},
		"a newer database, migrate": {"migrate", "-database-url", newer, "-data-dir", dir},
		"a folder that is a file":   {"serve", "-addr", "127.0.0.1:0", "-database-url", path, "-data-dir", "/dev/null"},
		"PostgreSQL that is away":   {"migrate", "-database-url", "postgres://nobody:secret-word@127.0.0.1:1/none?sslmode=disable", "-data-dir", dir},
	} {
		code, out, log := runProgram(t, args...)
		if code != 1 || out != "" || strings.Count(log, "\n") != 1 || !strings.HasPrefix(log, "midspan: ") || strings.Contains(log, "secret-word") {
			t.Errorf("%s: exit code %d\n%s%s", name, code, out, log)
		}
	}
	for _, command := range []string{"help", "version", "-h", "--help"} {
		if code, out, log := runProgram(t, command); code != 0 || !strings.Contains(strings.ToLower(out), "midspan") || log != "" {
			t.Errorf("%s: exit code %d\n%s%s", command, code, out, log)
		}
	}
}

// TestWhatIsUnderWayAtSIGTERMIsFinished sends half a request, has the server told to stop, and sends
// the rest: it is carried out and answered, while nothing new is let in.
func TestWhatIsUnderWayAtSIGTERMIsFinished(t *testing.T) {
	t.Parallel()
	dir, url := t.TempDir(), storetest.SQLite(t)
	s := startProcess(t, "-database-url", url, "-data-dir", dir)
	left := s.signUp("owner@left.example", "Left House")
	rel := left.begin("Right House")
	token := strings.TrimPrefix(left.accessToken()["Authorization"].(string), "Bearer ")
	body := `{"query":"mutation { createOutcome(input: {relationship: \"` + rel + `\", title: \"to the end\"}) { outcome { title } } }"}`
	slow := s.halfway(token, body)
	code := make(chan int, 1)
	go func() { c, _ := s.terminate(); code <- c }()
	eventually(t, "nothing new is let in", func() bool {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err == nil {
			_ = conn.Close()
		}
		return err != nil
	})
	if _, err := io.WriteString(slow, body[len(body)/2:]); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(slow)
	if err != nil || !strings.Contains(string(answer), "200 OK") || !strings.Contains(string(answer), `"title":"to the end"`) {
		t.Errorf("%s, %v", answer, err)
	}
	if c := <-code; c != 0 {
		t.Errorf("exit code %d: %s", c, s.log)
	}
	again := startProcess(t, "-database-url", url, "-data-dir", dir)
	if got := left.at(again).query(everything, vars{"r": rel}); !strings.Contains(got.raw, `"title":"to the end"`) {
		t.Error("it was answered and is not there")
	}
}

// TestAStopWaitsForNobodyLongerThanTenSeconds leaves a request half sent.
func TestAStopWaitsForNobodyLongerThanTenSeconds(t *testing.T) {
	t.Parallel() // it waits
	s := startProcess(t, "-database-url", storetest.SQLite(t), "-data-dir", t.TempDir())
	s.halfway("", `{"query":"{ viewer { email } }"}`)
	if code, took := s.terminate(); code != 0 || took > 10*time.Second {
		t.Errorf("exit code %d after %s: %s", code, took, s.log)
	}
}

// halfway sends the first half of a request to the graph.
func (r *running) halfway(token, body string) net.Conn {
	r.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(r.url, "http://"))
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = conn.Close() })
	head := "POST /graphql HTTP/1.1\r\nHost: " + strings.TrimPrefix(r.url, "http://") + "\r\nContent-Type: application/json\r\n"
	if token != "" {
		head += "Authorization: Bearer " + token + "\r\n"
	}
	if _, err := fmt.Fprintf(conn, "%sContent-Length: %d\r\n\r\n%s", head, len(body), body[:len(body)/2]); err != nil {
		r.t.Fatal(err)
	}
	eventually(r.t, "the request has begun", func() bool { return len(r.series("midspan_http_requests_open 2")) == 1 })
	return conn
}

// TestAServerThatStopsIsNotReadyFirst looks at a server that has been told to stop and still serves.
func TestAServerThatStopsIsNotReadyFirst(t *testing.T) {
	s := &server{log: slog.New(slog.DiscardHandler)}
	s.draining.Store(true)
	for name, c := range map[string]struct {
		do     http.HandlerFunc
		status int
		says   string
	}{
		"ready":        {s.ready, http.StatusServiceUnavailable, "stopping"},
		"alive":        {s.alive, http.StatusOK, "ok"},
		"a new socket": {s.streams(http.NotFoundHandler()).ServeHTTP, http.StatusServiceUnavailable, "restarts"},
	} {
		r, w := httptest.NewRequest(http.MethodGet, "/sync/doc_0", nil), httptest.NewRecorder()
		r.Header.Set("Upgrade", "websocket")
		if c.do(w, r); w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
}
