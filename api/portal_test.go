package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"midspan/app/gql"
)

// portalFor is a portal whose reader has a name, "" for nobody.
func portalFor(t *testing.T, name string) *portal {
	t.Helper()
	viewer := any(nil)
	if name != "" {
		viewer = map[string]any{"user": map[string]any{"id": "usr_1", "name": name}, "email": "a@b.example", "organizations": []any{}}
	}
	answer, err := json.Marshal(map[string]any{"data": map[string]any{
		"viewer": viewer, "relationships": map[string]any{"totalCount": 0, "pageInfo": map[string]any{}, "edges": []any{}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	send := gql.Send(func(context.Context, []byte) ([]byte, error) { return answer, nil })
	p, err := newPortal(send, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func get(t *testing.T, h http.Handler, path string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, res *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAPageRunsNothingButOurScripts(t *testing.T) {
	for path, who := range map[string]string{"/": "Hanna", "/new": "Hanna", "/nowhere": "", "/sign-in": "", "/sign-up": ""} {
		res := get(t, portalFor(t, who), path)
		page := body(t, res)
		policy := res.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'self'") || strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "'unsafe-eval'") {
			t.Errorf("%s: policy %q", path, policy)
		}
		if res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s is kept by the browser: %q", path, res.Header.Get("Cache-Control"))
		}
		if found := regexp.MustCompile(`<script(?: defer)?>|<style|\sstyle=|\son\w+=|javascript:`).FindString(page); found != "" {
			t.Errorf("%s holds %q, which the policy forbids", path, found)
		}
	}
}

func TestAPageMayBeZoomed(t *testing.T) {
	page := body(t, get(t, portalFor(t, ""), "/"))
	if !strings.Contains(page, `content="width=device-width, initial-scale=1, viewport-fit=cover"`) || strings.Contains(page, "user-scalable") {
		t.Error("the viewport forbids zoom")
	}
}

func TestAddressesAnswerWithTheirStatus(t *testing.T) {
	relationship := "/r/rel_0193a0000000700080000000000000a1"
	for _, c := range []struct {
		who, path string
		status    int
		location  string
	}{
		{"", "/", 200, ""},
		{"", "/new", 303, "/sign-in?next=%2Fnew"},
		{"", relationship, 303, "/sign-in?next=" + strings.ReplaceAll(relationship, "/", "%2F")},
		{"", "/nowhere", 404, ""},
		{"Hanna", "/", 200, ""},
		{"Hanna", "/sign-in?next=/new", 303, "/new"},
		{"Hanna", "/sign-in?next=//evil.example", 303, "/"},
		{"Hanna", "/sign-up?invitation=a%2Fb", 303, "/join/a%2Fb"},
		{"Hanna", relationship, 404, ""},
		{"Hanna", "/r/no-id", 404, ""},
	} {
		res := get(t, portalFor(t, c.who), c.path)
		if res.StatusCode != c.status || res.Header.Get("Location") != c.location {
			t.Errorf("%q at %s: %d to %q, want %d to %q", c.who, c.path, res.StatusCode, res.Header.Get("Location"), c.status, c.location)
		}
	}
}

func TestANameIsTextWhereverItStands(t *testing.T) {
	name := `"><script>alert(1)</script><!-- </script> 'x" onmouseover="`
	page := body(t, get(t, portalFor(t, name), "/account"))
	if strings.Contains(page, "<script>alert") || strings.Contains(page, `" onmouseover="`) {
		t.Errorf("a name became markup:\n%s", page)
	}
	first := regexp.MustCompile(`(?s)id="first">(.*?)</script>`).FindStringSubmatch(page)
	if first == nil || !json.Valid([]byte(first[1])) || strings.Contains(first[1], "<") {
		t.Fatalf("what the page brings along cannot be read: %v", first)
	}
	if !strings.Contains(first[1], "alert(1)") {
		t.Error("the page does not bring along who is signed in")
	}
}

func TestTheClientFindsItsRootFirstInTheBody(t *testing.T) {
	page := body(t, get(t, portalFor(t, ""), "/"))
	if !strings.Contains(page, `<body><div class="portal">`) {
		t.Error("the client would take over another element")
	}
	if regexp.MustCompile(`>\n<(?:div|span|p|a|b|i)\b`).MatchString(page[strings.Index(page, "<body>"):]) {
		t.Error("line breaks between elements: the page would move when the client takes over")
	}
}

func TestAFormSentTooEarlyLeadsBackToItsPage(t *testing.T) {
	w := httptest.NewRecorder()
	portalFor(t, "").ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/sign-in?next=%2Fnew", strings.NewReader("password=secret")))
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/sign-in?next=%2Fnew" {
		t.Errorf("%d to %q", w.Code, w.Header().Get("Location"))
	}
}

func TestFilesAreKeptForGoodUnderTheirHash(t *testing.T) {
	p := portalFor(t, "")
	for _, href := range p.assets.hrefs() {
		plain := get(t, p, href)
		if plain.StatusCode != 200 || !strings.Contains(plain.Header.Get("Cache-Control"), "immutable") || plain.Header.Get("Content-Type") == "" {
			t.Errorf("%s: %d, %q, %q", href, plain.StatusCode, plain.Header.Get("Cache-Control"), plain.Header.Get("Content-Type"))
		}
		want := body(t, plain)
		for _, accept := range []string{"gzip, deflate, br, zstd", "gzip", "br;q=0, gzip", "identity"} {
			res := get(t, p, href, "Accept-Encoding", accept)
			if got := unpacked(t, res); got != want {
				t.Errorf("%s for %q: another file", href, accept)
			}
			if e := res.Header.Get("Content-Encoding"); e != "" && !strings.Contains(accept, e) || strings.Contains(accept, "br;q=0") && e == "br" {
				t.Errorf("%s for %q comes as %q", href, accept, e)
			}
		}
	}
	old := get(t, p, "/web/000000000000/style.css")
	if old.StatusCode != 404 || old.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("a file of another version: %d, %q", old.StatusCode, old.Header.Get("Cache-Control"))
	}
}

func unpacked(t *testing.T, res *http.Response) string {
	t.Helper()
	b := []byte(body(t, res))
	var r io.Reader = bytes.NewReader(b)
	switch res.Header.Get("Content-Encoding") {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		r = z
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestTheServiceWorkerKeepsNothingPersonal(t *testing.T) {
	p := portalFor(t, "Hanna")
	worker := body(t, get(t, p, "/worker.js"))
	list := regexp.MustCompile(`const files = (\[.*\]);`).FindStringSubmatch(worker)
	var files []string
	if list == nil || json.Unmarshal([]byte(list[1]), &files) != nil || len(files) < 3 {
		t.Fatalf("the worker has no list of files: %.200s", worker)
	}
	for _, path := range append(files, "/shell") {
		res := get(t, p, path)
		if res.StatusCode != 200 {
			t.Errorf("%s: %d, so the worker would never be installed", path, res.StatusCode)
		}
		if strings.Contains(body(t, res), "Hanna") {
			t.Errorf("%s holds somebody's name", path)
		}
	}
	if a, b := shellOf(t, p), shellOf(t, portalFor(t, "")); a != b {
		t.Error("the shell differs by who asks for it")
	}
}

// shellOf is the shell without its attributes, which go-app writes in no order.
func shellOf(t *testing.T, p *portal) string {
	t.Helper()
	return regexp.MustCompile(`<(\w+)[^>]*>`).ReplaceAllString(body(t, get(t, p, "/shell")), "<$1>")
}

func TestTheManifestNamesIconsThatAreThere(t *testing.T) {
	p := portalFor(t, "")
	var manifest struct {
		StartURL string `json:"start_url"`
		Display  string
		Icons    []struct{ Src, Purpose string }

		Screenshots []struct{ Src string }
	}
	if err := json.Unmarshal([]byte(body(t, get(t, p, "/manifest.webmanifest"))), &manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.StartURL != "/" || manifest.Display != "standalone" || len(manifest.Icons) < 3 {
		t.Errorf("it cannot be installed: %+v", manifest)
	}
	for _, icon := range manifest.Icons {
		if res := get(t, p, icon.Src); res.StatusCode != 200 {
			t.Errorf("%s: %d", icon.Src, res.StatusCode)
		}
	}
	size := 0
	for _, picture := range manifest.Screenshots {
		size += len(body(t, get(t, p, picture.Src)))
	}
	if len(manifest.Screenshots) < 2 || size > 150_000 {
		t.Errorf("%d pictures of %d bytes: a phone loads them before it installs", len(manifest.Screenshots), size)
	}
}

func TestWhatAnotherAppSharesGoesOnWhereNoServerIsSentIt(t *testing.T) {
	form := url.Values{"title": {"A page"}, "text": {"50 % of it & more https://a.example/#x"}, "url": {"https://a.example/#x"}}
	r := httptest.NewRequest(http.MethodPost, "/share", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	portalFor(t, "").ServeHTTP(w, r)
	to, err := url.Parse(w.Header().Get("Location"))
	want := "shared=A page\n50 % of it & more https://a.example/#x"
	if err != nil || w.Code != http.StatusSeeOther || to.Path != "/share" || to.RawQuery != "" || to.Fragment != want {
		t.Errorf("%d to %v, %v", w.Code, to, err)
	}
	signIn := get(t, portalFor(t, ""), "/share")
	if signIn.Header.Get("Location") != "/sign-in?next=%2Fshare" {
		t.Errorf("who is not signed in is led to %q", signIn.Header.Get("Location"))
	}
}
