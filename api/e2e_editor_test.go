package main

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	screen "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// More sections of the vision, by what they ask.
const (
	care  = "What do we care about most here?"
	bring = "What does only each of us bring?"
	need  = "What does the other truly need, beyond what they ask for?"
)

// twoDesks are Hanna at a laptop and Tomás at a phone, in one vision.
type twoDesks struct {
	t            *testing.T
	b            *chromium
	server       *running
	hanna, tomas *tab
	vision       string
}

func TestTheEditorInABrowser(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	b := openBrowser(t, s.url)
	d := &twoDesks{t: t, b: b, server: s, vision: "/r/" + theBridge + "/vision", hanna: b.person("Hanna", laptop), tomas: b.person("Tomás", phone)}
	d.tomas.do(emulation.SetUserAgentOverride("Mozilla/5.0 (Linux; Android 15; Phone) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"))
	d.hanna.signsIn("owner@alder.example")
	d.tomas.signsIn("owner@quay.example")
	d.hanna.visit(d.vision)
	d.tomas.visit(d.vision)
	for _, chapter := range []struct {
		title string
		tell  func()
	}{
		{"each sees where the other is and reads", d.meet},
		{"a caret behind a space that hangs out of its line stays on that line", d.hangOut},
		{"who puts the device away is gone at once", d.putAway},
		{"each takes back their own", d.takeBack},
		{"the browser’s own undo never runs", d.undoNatively},
		{"an Android keyboard composes every word while the other writes", d.composeOnAndroid},
		{"words are corrected, pasted, cut, dragged and cleared while the other writes", d.handle},
		{"what does not fit is told, stays, and can be taken back", d.overfill},
		{"a private note knows nobody else", d.keepToOneself},
		{"what was typed before the text was there is offered", d.early},
		{"who is removed while offline keeps a copy", d.remove},
	} {
		began := time.Now()
		chapter.tell()
		for _, p := range b.tabs {
			p.quiet("ERR_INTERNET_DISCONNECTED", "Back-Forward Cache") // frozen pages have no sockets
		}
		t.Logf("%s: %v", chapter.title, time.Since(began).Round(time.Millisecond))
	}
}

// seesAt waits until somebody is shown to be at a section, or nobody.
func (p *tab) seesAt(section, words string) {
	p.t.Helper()
	p.until("“"+words+"” is at “"+section+"”", `(`+area+`.closest(".sec").querySelector(".sec__here [role=img]")?.getAttribute("aria-label") ?? "") === $2`, section, words)
}

// here waits for who the banner says is there.
func (p *tab) here(words string) {
	p.t.Helper()
	p.until("the banner says “"+words+"”", `document.querySelector(".room .people").getAttribute("aria-label").startsWith($1)`, words)
}

// command has the browser edit by a command of its own, as menus do.
func (p *tab) command(name string) {
	p.t.Helper()
	p.do(input.DispatchKeyEvent(input.KeyRawDown).WithKey("F13").WithCommands([]string{name}), input.DispatchKeyEvent(input.KeyUp).WithKey("F13"))
}

// chord presses a letter with modifiers.
func (p *tab) chord(letter string, with input.Modifier) {
	p.t.Helper()
	code := int64(strings.ToUpper(letter)[0])
	for _, kind := range []input.KeyType{input.KeyRawDown, input.KeyUp} {
		p.do(input.DispatchKeyEvent(kind).WithKey(letter).WithCode("Key" + strings.ToUpper(letter)).WithModifiers(with).WithWindowsVirtualKeyCode(code))
	}
}

// clears empties a section, and waits until both see that.
func (d *twoDesks) clears(section string) {
	d.t.Helper()
	d.hanna.takes(section, "")
	d.hanna.command("selectAll")
	d.hanna.command("deleteBackward")
	d.read(section, "")
}

// read waits until a section reads so for both.
func (d *twoDesks) read(section, text string) {
	d.t.Helper()
	d.hanna.reads(section, text)
	d.tomas.reads(section, text)
}

