package main

import (
	"bytes"
	"strings"
	"testing"
)

func env(vars map[string]string) func(string) string {
	return func(name string) string { return vars[name] }
}

func TestDefaultsServeANewcomer(t *testing.T) {
	c, err := readConfig("serve", nil, env(nil))
	if err != nil {
		t.Fatal(err)
	}
	if c.addr != "127.0.0.1:8080" || c.databaseURL != "sqlite://data/midspan.db" || c.dataDir != "data" || c.demo {
		t.Errorf("%+v", c)
	}
}

func TestAFlagWinsOverTheEnvironment(t *testing.T) {
	c, err := readConfig("serve", []string{"-addr", "127.0.0.1:1", "--demo"}, env(map[string]string{
		"MIDSPAN_ADDR": "127.0.0.1:2", "MIDSPAN_DATABASE_URL": "postgres://db/x", "MIDSPAN_PUBLIC_URL": "https://m.example/",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if c.addr != "127.0.0.1:1" || c.databaseURL != "postgres://db/x" || c.publicURL != "https://m.example" || !c.demo {
		t.Errorf("%+v", c)
	}
}

func TestWrongSettingsAreToldInOneLine(t *testing.T) {
	for _, c := range []struct {
		args []string
		vars map[string]string
		want string
	}{
		{[]string{"-adress", "x"}, nil, "adress"},
		{[]string{"now"}, nil, `"now" is not a flag`},
		{[]string{"-addr", "8080"}, nil, "-addr"},
		{[]string{"-addr", "127.0.0.1:99999"}, nil, "-addr"},
		{nil, map[string]string{"MIDSPAN_ADDR": "nowhere"}, "MIDSPAN_ADDR"},
		{nil, map[string]string{"MIDSPAN_LOG_LEVEL": "loud"}, "MIDSPAN_LOG_LEVEL"},
		{nil, map[string]string{"MIDSPAN_DEMO": "perhaps"}, "MIDSPAN_DEMO"},
		{[]string{"-database-url", "mysql://db"}, nil, "-database-url"},
		{[]string{"-public-url", "midspan.example"}, nil, "-public-url"},
		{[]string{"-public-url", "https://midspan.example/path"}, nil, "-public-url"},
		{[]string{"-data-dir", ""}, nil, "-data-dir"},
		{[]string{"-metrics-token", "short"}, nil, "-metrics-token"},
		{[]string{"-trusted-proxy", "10.0.0.0/8,proxy"}, nil, "\"proxy\" is neither"},
		{nil, map[string]string{"MIDSPAN_TRUSTED_PROXY": "10.0.0.0/33"}, "MIDSPAN_TRUSTED_PROXY"},
		{[]string{"-demo", "-addr", "0.0.0.0:8080"}, nil, "-demo is refused"},
		{[]string{"-demo", "-addr", ":8080"}, nil, "-demo is refused"},
		{[]string{"-demo", "-addr", "192.0.2.1:8080"}, nil, "-demo is refused"},
	} {
		_, err := readConfig("serve", c.args, env(c.vars))
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v %v: %v, want one line with %q", c.args, c.vars, err, c.want)
		}
	}
}

func TestTheDemoIsServedOnEveryLoopbackAddress(t *testing.T) {
	for _, addr := range []string{"127.0.0.1:0", "127.1.2.3:80", "[::1]:8080", "localhost:8080"} {
		if _, err := readConfig("serve", []string{"-demo", "-addr", addr}, env(nil)); err != nil {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

func TestHelpNamesEveryCommandFlagAndVariable(t *testing.T) {
	var out bytes.Buffer
	p := program{getenv: env(nil), out: &out}
	for _, args := range [][]string{{"help"}, {}, {"-h"}} {
		out.Reset()
		if err := p.run(t.Context(), args); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"midspan serve", "midspan migrate", "midspan version", "-database-url", "MIDSPAN_DATABASE_URL", "MIDSPAN_DEMO", "127.0.0.1:8080"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("help does not say %q", want)
			}
		}
	}
}

func TestAnUnknownCommandIsTold(t *testing.T) {
	p := program{getenv: env(nil), out: &bytes.Buffer{}}
	if err := p.run(t.Context(), []string{"serv"}); err == nil || !strings.Contains(err.Error(), `"serv" is not a command`) {
		t.Error(err)
	}
}

func TestASlipOfThePenInTheEnvironmentIsSeen(t *testing.T) {
	got := unknownSettings([]string{"HOME=/", "MIDSPAN_ADDR=x", "MIDSPAN_DATABSE_URL=sqlite://x", "MIDSPAN_DEMO=1"})
	if len(got) != 1 || got[0] != "MIDSPAN_DATABSE_URL" {
		t.Error(got)
	}
}
