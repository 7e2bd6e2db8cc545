package main

import "testing"

// TestWhatBecomesOfPromises has Hanna, at a laptop, and Tomás, on a phone, keep a promise by the word
// of whoever received it, ask for support, talk a slip over, and make a commitment of a pledge.
func TestWhatBecomesOfPromises(t *testing.T) {
	t.Parallel()
	at := setTable(t, laptop, phone)
	bridge := "/r/" + at.rel
	at.keeps(bridge)
	at.asksSupport(bridge)
	at.talksItOver(bridge)
	at.pledges(bridge)
	at.hanna.quiet()
	at.tomas.quiet()
}

// keeps makes a promise of two halves, and has it kept at the second try.
func (at *table) keeps(bridge string) {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	h.goes(bridge + "/commitments")
	p.goes(bridge + "/commitments")
	h.press("Add the first")
	h.press("When … I will")
	h.fill("When this happens …", "When a slot moves,")
	h.fill("… I will", "ring before we write")
	h.shot("commitment-when")
	h.press("Add it as a draft")
	h.until("the sentence stands there", `(`+area+`)?.value === $2`, wording, "When a slot moves, we will ring before we write.")
	h.press("This wording is ours")
	p.press("Yes, this wording is ours")
	h.press("It is done")
	p.sees("You received it, so you say whether it was kept.")
	p.shot("commitment-waits-phone")
	p.press("Not yet")
	p.press("Say not yet")
	p.sees("What is still to come is still empty.")
	p.fill("In one sentence", "The night desk was not rung.")
	p.press("Say not yet")
	h.sees("said: not yet. “The night desk was not rung.”")
	h.press("It is done")
	p.sees("You received it, so you say whether it was kept.")
	h.press("Take that back")
	p.until("it is taken back", `!document.body.innerText.includes("You received it, so you say whether it was kept.")`)
	h.press("It is done")
	p.press("Yes, it was kept")
	h.sees("A commitment that was kept")
	h.shot("commitment-kept")
	p.press("Kept 1")
	p.sees("When a slot moves, we will ring before we write.")
}

// asksSupport puts two asks to the other side: a yes, and a not this.
func (at *table) asksSupport(bridge string) {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	for _, wish := range []string{"A planner who may say no to us.", "A key to your depot."} {
		h.goes(bridge + "/commitments")
		h.press("Add one")
		h.press("Ask or offer")
		h.fill("What would help?", wish)
		h.press("Put it to Right House")
		h.sees("A commitment in draft")
	}
	p.goes(bridge + "/commitments")
	p.sees("asks this of Right House")
	p.shot("commitment-asked-phone")
	p.press("Yes, we will")
	p.until("the next ask waits", `document.querySelector(".next__t")?.innerText === "A key to your depot."`)
	p.press("Not this")
	p.press("Take it off the table")
	p.sees("Released 1")
	h.sees("said: not this.")
}

// talksItOver has the ask that was agreed slip, and leaves it with what was learned.
func (at *table) talksItOver(bridge string) {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	const learned, better = "What did we learn from it?", "What is better from now on?"
	p.press("Open 1")
	p.press("A planner who may say no to us.")
	p.press("This slipped")
	p.shot("commitment-slips-phone")
	p.press("Open the talk")
	p.sees("What you learned is still empty.")
	p.takes(learned, "")
	p.writes("Nobody was free at night.")
	p.saved()
	h.goes(bridge)
	h.sees("Something slipped.")
	h.press("Talk about it")
	h.until("his words are there", `(`+area+`)?.value === $2`, learned, "Nobody was free at night.")
	h.takes(better, "")
	h.writes("You ring the day desk.")
	h.saved()
	h.tick("It is no longer needed")
	h.press("We leave it so")
	p.sees("Left House would leave it so: it is no longer needed.")
	p.shot("conversation-phone")
	p.press("We leave it so")
	for _, who := range []*tab{h, p} {
		who.sees("How you left it")
		who.sees("Both closed this talk.")
	}
	h.shot("conversation-closed")
	h.press("The commitment")
	h.sees("let go of it: no longer needed.")
}

// pledges opens what each would do, and makes a commitment of a line.
func (at *table) pledges(bridge string) {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	h.goes(bridge + "/talks")
	h.press("Ask: A pledge that waits for theirs")
	h.press("Ask both sides")
	h.arrivesAtTalk(at.talks)
	round := at.left.openRounds(at.rel, "PLEDGES")[0]
	at.left.answers(round, "pledge", "We guess on Tuesday.\n- We ring first.")
	at.right.answers(round, "pledge", "We say no by noon.")
	for _, v := range []*visitor{at.left, at.right} {
		v.handsIn(round)
	}
	h.press("Open both")
	h.sees("We say no by noon.")
	h.press("Make it a commitment: We ring first.")
	h.sees("It is a commitment")
	h.shot("pledges")
	p.goes(bridge + "/commitments")
	p.sees("We ring first.")
	p.press("We ring first.")
	p.sees("Left House will")
}
