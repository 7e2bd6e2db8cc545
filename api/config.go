package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// config is how one server is told to run. Every flag has a variable of the environment of the
// same meaning, MIDSPAN_ and its name; the flag wins.
type config struct {
	addr         string
	databaseURL  string
	publicURL    string // without a slash at the end; empty for the address itself
	dataDir      string
	demo         bool
	logLevel     slog.Level
	metricsToken string
	proxies      []netip.Prefix // whose X-Forwarded-For is believed
	smtp         *url.URL       // the mail server; nil for none
	mailFrom     string         // whom letters come from
	operations   int            // a minute for each person; 0 for any number
}

// setting is one flag and what it does to the config.
type setting struct {
	name, value, usage string
	set                func(c *config, value string) error
}

func (s setting) env() string {
	return "MIDSPAN_" + strings.ToUpper(strings.ReplaceAll(s.name, "-", "_"))
}

var settings = []setting{
	{"addr", "127.0.0.1:8080", "where to listen, host:port", setAddr},
	{"database-url", "sqlite://data/midspan.db", "the database: sqlite:// and a file, or postgres://…", setDatabaseURL},
	{"public-url", "", "where people reach the server, if not at its own address", setPublicURL},
	{"data-dir", "data", "folder of the signing keys and files", setDataDir},
	{"demo", "false", "load the demo when the database is empty; for loopback addresses only", setDemo},
	{"log-level", "info", "debug, info, warn or error", setLogLevel},
	{"metrics-token", "", "bearer token for /metrics from elsewhere than this machine", setMetricsToken},
	{"smtp-url", "", "mail server for letters about passwords, smtp://user:password@host:587 (or smtps://); none without", setSMTPURL},
	{"mail-from", "", "address that those letters come from", setMailFrom},
	{"operations", "1200", "GraphQL operations a minute for each person, and ten times that for each address; 0 for any number", setOperations},
	{"trusted-proxy", "", "addresses of proxies, such as 10.0.0.0/8,127.0.0.1, whose X-Forwarded-For is believed", setTrustedProxy},
}

// readConfig makes a config of flags and environment. Its errors are one line.
func readConfig(command string, args []string, getenv func(string) string) (*config, error) {
	c, words, err := readCommand(command, args, getenv)
	if err == nil && len(words) > 0 {
		err = fmt.Errorf("%q is not a flag; midspan help lists them", words[0])
	}
	return c, err
}

// readCommand also gives the words that stand before, between and after the flags.
func readCommand(command string, args []string, getenv func(string) string) (_ *config, words []string, _ error) {
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	given := map[string]*string{}
	for _, s := range settings {
		if s.name == "demo" {
			flags.BoolFunc(s.name, s.usage, func(v string) error { given["demo"] = &v; return nil })
			continue
		}
		flags.Func(s.name, s.usage, func(v string) error { given[s.name] = &v; return nil })
	}
	for rest := args; ; {
		if err := flags.Parse(rest); err != nil {
			return nil, nil, fmt.Errorf("%w; midspan help lists the flags", err)
		}
		if flags.NArg() == 0 {
			break
		}
		words, rest = append(words, flags.Arg(0)), flags.Args()[1:]
	}
	c, err := configure(given, getenv)
	return c, words, err
}

// configure takes each setting from its flag, else from the environment, else as it is by default.
func configure(given map[string]*string, getenv func(string) string) (*config, error) {
	c := &config{}
	for _, s := range settings {
		value, from := s.value, "-"+s.name
		if v := getenv(s.env()); v != "" {
			value, from = v, s.env()
		}
		if v := given[s.name]; v != nil {
			value, from = *v, "-"+s.name
		}
		if err := s.set(c, value); err != nil {
			return nil, fmt.Errorf("%s: %w", from, err)
		}
	}
	return c, c.agree()
}

// unknownSettings names the variables of an environment that look like ours and are not: a slip of
// the pen, or what an orchestrator sets on its own.
func unknownSettings(environ []string) (names []string) {
	for _, pair := range environ {
		name, _, _ := strings.Cut(pair, "=")
		known := slices.ContainsFunc(settings, func(s setting) bool { return s.env() == name })
		if strings.HasPrefix(name, "MIDSPAN_") && !known {
			names = append(names, name)
		}
	}
	return names
}

// agree refuses settings that do not go together.
func (c *config) agree() error {
	if c.demo && !loopback(c.addr) {
		return fmt.Errorf("-demo is refused at %s: everybody knows its passwords, so it listens on a loopback address only, such as 127.0.0.1:8080", c.addr)
	}
	if (c.smtp == nil) != (c.mailFrom == "") {
		return errors.New("-smtp-url and -mail-from go together: a letter needs both a mail server and an address to come from")
	}
	return nil
}

func setAddr(c *config, v string) error {
	_, port, err := net.SplitHostPort(v)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return fmt.Errorf("%q is not an address like 127.0.0.1:8080", v)
	}
	c.addr = v
	return nil
}

func setDatabaseURL(c *config, v string) error {
	scheme, rest, _ := strings.Cut(v, "://")
	if rest == "" || scheme != "sqlite" && scheme != "postgres" && scheme != "postgresql" {
		return fmt.Errorf("a database address begins with sqlite:// and a file, or with postgres://") // it may hold a password
	}
	c.databaseURL = v
	return nil
}

func setPublicURL(c *config, v string) error {
	v = strings.TrimSuffix(v, "/")
	u, err := url.Parse(v)
	if v != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil) {
		return fmt.Errorf("%q is not an address like https://midspan.example.org", v)
	}
	c.publicURL = v
	return nil
}

func setDataDir(c *config, v string) error {
	if v == "" || strings.ContainsRune(v, 0) {
		return fmt.Errorf("%q is not a folder", v)
	}
	c.dataDir = filepath.Clean(v)
	return nil
}

func setDemo(c *config, v string) (err error) {
	if c.demo, err = strconv.ParseBool(v); err != nil {
		return fmt.Errorf("%q is neither true nor false", v)
	}
	return nil
}

func setLogLevel(c *config, v string) error {
	switch v {
	case "debug", "info", "warn", "error":
		return c.logLevel.UnmarshalText([]byte(v))
	}
	return fmt.Errorf("%q is none of debug, info, warn, error", v)
}

func setMetricsToken(c *config, v string) error {
	if v != "" && len(v) < 16 {
		return fmt.Errorf("a token has at least 16 characters") // and is not repeated in logs
	}
	c.metricsToken = v
	return nil
}

func setOperations(c *config, v string) (err error) {
	if c.operations, err = strconv.Atoi(v); err != nil || c.operations < 0 || c.operations > 1_000_000 {
		return fmt.Errorf("%q is not a number from 0 to 1000000", v)
	}
	return nil
}

func setTrustedProxy(c *config, v string) error {
	c.proxies = nil
	for part := range strings.SplitSeq(v, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		p, err := netip.ParsePrefix(part)
		if at, single := netip.ParseAddr(part); single == nil {
			p, err = netip.PrefixFrom(at, at.BitLen()), nil
		}
		if err != nil {
			return fmt.Errorf("%q is neither an address like 10.0.0.1 nor a network like 10.0.0.0/8", part)
		}
		c.proxies = append(c.proxies, p.Masked())
	}
	return nil
}

// loopback says whether an address is reached from this machine alone.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}
