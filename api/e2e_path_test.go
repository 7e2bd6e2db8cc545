package main

import "testing"

// TestWhatBothNeedAndWhereTheyGo has Hanna, at a laptop, and Tomás, on a phone, guess what the other
// needs, call an outcome their success, and correct their course.
func TestWhatBothNeedAndWhereTheyGo(t *testing.T) {
	t.Parallel()
	at := setTable(t, laptop, phone)
	h, p := at.hanna, at.tomas
	bridge := "/r/" + at.rel
	at.needs(bridge)
	at.succeeds(bridge)

	h.goes(bridge + "/path")
	p.goes(bridge + "/path")
	h.press("Set the first point")
	h.fill("Where do we want to be?", "The first Thursday forecast")
	h.set("By when?", "2031-02-03")
	h.press("Keep it")
	p.sees("The first Thursday forecast")
	p.press("Change it: The first Thursday forecast")
	p.set("By when?", "2031-03-04")
	p.press("Keep it")
	p.sees("The reason is still empty.")
	p.fill("Why?", "The depot moves house.")
	p.shot("path-change-phone")
	p.press("Keep it")
	h.sees("The depot moves house.")
	h.press("We are there: The first Thursday forecast")
	p.sees("Reached; it was due")
	h.shot("path")

	// What it is all for is one tap away on every page, without a network too.
	p.goes(bridge + "/notes")
	p.network(false)
	p.press("What is this for? Shelves full in winter")
	p.sees("84")
	p.shot("purpose-offline-phone")
	p.network(true)
	h.quiet()
	p.quiet("ERR_INTERNET_DISCONNECTED")
}

// needs has each side guess, and say what it needs in its own words.
func (at *table) needs(bridge string) {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	h.goes(bridge + "/needs")
	p.goes(bridge + "/needs")
	h.press("Guess what Right House needs")
	h.fill("What do you think they need, beyond what they ask for?", "More notice.")
	h.press("Leave it as a guess")
	p.sees("More notice.")
	p.shot("needs-phone")
	p.press("Not quite")
	p.fill("What do you need, in your own words?", "A day of notice, even of a guess.")
	p.press("Say it")
	h.sees("A day of notice, even of a guess.")
	h.sees("Left House had guessed: “More notice.”")
	p.press("Guess what Left House needs")
	p.fill("What do you think they need, beyond what they ask for?", "Slots that hold.")
	p.press("Leave it as a guess")
	h.sees("Slots that hold.")
	h.press("Yes, that is it")
	p.sees("Right House guessed it, Left House says yes")
	h.shot("needs")
}

// succeeds has both call an outcome their success, and say so anew when its aim moves.
func (at *table) succeeds(bridge string) {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	at.left.must(`mutation($r: ID!) { createOutcome(input: {relationship: $r, title: "Shelves full in winter", unit: "%", baseline: 71, target: 90, due: "2031-02-28"}) { outcome { id } } }`, vars{"r": at.rel}, "")
	h.goes(bridge + "/outcome")
	p.goes(bridge + "/outcome")
	h.press("It is our success too")
	p.sees("said yes")
	p.press("It is our success too")
	h.sees("Both sides say that this is their success.")
	h.fill("Where is it now, in %?", "84")
	h.press("Add the reading")
	p.sees("84")
	p.sees("Both sides say that this is their success.")
	p.press("Change the line or the aim")
	p.fill("To", "95")
	p.press("Keep it")
	h.sees("Left House: not yet")
	p.shot("outcome-phone")
}
