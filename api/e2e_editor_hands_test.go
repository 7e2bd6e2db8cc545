package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"

	allow "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	scripts "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// composeOnAndroid composes letter by letter, as phones do, and is corrected by the keyboard.
func (d *twoDesks) composeOnAndroid() {
	h, p := d.hanna, d.tomas
	d.clears(need)
	p.takes(need, "")
	for i := range "early" {
		p.composes("early"[:i+1])
	}
	h.reads(need, "early") // what is composed is sent as it is typed
	h.takes(need, "")
	h.writes("We call ")
	p.composes("early!")
	p.reads(need, "We call early!") // hers comes in once the keyboard rests
	p.until("his caret is behind what he typed", area+`.selectionEnd === 14`, need)
	p.paste(" ") // the keyboard starts anew after that
	p.composes("becuase")
	h.takes(need, "We")
	h.writes(" always")
	p.composes("because") // the keyboard corrects what it composes
	p.paste("because ")
	d.read(need, "We always call early! because ")
	h.takes(need, "because ")
	h.composes("に")
	p.takes(need, "early!")
	p.writes("!!")
	h.composes("にほん")
	h.until("others wait while she chooses", area+`.value.endsWith("early! because にほん")`, need)
	h.paste("日本")
	d.read(need, "We always call early!!! because 日本")
	p.saved()
	h.saved()
}

// handle changes the text in the other ways there are, each while Tomás writes.
func (d *twoDesks) handle() {
	h, p := d.hanna, d.tomas
	d.clears(need)
	h.takes(need, "")
	h.writes("Teh crates come early. ")
	d.read(need, "Teh crates come early. ")

	p.takes(need, "early")
	p.writes(" enough")
	h.replaces(need, "Teh", "The") // as a spelling checker does
	d.read(need, "The crates come early enough. ")
	h.command("undo")
	d.read(need, "Teh crates come early enough. ")
	h.chord("y", input.ModifierCtrl)
	d.read(need, "The crates come early enough. ")

	h.selects(need, "crates ")
	h.command("cut")
	p.writes(" now")
	d.read(need, "The come early enough now. ")
	h.takes(need, "now. ")
	h.command("paste")
	d.read(need, "The come early enough now. crates ")

	h.drags(need, "crates ", need, "The ")
	p.writes(", and")
	d.read(need, "The crates come early enough now, and. ")
	h.drags(need, ", and", care, "That")
	d.read(need, "The crates come early enough now. ")
	for _, one := range []*tab{h, p} {
		one.until("it is in the other section", area+`.value.startsWith("That, and")`, care)
	}
	h.command("undo") // both halves of the way
	d.read(need, "The crates come early enough now, and. ")

	var book strings.Builder
	for i := 0; book.Len() < 50_000; i++ {
		fmt.Fprintf(&book, "Line %d of what we agreed, ärlig 🌉.\r\n", i)
	}
	h.copies(book.String())
	h.takes(need, "The ")
	p.takes(need, ", and")
	h.command("paste")
	p.writes(" then")
	pasted := strings.ReplaceAll(book.String(), "\r\n", "\n")
	d.read(need, "The "+pasted+"crates come early enough now, and then. ")
	h.until("the caret is behind what was pasted", area+`.selectionEnd === $2`, need, 4+len(utf16.Encode([]rune(pasted))))
	h.chord("z", input.ModifierCtrl)
	d.read(need, "The crates come early enough now, and then. ")
	h.chord("y", input.ModifierCtrl)
	h.saved()

	h.takes(need, "")
	h.command("selectAll")
	h.command("deleteBackward")
	p.paste(" stays")
	d.read(need, " stays")
	h.chord("z", input.ModifierCtrl)
	h.until("all of it is back", area+`.value.length > 40000`, need)
	p.reads(need, h.text(need))
	h.chord("y", input.ModifierCtrl)
	d.read(need, " stays")
}

// replaces does to words what a menu of spellings does, which is not to be had without a window.
func (p *tab) replaces(section, words, by string) {
	p.t.Helper()
	p.changes(section, words, by, "insertReplacementText")
}

// drags takes words to behind others. Without a window there is no dragging: these are its events.
func (p *tab) drags(from, words, to, behind string) {
	p.t.Helper()
	p.changes(from, words, "", "deleteByDrag")
	p.takes(to, behind)
	p.until("they are dropped", `(a => {
		const at = a.selectionEnd;
		a.setRangeText($2, at, at, "end");
		return a.dispatchEvent(new InputEvent("input", {inputType: "insertFromDrop", data: $2, bubbles: true}));
	})(`+area+`)`, to, words)
}

