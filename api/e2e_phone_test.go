package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/network"
	screen "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"midspan/api/demo"
)

// hands has another app of the phone share words, as the system does: by a form.
func (p *tab) hands(title, text, link string) {
	p.t.Helper()
	p.do(chromedp.Evaluate(`(() => {
		const form = document.body.appendChild(document.createElement("form"));
		Object.assign(form, {method: "post", action: "/share"});
		for (const [name, value] of [["title", `+strconv.Quote(title)+`], ["text", `+strconv.Quote(text)+`], ["url", `+strconv.Quote(link)+`]])
			Object.assign(form.appendChild(document.createElement("input")), {type: "hidden", name, value});
		form.submit();
	})()`, nil))
}

// holds waits until the page to keep shared words has them.
func (p *tab) holds(words string) {
	p.t.Helper()
	p.until("the words are there: "+words, `document.getElementById("shared-words")?.value === $1 && !location.hash`, words)
}

const handed = "A page\nThey moved the dock.\nhttps://example.org/dock"

func (p *tab) handsThree() {
	p.t.Helper()
	p.hands("A page", "They moved the dock.", "https://example.org/dock")
}

func TestAPhoneInstallsThePortalAndHandsItWords(t *testing.T) {
	t.Parallel()
	h := keepHouse(t)
	profile, err := os.MkdirTemp(builds, "chromium-")
	if err != nil {
		t.Fatal(err)
	}
	p, leave := openOwn(t, h.url, profile)
	defer leave()
	p.visit("/sign-in")
	p.until("the service worker is there", `navigator.serviceWorker.ready.then(async r => r.active.state === "activated" && !!navigator.serviceWorker.controller)`)
	p.installable()

	// Signed out: the words wait while she signs in, and no address tells the server of them.
	p.handsThree()
	p.until("she is asked who she is", `location.search && sessionStorage.getItem("midspan/shared") && document.body.hasAttribute("data-ready")`)
	p.fill("Mail address", "owner@left.example")
	p.fill("Password", password)
	p.press("Sign in")
	p.holds(handed)
	p.shot("share-phone")
	p.choose("Which relationship is it about?", "Left House and Right House")
	p.press("Keep it for me")
	p.until("she is at her note", `location.pathname.startsWith($1)`, "/r/"+h.rel+"/notes/")
	p.ready()
	p.until("the words are in it", `[...document.querySelectorAll("textarea")].some(t => t.value === $1)`, handed)
	if left := p.get(`sessionStorage.getItem("midspan/shared") ?? ""`); left != "" {
		t.Errorf("the tab still holds %q", left)
	}
	if strings.Contains(h.log.String(), "moved the dock") {
		t.Error("the log holds what was shared")
	}

	// Without a server: other pages say what is the matter, and shared words wait.
	note := p.where()
	h.falls()
	for _, path := range []string{"/account/sessions", "/account/password", "/account/tokens", "/forgot", "/i/letter"} {
		p.read(path)
		p.sees("This page comes from the server, which cannot be reached.")
	}
	p.shot("away-phone")
	p.handsThree()
	p.holds(handed)
	p.shot("share-away-phone")
	for _, path := range []string{note, "/r/" + h.rel + "/activity", "/join/token", "/account"} {
		p.visit(path)
		p.until("the page says how it is", `/No connection|not kept this page/.test(document.body.innerText)`)
	}
	if left := p.get(`sessionStorage.getItem("midspan/shared") ?? ""`); left != "" {
		t.Errorf("elsewhere the tab still holds %q", left)
	}
	if all := p.get(shells); all == "" || strings.Contains(all, "dock") || strings.Contains(all, "House") || strings.Contains(all, "owner@") {
		t.Errorf("the caches hold what is somebody's: %.500s", all)
	}
}

// installable fails if Chromium finds anything wrong with the manifest.
func (p *tab) installable() {
	p.t.Helper()
	p.do(chromedp.ActionFunc(func(ctx context.Context) error {
		_, wrong, data, _, err := screen.GetAppManifest().Do(ctx)
		if err != nil {
			return err
		}
		if len(wrong) > 0 || !strings.Contains(data, "share_target") {
			p.t.Errorf("the manifest: %v\n%s", wrong, data)
		}
		faults, err := screen.GetInstallabilityErrors().Do(ctx)
		for _, f := range faults {
			p.t.Errorf("it cannot be installed: %s %v", f.ErrorID, f.ErrorArguments)
		}
		return err
	}))
}

// The pictures of the manifest come from here: MIDSPAN_SHOTS=app/web/icons go test ./api -run Shop
func TestTheShopWindowShowsTheDemo(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	b := openBrowser(t, s.url)
	p := b.person("Hanna", phone)
	p.loads("/sign-in", "Make an account")
	p.fill("Mail address", "owner@alder.example")
	p.fill("Password", demo.Password)
	p.press("Sign in")
	p.sees("Your relationships")
	rel := p.get(`document.querySelector("a[href^='/r/rel_']").getAttribute("href").split("/").slice(0, 3).join("/")`)
	p.visit(rel + "/vision")
	p.until("her words are saved", `/Saved/.test(document.body.innerText)`)
	p.poster("screen-narrow", 780, 1688)
	p.hold(laptop)
	p.visit(rel)
	p.poster("screen-wide", 1280, 800)
}

