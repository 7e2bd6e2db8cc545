package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	screen "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"midspan/app/web"
)

// chromium is a Chromium without a window; each person in it has cookies and a device of their
// own.
type chromium struct {
	t     testing.TB
	ctx   context.Context
	url   string
	tabs  []*tab
	shots string // folder for pictures; empty for none
}

// openBrowser starts Chromium for pages at an address. Without it, or without the client, the
// test is skipped, or fails where outside programs are promised.
func openBrowser(t testing.TB, url string) *chromium {
	t.Helper()
	path := findChromium()
	if path == "" {
		absentHere(t, "there is no Chromium here; .ci/test installs it")
	}
	if _, err := web.BuiltClient(); err != nil {
		absentHere(t, "this server was compiled without the browser client; run make client first: "+err.Error())
	}
	profile, err := os.MkdirTemp(builds, "chromium-") // not the test's own: Chromium's last writes come late
	if err != nil {
		t.Fatal(err)
	}
	allocator, end := chromedp.NewExecAllocator(context.Background(),
		append(flags(), chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.WSURLReadTimeout(time.Minute))...)
	ctx, quit := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}))
	b := &chromium{t: t, ctx: ctx, url: url, shots: os.Getenv("MIDSPAN_SHOTS")}
	t.Cleanup(func() {
		b.pictureFailure()
		for _, p := range b.tabs {
			p.closeTab()
		}
		quit()
		end()
	})
	if err := chromedp.Run(ctx); err != nil {
		t.Fatal("Chromium did not start: ", err)
	}
	return b
}

func findChromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func absentHere(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("MIDSPAN_PEERS") != "" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// flags keep Chromium from doing anything of its own accord, and from letting a page sleep
// because another one is in front.
func flags() []chromedp.ExecAllocatorOption {
	options := []chromedp.ExecAllocatorOption{chromedp.Flag("lang", "en-GB"), chromedp.Flag("force-color-profile", "srgb")}
	for _, name := range []string{
		"headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "no-default-browser-check",
		"disable-background-networking", "disable-component-update", "disable-sync", "disable-extensions", "disable-breakpad",
		"disable-default-apps", "disable-dev-shm-usage", "disable-background-timer-throttling",
		"disable-backgrounding-occluded-windows", "disable-renderer-backgrounding", "hide-scrollbars", "mute-audio",
	} {
		options = append(options, chromedp.Flag(name, true))
	}
	return options
}

// device is what somebody holds.
type device struct {
	width, height int64
	touch         bool
}

var (
	phone  = device{390, 844, true}
	laptop = device{1280, 800, false}
)

// person opens a tab with cookies and storage of its own.
func (b *chromium) person(name string, d device) *tab {
	b.t.Helper()
	ctx, closeTab := chromedp.NewContext(b.ctx, chromedp.WithTargetID(b.window()))
	p := &tab{t: b.t, name: name, ctx: ctx, url: b.url, shots: b.shots}
	b.tabs = append(b.tabs, p)
	p.closeTab = closeTab
	if err := chromedp.Run(ctx); err != nil { // without a deadline: the tab would end with it
		b.t.Fatal(err)
	}
	p.listen()
	p.hold(d)
	p.do(emulation.SetFocusEmulationEnabled(true), emulation.SetTimezoneOverride("Europe/Copenhagen"))
	p.dark(false)
	return p
}

// window opens a window that shares nothing with the others.
func (b *chromium) window() target.ID {
	b.t.Helper()
	ctx := cdp.WithExecutor(b.ctx, chromedp.FromContext(b.ctx).Browser)
	apart, err := target.CreateBrowserContext().Do(ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(apart).WithNewWindow(true).Do(ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	return id
}

// hold gives the tab the size and the pointer of a device.
func (p *tab) hold(d device) {
	p.t.Helper()
	p.device = d
	scale := 1.0
	if d.touch && p.shots != "" {
		scale = 2 // for pictures alone: there is no graphics card to draw it
	}
	p.do(
		emulation.SetDeviceMetricsOverride(d.width, d.height, scale, d.touch),
		emulation.SetTouchEmulationEnabled(d.touch),
	)
}

// dark says which colours the reader prefers; nothing moves for its own sake.
func (p *tab) dark(on bool) {
	p.t.Helper()
	scheme := map[bool]string{true: "dark", false: "light"}[on]
	p.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}))
}

// script says whether pages may run any.
func (p *tab) script(on bool) {
	p.t.Helper()
	p.do(emulation.SetScriptExecutionDisabled(!on))
}

// do carries out actions, each within a while.
func (p *tab) do(actions ...chromedp.Action) {
	p.t.Helper()
	if err := p.try(actions...); err != nil {
		p.t.Fatalf("%s: %v", p.name, err)
	}
}

func (p *tab) try(actions ...chromedp.Action) error {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, actions...)
}

// patience is how long anything may take on a busy machine.
const patience = 90 * time.Second

// shot keeps a picture of what is on the screen, if somebody wants to look.
func (p *tab) shot(name string) {
	if p.shots == "" {
		return
	}
	if err := p.picture(filepath.Join(p.shots, name+".png")); err != nil {
		p.t.Log("no picture: ", err)
	}
}

func (p *tab) picture(path string) error {
	var png []byte
	err := p.try(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		png, err = screen.CaptureScreenshot().Do(ctx)
		return err
	}))
	return errors.Join(err, os.WriteFile(path, png, 0o600))
}

// pictureFailure leaves pictures of all tabs behind when the test has failed.
func (b *chromium) pictureFailure() {
	if !b.t.Failed() {
		return
	}
	dir, err := os.MkdirTemp("", "midspan-failure-")
	if err != nil {
		b.t.Log(err)
		return
	}
	for i, p := range b.tabs {
		name := fmt.Sprintf("%d-%s.png", i+1, strings.ReplaceAll(p.name, " ", "-"))
		if err := p.picture(filepath.Join(dir, name)); err != nil {
			b.t.Logf("no picture of %s: %v", p.name, err)
		}
		b.t.Logf("%s was at %s", p.name, p.where())
	}
	b.t.Log("pictures of the failure: ", dir)
}
