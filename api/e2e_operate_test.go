package main

import (
	"strings"
	"testing"
	"time"

	"midspan/api/storetest"
)

func TestSIGTERMEndsInGoodOrderWithExitCodeZero(t *testing.T) {
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

func TestAWrongStartIsToldInOneLine(t *testing.T) {
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
