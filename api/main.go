// Command midspan is the server: the portal, the graph, live documents and what operators need, in
// one binary.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"text/tabwriter"
)

// version is set by the build; without it, the module's own is told.
var version = ""

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends at once
	p := program{getenv: os.Getenv, out: os.Stdout, log: os.Stderr}
	if err := p.run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "midspan:", strings.ReplaceAll(err.Error(), "\n", " "))
		os.Exit(1)
	}
}

// program is one run of a command.
type program struct {
	getenv   func(string) string
	out, log io.Writer
}

type command struct {
	name, usage string
	run         func(p *program, ctx context.Context, args []string) error
}

var commands []command // filled by init: help lists them

func init() {
	commands = []command{
		{"serve", "serve the portal and the graph until it is told to stop", (*program).serve},
		{"migrate", "bring the database up to date, and make the signing keys when there are none", (*program).migrate},
		{"backup", "write everything, keys included, into a new FILE (- for the output) while the server runs", (*program).backup},
		{"restore", "fill an empty database and data directory from a FILE of midspan backup", (*program).restore},
		{"rotate", "make a new signing key; the former ones verify for an hour, or with “now” no more", (*program).rotate},
		{"forgot", "make a link for a new password for the account of an ADDRESS, where there is no mail", (*program).forgot},
		{"verify", "say whether a signed record in a FILE holds, by a FILE of public keys (JWKS) or the data directory’s", (*program).verify},
		{"version", "tell which version this is", (*program).version},
		{"help", "tell this", (*program).help},
	}
}

func (p *program) run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return p.help(ctx, nil)
	}
	name := args[0]
	if name == "-h" || name == "-help" || name == "--help" {
		name = "help"
	}
	for _, c := range commands {
		if c.name == name {
			return c.run(p, ctx, args[1:])
		}
	}
	return fmt.Errorf("%q is not a command; midspan help lists them", name)
}

func (p *program) version(context.Context, []string) error {
	fmt.Fprintf(p.out, "midspan %s %s %s/%s\n", versionName(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}

func versionName() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "unknown"
}

func (p *program) help(context.Context, []string) error {
	w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "Midspan gives the relationship of two organisations a second start.\n\nCommands:\n")
	for _, c := range commands {
		fmt.Fprintf(w, "  midspan %s\t%s\n", c.name, c.usage)
	}
	fmt.Fprintf(w, "\nFlags of all but version and help, and the variable of the environment that does the same:\n")
	for _, s := range settings {
		value := ""
		if s.value != "" {
			value = " (" + s.value + ")"
		}
		fmt.Fprintf(w, "  -%s\t%s\t%s%s\n", s.name, s.env(), s.usage, value)
	}
	return w.Flush()
}
