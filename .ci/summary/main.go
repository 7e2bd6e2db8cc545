// Command summary reads the output of go test -json: it shows each package as it
// ends and everything a failed test said, and closes with what passed, what failed
// and what was skipped, so that nothing is left out silently.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

type event struct {
	Action, Package, Test, Output string
	ImportPath                    string // of a build that failed
	Elapsed                       float64
}

type summary struct {
	out             io.Writer
	said            map[string][]string // by package and test
	failed, skipped []string
	passed          int
	packages        int
	broken          []string
}

func main() {
	start := time.Now()
	s := summary{out: os.Stdout, said: map[string][]string{}}
	if err := s.read(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "summary:", err)
		os.Exit(1)
	}
	if !s.close(time.Since(start)) {
		os.Exit(1)
	}
}

func (s *summary) read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Fprintln(s.out, lines.Text())
			continue
		}
		s.take(e)
	}
	return lines.Err()
}

func (s *summary) take(e event) {
	name := strings.TrimSuffix(e.Package+" "+e.Test, " ")
	switch {
	case e.Action == "build-output":
		fmt.Fprint(s.out, e.Output)
	case e.Action == "output":
		s.said[name] = append(s.said[name], e.Output)
	case e.Test == "":
		s.packageEnded(e)
	case e.Action == "pass":
		s.passed++
		delete(s.said, name)
	case e.Action == "skip":
		s.skipped = append(s.skipped, name+": "+reason(s.said[name]))
	case e.Action == "fail":
		s.failed = append(s.failed, name)
		fmt.Fprint(s.out, strings.Join(s.said[name], ""))
	}
}

func (s *summary) packageEnded(e event) {
	switch e.Action {
	case "pass":
		s.packages++
		fmt.Fprintf(s.out, "ok    %6.1f s  %s\n", e.Elapsed, e.Package)
	case "fail":
		s.broken = append(s.broken, e.Package)
		s.tellUnfinished(e.Package)
		fmt.Fprintf(s.out, "FAIL  %6.1f s  %s\n", e.Elapsed, e.Package)
	}
}

// tellUnfinished shows what a package said outside of tests that ended by
// themselves: a panic or a timeout is there and nowhere else.
func (s *summary) tellUnfinished(pkg string) {
	for name, lines := range s.said {
		if (name == pkg || strings.HasPrefix(name, pkg+" ")) && !slices.Contains(s.failed, name) {
			fmt.Fprint(s.out, strings.Join(lines, ""))
		}
	}
}

// reason is what the test gave to t.Skip: the last line that is not a frame.
func reason(said []string) string {
	for _, line := range slices.Backward(said) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "---") && !strings.HasPrefix(line, "===") {
			return line
		}
	}
	return "no reason given"
}

func (s *summary) close(took time.Duration) bool {
	fmt.Fprintf(s.out, "\n%d tests passed, %d failed, %d skipped, in %d packages and %s\n",
		s.passed, len(s.failed), len(s.skipped), s.packages+len(s.broken), took.Round(time.Second))
	for _, line := range s.skipped {
		fmt.Fprintln(s.out, "skipped:", line)
	}
	for _, line := range s.failed {
		fmt.Fprintln(s.out, "failed: ", line)
	}
	for _, line := range s.broken {
		fmt.Fprintln(s.out, "failed: ", line)
	}
	return len(s.broken) == 0 && s.passed > 0
}
