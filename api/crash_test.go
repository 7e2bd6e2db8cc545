package main

import (
	"bufio"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"midspan/api/storetest"
)

// binary builds the program once.
var binary = sync.OnceValues(func() (string, error) {
	path := filepath.Join(builds, "midspan")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

// serveProcess serves in a process of its own, which can be killed.
func serveProcess(t *testing.T, args ...string) (*running, *exec.Cmd) {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, append([]string{"serve", "-demo", "-addr", "127.0.0.1:0"}, args...)...)
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
	return &running{t: t, url: strings.TrimSpace(strings.TrimPrefix(line, "Midspan serves ")), log: log}, cmd
}

func TestWhatWasSavedSurvivesKill(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		dir := t.TempDir()
		migrateFirst(t, url, dir)
		for round := range 3 {
			s, process := serveProcess(t, "-database-url", url, "-data-dir", dir)
			hanna, tomas := s.signedIn("owner@alder.example").open(theVision), s.signedIn("owner@quay.example").open(theVision)
			marks := []string{fmt.Sprintf("h%d.", round), fmt.Sprintf("t%d.", round)}
			var saved [2]int
			var both sync.WaitGroup
			for i, p := range []*typist{hanna, tomas} {
				both.Go(func() { saved[i] = p.writeUntilLost("only", marks[i]) })
			}
			eventually(t, "both have typed a while", func() bool {
				return strings.Count(hanna.text("only"), marks[1]) > 20 && strings.Count(tomas.text("only"), marks[0]) > 20
			})
			if err := process.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = process.Wait()
			both.Wait()
			again, process := serveProcess(t, "-database-url", url, "-data-dir", dir)
			text := again.signedIn("owner@alder.example").open(theVision).text("only")
			for i, mark := range marks {
				if n := strings.Count(text, mark); n < saved[i] {
					t.Errorf("round %d: %q was saved %d times, %d are there", round, mark, saved[i], n)
				}
			}
			if err := process.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = process.Wait()
		}
	})
}

// writeUntilLost types a mark again and again until the server is gone, and gives how many of them
// were said to be saved.
func (p *typist) writeUntilLost(section, mark string) (saved int) {
	typed := 0
	for {
		p.write(section, mark)
		typed++
		eventually(p.t, "a few are saved or the server is gone", func() bool { return p.unsent() < 5 || p.isClosed() })
		if p.isClosed() {
			return typed - p.unsent()
		}
	}
}

func (p *typist) isClosed() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.closed
}
