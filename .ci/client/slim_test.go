package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestASlimProgramDoesWhatItDidBefore(t *testing.T) {
	full := filepath.Join(t.TempDir(), "full.wasm")
	link := exec.Command("go", "build", "-o", full, "./testdata/sturdy")
	link.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := link.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	raw, err := os.ReadFile(full)
	if err != nil {
		t.Fatal(err)
	}
	less, err := slim(raw)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), "main.(*tree).count") || strings.Contains(string(less), "main.(*tree).count") {
		t.Error("names of functions were to go, and did not")
	}
	slimmed := filepath.Join(t.TempDir(), "slim.wasm")
	if err := os.WriteFile(slimmed, less, 0o600); err != nil {
		t.Fatal(err)
	}
	want, got := runs(t, full), runs(t, slimmed)
	if !strings.HasSuffix(want, "midmidmid\nsaid\n") || got != want {
		t.Errorf("it said\n%s\nand slim\n%s", want, got)
	}
}

// runs gives what a program prints under Node.
func runs(t *testing.T, wasm string) string {
	t.Helper()
	root, err := goOutput("env", "GOROOT")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(filepath.Join(root, "lib/wasm/go_js_wasm_exec"), wasm).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

func TestAnythingElseIsLeftAlone(t *testing.T) {
	module := "\x00asm\x01\x00\x00\x00"
	for name, wasm := range map[string]string{
		"no module":         "MZ",
		"a section cut off": module + "\x0b\x05\x01",
		"a segment cut off": module + "\x0b\x05\x01\x00\x41\x00\x0b",
		"too much memory":   module + "\x0b\x09\x01\x00\x41\xff\xff\xff\xff\x07\x0b\x01",
		"no table":          module + "\x0b\x07\x01\x00\x41\x00\x0b\x01x",
	} {
		if out, err := slim([]byte(wasm)); err == nil {
			t.Errorf("%s: gave %q", name, out)
		}
	}
}
