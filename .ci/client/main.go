// Command client builds what the browser gets: app.wasm, packed with brotli, the
// loader that belongs to it, and a manifest with sizes and version, all into
// app/web/dist, where the server embeds them.
//
// The client is built lean: server-only parts of three modules are left out, see
// lean.go. What is linked is rewritten so that it packs better, see fold.go and
// slim.go. Run it at the top of the repository:
//
//	go run ./.ci/client              build, packed quickly
//	go run ./.ci/client -quality 11  build, packed for release
//	go run ./.ci/client -modfile     only prepare, print the -modfile to use
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// budget is what a phone may have to download for the client, in packed bytes.
// Packed quickly, it may be a seventh larger.
const (
	budget      = 1_400_000
	quickBudget = budget * 8 / 7
)

// Without inlining the packed client is 9 % smaller. Shared text is where it
// computes, and inlining there costs a hundred bytes.
var inlining = []string{"-gcflags=all=-l", "-gcflags=midspan/app/ytext=", "-gcflags=midspan/app/coedit="}

const (
	cache = ".cache"
	dist  = "app/web/dist"
)

func main() {
	quality := flag.Int("quality", 9, "brotli quality, 11 for a release")
	modfile := flag.Bool("modfile", false, "prepare the lean modules and print the path of their go.mod")
	names := flag.Bool("names", false, "keep names and lines of functions, for readable stack traces; larger")
	flag.Parse()
	lean, err := prepare()
	if err == nil && *modfile {
		fmt.Println(lean)
		return
	}
	if err == nil {
		err = build(lean, *quality, *names)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "client:", err)
		os.Exit(1)
	}
}

func build(modfile string, quality int, names bool) error {
	wasm := filepath.Join(cache, "app.wasm")
	args := append([]string{"build", "-modfile=" + modfile, "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid="}, inlining...)
	goBuild := exec.Command("go", append(args, "-o", wasm, "./app")...)
	goBuild.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOEXPERIMENT=nogreenteagc") // the older collector is 8 kB smaller
	goBuild.Stdout, goBuild.Stderr = os.Stdout, os.Stderr
	if err := goBuild.Run(); err != nil {
		return fmt.Errorf("go build ./app for js/wasm: %w", err)
	}
	raw, err := os.ReadFile(wasm)
	if err != nil {
		return err
	}
	if raw, err = fold(raw); err != nil {
		return err
	}
	if !names {
		if raw, err = slim(raw); err != nil {
			return err
		}
	}
	m, packed, err := pack(raw, quality)
	if err != nil {
		return err
	}
	if err := publish(m, packed); err != nil {
		return err
	}
	allowed := budget
	if m.Quality < 11 {
		allowed = quickBudget
	}
	fmt.Printf("client %s: %.2f MB, packed %.3f MB at brotli %d, %.2f allowed\n",
		m.Version, mb(m.Size), mb(m.Packed), m.Quality, mb(allowed))
	if m.Packed > allowed {
		return errors.New("packed client is over its budget; what came in? GOOS=js GOARCH=wasm go list -deps -modfile=" + modfile + " ./app")
	}
	return nil
}

func mb(n int) float64 { return float64(n) / 1e6 }

func goOutput(args ...string) (string, error) {
	out, err := exec.Command("go", args...).Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		err = fmt.Errorf("go %s: %s", strings.Join(args, " "), exit.Stderr)
	}
	return strings.TrimSpace(string(out)), err
}
