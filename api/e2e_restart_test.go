package main

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestBothBeginAnew has Hanna, at a laptop, and Tomás, on a phone, begin anew. What was leaves every page
// and every device, also his, which was offline meanwhile; two keys open it again.
func TestBothBeginAnew(t *testing.T) {
	t.Parallel()
	at := setTable(t, laptop, phone)
	h, p := at.hanna, at.tomas
	page, talk := "/r/"+at.rel+"/restart", at.toldThePast()
	h.goes(page)
	h.sees("Nothing is signed yet that you could begin anew with.")
	h.shot("restart-unripe")
	at.left.ripe(at.rel, at.right, "We call before we write.")
	at.left.failed(at.rel, at.right)
	agreement, digest := at.left.puts(at.rel, at.right)
	at.left.signs(agreement, digest)
	at.right.signs(agreement, digest)

	p.goes(page)
	p.tick("Not yet")
	p.sees("Your side knows.")
	p.shot("restart-phone")
	h.sees("On which day?")
	h.lacks("not yet")
	h.shot("restart-day")

	p.goes(talk)
	p.sees("canary of the past")
	p.takes(originAsked, "")
	p.writes("We write it down.")
	p.saved()
	p.settles()
	p.until("the talk is kept on the phone", traces+`.then(all => all.includes("canary of the past") && all.includes("We write it down."))`)
	p.network(false)
	p.writes(" Never sent.")
	p.says("Offline, kept here")
	p.do(chromedp.Navigate("about:blank"))

	h.press("Propose the day")
	h.sees("Left House would begin anew")
	act := at.right.must(`query($r: ID!) { node(id: $r) { ... on Relationship { jointActs(last: 1) { edges { node { id digest text } } } } } }`, vars{"r": at.rel}, "node.jointActs.edges.0.node")
	if on := dig(act, "text"); on != time.Now().Format(time.DateOnly) {
		t.Logf("the day is %v", on) // around midnight
	}
	at.right.must(`mutation($a: ID!, $d: String!) { turnKey(input: {jointAct: $a, digest: $d}) { jointAct { state } } }`, vars{"a": dig(act, "id"), "d": dig(act, "digest")}, "")
	h.sees("What was before is sealed")
	h.shot("restart-sealed")
	h.goes(at.talks)
	h.lacks(talk)

	p.network(true)
	p.visit(talk)
	p.sees("There is nothing here.")
	p.until("his words are given back", `document.querySelector("dialog#unsent[open] textarea")?.value === " Never sent."`)
	p.press("Close")
	p.goes(page)
	p.sees("What was before is sealed")
	p.until("nothing of the past is kept", traces+`.then(all => !all.includes("canary of the past") && !all.includes("We write it down."))`)

	p.press("Open what was")
	p.sees("everybody of both sides finds it again")
	p.shot("restart-unseal-phone")
	p.press("Propose to open it")
	h.goes(page) // while it happens
	h.sees("Right House would open what was sealed.")
	h.press("Turn our key")
	h.sees("What was before is open again")
	p.goes(talk)
	p.sees("canary of the past")
	p.settles()
	p.until("the talk is kept again", traces+`.then(all => all.includes("canary of the past") && all.includes("We write it down."))`)
	at.left.bindsWith(at.right, "proposeSeal", vars{"relationship": at.rel})
	p.goes(page)
	p.sees("What was before is sealed")
	p.until("nothing of the past is kept, nowhere", traces+`.then(all => !all.includes("canary of the past") && !all.includes("We write it down."))`)
	h.quiet()
	p.quiet("404 (Not Found)", "net::ERR_INTERNET_DISCONNECTED")
}

// toldThePast has both answer the first two questions, and gives the page of the talk.
func (at *table) toldThePast() string {
	at.t.Helper()
	round := at.left.asks(at.rel, "FIRST_QUESTIONS")
	for _, v := range []*visitor{at.left, at.right} {
		v.answers(round, "origin", "canary of the past")
		v.handsIn(round)
	}
	at.left.must(`mutation($r: ID!) { revealRound(input: {round: $r}) { round { id } } }`, vars{"r": round}, "")
	return at.talks + "/" + round
}
