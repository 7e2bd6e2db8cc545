package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"midspan/api/storetest"
	"midspan/app/pact"
)

// serveEmpty serves a database in which nobody has signed up yet, until the test ends, to programs
// that ask as often as they like.
func serveEmpty(t testing.TB, databaseURL, dataDir string, more ...string) *running {
	t.Helper()
	r, err := tryServe(t, append([]string{"-operations", "0", "-database-url", databaseURL, "-data-dir", dataDir}, more...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.stop() })
	return r
}

// onEach tells a story on a server with an empty SQLite database, and on one with an empty
// PostgreSQL one.
func onEach(t *testing.T, story func(t *testing.T, s *running)) {
	t.Helper()
	storetest.EachURL(t, func(t *testing.T, url string) {
		dir := t.TempDir()
		migrateFirst(t, url, dir)
		story(t, serveEmpty(t, url, dir))
	})
}

// binary builds the program once.
var binary = sync.OnceValues(func() (string, error) {
	path := filepath.Join(builds, "midspan")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

// process is the program itself, built once, in a process of its own: it can be killed.
type process struct {
	*running
	cmd *exec.Cmd
}

// startProcess starts the program's serve on a port of the system's choice. It is killed at the
// end of the test, if nobody did before.
func startProcess(t testing.TB, args ...string) *process {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, append([]string{"serve", "-addr", "127.0.0.1:0"}, args...)...)
	log := &lines{}
	cmd.Stderr = log
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err, log)
	}
	return &process{&running{t: t, url: strings.TrimSpace(strings.TrimPrefix(line, "Midspan serves ")), log: log}, cmd}
}

// kill is kill -9: the process has no chance to put anything in order.
func (p *process) kill() {
	p.t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		p.t.Fatal(err)
	}
	_ = p.cmd.Wait() // says that it was killed
}

// terminate sends SIGTERM, waits for the end, and gives the exit code and how long it took.
func (p *process) terminate() (code int, took time.Duration) {
	p.t.Helper()
	begun := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	_ = p.cmd.Wait() // the code tells
	return p.cmd.ProcessState.ExitCode(), time.Since(begun)
}

// runProgram runs a command of the program to its end.
func runProgram(t testing.TB, args ...string) (code int, out, log string) {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.Command(path, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()
}

type vars map[string]any

// reply is the answer to a GraphQL operation.
type reply struct {
	status int
	header http.Header
	raw    string
	data   map[string]any
	errors []problem
}

type problem struct {
	Message    string
	Path       []any
	Extensions struct {
		RetryAfter   float64
		Code         pact.Code
		Field, State string
	}
}

// code is that of the first error, "" when there is none.
func (r reply) code() pact.Code {
	if len(r.errors) == 0 {
		return ""
	}
	return r.errors[0].Extensions.Code
}

// field is the input that the first error names.
func (r reply) field() string {
	if len(r.errors) == 0 {
		return ""
	}
	return r.errors[0].Extensions.Field
}

// query posts a GraphQL operation and gives whatever is answered.
func (v *visitor) query(query string, variables vars) reply {
	v.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		v.t.Fatal(err)
	}
	return v.post(string(body), nil)
}

// post sends a body to the graph, as JSON unless the header says otherwise.
func (v *visitor) post(body string, header http.Header) reply {
	v.t.Helper()
	r := v.request(http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	for name, values := range header {
		r.Header[name] = values
	}
	return readReply(v.do(r))
}

func readReply(p page) reply {
	var out struct {
		Data   map[string]any
		Errors []problem
	}
	_ = json.Unmarshal([]byte(p.body), &out) // what is no JSON has neither
	return reply{status: p.status, header: p.header, raw: p.body, data: out.Data, errors: out.Errors}
}

// must asks, expects no error, and gives what stands at a path of the answer: "a.b.0.c".
func (v *visitor) must(query string, variables vars, path string) any {
	v.t.Helper()
	r := v.query(query, variables)
	if len(r.errors) > 0 || r.data == nil {
		v.t.Fatalf("asked %s\n%v\nand got %s", query, variables, r.raw)
	}
	return dig(r.data, path)
}

// mustText is must for a string.
func (v *visitor) mustText(query string, variables vars, path string) string {
	v.t.Helper()
	found := v.must(query, variables, path)
	text, ok := found.(string)
	if !ok {
		v.t.Fatalf("%s\n%s is %v", query, path, found)
	}
	return text
}

// refused asks and expects a code.
func (v *visitor) refused(code pact.Code, query string, variables vars) reply {
	v.t.Helper()
	r := v.query(query, variables)
	if r.code() != code {
		v.t.Errorf("asked %s\n%v\nexpected %s and got %.500s", query, variables, code, r.raw)
	}
	return r
}

// dig follows keys and indexes down an answer; nil where there is nothing.
func dig(v any, path string) any {
	if path == "" {
		return v
	}
	for key := range strings.SplitSeq(path, ".") {
		switch at := v.(type) {
		case map[string]any:
			v = at[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(at) {
				return nil
			}
			v = at[i]
		default:
			return nil
		}
	}
	return v
}
