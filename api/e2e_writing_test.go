package main

import (
	"context"
	"errors"
	"sync"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Sections that the story is written in, by what they ask.
const (
	boldest = "If nothing stood in the way, what would this be?"
	wording = "What is promised, in words both sides would say aloud?"
	ownWay  = "In your own words"
)

// area is the text area of the section that asks $1.
const area = `[...document.querySelectorAll(".editor textarea")].find(a =>
	document.getElementById(a.getAttribute("aria-labelledby"))?.innerText.trim() === $1)`

// takes puts the caret into a section, behind some of its words or at its beginning.
func (p *tab) takes(section, behind string) {
	p.t.Helper()
	p.pressOf(section, "textarea")
	p.until("the section has the focus", `document.activeElement === `+area, section)
	p.until("“"+behind+"” is there", `(a => {
		const at = a.value.indexOf($2);
		if (at < 0) return false;
		a.setSelectionRange(at + $2.length, at + $2.length);
		return true;
	})(`+area+`)`, section, behind)
}

// isQuick takes a section of the next page the moment it is drawn, before the page has found its own
// place for the focus.
func (p *tab) isQuick(section string) {
	p.t.Helper()
	p.until("he waits for it", `new MutationObserver((_, waiting) => {
		const there = `+area+`;
		if (!there) return;
		waiting.disconnect();
		there.focus();
	}).observe(document.body, {childList: true, subtree: true}) ?? true`, section)
}

// selects selects words of a section.
func (p *tab) selects(section, words string) {
	p.t.Helper()
	p.takes(section, words)
	p.until("it is selected", `(a => {
		a.setSelectionRange(a.selectionEnd - $2.length, a.selectionEnd);
		return true;
	})(`+area+`)`, section, words)
}

func (p *tab) selected(section string) string {
	p.t.Helper()
	return p.get(`(a => a.value.slice(a.selectionStart, a.selectionEnd))(`+area+`)`, section)
}

func (p *tab) text(section string) string {
	p.t.Helper()
	return p.get(area+`.value`, section)
}

// writes types where the caret is.
func (p *tab) writes(text string) {
	p.t.Helper()
	if err := p.keys(text); err != nil {
		p.t.Fatal(err)
	}
}

// reads waits until a section reads so, to the last space.
func (p *tab) reads(section, text string) {
	p.t.Helper()
	if !wait(func() bool { return p.text(section) == text }) {
		got, want := differing(p.text(section), text)
		p.t.Fatalf("%s reads\n%q\nand should\n%q", p.name, got, want)
	}
}

// differing gives of two texts what is around their first difference.
func differing(one, other string) (string, string) {
	a, b, at := []rune(one), []rune(other), 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	around := func(r []rune) string { return string(r[max(0, at-300):min(len(r), at+300)]) }
	return around(a), around(b)
}

// saved waits until the page says that everything is.
func (p *tab) saved() {
	p.t.Helper()
	p.says("Saved")
}

// says waits for the word of where one's words are.
func (p *tab) says(word string) {
	p.t.Helper()
	p.until("it says "+word, `[...document.querySelectorAll(".save")].some(e => e.innerText.trim() === $1)`, word)
}

// seesCaret waits until somebody's caret stands behind some words of a section, with their
// name: on the screen itself, at the end of the unit before it or the beginning of the one after.
func (p *tab) seesCaret(name, section, behind string) {
	p.t.Helper()
	p.until("the caret of "+name+" is behind “"+behind+"”", `(a => {
		const editor = a.parentNode, column = editor.getBoundingClientRect();
		const flag = [...editor.querySelectorAll(".caret b")].find(b => b.textContent === $2);
		const lines = [...editor.querySelectorAll(".editor__over > div:first-child > div")].map(line => line.firstChild);
		const text = lines.map(line => line.data).join("\n"), at = text.indexOf($3) + $3.length;
		if (!flag || text !== a.value || !text.includes($3)) return false;
		const line = flag.parentNode.getBoundingClientRect(), y = (line.top + line.bottom) / 2;
		const edge = (from, to, side) => {
			const on = lines.find(line => from <= line.length || void (from -= line.length + 1, to -= line.length + 1));
			if (from < 0 || !on || to > on.length) return [];
			const r = document.createRange();
			r.setStart(on, from);
			r.setEnd(on, to);
			return [...r.getClientRects()].map(b => [Math.min(b[side], column.right), b]);
		};
		const spots = $3 ? edge(at - 1, at, "right").concat(edge(at, at + 1, "left")) : edge(0, 1, "left");
		return spots.some(([x, b]) => Math.abs(line.left - x) <= 2 && b.top < y && y < b.bottom);
	})(`+area+`)`, section, name, behind)
}

// paste puts in what no key has: from a list of emoji, say.
func (p *tab) paste(text string) {
	p.t.Helper()
	p.do(input.InsertText(text))
}

// composes writes with an input method, which shows what is not decided yet.
func (p *tab) composes(text string) {
	p.t.Helper()
	end := int64(len([]rune(text)))
	p.do(input.ImeSetComposition(text, end, end))
}

// network takes the network away, or gives it back.
func (p *tab) network(on bool) {
	p.t.Helper()
	p.do(
		chromedp.ActionFunc(network.OverrideNetworkState(!on, 0, -1, -1).Do),
		chromedp.ActionFunc(func(ctx context.Context) error {
			_, err := network.EmulateNetworkConditionsByRule(!on, []*network.Conditions{{DownloadThroughput: -1, UploadThroughput: -1}}).Do(ctx)
			return err
		}),
	)
}

// both has two people type at once and waits for both.
func both(one, other func() error) error {
	var wg sync.WaitGroup
	var first, second error
	wg.Go(func() { first = one() })
	wg.Go(func() { second = other() })
	wg.Wait()
	return errors.Join(first, second)
}
