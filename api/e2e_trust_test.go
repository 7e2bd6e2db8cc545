package main

import "testing"

// TestTrustAndLookingBackOnce has Hanna, at a laptop, and Tomás, on a phone, begin their charter, say what
// they need to see, and look back once at what failed.
func TestTrustAndLookingBackOnce(t *testing.T) {
	t.Parallel()
	at := setTable(t, laptop, phone)
	h, p := at.hanna, at.tomas
	bridge := "/r/" + at.rel
	h.goes(bridge + "/trust")
	p.goes(bridge + "/trust")
	h.press("Begin the charter")
	h.sees("What does trust mean here?")
	p.sees("What does trust mean here?")

	h.press("Say what we need to see")
	h.fill("What do you need to see from Right House?", "Communicate better.")
	h.sees("Nobody could tell whether this happened.")
	h.shot("trust-hint")
	h.press("Use these words")
	h.until("the thought is gone", `!document.querySelector(".hint")`)
	h.fill("How will we see it?", "The packing hall has it in its book.")
	h.press("Ask for it")
	p.sees("When something changes, you call within two hours")
	p.sees("Right House has not said yet")
	p.press("We will show this: When something changes, you call within two hours, even without an answer yet.")
	h.sees("Right House will show this, says")
	p.press("Say what we need to see")
	p.fill("What do you need to see from Left House?", "The forecast comes on Thursday.")
	p.press("Ask for it")
	p.sees("How you will see it is still empty.")
	p.fill("How will we see it?", "It is in the calendar at noon.")
	p.shot("trust-form-phone")
	p.press("Ask for it")
	h.sees("The forecast comes on Thursday.")
	h.shot("trust")
	p.shot("trust-phone")
	h.press("Change the words: When something changes, you call within two hours, even without an answer yet.")
	h.sees("Right House said yes to the words as they are.")
	h.fill("How will we see it?", "Somebody wrote down who called.")
	h.press("Change the words")
	p.sees("Right House has not said yet")

	at.looksBackOnce(bridge)
	h.quiet()
	p.quiet()
}

func (at *table) looksBackOnce(bridge string) {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	h.press("Looking back, once")
	h.sees("Where did it happen?")
	p.goes(bridge + "/looking-back")
	p.shot("lookback-start-phone")
	h.press("Look back, once")
	p.sees("What happened, in a few lines each side could sign?")
	h.sees("No cause is named yet.")
	h.press("Start the 25 minutes")
	p.sees("25 minutes left")
	p.press("Name a cause")
	p.fill("What made it possible?", "Nobody could decide at night.")
	p.press("Keep it")
	h.sees("has no safeguard yet")
	h.press("Say what keeps it from happening again: Nobody could decide at night.")
	h.fill("What keeps it from happening again?", "Two people on each side decide at night.")
	h.press("Keep it")
	p.press("Yes, we agree: Two people on each side decide at night.")
	h.sees("said yes")
	p.shot("lookback-phone")
	h.press("Yes, we agree: Two people on each side decide at night.")
	h.sees("Each cause has a safeguard you both agreed to.")
	h.shot("lookback")
	h.press("Close it")
	p.sees("Between the two of you, closed")
	p.lacks("Name a cause")
	p.shot("lookback-closed-phone")
}
