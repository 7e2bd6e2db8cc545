package main

import "testing"

// TestWhatCouldGoWrong has Hanna, at a laptop, and Tomás, on a phone, ask why it failed, group what
// they find, vote, and answer all of it.
func TestWhatCouldGoWrong(t *testing.T) {
	t.Parallel()
	at := setTable(t, laptop, phone)
	h, p := at.hanna, at.tomas
	risks := "/r/" + at.rel + "/risks"
	at.left.must(`mutation($r: ID!) { createRisk(input: {relationship: $r, text: "We are both too proud to ask."}) { risk { id } } }`, vars{"r": at.rel}, "")
	round := at.asksWhyItFailed(risks)

	p.press("Group it, vote, and answer")
	h.goes(risks)
	h.sees("Nothing is grouped yet.")
	h.sees("Doubts you kept")
	p.lacks("too proud to ask")
	p.shot("risks-ungrouped-phone")
	p.press("Group what belongs together")
	p.press("Name it")
	p.sees("Nothing is chosen yet.")
	p.tick("Two calendars Tools · the, Left House")
	p.tick("Each trusted its own Tools · the, Right House")
	p.shot("risk-naming-phone")
	p.fill("In one line, what is the risk?", "Each desk trusts its own calendar")
	p.press("Name it")
	h.sees("Each desk trusts its own calendar")
	h.press("Put it on the table: We are both too proud to ask.")
	h.sees("your name stands with them")
	h.shot("risk-doubt")
	h.press("Put it on the table")
	p.sees("We are both too proud to ask.")

	h.press("Give it a vote: Each desk trusts its own calendar")
	p.sees("One vote")
	p.press("Give it a vote: Each desk trusts its own calendar")
	h.sees("Two votes")
	h.press("Give it a vote: We are both too proud to ask.")
	p.sees("Two top risks still wait for their answer.")
	h.shot("risks-voted")
	at.answersRisks()

	p.network(false)
	p.goes(risks + "/" + round)
	p.sees("Every top risk has its answer.")
	p.network(true)
	h.quiet()
	p.quiet("ERR_INTERNET_DISCONNECTED")
}

// asksWhyItFailed begins a pre-mortem from the page of risks, has both answer against a quiet clock,
// and opens it.
func (at *table) asksWhyItFailed(risks string) string {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	h.goes(risks)
	h.sees("Nobody has asked yet.")
	h.press("Ask everybody")
	h.press("Ask: Pre-mortem")
	h.sees("Everybody of Left House and Right House is asked.")
	h.press("Ask both sides")
	h.arrivesAtTalk(at.talks)
	round := h.where()[len(at.talks)+1:]
	h.sees("A year on, it failed. What happened?")
	h.press("Quiet timer")
	h.press("10 minutes")
	p.goes(h.where())
	p.sees("10 minutes left")
	p.shot("pre-mortem-phone")
	at.left.answers(round, "tools", "Two calendars. Nobody looked.")
	at.right.answers(round, "tools", "Each trusted its own.")
	at.left.handsIn(round)
	at.right.handsIn(round)
	p.press("Open both")
	p.sees("Group it, vote, and answer")
	h.sees("Group it, vote, and answer")
	return round
}

// answersRisks has both sides accept the one, and promise something against the other.
func (at *table) answersRisks() {
	at.t.Helper()
	h, p := at.hanna, at.tomas
	h.press("Answer it: We are both too proud to ask.")
	h.tick("You accept it as it is Both sides say so, of the same words.")
	h.press("We accept it")
	p.sees("accepts it")
	p.shot("risk-accepting-phone")
	p.press("Change it: We are both too proud to ask.")
	p.fill("In one line, what is the risk?", "We are too proud to ask")
	p.press("Keep it")
	h.sees("We are too proud to ask")
	h.press("Answer it: We are too proud to ask")
	h.tick("You accept it as it is Both sides say so, of the same words.")
	h.press("We accept it")
	p.press("We accept it too: We are too proud to ask")
	h.sees("Accepted by both")
	p.press("Answer it: Each desk trusts its own calendar")
	p.fill("For a new one: the first words", "One calendar, and both desks write in it.")
	p.shot("risk-answer-phone")
	p.press("Answer it so")
	h.sees("Answered with a promise")
	h.sees("Every top risk has its answer.")
	h.shot("risks-answered")
}
