package main

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// kept lists what may never reach the browser, and why.
var kept = []struct{ path, why string }{
	{"net/http", "it doubles the download: fetch and the browser's WebSocket do its work"},
	{"midspan/api", "the server stays on the server"},
	{"midspan/ent", "the database layer stays on the server and would triple the download"},
	{"midspan/graph", "resolvers stay on the server; the client has app/gql"},
	{"midspan/app/web", "the server embeds these files; the client would carry itself"},
	{"entgo.io/ent", "the database layer stays on the server and would triple the download"},
	{"github.com/99designs/gqlgen", "the GraphQL server stays on the server"},
	{"database/sql", "there is no database in the browser"},
	{"regexp", "with its tables of Unicode it is a fourteenth of the download"},
}

type pkg struct {
	ImportPath string
	Imports    []string
}

// Run with -count=1: the test cache does not see what go list reads.
func TestNothingOfTheServerReachesTheBrowser(t *testing.T) {
	modfile := strings.TrimSpace(string(run(t, nil, "run", "./.ci/client", "-modfile")))
	list := run(t, []string{"GOOS=js", "GOARCH=wasm"},
		"list", "-deps", "-json=ImportPath,Imports", "-modfile="+modfile, "./app")
	imports := map[string][]string{}
	for d := json.NewDecoder(strings.NewReader(string(list))); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		imports[p.ImportPath] = p.Imports
	}
	if _, ok := imports["midspan/app"]; !ok {
		t.Fatalf("the client is not in its own list of %d packages", len(imports))
	}
	for _, k := range kept {
		for _, path := range slices.Sorted(maps.Keys(imports)) {
			if path == k.path || strings.HasPrefix(path, k.path+"/") {
				t.Errorf("the client imports %s: %s\n\t%s", path, k.why, strings.Join(chain(imports, path), "\n\t→ "))
				break
			}
		}
	}
}

// chain is a shortest way from the client's main to the package.
func chain(imports map[string][]string, to string) []string {
	ways := [][]string{{"midspan/app"}}
	seen := map[string]bool{}
	for len(ways) > 0 {
		way := ways[0]
		ways = ways[1:]
		last := way[len(way)-1]
		if last == to {
			return way
		}
		for _, next := range imports[last] {
			if !seen[next] {
				seen[next] = true
				ways = append(ways, append(slices.Clone(way), next))
			}
		}
	}
	return nil
}

func run(t *testing.T, env []string, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v", strings.Join(args, " "), err)
	}
	return out
}
