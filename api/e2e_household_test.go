package main

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	screen "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// household is a server that can be stopped and comes back at the same address, with one
// relationship on it.
type household struct {
	*bridge
	t    testing.TB
	args []string
}

// keepHouse serves at an address that stays.
func keepHouse(t testing.TB) *household {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close() // the server takes it
	database, folder := home(t)
	h := &household{t: t, args: []string{"-addr", address, "-database-url", database, "-data-dir", folder}}
	s, err := tryServe(t, h.args...)
	if err != nil {
		t.Fatal(err)
	}
	h.bridge = meet(t, s)
	t.Cleanup(func() { _ = h.running.stop() })
	return h
}

// falls takes the server away.
func (h *household) falls() {
	h.t.Helper()
	if err := h.running.stop(); err != nil {
		h.t.Fatal(err)
	}
}

// rises has it come back.
func (h *household) rises() {
	h.t.Helper()
	s, err := tryServe(h.t, h.args...)
	if err != nil {
		h.t.Fatal(err)
	}
	h.running = s
}

// written is the text of the vision as the server has it, read by the other side.
func (h *household) written() string {
	h.t.Helper()
	return h.right.mustText(`query($d: ID!) { node(id: $d) { ... on Document { sections { text } } } }`, vars{"d": h.vision}, "node.sections.0.text")
}

// has waits until the server has the text, and no more than that.
func (h *household) has(text string) {
	h.t.Helper()
	if !wait(func() bool { return h.written() == text }) {
		h.t.Fatalf("the server has\n%q\nand should\n%q", h.written(), text)
	}
}

// comesIn signs somebody in where they want to go.
func (p *tab) comesIn(email, to string) {
	p.t.Helper()
	p.visit("/sign-in?next=" + to)
	p.fill("Mail address", email)
	p.fill("Password", password)
	p.press("Sign in")
	p.until("they are in", `location.pathname === $1`, to)
	p.ready()
}

// settles waits until the browser could start without a network.
func (p *tab) settles() {
	p.t.Helper()
	p.until("the service worker is there", `navigator.serviceWorker.ready.then(async r => r.active.state === "activated" && (await caches.keys()).length === 1)`)
}

// another opens a further tab of the same browser: cookies and what is kept are shared.
func (b *chromium) another(of *tab) *tab {
	b.t.Helper()
	return b.within(of.info().BrowserContextID, of.name+" elsewhere", of.device)
}

func (b *chromium) within(within cdp.BrowserContextID, name string, d device) *tab {
	b.t.Helper()
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(within).WithNewWindow(true).Do(cdp.WithExecutor(b.ctx, chromedp.FromContext(b.ctx).Browser))
	if err != nil {
		b.t.Fatal(err)
	}
	ctx, closeTab := chromedp.NewContext(b.ctx, chromedp.WithTargetID(id))
	p := &tab{t: b.t, name: name, ctx: ctx, closeTab: closeTab, url: b.url, shots: b.shots}
	b.tabs = append(b.tabs, p)
	if err := chromedp.Run(ctx); err != nil {
		b.t.Fatal(err)
	}
	p.listen()
	p.hold(d)
	p.do(emulation.SetFocusEmulationEnabled(true))
	return p
}

func (p *tab) info() (info *target.Info) {
	p.t.Helper()
	p.do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		info, err = target.GetTargetInfo().Do(ctx)
		return err
	}))
	return info
}

// crash ends the tab as a phone does that needs its memory: nothing of it runs any more. It
// gives the browser that it was in. Chromium takes its time to close what has crashed.
func (b *chromium) crash(p *tab) cdp.BrowserContextID {
	b.t.Helper()
	info := p.info()
	go func() { _ = p.try(screen.Crash()) }() // nobody is left to answer
	if !wait(func() bool {
		ctx, end := context.WithTimeout(p.ctx, 200*time.Millisecond)
		defer end()
		return chromedp.Run(ctx, chromedp.Evaluate(`true`, new(bool))) != nil
	}) {
		b.t.Fatal("the tab does not crash")
	}
	for i, one := range b.tabs {
		if one == p {
			b.tabs = append(b.tabs[:i:i], b.tabs[i+1:]...)
		}
	}
	return info.BrowserContextID
}

// comesTo is visit for a tab that follows a crash: it does not wait for the browser to tell of
// each step.
func (p *tab) comesTo(path string) {
	p.t.Helper()
	p.do(chromedp.ActionFunc(func(ctx context.Context) error {
		_, _, _, _, err := screen.Navigate(p.url + path).Do(ctx)
		return err
	}))
	p.until("they are there", `location.pathname === $1`, path)
	p.ready()
}

// openOwn opens a browser with a profile that outlives it. A browser that is killed forgets its
// last cookies, so it is left in order.
func openOwn(t testing.TB, url, profile string) (p *tab, leave func()) {
	t.Helper()
	path := findChromium()
	if path == "" {
		absentHere(t, "there is no Chromium here; .ci/test installs it")
	}
	allocator, end := chromedp.NewExecAllocator(context.Background(),
		append(flags(), chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.WSURLReadTimeout(time.Minute))...)
	ctx, quit := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}))
	if err := chromedp.Run(ctx); err != nil {
		t.Fatal("Chromium did not start: ", err)
	}
	p = &tab{t: t, name: "Hanna", ctx: ctx, url: url, shots: os.Getenv("MIDSPAN_SHOTS")}
	p.listen()
	p.hold(phone)
	p.do(emulation.SetFocusEmulationEnabled(true), emulation.SetTimezoneOverride("Europe/Copenhagen"))
	over := false
	leave = func() {
		if over {
			return
		}
		over = true
		_ = chromedp.Cancel(ctx) // and waits until it has put everything down
		quit()
		end()
	}
	t.Cleanup(func() {
		if t.Failed() && !over {
			picture := filepath.Join(os.TempDir(), "midspan-failure-"+filepath.Base(profile)+".png")
			t.Log(picture, p.picture(picture))
		}
		leave()
	})
	return p, leave
}
