package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is a page in the hands of one person. It is used as a person does: by labels, pointer and
// keys.
type tab struct {
	t        testing.TB
	name     string
	ctx      context.Context
	closeTab context.CancelFunc
	url      string
	device   device
	shots    string

	mu         sync.Mutex
	complaints []string // errors in the console
}

// listen collects what the console complains about.
func (p *tab) listen() {
	chromedp.ListenTarget(p.ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			p.complain(e.ExceptionDetails.Error())
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
				var words []string
				for _, a := range e.Args {
					words = append(words, string(a.Value)+a.Description)
				}
				p.complain(strings.Join(words, " "))
			}
		case *log.EventEntryAdded:
			if e.Entry.Level == log.LevelError {
				p.complain(e.Entry.Text + " " + e.Entry.URL)
			}
		}
	})
	p.do(log.Enable())
}

func (p *tab) complain(words string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.complaints = append(p.complaints, words)
}

// quiet fails if the console complained of anything but the expected.
func (p *tab) quiet(expected ...string) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, words := range p.complaints {
		if !slices.ContainsFunc(expected, func(e string) bool { return strings.Contains(words, e) }) {
			p.t.Errorf("%s’s console: %s", p.name, words)
		}
	}
	p.complaints = nil
}

// goes follows a link to an address, where the client runs already, and waits until the page can be used.
func (p *tab) goes(path string) {
	p.t.Helper()
	var left bool
	if err := p.js(`(() => {
		if (!document.body?.hasAttribute("data-ready") || location.pathname + location.search === $1) return false;
		const link = document.createElement("a");
		link.href = $1;
		document.body.append(link);
		document.body.removeAttribute("data-ready");
		link.click();
		link.remove();
		return true;
	})()`, &left, path); err != nil {
		p.t.Fatalf("%s: %v", p.name, err)
	}
	if !left {
		p.visit(path)
	}
	p.ready()
}

// visit opens an address by a full load, and waits until the page can be used.
func (p *tab) visit(path string) {
	p.t.Helper()
	p.read(path)
	p.ready()
}

// read opens an address.
func (p *tab) read(path string) {
	p.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = p.url + path
	}
	p.do(chromedp.Navigate(path))
}

func (p *tab) ready() {
	p.t.Helper()
	p.until("the page can be used", `document.body?.hasAttribute("data-ready")`)
}

// js evaluates an expression; $1, $2 … stand for the arguments.
func (p *tab) js(expression string, into any, args ...any) error {
	for i, a := range slices.Backward(args) {
		b, err := json.Marshal(a)
		if err != nil {
			return err
		}
		expression = strings.ReplaceAll(expression, fmt.Sprintf("$%d", i+1), string(b))
	}
	return p.try(chromedp.Evaluate(expression, into, chromedp.EvalAsValue, awaited))
}

// awaited lets an expression give a promise.
func awaited(e *runtime.EvaluateParams) *runtime.EvaluateParams { return e.WithAwaitPromise(true) }

// until waits until an expression is true.
func (p *tab) until(what, expression string, args ...any) {
	p.t.Helper()
	var last error
	if !wait(func() bool {
		var holds bool
		last = p.js("Promise.resolve("+expression+").then(x => !!x)", &holds, args...)
		return holds
	}) {
		p.t.Fatalf("%s waited %v until %s (%v)", p.name, patience, what, last)
	}
}

// wait asks again and again, until it holds or it is too late.
func wait(holds func() bool) bool {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for late := time.Now().Add(patience); time.Now().Before(late); <-tick.C {
		if holds() {
			return true
		}
	}
	return false
}

// sees waits until words stand on the page.
func (p *tab) sees(words string) {
	p.t.Helper()
	p.until("“"+words+"” is on the page", `document.body.innerText.replace(/\s+/g, " ").includes($1)`, words)
}

// get is the value of an expression that gives a string.
func (p *tab) get(expression string, args ...any) string {
	p.t.Helper()
	var s string
	if err := p.js(expression, &s, args...); err != nil {
		p.t.Fatalf("%s: %s: %v", p.name, expression, err)
	}
	return s
}

func (p *tab) where() string {
	var path string
	if p.js(`location.pathname`, &path) != nil {
		return "nowhere"
	}
	return path
}

