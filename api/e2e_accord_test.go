package main

import (
	"testing"

	"github.com/chromedp/cdproto/input"
)

// TestBothSignWhatTheyWrote goes from a ripe relationship to words in force: put out, signed by one,
// taken back by a change, put out again, and signed by both.
func TestBothSignWhatTheyWrote(t *testing.T) {
	t.Parallel()
	at := setTable(t, laptop, phone)
	h, p := at.hanna, at.tomas
	page := "/r/" + at.rel + "/accord"
	h.goes(page)
	h.sees("Each side has at least one commitment of its own that both agreed to.")
	h.shot("accord-unripe")
	at.left.ripe(at.rel, at.right, "We call before we write.")
	at.left.failed(at.rel, at.right)
	h.sees("Ready to be signed")

	h.putsOut()
	h.sees("You sign for Left House")
	h.shot("accord-sign")
	h.holdsToSign("Press and hold to sign")
	h.sees("You signed")
	h.shot("accord-signed")

	p.goes("/r/" + at.rel + "/vision")
	p.sees("This text is out for signature.")
	p.until("nobody types into it by mistake", `[...document.querySelectorAll(".editor textarea")].every(a => a.readOnly)`)
	p.shot("accord-warned-phone")
	p.press("Change it anyway")
	p.takes(boldest, "")
	p.writes("Herbs by Tuesday.")
	p.saved()
	h.sees("Ready to be signed")
	h.goes(page) // of typing, only the beginning is told
	h.sees("Herbs by Tuesday.")

	h.putsOut()
	p.goes(page)
	p.sees("To be signed by")
	p.shot("accord-sign-phone")
	p.press("Sign without holding")
	p.press("Sign it")
	p.sees("You signed")
	h.holdsToSign("Press and hold to sign")
	for _, who := range []*tab{h, p} {
		who.sees("In force since")
		who.sees("The signed record of")
	}
	h.shot("accord-in-force")

	h.goes("/r/" + at.rel + "/vision")
	h.takes(boldest, "Herbs by Tuesday.")
	h.writes(" And on Friday.")
	h.saved()
	p.sees("You wrote on since both signed.")
	p.goes(page)
	p.until("it shows what came", `document.querySelector(".diff ins")?.innerText.includes("And on Friday")`)
	p.shot("accord-amended-phone")
	h.quiet()
	p.quiet()
}

// putsOut puts the accord out for signature, by those whom the page proposes.
func (p *tab) putsOut() {
	p.t.Helper()
	p.press("Put it out for signature")
	p.sees("Who signs for Left House?")
	p.press("Put it out")
}

// holdsToSign presses until what is held is done.
func (p *tab) holdsToSign(name string) {
	p.t.Helper()
	var at point
	p.until("there is “"+name+"”", `[...document.querySelectorAll(".hold")].some(b => b.innerText.includes($1))`, name)
	if err := p.js(`(b => { b.scrollIntoView({block: "center", behavior: "instant"}); const r = b.getBoundingClientRect(); return {x: r.left + r.width / 2, y: r.top + r.height / 2}; })(document.querySelector(".hold"))`, &at); err != nil {
		p.t.Fatal(err)
	}
	p.do(input.DispatchMouseEvent(input.MousePressed, at.X, at.Y).WithButton(input.Left).WithClickCount(1))
	p.until("it was held to the end", `!document.querySelector(".hold:not(.held)")`)
	p.until("the hand is off", `!document.querySelector(".hold")`)
	p.do(input.DispatchMouseEvent(input.MouseReleased, at.X, at.Y).WithButton(input.Left).WithClickCount(1))
}
