package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// BenchmarkKeyPress types in a section of 50 KB on a phone's screen and measures until the frame
// with the letter was drawn: on the own screen, alone and beside somebody else's caret, and on
// theirs. Repeat it with
//
//	go test ./api -run '^$' -bench KeyPress -benchtime 1x
//
// on a machine that does nothing else.
func BenchmarkKeyPress(b *testing.B) {
	s := anyDemo(b)
	browser := openBrowser(b, s.url)
	hanna, tomas := browser.person("Hanna", phone), browser.person("Tomás", phone)
	hanna.signsIn("owner@alder.example")
	tomas.signsIn("owner@quay.example")
	vision := "/r/" + theBridge + "/vision"
	hanna.visit(vision)
	hanna.takes(care, "")
	hanna.paste(pages(50_000))
	hanna.saved()
	hanna.takes(care, "Paragraph 20 ")
	for b.Loop() {
		hanna.watch()
		hanna.types(60)
		report(b, "alone", hanna.own())
		tomas.visit(vision)
		tomas.takes(care, "Paragraph 21 ")
		hanna.seesCaret("Tomás", care, "Paragraph 21 ")
		hanna.watch()
		tomas.watch()
		hanna.types(60)
		own := hanna.own()
		report(b, "beside-a-caret", own)
		tomas.until("all of it is there", `seen.length >= 60`)
		report(b, "theirs", tomas.theirs(own))
	}
}

func pages(length int) string {
	var text strings.Builder
	for i := 0; text.Len() < length; i++ {
		fmt.Fprintf(&text, "Paragraph %d %s\n\n", i, strings.Repeat("says what each of us brings, and what we can be relied on for. ", 9))
	}
	return text.String()
}

// press is one key press: when it was, how long its handlers and its frame took, and how long it
// took until the frame was drawn, in milliseconds.
type press struct{ At, Handled, Frame, Drawn float64 }

// watch notes the times of key presses, and of changes by others, as they are drawn.
func (p *tab) watch() {
	p.t.Helper()
	p.do(chromedp.Evaluate(`(() => {
		window.presses = [];
		window.seen = [];
		if (window.watched) return;
		window.watched = true;
		const drawn = then => requestAnimationFrame(() => {
			const began = performance.now(), after = new MessageChannel();
			after.port1.onmessage = () => then(began);
			after.port2.postMessage(0);
		});
		let at = 0;
		addEventListener("keydown", e => { at = e.timeStamp; }, true);
		addEventListener("input", () => {
			const pressed = at, handled = performance.now();
			drawn(began => presses.push({
				at: performance.timeOrigin + pressed, handled: handled - pressed,
				frame: performance.now() - began, drawn: performance.now() - pressed,
			}));
		});
		const change = HTMLTextAreaElement.prototype.setRangeText;
		HTMLTextAreaElement.prototype.setRangeText = function (...how) {
			change.apply(this, how);
			drawn(() => seen.push(performance.timeOrigin + performance.now()));
		};
	})()`, nil))
}

// types presses keys, with a rest between them.
func (p *tab) types(keys int) {
	p.t.Helper()
	for range keys {
		p.writes("a")
		time.Sleep(120 * time.Millisecond)
	}
	p.until("all were drawn", `presses.length === $1`, keys)
}

func (p *tab) own() (presses []press) {
	p.t.Helper()
	if err := json.Unmarshal([]byte(p.get(`JSON.stringify(presses)`)), &presses); err != nil {
		p.t.Fatal(err)
	}
	return presses
}

// theirs is how long it took until each key press of another was drawn here.
func (p *tab) theirs(own []press) (presses []press) {
	p.t.Helper()
	var seen []float64
	if err := json.Unmarshal([]byte(p.get(`JSON.stringify(seen)`)), &seen); err != nil {
		p.t.Fatal(err)
	}
	for i, o := range own {
		presses = append(presses, press{Drawn: seen[i] - o.At})
	}
	return presses
}

func report(b *testing.B, name string, presses []press) {
	b.Helper()
	for what, of := range map[string]func(press) float64{
		"drawn": func(p press) float64 { return p.Drawn }, "work": func(p press) float64 { return p.Handled + p.Frame },
	} {
		var took []float64
		for _, p := range presses {
			took = append(took, of(p))
		}
		slices.Sort(took)
		if took[len(took)-1] == 0 {
			continue
		}
		b.ReportMetric(took[len(took)/2], name+"-"+what+"-ms")
		b.ReportMetric(took[len(took)*95/100], name+"-"+what+"-p95-ms")
	}
}
