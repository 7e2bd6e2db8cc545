package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A layer says what the packages of a folder may import directly. Since every
// package has a layer, what they reach indirectly follows. The longest matching
// folder counts. Tests are free, except that those of the browser's half do not
// import the server.
type layer struct {
	folder  string
	may     []string // of this module; a name covers what is below it
	outside []string // modules of others; nil is any, empty is none
	never   []string // of whatever kind
	why     string
}

var (
	browser = []string{"midspan/api", "midspan/ent", "midspan/graph"}
	pure    = append([]string{"net", "os", "syscall", "log", "io/ioutil"}, browser...)
	goApp   = "github.com/maxence-charriere/go-app"
)

var layers = []layer{
	{"app", []string{"app/ui"}, []string{goApp}, browser, "what reaches the browser knows nothing of the server"},
	{"app/pact", nil, []string{}, pure, "rules are pure: both organisations' browsers and the server run the same ones"},
	{"app/ytext", nil, []string{}, pure, "the text type is standard library only: bytes in, bytes out"},
	{"app/coedit", []string{"app/pact", "app/ytext"}, []string{}, append([]string{"syscall/js"}, pure...), "sans-I/O: time, bytes and storage are handed in"},
	{
		"app/gql",
		[]string{"app/pact"},
		[]string{"github.com/Khan/genqlient", "github.com/vektah/gqlparser", goApp},
		append([]string{"net/http"}, browser...), "the typed client speaks through the browser's fetch",
	},
	{
		"app/link",
		[]string{"app/coedit", "app/gql", "app/pact", "app/ytext"},
		[]string{goApp},
		append([]string{"net/http", "midspan/app/ui"}, browser...), "connections know no pages",
	},
	{
		"app/ui",
		[]string{"app/pact", "app/ytext", "app/coedit", "app/gql", "app/link"},
		[]string{goApp},
		append([]string{"net/http", "midspan/app/web"}, browser...), "components reach the server through link and gql",
	},
	{"app/web", nil, []string{"github.com/andybalholm/brotli"}, browser, "embedded files, nothing else"},
	{"ent", []string{"ent/viewer", "app/pact"}, nil, []string{"midspan/api", "midspan/graph", "net/http"}, "data and its privacy know no transport"},
	{"ent/viewer", []string{"app/pact"}, nil, []string{"midspan/api", "midspan/graph", "net/http"}, "who is asking is known before any data"},
	{"graph", []string{"ent", "app/pact", "app/ytext"}, nil, []string{"midspan/api", "midspan/app/ui", "net/http"}, "the contract knows neither server nor pages"},
	{"api", []string{"app", "ent", "graph", "api"}, nil, nil, "it alone wires"},
	{"api/room", []string{"app/coedit", "app/pact", "app/ytext"}, nil, []string{"midspan/ent", "midspan/graph"}, "live documents reach storage through room.Store"},
	{"api/auth", []string{"ent", "app/pact"}, nil, []string{"midspan/graph", "midspan/api/store", "midspan/api/room"}, "accounts know storage, not the contract"},
	{"api/store", []string{"ent", "app/pact", "api/room", "app/coedit", "app/ytext"}, nil, []string{"midspan/graph", "midspan/api/auth"}, "storage knows neither contract nor accounts"},
}

type listed struct {
	ImportPath, Dir                             string
	GoFiles, Imports, TestImports, XTestImports []string
}

func TestEachLayerImportsOnlyWhatItMay(t *testing.T) {
	tell := once(t)
	for _, p := range listModule(t) {
		l, ok := layerOf(p.ImportPath)
		if !ok {
			tell("%s has no row in the table of layers: say there what it may import", p.ImportPath)
			continue
		}
		for _, path := range p.Imports {
			if reason := l.refuses(path); reason != "" {
				tell("%s imports %s: %s (%s)", p.ImportPath, path, reason, l.why)
			}
		}
		for _, path := range append(p.TestImports, p.XTestImports...) {
			if within(p.ImportPath)("midspan/app") && slices.ContainsFunc(browser, within(path)) {
				tell("a test of %s imports %s (%s)", p.ImportPath, path, l.why)
			}
		}
	}
}

func TestPureLayersDoNotAskTheClock(t *testing.T) {
	tell := once(t)
	for _, p := range listModule(t) {
		if l, _ := layerOf(p.ImportPath); slices.Contains([]string{"app/pact", "app/ytext", "app/coedit"}, l.folder) {
			for _, file := range p.GoFiles {
				for _, at := range clockReadings(t, filepath.Join(p.Dir, file)) {
					tell("%s reads the clock: here time is an argument", at)
				}
			}
		}
	}
}

// once reports each failure one time, though both platforms show it.
func once(t *testing.T) func(format string, args ...any) {
	told := map[string]bool{}
	return func(format string, args ...any) {
		if text := fmt.Sprintf(format, args...); !told[text] {
			told[text] = true
			t.Error(text)
		}
	}
}

func layerOf(path string) (best layer, ok bool) {
	for _, l := range layers {
		if within(path)("midspan/"+l.folder) && len(l.folder) > len(best.folder) {
			best, ok = l, true
		}
	}
	return best, ok
}

func (l layer) refuses(path string) string {
	if slices.ContainsFunc(l.never, within(path)) {
		return "never here"
	}
	own, ours := strings.CutPrefix(path, "midspan/")
	first, _, _ := strings.Cut(path, "/")
	same, _ := layerOf(path)
	switch {
	case ours && same.folder == l.folder:
		return ""
	case ours && !slices.ContainsFunc(l.may, within(own)):
		return "not in its list"
	case !ours && strings.Contains(first, ".") && l.outside != nil && !slices.ContainsFunc(l.outside, within(path)):
		return "that library is not for this layer"
	}
	return ""
}

func within(path string) func(folder string) bool {
	return func(folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }
}

func clockReadings(t *testing.T, file string) (at []string) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			x, _ := s.X.(*ast.Ident)
			if x != nil && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "After", "Sleep", "Tick"}, s.Sel.Name) {
				at = append(at, set.Position(s.Pos()).String())
			}
		}
		return true
	})
	return at
}

// listModule asks for both platforms' view in turn: files under js/wasm count.
func listModule(t *testing.T) (all []listed) {
	for _, platform := range [][]string{nil, {"GOOS=js", "GOARCH=wasm"}} {
		cmd := exec.CommandContext(t.Context(), "go", "list", "-e",
			"-json=ImportPath,Dir,GoFiles,Imports,TestImports,XTestImports", "./...")
		cmd.Dir = ".."
		cmd.Env = append(os.Environ(), platform...)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		for d := json.NewDecoder(strings.NewReader(string(out))); ; {
			var p listed
			if err := d.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			all = append(all, p)
		}
	}
	return all
}
