package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"midspan/app/pact"
)

const graphqlPeers = "../.ci/peers/graphql"

// needGraphQLPeers skips without Node and the clients, unless MIDSPAN_PEERS promises them.
func needGraphQLPeers(t testing.TB) {
	t.Helper()
	if _, err := os.Stat(graphqlPeers + "/node_modules/graphql-ws"); err != nil {
		if os.Getenv("MIDSPAN_PEERS") != "" {
			t.Fatal(err)
		}
		t.Skip("stock GraphQL clients are not installed: npm ci in .ci/peers/graphql")
	}
}

// TestTheServerSpeaksGraphQLOverHTTP has the suite of the specification audit it.
func TestTheServerSpeaksGraphQLOverHTTP(t *testing.T) {
	t.Parallel()
	needGraphQLPeers(t)
	s := anyServer(t)
	audit := exec.CommandContext(t.Context(), "node", "audit.mjs", s.url+"/graphql")
	audit.Dir, audit.Stderr = graphqlPeers, os.Stderr
	out, err := audit.Output()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(out)) {
		var a struct{ ID, Name, Status, Reason string }
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		n++
		if a.Status != "ok" && !strings.HasPrefix(a.Name, "MAY") {
			t.Errorf("%s %s: %s (%s)", a.ID, a.Name, a.Status, a.Reason)
		}
	}
	if n != 61 {
		t.Errorf("%d audits, not the 61 of the suite", n)
	}
}

// stockClient is a client that others wrote, in a Node process.
type stockClient struct {
	t   testing.TB
	in  io.WriteCloser
	out *bufio.Scanner
}

// overheard is what a stock client tells.
type overheard struct {
	Event, ID, Message string
	Code, Status       int
	Value              struct {
		Data   map[string]any
		Errors []problem
	}
	Errors []problem
}

func (v *visitor) stockClient(script string) *stockClient {
	v.t.Helper()
	needGraphQLPeers(v.t)
	url := v.url
	if script == "socket.mjs" {
		url = "ws" + strings.TrimPrefix(url, "http")
	}
	token, _ := strings.CutPrefix(v.accessToken()["Authorization"].(string), "Bearer ")
	cmd := exec.CommandContext(v.t.Context(), "node", script, url+"/graphql", token)
	cmd.Dir, cmd.Stderr = graphqlPeers, os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		v.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		v.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait() // its end says nothing
	})
	return &stockClient{v.t, in, bufio.NewScanner(out)}
}

func (c *stockClient) do(what, id, query string, variables vars) {
	c.t.Helper()
	line, err := json.Marshal(vars{"do": what, "id": id, "query": query, "variables": variables})
	if err != nil {
		c.t.Fatal(err)
	}
	if _, err := c.in.Write(append(line, '\n')); err != nil {
		c.t.Fatal(err)
	}
}

// hears reads on until the client tells of such an event.
func (c *stockClient) hears(event, id string) overheard {
	c.t.Helper()
	late := time.AfterFunc(patience, func() { _ = c.in.Close() }) // and so it leaves
	defer late.Stop()
	var skipped []string
	for c.out.Scan() {
		var h overheard
		if err := json.Unmarshal(c.out.Bytes(), &h); err != nil {
			c.t.Fatal(err)
		}
		if h.Event == event && h.ID == id {
			return h
		}
		skipped = append(skipped, c.out.Text())
	}
	c.t.Fatalf("the stock client left without %s of %q: %v", event, id, skipped)
	return overheard{}
}

var stockClients = []string{"socket.mjs", "events.mjs"}

// TestStockClientsAskAndFollow has clients that others wrote ask, change, follow and be refused.
func TestStockClientsAskAndFollow(t *testing.T) {
	t.Parallel()
	for _, script := range stockClients {
		t.Run(script, func(t *testing.T) {
			b := meet(t, anyServer(t))
			c := b.left.stockClient(script)
			c.do("ask", "me", whoAmI, nil)
			if got := dig(c.hears("next", "me").Value.Data, "viewer.email"); got != "owner@left.example" {
				t.Error(got)
			}
			c.hears("complete", "me")
			c.do("ask", "wrong", "{ secrets }", nil)
			if script == "socket.mjs" {
				if got := c.hears("error", "wrong"); len(got.Errors) == 0 || got.Errors[0].Extensions.Code != pact.BadInput {
					t.Errorf("%+v", got)
				}
			} else {
				if got := c.hears("next", "wrong"); len(got.Value.Errors) == 0 || got.Value.Errors[0].Extensions.Code != pact.BadInput {
					t.Errorf("%+v", got)
				}
			}
			at := b.left.journal(b.rel)
			c.do("ask", "events", follow, vars{"r": b.rel, "c": at[len(at)-1].Cursor})
			first := b.right.outcome(b.rel, "first")
			if got := dig(c.hears("next", "events").Value.Data, "events.subject.id"); got != first {
				t.Errorf("heard of %v", got)
			}
			c.do("stop", "events", "", nil)
			c.hears("complete", "events")
			c.do("ask", "elsewhere", follow, vars{"r": b.elsewhere})
			refusal := c.hears("next", "elsewhere")
			if problems := refusal.Value.Errors; len(problems) == 0 || problems[0].Extensions.Code != pact.NotFound {
				t.Errorf("%+v", refusal)
			}
		})
	}
}

// TestAStockClientComesBackAfterABreak has the network fail under graphql-ws.
func TestAStockClientComesBackAfterABreak(t *testing.T) {
	t.Parallel()
	b := meet(t, anyServer(t))
	c := b.left.stockClient("socket.mjs")
	at := b.left.journal(b.rel)
	c.do("ask", "events", follow, vars{"r": b.rel, "c": at[len(at)-1].Cursor})
	first := b.right.outcome(b.rel, "first")
	c.hears("next", "events")
	c.do("drop", "", "", nil)
	c.hears("closed", "")
	c.hears("connected", "")
	for _, want := range []string{first, b.right.outcome(b.rel, "second")} { // it asks with the cursor it began with
		if got := dig(c.hears("next", "events").Value.Data, "events.subject.id"); got != want {
			t.Errorf("heard of %v, not %v", got, want)
		}
	}
}