func (d *twoDesks) meet() {
	h, p := d.hanna, d.tomas
	h.takes(boldest, "")
	p.seesAt(boldest, "Here now: Hanna.")
	p.seesCaret("Hanna", boldest, "")
	p.takes(care, "before it reaches them.")
	h.seesAt(care, "Here now: Tomás.")
	h.seesCaret("Tomás", care, "before it reaches them.")
	p.writes(" Always. ")
	h.seesCaret("Tomás", care, "them. Always. ")
	h.takes(care, "That ")
	h.writes("somebody ") // before his caret, in the same line
	h.seesCaret("Tomás", care, "them. Always. ")
	p.seesCaret("Hanna", care, "That somebody ")
	p.saved()
	p.shot("editor-presence-phone")
	h.shot("editor-presence")
	p.do(chromedp.Evaluate(`document.activeElement.blur(); `+`[...document.querySelectorAll(".sec")].at(-1).scrollIntoView({block: "start"})`, nil))
	last := `[...document.querySelectorAll(".sec")].findLast(s => s.getBoundingClientRect().top < innerHeight * .35).querySelector("h2").innerText`
	h.seesAt(p.get(last), "Here now: Tomás.") // who only reads has no caret
	h.until("his caret is gone", `!document.querySelector(".caret")`)
	h.seesAt(care, "")
}

// hangOut makes the line as wide as its words without the space behind them.
func (d *twoDesks) hangOut() {
	h, p := d.hanna, d.tomas
	d.clears(need)
	h.writes("Shelves full ")
	p.seesCaret("Hanna", need, "Shelves full ")
	p.until("the caret stands on the line of the words before the space", `(a => {
		const text = a.parentNode.querySelector(".editor__over > div > div").firstChild, words = document.createRange();
		words.setStart(text, 0);
		words.setEnd(text, text.length - 1);
		a.parentNode.style.width = Math.ceil(words.getBoundingClientRect().width) + 1 + "px";
		return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => {
			const line = a.parentNode.querySelector(".caret").getBoundingClientRect(), on = words.getBoundingClientRect();
			return words.getClientRects().length === 1 && on.top < line.top + line.height / 2 && line.top + line.height / 2 < on.bottom;
		});
	})(`+area+`)`, need)
	p.do(chromedp.Evaluate(`document.querySelectorAll(".editor").forEach(e => e.style.width = "")`, nil))
}

// putAway has the phone's browser freeze the page, as it does when the phone sleeps, and hides it.
func (d *twoDesks) putAway() {
	h, p := d.hanna, d.tomas
	p.takes(bring, "Alder")
	h.seesCaret("Tomás", bring, "Alder")
	h.here("Here now: Hanna and Tomás.")
	p.do(emulation.SetFocusEmulationEnabled(false), screen.SetWebLifecycleState(screen.SetWebLifecycleStateStateFrozen))
	h.here("Here now: Hanna. ")
	h.seesAt(bring, "")
	h.until("his caret is gone", `!document.querySelector(".caret")`)
	p.do(screen.SetWebLifecycleState(screen.SetWebLifecycleStateStateActive), emulation.SetFocusEmulationEnabled(true))
	h.here("Here now: Hanna and Tomás.")
	h.seesCaret("Tomás", bring, "Alder")
	visibility := func(state string) {
		p.do(chromedp.Evaluate(`Object.defineProperty(document, "visibilityState", {value: "`+state+`", configurable: true}); document.dispatchEvent(new Event("visibilitychange"))`, nil))
	}
	visibility("hidden")
	h.here("Here now: Hanna. ")
	h.seesAt(bring, "")
	visibility("visible")
	h.here("Here now: Hanna and Tomás.")
	h.seesAt(bring, "Here now: Tomás.")
}

// offers waits until the page offers to undo, and to redo.
func (p *tab) offers(undo, redo bool) {
	p.t.Helper()
	p.until("undo and redo are open or closed", `["Undo", "Redo"].map(n => document.querySelector('.undo [aria-label="' + n + '"]').ariaDisabled === "true").join() === [!$1, !$2].join()`, undo, redo)
}

