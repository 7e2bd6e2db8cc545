package main

import (
	"strings"
	"testing"
	"time"
)

const run = `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestB","Output":"    b_test.go:3: no browser here\n"}
{"Action":"output","Package":"p","Test":"TestB","Output":"--- SKIP: TestB (0.00s)\n"}
{"Action":"skip","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p","Elapsed":1.5}
`

const crash = `{"Action":"output","Package":"q","Test":"TestC","Output":"panic: boom\n"}
{"Action":"fail","Package":"q","Elapsed":0.1}
`

func TestTheSummaryNamesWhatWasSkipped(t *testing.T) {
	text, ok := summarise(t, run)
	if !ok || !strings.Contains(text, "1 tests passed, 0 failed, 1 skipped, in 1 packages") ||
		!strings.Contains(text, "skipped: p TestB: b_test.go:3: no browser here") {
		t.Error(ok, text)
	}
}

func TestAPanicIsShownAndFails(t *testing.T) {
	text, ok := summarise(t, run+crash)
	if ok || !strings.Contains(text, "panic: boom") || !strings.Contains(text, "failed:  q") {
		t.Error(ok, text)
	}
}

func TestNoTestsAtAllIsAFailure(t *testing.T) {
	if _, ok := summarise(t, ""); ok {
		t.Error("nothing ran, and it counts as a pass")
	}
}

func summarise(t *testing.T, stream string) (string, bool) {
	var out strings.Builder
	s := summary{out: &out, said: map[string][]string{}}
	if err := s.read(strings.NewReader(stream)); err != nil {
		t.Fatal(err)
	}
	ok := s.close(time.Second)
	return out.String(), ok
}
