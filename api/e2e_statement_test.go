package main

import "testing"

// TestBothTellEverybody has Hanna, at a laptop, and Tomás, on a phone, write a statement from their accord,
// sign and publish it; a colleague who takes no part in anything reads it at its link.
func TestBothTellEverybody(t *testing.T) {
	t.Parallel()
	at := setTable(t, laptop, phone)
	h, p := at.hanna, at.tomas
	page := "/r/" + at.rel + "/statement"
	h.goes(page)
	h.sees("It comes after signing.")
	at.left.ripe(at.rel, at.right, "We call before we write.")
	at.left.failed(at.rel, at.right)
	agreement, digest := at.left.puts(at.rel, at.right)
	at.left.signs(agreement, digest)
	at.right.signs(agreement, digest)

	h.press("Begin with the accord")
	h.until("the words of the accord are there", `[...document.querySelectorAll(".editor textarea")].some(a => a.value.includes("We call before we write."))`)
	h.shot("statement-writing")
	p.goes(page)
	p.takes("Whom do you ask, on either side?", "")
	p.writes("Hanna or Tomás.")
	p.saved()
	h.goes("/r/" + at.rel)
	h.goes(page)
	h.putsOut()
	h.sees("You sign for Left House")
	h.shot("statement-sign")
	h.holdsToSign("Press and hold to sign")
	h.sees("You signed")
	p.sees("You sign for Right House")
	p.press("Sign without holding")
	p.press("Sign it")
	p.sees("In force since")
	p.shot("statement-signed-phone")

	h.press("Publish it to both organisations")
	h.sees("It cannot be taken back")
	h.press("Propose to publish it")
	p.press("Turn our key")
	for _, who := range []*tab{h, p} {
		who.sees("said that they read it")
	}
	link := h.get(`document.querySelector("a[href^='/statements/']").getAttribute("href")`)
	h.shot("statement-published")

	p.read(link)
	p.sees("What both tell everybody in both organisations")
	p.sees("Hanna or Tomás.")
	p.shot("statement-read-phone")
	p.press("I have read it")
	p.sees("You said that you read it.")
	p.sees("1 of your organisation read it")
	h.read(link)
	h.sees("I have read it")
	h.lacks("of your organisation read it")
	h.shot("statement-read")

	stranger := at.running.signUp("stranger@else.example", "Somebody Else")
	if got := stranger.query(`query($p: ID!) { node(id: $p) { id } }`, vars{"p": link[len("/statements/"):]}); got.code() != "NOT_FOUND" {
		t.Errorf("a stranger reads %s", got.raw)
	}
	h.quiet()
	p.quiet()
}
