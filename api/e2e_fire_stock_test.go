package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
)

const syncPeers = "../.ci/peers/sync"

// node is a process in which stock yjs and y-websocket clients live.
type node struct {
	t   testing.TB
	mu  sync.Mutex
	in  io.WriteCloser
	out *bufio.Scanner
}

func startNode(t testing.TB) *node {
	t.Helper()
	if _, err := os.Stat(syncPeers + "/node_modules/yjs"); err != nil {
		absentHere(t, "the stock Yjs clients are not installed; .ci/test does it: "+err.Error())
	}
	path, err := exec.LookPath("node")
	if err != nil {
		absentHere(t, err.Error())
	}
	cmd := exec.Command(path, "typists.mjs")
	cmd.Dir, cmd.Stderr = syncPeers, os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	n := &node{t: t, in: in, out: bufio.NewScanner(out)}
	n.out.Buffer(nil, 64<<20)
	t.Cleanup(func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		_ = in.Close()
		_ = cmd.Wait()
	})
	return n
}

// do has a client do something and reads its answer into one value.
func (n *node) do(who, name string, with map[string]any, answer any) {
	n.mu.Lock()
	defer n.mu.Unlock()
	line := map[string]any{"do": name, "who": who}
	maps.Copy(line, with)
	b, err := json.Marshal(line)
	if err != nil {
		n.t.Error(err)
		return
	}
	var got struct {
		OK    json.RawMessage
		Error string
	}
	if _, err := n.in.Write(append(b, '\n')); err != nil || !n.out.Scan() {
		n.t.Errorf("the stock clients are gone: %v, %v", err, n.out.Err())
		return
	}
	if err := json.Unmarshal(n.out.Bytes(), &got); err != nil || got.Error != "" {
		n.t.Errorf("%s of %s: %v %s", name, who, err, got.Error)
		return
	}
	if answer != nil {
		if err := json.Unmarshal(got.OK, answer); err != nil {
			n.t.Errorf("%s of %s: %v in %.200s", name, who, err, got.OK)
		}
	}
}

// stock is a stock client. It knows its text by memory alone: what is in it arrives as long as it
// lives.
type stock struct {
	*node
	name   string
	way    *road
	book   *book
	pen    *pen
	seen   func() string // what somebody else has of the text
	typing sync.Mutex
	recent []*deed // which nobody else may have yet
}

func newStock(n *node, name string, who *visitor, document string, b *book, p *pen, seen func() string) *stock {
	s := &stock{node: n, name: name, way: newRoad(n.t), book: b, pen: p, seen: seen}
	at, err := url.Parse(who.url)
	if err != nil {
		n.t.Fatal(err)
	}
	var cookies []string
	for _, c := range who.client.Jar.Cookies(at) {
		cookies = append(cookies, c.Name+"="+c.Value)
	}
	n.do(name, "open", map[string]any{
		"server": "ws" + strings.TrimPrefix(s.way.url, "http"), "document": document, "cookie": strings.Join(cookies, "; "),
	}, nil)
	return s
}

func (s *stock) hit() {
	s.typing.Lock()
	defer s.typing.Unlock()
	next := s.pen.stroke()
	d := s.book.note(s.name, next.Section, next.Typed, "")
	var erased string
	s.do(s.name, "stroke", map[string]any{"stroke": next}, &erased)
	s.book.erases(d, erased)
	s.recent = append(s.recent, d)
}

// kill ends the client. What nobody else has seen of it may be gone.
func (s *stock) kill() {
	s.typing.Lock()
	defer s.typing.Unlock()
	seen := s.seen()
	s.do(s.name, "kill", nil, nil)
	s.recent = slices.DeleteFunc(s.recent, func(d *deed) bool { return len(d.typed) > 0 && strings.ContainsRune(seen, d.typed[0]) })
	for _, d := range s.recent {
		s.book.settle(d, doubtful)
	}
	s.recent = nil
}

func (s *stock) reload() { s.kill() }

// part takes the client off the network, or gives the network back.
func (s *stock) part(offline bool) {
	s.do(s.name, map[bool]string{true: "leave", false: "return"}[offline], nil, nil)
}

// waits has half a minute pass in which nothing is heard.
func (s *stock) waits() { s.do(s.name, "wait", nil, nil) }

func (s *stock) road() *road { return s.way }

func (s *stock) settled() bool {
	var now struct {
		Synced bool
		Closed *int
	}
	if s.do(s.name, "status", nil, &now); now.Closed != nil {
		s.t.Errorf("%s was sent away with %d", s.name, *now.Closed)
	}
	return now.Synced
}

func (s *stock) texts() (texts map[string]string) {
	s.do(s.name, "texts", map[string]any{"sections": fireSections}, &texts)
	return texts
}

// whole is the state, as an update.
func (s *stock) whole() []byte {
	var encoded string
	s.do(s.name, "whole", nil, &encoded)
	b, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		s.t.Error(err)
	}
	return b
}

// calm tells that everybody has everything: nothing that was done so far is in danger any more.
func (s *stock) calm() {
	s.typing.Lock()
	defer s.typing.Unlock()
	s.recent = nil
}

func (s *stock) String() string { return fmt.Sprintf("%s: in sync: %v", s.name, s.settled()) }
