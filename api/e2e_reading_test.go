package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	screen "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// reading is a way to read a page that is not the designer's own.
type reading struct {
	name   string
	device device
	text   int64 // the browser's own size of text, in pixels
	spaced bool  // with more room between letters, words, lines and paragraphs, as WCAG 1.4.12 has it
}

var readings = []reading{
	{"320 wide", device{320, 640, true}, 16, false},
	{"text twice as large on a phone", phone, 32, false},
	{"text twice as large on a laptop", laptop, 32, false},
	{"more room in the text", phone, 16, true},
}

// isReadable looks at what is on the screen in ways of these: nothing is wider than the
// window, no text is cut off or lies on other text, what one presses is large enough for a finger.
func (l looking) isReadable(what string, ways []reading) {
	l.t.Helper()
	for _, r := range ways {
		l.hold(r.device)
		l.do(screen.SetFontSizes(&screen.FontSizes{Standard: r.text}))
		l.until("the text has its size", `getComputedStyle(document.documentElement).fontSize === $1 + "px"`, r.text)
		l.spaced(r.spaced)
		var wrong []string
		l.rests()
		if err := json.Unmarshal([]byte(l.get(measure)), &wrong); err != nil {
			l.t.Fatal(err)
		}
		for _, w := range wrong {
			l.t.Errorf("%s, %s: %s", what, r.name, w)
		}
		l.shot(pictured(what + ", " + r.name))
	}
	l.do(screen.SetFontSizes(&screen.FontSizes{Standard: 16}))
	l.spaced(false)
	if meta := l.get(`document.querySelector("meta[name=viewport]").content`); pinned.MatchString(meta) {
		l.t.Errorf("%s forbids zooming: %s", what, meta)
	}
}

func pictured(name string) string { return strings.ReplaceAll(name, "/", "|") }

func (l looking) spaced(on bool) {
	l.t.Helper()
	l.do(chromedp.Evaluate(fmt.Sprintf(`(() => {
		const sheet = new CSSStyleSheet();
		if (%v) sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
		document.adoptedStyleSheets = [sheet];
	})()`, on), nil))
}

// measure gives what is wrong with how the page is laid out, as a list of sentences. Text that is
// for screen readers, a copy, or shortened with dots in the bar is left out, and so is what sticks
// to the window and lies on the page for that.
const measure = `(() => {
	const wrong = [], root = document.documentElement;
	const name = e => e.localName + (typeof e.className === "string" && e.className ? "." + e.className.trim().replace(/\s+/g, ".") : "") + " “" + (e.innerText || e.value || "").trim().slice(0, 40) + "”";
	if (root.scrollWidth > root.clientWidth) {
		const far = [...document.body.querySelectorAll("*")].filter(e => !e.closest(".dock") && e.getBoundingClientRect().right > root.clientWidth + 1);
		wrong.push("the page is " + root.scrollWidth + " wide, by " + far.slice(-2).map(name));
	}
	const within = document.querySelector("dialog[open]") ?? document.body;
	const shown = e => e.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) && !e.closest(".sr, [aria-hidden=true], .skip, .top__where, noscript, script, template");
	const loose = e => { for (; e && e !== within; e = e.parentElement) if (/fixed|sticky/.test(getComputedStyle(e).position)) return true; };
	const texts = [], walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
	for (let n; (n = walker.nextNode());) {
		const e = n.parentElement;
		if (!n.data.trim() || !e || e.localName === "textarea" || e.localName === "option" || !shown(e)) continue;
		const range = document.createRange();
		range.selectNodeContents(n);
		const rects = [...range.getClientRects()].filter(r => r.width > 1 && r.height > 1);
		texts.push({e, rects, loose: loose(e)});
		for (let box = e; box && box !== document.body; box = box.parentElement) {
			const s = getComputedStyle(box), b = box.getBoundingClientRect();
			const over = (of, near, far, to, end) => /hidden|clip/.test(of) && (near < to - 2 || far > end + 2);
			if (rects.some(r => over(s.overflowX, r.left, r.right, b.left, b.right) || over(s.overflowY, r.top, r.bottom, b.top, b.bottom))) {
				wrong.push("cut off by " + name(box) + ": " + name(e));
				break;
			}
		}
		if (rects.some(r => r.right > root.clientWidth + 1 || r.left < -1) && !e.closest(".seg, .dock")) wrong.push("out of the window: " + name(e));
	}
	for (const area of within.querySelectorAll("textarea"))
		if (/hidden|clip/.test(getComputedStyle(area).overflowY) && area.scrollHeight > area.clientHeight + 2) wrong.push("cut off: " + name(area));
	const steady = texts.filter(t => !t.loose);
	steady.forEach((a, i) => steady.slice(i + 1).forEach(b => {
		for (const p of a.rects) for (const q of b.rects) {
			const w = Math.min(p.right, q.right) - Math.max(p.left, q.left), h = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
			if (w > 2 && h > Math.min(p.height, q.height) / 2) return wrong.push(name(a.e) + " lies on " + name(b.e));
		}
	}));
	const alone = ".btn, .icon-btn, .linkbtn, .input, .choice, .place, .dock a, .notes a, summary, .seg > *";
	for (const e of within.querySelectorAll(alone)) {
		const r = e.getBoundingClientRect(), least = innerWidth < 960 ? 44 : 40;
		if (shown(e) && r.width && (r.height < least - (e.matches(".seg > *") ? 6 : .5) || r.width < 24)) wrong.push("too small for a finger, " + Math.round(r.width) + " by " + Math.round(r.height) + ": " + name(e));
	}
	for (const e of document.querySelectorAll("*")) {
		const s = getComputedStyle(e);
		for (const d of (s.transitionDuration + "," + s.animationDuration).split(",")) if (parseFloat(d) * (/ms/.test(d) ? .001 : 1) > .01) return JSON.stringify([...wrong, "moves for " + d + ": " + name(e)]);
	}
	return JSON.stringify([...new Set(wrong)]);
})()`