// loads opens a page on a slow line for the first time: it is read, and says how far it has
// loaded, until it can be used.
func (p *tab) loads(path, words string) {
	p.t.Helper()
	line := func(perSecond float64) {
		p.do(chromedp.ActionFunc(func(ctx context.Context) error {
			_, err := network.EmulateNetworkConditionsByRule(false, []*network.Conditions{{DownloadThroughput: perSecond, UploadThroughput: -1}}).Do(ctx)
			return err
		}))
	}
	line(400_000)
	p.read(path)
	p.sees(words)
	p.until("the line grows", `(l => l?.offsetHeight > 0 && l.value > 0 && l.value < 1)(document.querySelector("progress.loading"))`)
	p.shot("loading-phone")
	line(-1)
	p.ready()
	p.until("the line is gone", `document.querySelector("progress.loading").offsetHeight === 0`)
}

// poster keeps a picture as it stands in a shop, if somebody wants it, and looks whether the
// one that is there has the size it says.
func (p *tab) poster(name string, width, height int) {
	p.t.Helper()
	if p.shots != "" {
		var picture []byte
		p.do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
			picture, err = screen.CaptureScreenshot().WithFormat(screen.CaptureScreenshotFormatWebp).WithQuality(75).Do(ctx)
			return err
		}))
		if err := os.WriteFile(filepath.Join(p.shots, name+".webp"), picture, 0o600); err != nil {
			p.t.Error(err)
		}
	}
	files, err := loadAssets()
	if err != nil {
		p.t.Fatal(err)
	}
	p.until(name+" has its size", `(async () => {
		const image = new Image();
		image.src = $1;
		await image.decode();
		return image.naturalWidth === $2 && image.naturalHeight === $3;
	})()`, files.href(name+".webp"), width, height)
}

// street is the way to a server whose version can be made to change: the same files under
// another hash, and those of the old one gone.
type street struct {
	url     string
	version string // as the server has it
	newer   atomic.Bool
}

const newVersion = "0123456789ab"

func pave(t *testing.T, to *url.URL) *street {
	t.Helper()
	files, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	s := &street{version: files.version}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Host = r.In.Host
			if !strings.HasSuffix(r.In.URL.Path, ".wasm") { // ten megabytes unpacked, for two readers at once
				r.Out.Header.Del("Accept-Encoding")
			}
			switch path := r.In.URL.Path; {
			case s.newer.Load() && strings.HasPrefix(path, "/web/"+newVersion):
				r.Out.URL.Path = strings.Replace(path, newVersion, s.version, 1)
			case s.newer.Load():
				r.Out.URL.Path = strings.Replace(path, s.version, "gone", 1)
			}
		},
		ModifyResponse: s.stamp,
	}
	server := httptest.NewServer(proxy)
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// stamp puts the new version into what names it.
func (s *street) stamp(answer *http.Response) error {
	kind := answer.Header.Get("Content-Type")
	if !s.newer.Load() || !strings.HasPrefix(kind, "text/html") && !strings.HasPrefix(kind, "text/javascript") {
		return nil
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	body = bytes.ReplaceAll(body, []byte(s.version), []byte(newVersion))
	answer.Body = io.NopCloser(bytes.NewReader(body))
	answer.ContentLength = int64(len(body))
	answer.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return nil
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close() // the server takes it
	return listener.Addr().String()
}

func TestANewVersionWaitsForWhoeverIsTyping(t *testing.T) {
	t.Parallel()
	to := &url.URL{Scheme: "http", Host: freeAddress(t)}
	s := pave(t, to)
	database, folder := home(t)
	running, err := tryServe(t, "-addr", to.Host, "-database-url", database, "-data-dir", folder, "-public-url", s.url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = running.stop() })
	h := meet(t, running)
	house := &household{bridge: h, t: t}
	b := openBrowser(t, s.url)
	p := b.person("Hanna", phone)
	at := "/r/" + h.rel + "/vision"
	p.comesIn("owner@left.example", at)
	p.settles()
	p.saved()
	p.takes(boldest, "")
	p.writes("Saved. ")
	p.saved()
	p.network(false)
	p.says("Offline, kept here")
	p.takes(boldest, "Saved. ")
	p.writes("Typed meanwhile. ")

	s.newer.Store(true)
	p.network(true)
	p.sees("A newer version is here.")
	p.shot("newer-phone")
	p.takes(boldest, "Typed meanwhile. ")
	p.writes("And on. ") // the old client goes on with the new server
	p.saved()
	house.has("Saved. Typed meanwhile. And on. ")
	old := "/web/" + s.version + "/compile.js"
	p.until("what is old still answers", `fetch($1).then(a => a.ok)`, old)

	p.network(false)
	p.says("Offline, kept here")
	p.takes(boldest, "And on. ")
	p.writes("Unsent. ")
	p.until("it is kept", unsentHere+`.then(n => n > 0)`)
	p.network(true)
	p.press("Reload")
	p.until("it is the new one", `document.querySelector("script[src*='`+newVersion+`']") && document.body.hasAttribute("data-ready")`)
	p.reads(boldest, "Saved. Typed meanwhile. And on. Unsent. ")
	p.saved()
	house.has("Saved. Typed meanwhile. And on. Unsent. ")
	if words := p.get(`document.body.innerText`); strings.Contains(words, "A newer version") {
		t.Error("the new one offers itself")
	}
}
