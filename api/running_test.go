package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"sync"
	"testing"
	"time"

	"midspan/api/demo"
	"midspan/api/storetest"
	"midspan/app/pact"
	"midspan/ent/viewer"
)

// running is a server under test, in this process, at a port of the system's choice.
type running struct {
	t    testing.TB
	url  string
	log  *lines
	end  context.CancelFunc
	done chan error
	args []string // it was started with
}

// lines is what a server has logged.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// serveDemo serves the demo on a database at an address until the test ends.
func serveDemo(t testing.TB, databaseURL, dataDir string, more ...string) *running {
	t.Helper()
	r, err := tryServe(t, append([]string{"-demo", "-database-url", databaseURL, "-data-dir", dataDir}, more...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.stop() })
	return r
}

// anyServer starts a server with an empty database, and anyDemo one with the demo: SQLite, or
// PostgreSQL where the race detector would make SQLite slow.
func anyServer(t testing.TB, more ...string) *running {
	t.Helper()
	url, dir := home(t)
	return serveEmpty(t, url, dir, more...)
}

func anyDemo(t testing.TB, more ...string) *running {
	t.Helper()
	url, dir := home(t)
	return serveDemo(t, url, dir, more...)
}

// home is where a server keeps what it has, ready for it.
func home(t testing.TB) (databaseURL, dataDir string) {
	t.Helper()
	databaseURL, dataDir = storetest.Quick(t), t.TempDir()
	migrateFirst(t, databaseURL, dataDir)
	return databaseURL, dataDir
}

// tryServe starts a server and waits until it says where it serves, or why it does not.
func tryServe(t testing.TB, args ...string) (*running, error) {
	t.Helper()
	out, in := io.Pipe()
	ctx, end := context.WithCancel(context.Background())
	r := &running{t: t, log: &lines{}, end: end, done: make(chan error, 1), args: args}
	p := program{getenv: func(string) string { return "" }, out: in, log: r.log}
	go func() {
		err := p.run(ctx, append([]string{"serve", "-addr", "127.0.0.1:0"}, args...))
		r.done <- err
		_ = in.CloseWithError(errors.Join(err, io.EOF))
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		end()
		return nil, <-r.done
	}
	r.url = strings.TrimSpace(strings.TrimPrefix(line, "Midspan serves "))
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return r, nil
}

// stop has the server stop, as SIGTERM does, and gives how it ended. It may be called again.
func (r *running) stop() error {
	r.end()
	err := <-r.done
	r.done <- err
	return err
}

// visitor is a browser: it keeps cookies.
type visitor struct {
	t      testing.TB
	url    string
	client *http.Client
	token  string // access token, given with every request when there is one
}

func (r *running) visitor() *visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		r.t.Fatal(err)
	}
	client := &http.Client{Jar: jar, Timeout: 20 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &visitor{t: r.t, url: r.url, client: client}
}

// signedIn is a browser in which somebody of the demo has signed in.
func (r *running) signedIn(email string) *visitor {
	r.t.Helper()
	v := r.visitor()
	v.signIn(email)
	return v
}

func (v *visitor) signIn(email string) (accessToken string) {
	v.t.Helper()
	var got struct{ SignIn struct{ AccessToken string } }
	err := v.ask(`mutation($e: String!, $p: String!) { signIn(input: {email: $e, password: $p}) { accessToken } }`,
		map[string]any{"e": email, "p": demo.Password}, &got)
	if err != nil {
		v.t.Fatal(err)
	}
	return got.SignIn.AccessToken
}

// ask carries out a GraphQL operation; its first error comes as a *pact.Error.
func (v *visitor) ask(query string, variables map[string]any, into any) error {
	v.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		v.t.Fatal(err)
	}
	r := v.request(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	response, err := v.client.Do(r)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct {
		Data   json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct{ Code pact.Code }
		}
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return err
	}
	if len(answer.Errors) > 0 {
		return &pact.Error{Code: answer.Errors[0].Extensions.Code, Message: answer.Errors[0].Message}
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(answer.Data, into)
}

func (v *visitor) request(method, path string, body io.Reader) *http.Request {
	v.t.Helper()
	r, err := http.NewRequest(method, v.url+path, body)
	if err != nil {
		v.t.Fatal(err)
	}
	if v.token != "" {
		r.Header.Set("Authorization", "Bearer "+v.token)
	}
	return r
}

// page is an answer, read.
type page struct {
	status int
	header http.Header
	body   string
}

func (v *visitor) do(r *http.Request) page {
	v.t.Helper()
	response, err := v.client.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return page{response.StatusCode, response.Header, string(body)}
}

func (v *visitor) get(path string) page {
	v.t.Helper()
	return v.do(v.request(http.MethodGet, path, nil))
}

// eventually waits until something holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	late := time.After(15 * time.Second)
	for !holds() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("waited 15 seconds until %s", what)
		}
	}
}

// asUser is a context in which somebody asks, in a session.
func asUser(ctx context.Context, user, session string) context.Context {
	return viewer.New(ctx, viewer.Viewer{User: user, Session: session})
}

// quoted is a text as JSON has it.
func quoted(s string) string {
	b, _ := json.Marshal(s) // texts do not fail
	return string(b)
}