// inForcedColours looks at a page whose colours the reader's system has replaced. What is told by
// a surface or a shadow elsewhere is told by lines and words there.
func (l looking) inForcedColours(what string) {
	l.t.Helper()
	l.hold(phone)
	l.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{
		{Name: "forced-colors", Value: "active"}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}))
	var wrong []string
	l.rests()
	l.until("the colours are the system’s", `matchMedia("(forced-colors: active)").matches`)
	if err := json.Unmarshal([]byte(l.get(forced)), &wrong); err != nil {
		l.t.Fatal(err)
	}
	for _, w := range wrong {
		l.t.Errorf("%s, in forced colours: %s", what, w)
	}
	l.shot(pictured(what + ", forced colours"))
	l.prefersDark(false)
}

// forced gives what cannot be told from its neighbours in forced colours.
const forced = `(() => {
	const wrong = [], seen = e => e.checkVisibility();
	const edged = s => ["Top", "Right", "Bottom", "Left"].some(side => s["border" + side + "Style"] !== "none" && parseFloat(s["border" + side + "Width"]) >= 1) || s.outlineStyle !== "none";
	const all = q => [...document.querySelectorAll(q)].filter(seen);
	for (const e of all(".btn, .input, .choice, .choice input")) if (!edged(getComputedStyle(e))) wrong.push("no edge: " + e.outerHTML.slice(0, 80));
	for (const e of all("[aria-current], [aria-pressed=true]")) {
		const s = getComputedStyle(e), other = [...e.parentElement.children].find(o => o !== e && o.localName === e.localName);
		if (other && getComputedStyle(other).backgroundColor === s.backgroundColor && !edged(s)) wrong.push("current by nothing but weight: " + e.outerHTML.slice(0, 80));
	}
	for (const e of all(".room")) {
		const line = getComputedStyle(e, "::before");
		if (line.forcedColorAdjust !== "none" || line.backgroundImage === "none" && line.backgroundColor === "rgba(0, 0, 0, 0)") wrong.push("a room without its line");
	}
	for (const e of all(".caret, .avatar")) if (getComputedStyle(e).forcedColorAdjust !== "none") wrong.push("of no side: " + e.outerHTML.slice(0, 80));
	const top = document.querySelector("dialog[open]") ? "dialog[open] " : "main ";
	const first = all(["a[href]", "button", "input"].map(e => top + e).join())[0];
	if (first) {
		first.focus({focusVisible: true});
		const s = getComputedStyle(first.closest(".choice") ?? first);
		if (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2) wrong.push("no ring: " + first.outerHTML.slice(0, 80));
		first.blur();
	}
	return JSON.stringify(wrong);
})()`
