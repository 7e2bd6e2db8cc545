package main

import (
	"context"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	screen "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"midspan/app/pact"
)

// portalTab is the portal itself in a tab of Chromium, with a road, cookies and a database of its own.
type portalTab struct {
	b       *chromium
	name    string
	path    string
	way     *road
	book    *book
	pen     *pen
	dice    *rand.Rand
	browser cdp.BrowserContextID

	mu   *sync.Mutex // of all tabs of one Chromium
	page *tab
	open []*deed // of which the page has not said that they are saved
}

// newPortalTab opens the vision in a browser in which somebody is signed in. Its road has to lead
// somewhere by then.
func newPortalTab(b *chromium, name string, who *visitor, path string, way *road, book *book, p *pen, lock *sync.Mutex) *portalTab {
	b.t.Helper()
	o := &portalTab{b: b, name: name, path: path, way: way, book: book, pen: p, mu: lock, dice: rand.New(rand.NewPCG(p.dice.Uint64(), 1))}
	ctx := cdp.WithExecutor(b.ctx, chromedp.FromContext(b.ctx).Browser)
	browser, err := target.CreateBrowserContext().Do(ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	o.browser = browser
	o.appear()
	at, err := url.Parse(who.url)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range who.client.Jar.Cookies(at) {
		o.page.do(network.SetCookie(c.Name, c.Value).WithURL(way.url).WithHTTPOnly(true))
	}
	o.arrive()
	o.page.until("it could start without a network", `navigator.serviceWorker.ready.then(async r => r.active.state === "activated" && (await caches.keys()).length > 0)`)
	return o
}

// appear opens a tab.
func (o *portalTab) appear() {
	o.b.t.Helper()
	o.page = o.b.within(o.browser, o.name, laptop)
}

// arrive goes to the vision, however often it takes while servers come and go, and waits until its
// text is there.
func (o *portalTab) arrive() {
	o.b.t.Helper()
	for late := time.Now().Add(time.Minute); time.Now().Before(late); {
		_ = o.page.try(chromedp.Navigate(o.way.url + o.path)) // what is there tells
		for again := time.Now().Add(5 * time.Second); time.Now().Before(again); time.Sleep(50 * time.Millisecond) {
			var there bool
			if o.page.js(`!!`+writable+` && `+saysSaved, &there, promptOf(fireSections[0])) == nil && there {
				return
			}
		}
	}
	o.b.t.Errorf("%s does not get to the vision", o.name)
}

// promptOf is what a section of a vision asks.
func promptOf(section string) string {
	for _, p := range pact.Prompts(pact.VisionDocument) {
		if p.Key == section {
			return p.Text
		}
	}
	return ""
}

// writable is the text area of the section that asks $1, once it can be written in.
const writable = `((a) => a && !a.readOnly && !a.disabled && document.body.hasAttribute("data-ready") && a)(` + area + `)`

// saysSaved says whether the page calls everything saved.
const saysSaved = `[...document.querySelectorAll(".save")].some(e => e.innerText.trim() === "Saved")`

// strike makes the stroke $2 in the section that asks $1, as its keys would, and gives what it
// took out; null if nothing can be written.
const strike = `((a, s) => {
	if (!a) return null;
	a.focus({preventScroll: true}); // which may bring in what others wrote
	const text = a.value, cuts = i => /[\uD800-\uDBFF]/.test(text[i - 1] ?? "") && /[\uDC00-\uDFFF]/.test(text[i] ?? "");
	const found = s.behind === "" ? -1 : text.indexOf(s.behind);
	let to = found >= 0 ? found + s.behind.length : Math.floor(s.part * text.length);
	if (cuts(to)) to++;
	let from = to;
	for (let n = s.erase; n > 0 && from > 0; n--) from -= cuts(from - 1) ? 2 : 1;
	if (from === to && s.typed === "") return "";
	a.setSelectionRange(from, to);
	document.execCommand(s.typed === "" ? "delete" : "insertText", false, s.typed);
	if (a.value === text) return null;
	return text.slice(from, to);
})(` + writable + `, $2)`

func (o *portalTab) hit() {
	o.mu.Lock()
	defer o.mu.Unlock()
	s := o.pen.stroke()
	d := o.book.note(o.name, s.Section, s.Typed, "")
	var erased *string
	switch err := o.page.js(strike, &erased, promptOf(s.Section), s); {
	case err != nil:
		o.b.t.Logf("%s: %v", o.name, err)
		o.book.settle(d, doubtful) // the machine is busy; nobody knows whether it was typed
	case erased == nil:
		o.book.settle(d, gone) // before it was there
	default:
		o.book.erases(d, *erased)
		o.open = append(o.open, d)
	}
}

// part takes the network away from the page, or gives it back.
func (o *portalTab) part(offline bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.page.network(!offline)
}

// waits has the network tell of it: Chromium keeps lines for other things than the document, too.
func (o *portalTab) waits() { o.way.cut() }

// settle gives what the page has not called saved yet a fate.
func (o *portalTab) settle(f fate) {
	for _, d := range o.open {
		o.book.settle(d, f)
	}
	o.open = nil
}

// durable is true once everything that was begun to be kept so far is kept.
const durable = `new Promise((resolve, reject) => {
	const opened = indexedDB.open("midspan");
	opened.onerror = reject;
	opened.onsuccess = () => {
		const t = opened.result.transaction(["unsent", "texts"], "readonly");
		t.objectStore("unsent").count();
		t.oncomplete = () => { opened.result.close(); resolve(true); };
	};
})`

// kill has the tab's process crash. Half of the time everything was on the device by then; else
// nobody knows what was.
func (o *portalTab) kill() {
	o.mu.Lock()
	defer o.mu.Unlock()
	left := doubtful
	var all bool
	if o.dice.IntN(2) == 0 && o.page.js(durable, &all) == nil && all {
		left = kept
	}
	ctx, cancel := context.WithTimeout(o.page.ctx, time.Second)
	_ = chromedp.Run(ctx, screen.Crash()) // it has no chance to answer
	cancel()
	o.settle(left)
	o.way.cut()
	info := chromedp.FromContext(o.page.ctx).Target.TargetID
	if err := target.CloseTarget(info).Do(cdp.WithExecutor(o.b.ctx, chromedp.FromContext(o.b.ctx).Browser)); err != nil {
		o.b.t.Errorf("%s cannot be closed: %v", o.name, err)
	}
	o.b.tabs = slices.DeleteFunc(o.b.tabs, func(p *tab) bool { return p == o.page })
	o.page.closeTab()
	o.appear()
	o.arrive()
}

func (o *portalTab) reload() {
	o.mu.Lock()
	defer o.mu.Unlock()
	left := doubtful
	var all bool
	if o.page.js(durable, &all) == nil && all {
		left = kept
	}
	o.settle(left)
	o.arrive()
}

// settled says whether the page says so, also a moment later.
func (o *portalTab) settled() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	var saved bool
	err := o.page.js(`new Promise(r => setTimeout(r, 100)).then(() => `+saysSaved+`)`, &saved)
	if err != nil || !saved {
		return false
	}
	o.settle(stored)
	return true
}

func (o *portalTab) texts() map[string]string {
	o.mu.Lock()
	defer o.mu.Unlock()
	texts := map[string]string{}
	for _, section := range fireSections {
		var text string
		_ = o.page.js(area+`.value`, &text, promptOf(section)) // another text will be noticed
		texts[section] = text
	}
	return texts
}

// whole is nothing: a page shows its text alone.
func (o *portalTab) whole() []byte { return nil }

func (o *portalTab) road() *road { return o.way }

func (o *portalTab) String() string {
	var says string
	err := o.page.js(`[...document.querySelectorAll(".save, .notice")].map(e => e.innerText.trim()).join(" | ")`, &says)
	return strings.Join([]string{o.name, "says:", says, "at", o.page.where()}, " ") + errorText(err)
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return " (" + err.Error() + ")"
}
