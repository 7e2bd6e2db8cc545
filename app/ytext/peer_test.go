//go:build !js

package ytext

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// peer is the real Yjs in a Node process, see .ci/peers/yjs/peer.mjs.
type peer struct {
	in  io.Writer
	out *bufio.Reader
}

type command struct {
	Op     string     `json:"op"`
	Doc    string     `json:"doc,omitempty"`
	Client uint32     `json:"client,omitempty"`
	Edits  []peerEdit `json:"edits,omitempty"`
	Update []byte     `json:"update,omitempty"`
	Vector []byte     `json:"vector,omitempty"`
	Roots  []string   `json:"roots,omitempty"`
	Root   string     `json:"root,omitempty"`
	At     int        `json:"at"`
	Assoc  int        `json:"assoc"`
	Anchor string     `json:"anchor,omitempty"`
}

type peerEdit struct {
	Root   string `json:"root"`
	At     int    `json:"at"`
	Delete int    `json:"delete"`
	Insert string `json:"insert"`
}

type answer struct {
	Error   string   `json:"error"`
	Update  []byte   `json:"update"`
	Updates [][]byte `json:"updates"`
	Texts   []string `json:"texts"`
	Vector  []byte   `json:"vector"`
	Pending bool     `json:"pending"`
	Anchor  string   `json:"anchor"`
	At      int      `json:"at"`
}

var peerFolder = filepath.Join("..", "..", ".ci", "peers", "yjs")

var installPeer = sync.OnceValues(func() ([]byte, error) {
	if _, err := os.Stat(filepath.Join(peerFolder, "node_modules", "yjs")); err == nil {
		return nil, nil
	}
	npm := exec.Command("npm", "ci")
	npm.Dir = peerFolder
	return npm.CombinedOutput()
})

// startPeer gives the test a Yjs of its own. Without Node the test is skipped,
// but where peers are promised (MIDSPAN_PEERS=1, CI) it fails.
func startPeer(t testing.TB) *peer {
	t.Helper()
	if out, err := installPeer(); err != nil {
		absent(t, "npm ci in .ci/peers/yjs: %v\n%s", err, out)
	}
	node := exec.Command("node", "peer.mjs")
	node.Dir = peerFolder
	node.Stderr = os.Stderr
	in, err := node.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := node.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := node.Start(); err != nil {
		absent(t, "the real yjs needs Node: %v", err)
	}
	t.Cleanup(func() {
		in.Close()
		if err := node.Wait(); err != nil {
			t.Errorf("the Yjs peer: %v", err)
		}
	})
	return &peer{in, bufio.NewReaderSize(out, 1<<20)}
}

func absent(t testing.TB, format string, args ...any) {
	t.Helper()
	if os.Getenv("MIDSPAN_PEERS") == "1" || os.Getenv("CI") != "" {
		t.Fatalf(format, args...)
	}
	t.Skipf("not compared with the real yjs. "+format, args...)
}

func (p *peer) do(t testing.TB, c command) answer {
	t.Helper()
	line, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		t.Fatalf("the Yjs peer: %v", err)
	}
	line, err = p.out.ReadBytes('\n')
	if err != nil {
		t.Fatalf("the Yjs peer: %v", err)
	}
	var a answer
	if err := json.Unmarshal(line, &a); err != nil {
		t.Fatalf("the Yjs peer said %q: %v", line, err)
	}
	if a.Error != "" {
		t.Fatalf("the Yjs peer at %s: %s", c.Op, a.Error)
	}
	return a
}
