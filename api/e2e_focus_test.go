package main

import "testing"

// TestWhatTakesTheirTime has Hanna, at a laptop, and Tomás, on a phone, say who carries what, keep to
// their budget of meetings, cut and hand out, and learn one thing.
func TestWhatTakesTheirTime(t *testing.T) {
	t.Parallel()
	at := setTable(t, laptop, phone)
	h, p := at.hanna, at.tomas
	page := "/r/" + at.rel + "/focus"
	h.goes(page)
	p.goes(page)
	at.carries()

	for _, meeting := range []string{"The Thursday call", "The Monday mail"} {
		h.press("Add a meeting")
		h.fill("What is it, in a line?", meeting)
		h.press("Add it")
		p.sees(meeting)
	}
	p.sees("2 of the 2 you both allow yourselves in a month.")
	p.press("Add a meeting")
	p.fill("What is it, in a line?", "The depot walk")
	p.press("Add it")
	p.sees("say which one leaves")
	p.shot("focus-leaves-phone")
	p.tick("The Monday mail It serves no outcome.")
	p.press("Add it")
	h.sees("The depot walk")
	h.press("What left")
	h.sees("dropped by")

	h.press("Add a piece of work")
	h.fill("What is it, in a line?", "Weighing every pallet")
	h.press("Add it")
	p.sees("Weighing every pallet")
	p.press("Hand it out: Weighing every pallet")
	p.fill("To whom?", "the scale house")
	p.press("Hand it out")
	h.sees("handed to the scale house")
	p.press("Undo")
	p.sees("As it was.")
	h.sees("Hand it out")

	h.press("The Thursday call")
	h.fill("What did the last one teach you?", "Ring before you write.")
	h.press("Keep the line")
	h.sees("Ring before you write.")
	p.sees("Ring before you write.")
	p.press("The Thursday call")
	p.sees("What did the last one teach you?")
	p.network(false)
	p.press("Focus")
	p.sees("Who carries what")
	p.sees("Ring before you write.")
	p.sees("Last read")
	p.shot("focus-away-phone")
	p.network(true)
	h.quiet()
	p.quiet("ERR_INTERNET_DISCONNECTED")
}

// carries has them draw the map.
func (at *table) carries() {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	h.press("Name a topic")
	h.fill("What does the relationship carry?", "Returns")
	h.press("Put it on the map")
	p.sees("Nobody carries “Returns” yet.")
	p.sees("Nobody on your side holds the whole yet.")
	p.press("Pair two people")
	p.tick("Returns")
	p.press("Keep it")
	h.sees("The map as a table")
	h.press("Say who holds the whole")
	h.press("the owner of left")
	p.until("Left has somebody who holds the whole", `!document.body.innerText.includes("Nobody on the Left House side")`)
	h.shot("focus-map")
	p.shot("focus-map-phone")
}