func (d *twoDesks) takeBack() {
	h, p := d.hanna, d.tomas
	d.clears(need)
	h.do(chromedp.Reload())
	h.ready()
	h.saved()
	h.offers(false, false)
	h.takes(need, "")
	h.writes("Early.\nBoth.")
	d.read(need, "Early.\nBoth.")
	p.takes(need, "Early.")
	p.writes(" Even a guess.")
	d.read(need, "Early. Even a guess.\nBoth.")

	h.chord("z", input.ModifierCtrl) // a line's end ends a step
	d.read(need, "Early. Even a guess.\n")
	h.chord("z", input.ModifierCtrl)
	d.read(need, " Even a guess.")
	h.offers(false, true)
	h.chord("z", input.ModifierCtrl) // there is nothing more of hers
	h.chord("y", input.ModifierCtrl)
	d.read(need, "Early. Even a guess.\n")
	h.chord("Z", input.ModifierCtrl|input.ModifierShift)
	d.read(need, "Early. Even a guess.\nBoth.")
	h.offers(true, false)

	h.takes(boldest, "A cook")
	h.writes("s")
	h.takes(need, "Both.")
	h.writes(" Always.")
	h.press("Undo")
	d.read(need, "Early. Even a guess.\nBoth.")
	h.press("Undo")
	h.until("the caret is where that was, in sight", `(a => document.activeElement === a && a.selectionEnd === 6 && a.value.startsWith("A cook in") &&
		a.getBoundingClientRect().top > 0 && a.getBoundingClientRect().top < innerHeight - 100)(`+area+`)`, boldest)
	h.press("Redo")
	h.press("Redo")
	d.read(need, "Early. Even a guess.\nBoth. Always.")

	p.takes(need, "guess.")
	p.press("Undo")
	d.read(need, "Early.\nBoth. Always.")
	p.until("the phone keeps its keyboard", `document.activeElement === `+area, need)
	p.press("Redo")
	d.read(need, "Early. Even a guess.\nBoth. Always.")
	p.shot("editor-undo-phone")
	h.shot("editor-undo")
}

// undoNatively uses what a menu and a shaken phone do.
func (d *twoDesks) undoNatively() {
	h, p := d.hanna, d.tomas
	d.clears(need)
	h.takes(need, "")
	h.paste("Hers. ")
	p.takes(need, "Hers. ")
	p.paste("His.")
	d.read(need, "Hers. His.")
	h.command("undo")
	d.read(need, "His.")
	h.chord("y", input.ModifierCtrl)
	d.read(need, "Hers. His.")
	shake := `(a => {
		const event = new InputEvent("beforeinput", {inputType: "historyUndo", cancelable: true, bubbles: true});
		a.focus();
		return !a.dispatchEvent(event);
	})(` + area + `)`
	p.until("the page takes it upon itself", shake, need)
	d.read(need, "Hers. ")
}

// keepToOneself has Hanna write one note in two tabs.
func (d *twoDesks) keepToOneself() {
	one, other := d.hanna, d.b.another(d.hanna)
	one.visit("/r/" + theBridge + "/notes")
	one.press("Before the third talk")
	one.sees("Only you read this.")
	one.ready()
	other.visit(one.where())
	one.takes(ownWay, "")
	one.writes("First. ")
	other.takes(ownWay, "First. ")
	other.writes("Then. ")
	one.until("it is in both", `document.querySelector(".editor textarea").value.startsWith("First. Then. ")`)
	for _, tab := range []*tab{one, other} {
		if shown := tab.get(`[...document.querySelectorAll(".caret, .fresh, .sec__here *, .room .people")].map(e => e.outerHTML).join()`); shown != "" {
			d.t.Errorf("%s is shown %s", tab.name, shown)
		}
		tab.saved()
	}
	one.visit(d.vision)
}