func (p *tab) changes(section, words, by, how string) {
	p.t.Helper()
	p.until(how, `(a => {
		const at = a.value.indexOf($2);
		if (at < 0) return false;
		a.focus();
		a.setRangeText($3, at, at + $2.length, "end");
		return a.dispatchEvent(new InputEvent("input", {inputType: $4, data: $3, bubbles: true}));
	})(`+area+`)`, section, words, by, how)
}

// copies puts text on the clipboard.
func (p *tab) copies(text string) {
	p.t.Helper()
	p.mayUseTheClipboard()
	p.do(chromedp.Evaluate(`window.copied = false; navigator.clipboard.writeText(`+quoted(text)+`).then(() => window.copied = true)`, nil))
	p.until("it is on the clipboard", `window.copied`)
}

func (p *tab) mayUseTheClipboard() {
	p.t.Helper()
	p.do(chromedp.ActionFunc(func(ctx context.Context) error {
		info, err := target.GetTargetInfo().Do(ctx)
		if err != nil {
			return err
		}
		within := cdp.WithExecutor(ctx, chromedp.FromContext(ctx).Browser)
		for _, name := range []string{"clipboard-read", "clipboard-write"} {
			err = errors.Join(err, allow.SetPermission(&allow.PermissionDescriptor{Name: name}, allow.PermissionSettingGranted).
				WithOrigin(p.url).WithBrowserContextID(info.BrowserContextID).Do(within))
		}
		return err
	}))
}

// overfill pastes more than a section holds.
func (d *twoDesks) overfill() {
	h := d.hanna
	d.clears(need)
	h.takes(need, "")
	h.writes("Kept.")
	d.read(need, "Kept.")
	h.do(chromedp.Evaluate(`document.activeElement.setRangeText("x".repeat(200001), 5, 5, "end");
		document.activeElement.dispatchEvent(new InputEvent("input", {inputType: "insertFromPaste", bubbles: true}))`, nil))
	h.sees("Your last words were not taken. A section holds up to 200000 characters")
	h.says("Not taken")
	h.until("they are still there", area+`.value.length === 200006`, need)
	h.shot("editor-refused")
	h.chord("z", input.ModifierCtrl)
	h.reads(need, "Kept.")
	h.saved()
	h.chord("y", input.ModifierCtrl)
	h.says("Not taken")
	h.chord("z", input.ModifierCtrl)
	h.saved()
	d.read(need, "Kept.")
}

// early types before the text was ever there, and leaves.
func (d *twoDesks) early() {
	p := d.b.person("Ines early", phone)
	p.signsIn("member@quay.example")
	p.do(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := scripts.AddScriptToEvaluateOnNewDocument(`{
			const Real = WebSocket;
			WebSocket = class extends Real {
				constructor(at, ...more) { super(at.includes("/sync/") ? "ws://127.0.0.1:1/" : at, ...more); }
			};
		}`).Do(ctx)
		return err
	}))
	p.visit(d.vision)
	p.takes(need, "Kept.")
	p.writes(" Too early.")
	p.says("Offline, in this tab alone")
	p.press("Overview")
	p.until("she is offered her words", `document.querySelector("dialog#unsent[open] textarea")?.value === $1`, need+"\n Too early.")
	p.shot("editor-early-phone")
	p.press("Close")
	d.hanna.reads(need, "Kept.")
	p.quiet("WebSocket", "Content Security Policy")
}

// remove takes the seat of somebody who writes without a network.
func (d *twoDesks) remove() {
	h, p := d.hanna, d.b.person("Ines", phone)
	p.signsIn("member@quay.example")
	p.visit(d.vision)
	p.mayUseTheClipboard()
	p.saved() // the text is there
	p.takes(need, "Kept.")
	p.network(false)
	p.says("Offline, kept here")
	p.writes(" Nobody saw this.")
	p.takes(bring, "")
	p.writes("Nor this. ")
	seat, _ := d.server.signedIn("member@quay.example").me(theBridge)
	d.server.signedIn("owner@quay.example").must(`mutation($p: ID!) { removeParticipant(input: {participant: $p}) { clientMutationId } }`, vars{"p": seat}, "")
	p.network(true)
	p.until("she is offered her words", `document.querySelector("dialog#unsent[open] textarea")?.value === $1`,
		bring+"\nNor this. \n\n"+need+"\n Nobody saw this.")
	p.shot("editor-removed-phone")
	p.press("Copy")
	p.until("they are on the clipboard", `navigator.clipboard.readText().then(t => t === document.querySelector("dialog#unsent textarea").value)`)
	p.press("Close")
	p.sees("There is nothing here.")
	h.reads(need, "Kept.")
	h.saved()
	p.quiet("404", "ERR_INTERNET_DISCONNECTED", "WebSocket")
}
