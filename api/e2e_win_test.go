package main

import "testing"

// TestWhatComesOfIt has Hanna, at a laptop, and Tomás, on a phone, plan a small win and say that it
// happened, see a milestone slip and reach it, and tell what each gained.
func TestWhatComesOfIt(t *testing.T) {
	t.Parallel()
	at := setTable(t, laptop, phone)
	bridge := "/r/" + at.rel
	at.left.must(`mutation($r: ID!) { createOutcome(input: {relationship: $r, title: "Shelves full in winter"}) { outcome { id } } }`, vars{"r": at.rel}, "")
	at.wins(bridge)
	at.reaches(bridge)
	at.gains(bridge)
	at.hanna.goes(bridge)
	at.hanna.sees("A week without a missed slot")
	at.hanna.quiet()
	at.tomas.quiet("ERR_INTERNET_DISCONNECTED")
}

// wins has Hanna plan a win, Tomás say that it happened, and Hanna say so too.
func (at *table) wins(bridge string) {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	h.goes(bridge + "/wins")
	p.goes(bridge + "/wins")
	h.sees("What would be a small win this month?")
	h.press("Plan a small win")
	h.fill("What would be a small win this month?", "A week without a missed slot")
	h.press("Plan it")
	h.sees("The day is still open.")
	h.set("By when?", "2031-02-03")
	h.shot("win-plan")
	h.press("Plan it")
	p.sees("A week without a missed slot")
	p.press("It happened: A week without a missed slot")
	p.fill("One thing you learned from it, if there is one", "Ring before you write.")
	p.press("Say that it happened")
	h.sees("Did it happen?")
	h.sees("Learned: “Ring before you write.”")
	p.sees("says that it happened")
	h.press("Not yet")
	p.press("It happened: A week without a missed slot")
	p.press("Say that it happened")
	h.press("Yes, it happened")
	p.sees("What both say happened")
	p.shot("wins-phone")
	h.shot("wins")

	p.network(false)
	p.visit(bridge + "/wins")
	p.sees("A week without a missed slot")
	p.network(true)
}

// reaches has a milestone of Quay's expected later than agreed, and reached when both say so.
func (at *table) reaches(bridge string) {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	h.goes(bridge + "/milestones")
	p.goes(bridge + "/milestones")
	h.press("Set the first milestone")
	h.fill("What will stand then?", "One calendar in two depots")
	h.set("By when?", "2031-03-10")
	h.choose("Who has it?", "the owner of right, Right House")
	h.press("Set it")
	p.sees("One calendar in two depots")
	p.press("Change it: One calendar in two depots")
	p.set("When do you expect it?", "2031-03-19")
	p.press("Keep it")
	p.sees("The reason is still empty.")
	p.fill("Why?", "The depot moves house.")
	p.shot("milestone-change-phone")
	p.press("Keep it")
	h.sees("Expected nine days after the day you agreed")
	h.sees("The depot moves house.")
	p.press("It is reached: One calendar in two depots")
	h.press("Yes, it is reached")
	p.sees("says so too")
	p.shot("milestones-phone")
}

// gains has Tomás keep what he hopes for, and share it; and a figure told of and confirmed.
func (at *table) gains(bridge string) {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	h.goes(bridge + "/benefits")
	p.goes(bridge + "/benefits")
	p.press("Say what you hope to gain")
	p.fill("In your own words", "Sundays without the phone")
	p.press("Write it down")
	p.sees("Only you read this.")
	h.press("Add a figure for Right House")
	h.fill("What is counted?", "Late fees in a month")
	h.fill("Counted in", "EUR")
	h.fill("Before", "1840.50")
	h.fill("Hoped for", "500")
	h.press("Write it down")
	p.sees("Late fees in a month")
	h.lacks("Sundays without the phone")
	h.press("Say what came of it: Late fees in a month")
	h.fill("How is it now, in EUR?", "620")
	h.press("Say it")
	p.sees("Is it so?")
	p.press("Yes, it is so")
	h.sees("says so too")
	p.press("Share it with both: Sundays without the phone")
	p.sees("will read this, with your name")
	p.shot("benefit-share-phone")
	p.press("Share it")
	h.sees("Sundays without the phone")
	h.shot("benefits")
	p.shot("benefits-phone")
}
