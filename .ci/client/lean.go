package main

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed stubs
var stubs embed.FS

// lean lists the modules of which the client gets a reduced copy. A copy holds
// the packages in take without the files in drop, and our stubs over it. It is
// made from the module cache into .cache, so nobody's source is committed.
var lean = []struct {
	module, stub string
	take, drop   []string
}{
	{
		module: "github.com/maxence-charriere/go-app/v9", stub: "goapp",
		take: []string{"pkg/app", "pkg/errors", "pkg/logs"},
		drop: []string{"pkg/app/resource.go"},
	},
	{
		module: "github.com/Khan/genqlient", stub: "genqlient",
		take: []string{"graphql"},
		drop: []string{"graphql/websocket.go", "graphql/subscription.go"},
	},
	{module: "github.com/google/uuid", stub: "uuid"},
}

// prepare makes the copies, unless they are there already, and returns the path
// of a go.mod, ours plus a replacement for each. It may run twice at a time.
func prepare() (modfile string, err error) {
	key, err := key()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "lean-"+key)
	modfile = filepath.Join(dir, "go.mod")
	if _, err := os.Stat(modfile); err == nil {
		return modfile, nil
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	work, err := os.MkdirTemp(cache, "lean-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	if err := fill(work, dir); err != nil {
		return "", err
	}
	if err := os.Rename(work, dir); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	return modfile, nil
}

// key changes when go.mod or a stub does.
func key() (string, error) {
	h := sha256.New()
	for _, name := range []string{"go.mod", "go.sum"} {
		b, err := os.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("run this at the top of the repository: %w", err)
		}
		h.Write(b)
	}
	fmt.Fprint(h, lean)
	err := fs.WalkDir(stubs, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := stubs.ReadFile(path)
		h.Write(b)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)[:6]), err
}

// fill writes everything into work; dir is where it will be found later.
func fill(work, dir string) error {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		return err
	}
	sum, err := os.ReadFile("go.sum")
	if err != nil {
		return err
	}
	for _, m := range lean {
		to := filepath.Join(work, m.stub)
		if err := copyModule(m.module, to, m.take, m.drop); err != nil {
			return err
		}
		if err := overlay(m.stub, to); err != nil {
			return err
		}
		mod = fmt.Appendf(mod, "\nreplace %s => ./%s\n", m.module, filepath.ToSlash(filepath.Join(dir, m.stub)))
	}
	if err := write(filepath.Join(work, "go.sum"), sum); err != nil {
		return err
	}
	return write(filepath.Join(work, "go.mod"), mod)
}

func copyModule(module, to string, take, drop []string) error {
	out, err := goOutput("mod", "download", "-json", module)
	if err != nil {
		return err
	}
	var found struct{ Dir string }
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		return err
	}
	files := []string{"go.mod"}
	for _, dir := range take {
		more, err := filepath.Glob(filepath.Join(found.Dir, dir, "*.go"))
		if err != nil || len(more) == 0 {
			return fmt.Errorf("%s has no package %s: %v", module, dir, err)
		}
		for _, path := range more {
			name, err := filepath.Rel(found.Dir, path)
			if err != nil {
				return err
			}
			files = append(files, filepath.ToSlash(name))
		}
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || slices.Contains(drop, name) {
			continue
		}
		b, err := os.ReadFile(filepath.Join(found.Dir, name))
		if err != nil {
			return err
		}
		if err := write(filepath.Join(to, name), b); err != nil {
			return err
		}
	}
	return nil
}

func overlay(stub, to string) error {
	files, err := fs.Sub(stubs, "stubs/"+stub)
	if err != nil {
		return err
	}
	return fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		return write(filepath.Join(to, path), b)
	})
}