// find looks for something by its name, in the sheet if one is open, and brings it to where
// nothing covers it. It gives the point to press, or why not.
const find = `((name, kinds) => {
	const tidy = s => (s || "").replace(/\s+/g, " ").trim();
	const within = [...document.querySelectorAll("dialog[open]")].pop() || document;
	const named = [...within.querySelectorAll(kinds)].filter(e =>
		[e.getAttribute("aria-label"), e.innerText, e.firstElementChild?.innerText, e.labels?.[0]?.innerText,
			document.getElementById(e.getAttribute("aria-labelledby"))?.innerText].some(s => tidy(s) === name) && e.getClientRects().length);
	const found = named.find(e => e.getAttribute("aria-disabled") !== "true");
	if (!found) return {why: named.length ? "it is closed" : "it is not there"};
	found.scrollIntoView({block: "center", behavior: "instant"});
	const r = [...found.getClientRects()].find(r => r.width) || found.getBoundingClientRect();
	const x = r.left + r.width / 2, y = r.top + r.height / 2;
	const hit = document.elementFromPoint(x, y);
	const label = found.labels?.[0];
	if (!hit || !(found.contains(hit) || hit.contains(found) && hit.localName === "label" || label?.contains(hit)))
		return {why: "it is covered by " + hit?.outerHTML.slice(0, 80)};
	return {x, y};
})($1, $2)`

type point struct {
	X, Y float64
	Why  string
}

// press presses a link, a button or whatever else goes by this name, once it stands still.
func (p *tab) press(name string) {
	p.t.Helper()
	p.pressOf(name, "a,button,summary,[role=button]")
}

// tick picks an answer.
func (p *tab) tick(name string) {
	p.t.Helper()
	p.pressOf(name, "label.choice")
}

func (p *tab) pressOf(name, kinds string) {
	p.t.Helper()
	var before, now point
	var err error
	if !wait(func() bool {
		before, now = now, point{}
		err = p.js(find, &now, name, kinds)
		return err == nil && now.Why == "" && now == before
	}) {
		p.t.Fatalf("%s cannot press “%s”: %s %v", p.name, name, now.Why, err)
	}
	p.tap(now)
}

// tap presses a point with what the device has: a finger or a mouse.
func (p *tab) tap(at point) {
	p.t.Helper()
	if p.device.touch {
		p.do(
			input.DispatchTouchEvent(input.TouchStart, []*input.TouchPoint{{X: at.X, Y: at.Y}}),
			input.DispatchTouchEvent(input.TouchEnd, []*input.TouchPoint{}),
		)
		return
	}
	p.do(chromedp.MouseClickXY(at.X, at.Y))
}

// fill writes into the field of this label, in place of what stands there.
func (p *tab) fill(label, text string) {
	p.t.Helper()
	p.pressOf(label, "input,textarea")
	p.until("the field has the focus", `document.activeElement.labels?.[0]?.innerText.trim() === $1`, label)
	p.do(chromedp.Evaluate(`document.activeElement.select?.()`, nil), input.InsertText(text))
}

// set gives a field its value as the browser's own calendars and lists do.
func (p *tab) set(label, value string) {
	p.t.Helper()
	p.until("there is “"+label+"”", control+`(of => {
		of.value = $2;
		for (const what of ["input", "change"]) of.dispatchEvent(new Event(what, {bubbles: true}));
		return of.value === $2;
	})`, label, value)
}

// choose picks from a list.
func (p *tab) choose(label, option string) {
	p.t.Helper()
	value := `[...of.options].find(o => o.innerText.trim() === $2)`
	p.until("“"+option+"” is in the list", control+`(of => `+value+`)`, label, option)
	var chosen string
	if err := p.js(control+`(of => `+value+`.value)`, &chosen, label, option); err != nil {
		p.t.Fatal(err)
	}
	p.set(label, chosen)
}

// control gives the field labelled $1 to what follows, once there is one.
const control = `(f => {
	const of = [...document.querySelectorAll("label")].find(l => l.innerText.trim() === $1)?.control;
	return of && f(of);
})`

// keys types, key by key.
func (p *tab) keys(text string) error {
	for _, r := range text {
		if err := p.try(key(r)...); err != nil {
			return fmt.Errorf("%s at the keyboard: %w", p.name, err)
		}
	}
	return nil
}

// key presses one key: down, with the character it gives, and up.
func key(r rune) []chromedp.Action {
	events := kb.Encode(r)
	down, up := events[0], events[len(events)-1]
	if len(events) == 3 {
		down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
	}
	return []chromedp.Action{down, up}
}
