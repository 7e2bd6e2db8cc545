package main

import "testing"

// TestBothAskAnAdviser has Hanna ask Ida to advise both, Tomás turn the second key, and Ida come in by her
// link, on a phone, until the last day.
func TestBothAskAnAdviser(t *testing.T) {
	t.Parallel()
	at := setTable(t, laptop, phone)
	h, p := at.hanna, at.tomas
	bridge := "/r/" + at.rel
	h.goes(bridge + "/people")
	h.press("Ask an adviser of both")
	h.fill("Who is it?", "Ida Holm")
	h.press("Make the link")
	h.sees("What they are asked for")
	h.fill("What for, in a few words", "The freight contract")
	h.set("The last day", "2031-02-03")
	h.fill("Why you ask them", "You know both of us.")
	h.shot("adviser-ask")
	h.press("Make the link")
	h.sees("The link for Ida Holm")
	h.sees("It lets them in once Right House turned the second key.")
	link := h.get(`document.querySelector("#adviser-link").value || document.querySelector("#adviser-link").innerText`)
	h.press("Close")
	h.sees("as adviser for both")

	i := at.browser.person("Ida", phone)
	i.read(link)
	i.sees("Ida Holm, will you advise us both?")
	i.sees("You read what both share")
	i.shot("adviser-letter-phone")
	i.press("Yes, I will")
	i.press("Join and open the room")
	i.ready()
	i.fill("Your name", "Ida Holm")
	i.fill("Mail address", "ida@wise.example")
	i.fill("Password", "a long pass phrase of hers")
	i.press("Make an account and join")
	i.sees("one of them has still to say so")

	p.goes(bridge)
	p.sees("would ask Ida Holm to advise both: The freight contract, until")
	p.shot("adviser-key-phone")
	p.press("Turn our key")
	p.sees("The link lets Ida Holm in now.")

	i.press("Make an account and join")
	i.until("she is in the room", `location.pathname === $1 && document.body.hasAttribute("data-ready")`, bridge)
	i.goes(bridge + "/people")
	i.sees("The freight contract.")
	i.shot("adviser-people-phone")
	h.sees("Advisers of both")
	h.quiet()
	p.quiet()
	i.quiet("409")
}
