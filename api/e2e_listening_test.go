package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestWhoListensIsToldWhatArrives is two people of the demo; Hanna listens to the page instead of
// looking at it.
func TestWhoListensIsToldWhatArrives(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	b := openBrowser(t, s.url)
	h, p := b.person("Hanna", laptop), b.person("Tomás", phone)
	h.signsIn("owner@alder.example")
	p.signsIn("owner@quay.example")
	bridge := "/r/" + theBridge

	h.visit(bridge + "/vision")
	ear := listens(h)
	p.visit(bridge + "/vision")
	ear.hears("Tomás is here.")

	p.takes(boldest, "")
	p.writes(strings.Repeat("no word of this is told. ", 8))
	p.saved()
	h.until("it has come", `document.body.innerText.includes("just now")`)
	ear.hears("Tomás writes in “" + boldest + "”.")
	p.visit(bridge + "/commitments")
	ear.hears("Tomás has left.")
	writes := slices.DeleteFunc(ear.all(), func(told string) bool { return !strings.Contains(told, "writes") })
	if len(writes) != 1 {
		t.Errorf("two hundred keys of somebody else were told %d times: %q", len(writes), ear.all())
	}
	if told := strings.Join(ear.all(), " "); strings.Contains(told, "no word of this") {
		t.Errorf("keys were read out: %s", told)
	}

	h.do(chromedp.Evaluate(`document.body.append(Object.assign(document.createElement("dialog"), {id: "over"})); over.showModal()`, nil))
	p.press("Add one")
	p.fill("What is promised?", "When a van is late, I will call.")
	p.press("Add it as a draft")
	p.ready()
	p.until("the words are safe", `[...document.querySelectorAll("button")].some(b => b.innerText === "This wording is ours" && b.getAttribute("aria-disabled") !== "true")`)
	if told := strings.Join(ear.all(), " "); strings.Contains(told, "added") {
		t.Errorf("beside an open sheet, where nobody hears it, was told: %s", told)
	}
	h.do(chromedp.Evaluate(`over.remove()`, nil))
	ear.hears("Tomás added a commitment.")
	p.press("This wording is ours")
	ear.hears("Tomás said yes to the words of a commitment.")

	ear.forget()
	h.takes("What can this relationship give that no other does?", "") // where nobody wrote too much yet
	h.writes("Told once. ")
	ear.hears("Saved.")
	h.writes("Not again. ")
	h.saved()
	h.network(false)
	h.writes("Kept. ")
	ear.hears("Offline, kept here.")
	h.network(true)
	want := []string{"Saved.", "Offline, kept here.", "Saved."}
	if !wait(func() bool { return len(ear.all()) >= len(want) }) || !slices.Equal(ear.all(), want) {
		t.Errorf("of her own words she was told %q, and not %q", ear.all(), want)
	}

	h.visit("/") // nothing is written there
	ear = listens(h)
	const top = `String(document.querySelector("h1").getBoundingClientRect().top)`
	before := h.get(top)
	h.network(false)
	h.do(chromedp.Evaluate(`dispatchEvent(new Event("offline"))`, nil)) // the browser's own may come before there is none
	h.sees("Last read")
	if now := h.get(top); now != before {
		t.Errorf("a lost network moved the heading from %s to %s", before, now)
	}
	h.shot("away")
	ear.hears("No connection.")
	h.network(true)
	h.until("the page is of now again", `!document.body.innerText.includes("Last read")`)
	if n := len(ear.all()); n != 1 {
		t.Errorf("a lost network was told %d times: %q", n, ear.all())
	}
	h.quiet("ERR_INTERNET_DISCONNECTED")
	p.quiet()
}

// listener is what a page announces, one after the other.
type listener struct{ *tab }

// listens takes down whatever a screen reader would be told without being asked: changes in the
// live regions of the page.
func listens(p *tab) listener {
	p.t.Helper()
	p.do(chromedp.Evaluate(`(() => {
		const live = "[role=status]:not([aria-live=off]), [role=alert], [role=log], [aria-live=polite], [aria-live=assertive]";
		window.told = [];
		new MutationObserver(changes => {
			const regions = new Set(changes.map(c => (c.target.closest ? c.target : c.target.parentElement)?.closest(live)));
			for (const c of changes) for (const n of c.addedNodes) for (const r of n.querySelectorAll ? [n, ...n.querySelectorAll(live)] : [])
				if (r.matches(live)) regions.add(r);
			for (const r of regions) if (r?.innerText.trim()) told.push(r.innerText.trim());
		}).observe(document, {childList: true, characterData: true, subtree: true});
	})()`, nil))
	return listener{p}
}

func (l listener) all() (told []string) {
	l.t.Helper()
	if err := json.Unmarshal([]byte(l.get(`JSON.stringify(told)`)), &told); err != nil {
		l.t.Fatal(err)
	}
	return told
}

func (l listener) forget() { l.do(chromedp.Evaluate(`told = []`, nil)) }

// hears waits until words are announced.
func (l listener) hears(words string) {
	l.t.Helper()
	if !wait(func() bool { return strings.Contains(strings.Join(l.all(), " "), words) }) {
		l.t.Fatalf("%s is not told “%s”, only %q", l.name, words, l.all())
	}
}
