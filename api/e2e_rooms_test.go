package main

import (
	"strings"
	"time"
)

const (
	promised = "When a plan changes after Thursday noon, I will call before I write."
	hisNote  = "I have not told her that the Friday calls cost us two drivers."
	herNote  = "I was afraid of that meeting."
	hisWhy   = "They change the plan when our vans are loaded."
	newName  = "Two Keys Bridge 🌉"
)

// promise is a commitment that both word, own and confirm.
func (s *story) promise() {
	h, p := s.hanna, s.tomas
	h.press("Commitments")
	h.press("Add the first")
	h.fill("What is promised?", "When a plan changes, I will call.")
	h.tick("Hanna Lund Alder Foods")
	h.set("By when?", time.Now().AddDate(0, 1, 0).Format(time.DateOnly))
	h.shot("commitment-add")
	p.press("Commitments")
	p.sees("Nothing is promised yet.")
	h.press("Add it as a draft")
	h.sees("A commitment in draft")
	h.ready()

	p.sees("When a plan changes, I will call.")
	p.shot("commitments-phone")
	p.press("When a plan changes, I will call.")
	p.sees("A commitment in draft")
	p.ready()
	p.takes(wording, "plan changes")
	p.writes(" after Thursday noon")
	h.takes(wording, "I will call")
	h.writes(" before I write")
	for _, one := range []*tab{h, p} {
		one.reads(wording, promised)
	}
	s.serves()
	h.press("This wording is ours")
	h.sees("Your side said yes")
	p.sees("Alder Foods: Hanna said yes")
	p.shot("commitment-phone")
	p.press("This wording is ours")
	for _, one := range []*tab{h, p} {
		one.sees("Quay: Tomás said yes")
		one.sees("An agreed commitment")
	}
	h.shot("commitment-agreed")
	p.shot("commitment-agreed-phone")
}

// serves says what the relationship is for, and that the commitment serves it.
func (s *story) serves() {
	h, p := s.hanna, s.tomas
	at := h.where()
	h.press("Say it in one line")
	h.fill("In one line", "Shelves full through the winter.")
	h.fill("From", "61")
	h.fill("To", "90")
	h.fill("Counted in", "%")
	h.press("Keep it")
	h.sees("No reading yet")
	p.sees("Shelves full through the winter.")
	h.visit(at)
	h.press("Change this")
	h.choose("What is it for?", "Shelves full through the winter.")
	h.shot("commitment-details")
	h.press("Keep it")
	h.until("it is for that", `document.querySelector(".about").innerText.includes("Shelves full")`)
	p.until("he sees it too", `document.querySelector(".about").innerText.includes("Shelves full")`)
}

// keep has both write what is theirs alone. He shares a copy of his note; the note itself, and
// hers, stay where the other finds them by no means.
func (s *story) keep() {
	h, p := s.hanna, s.tomas
	hers, his := h.note(herNote), p.note(hisNote)
	p.press("Share it")
	p.tick("Both sides")
	p.sees(hisNote)
	p.sees("They will read them")
	p.shot("share-phone")
	h.press("Notes")
	h.sees("What both of you want at hand.")
	p.press("Share with both sides")
	p.until("the copy is there", `location.pathname.includes("/notes/") && location.pathname !== $1`, his)
	p.ready()
	p.shot("note-shared-phone")
	h.press("I have not told her that the Friday …")
	h.until("she reads the copy", `location.pathname === $1`, p.where())
	h.ready()
	h.reads(ownWay, hisNote)
	h.shot("note-shared")
	h.findsNothing(his)
	p.findsNothing(hers)
	p.visit(s.bridge + "/why")
	p.fill("What worries you?", hisWhy)
	p.press("Keep it")
	p.until("he is back", `location.pathname === $1`, s.bridge)
	p.sees(hisWhy)
	p.shot("overview-why-phone")
	p.neverReads(herNote, s.pages()...)
	h.neverReads(hisWhy, s.pages()...)
}

// notesOfMore is the way to the notes where a dock has no room for it.
const notesOfMore = "Notes What you keep for yourself, your side or both"

// note writes one for oneself and gives its address.
func (p *tab) note(words string) string {
	p.t.Helper()
	if p.device.touch { // the dock has no room for them
		p.press("More")
		p.press(notesOfMore)
	} else {
		p.press("Notes")
	}
	p.press("New note for me")
	p.sees("Your note, begun")
	p.ready()
	p.takes(ownWay, "")
	p.writes(words)
	p.saved()
	p.shot("note-" + p.name)
	return p.where()
}

// findsNothing opens an address that is not theirs to see, by a link and by a full load.
func (p *tab) findsNothing(path string) {
	p.t.Helper()
	back := p.where()
	p.visit(path)
	p.sees("There is nothing here.")
	if status := p.get(`fetch(location.href).then(r => String(r.status))`); status != "404" {
		p.t.Errorf("%s got %s for %s", p.name, status, path)
	}
	p.quiet("404")
	p.visit(back)
}

// neverReads looks for words in all that pages bring along.
func (p *tab) neverReads(words string, paths ...string) {
	p.t.Helper()
	for _, path := range paths {
		if html := p.get(`fetch($1).then(r => r.text())`, path); strings.Contains(html, words) || !strings.Contains(html, "</html>") {
			p.t.Errorf("%s reads at %s what is not %s’s to read, or nothing at all", p.name, path, p.name)
		}
	}
}

// pages are the addresses of the relationship.
func (s *story) pages() []string {
	var all []string
	for _, place := range []string{"", "/vision", "/notes", "/commitments", "/people", "/invite", "/why", "/outcome", "/activity", "/more"} {
		all = append(all, s.bridge+place)
	}
	return all
}

// name is given by both: she proposes, he turns the second key.
func (s *story) name() {
	h, p := s.hanna, s.tomas
	h.visit(s.bridge)
	p.visit(s.bridge)
	h.press("Propose a name")
	h.fill("What would you call it?", newName)
	h.shot("name-propose")
	h.press("Propose it")
	p.sees("would call this “" + newName + "”")
	p.shot("name-waits-phone")
	h.shot("name-proposed")
	p.press("Turn our key")
	for _, one := range []*tab{h, p} {
		one.until("it goes by its new name", `document.querySelector("h1").innerText === $1 && document.title.startsWith($1)`, newName)
	}
	h.shot("overview-named")
	p.shot("overview-named-phone")
}

// outside is somebody of a third organisation: for her there is nothing of all this.
func (s *story) outside() {
	r := s.ruth
	commitment, note := s.hanna.find(s.bridge+"/commitments", "/commitments/com_"), s.tomas.find(s.bridge+"/notes", "/notes/doc_")
	r.visit("/sign-up")
	r.signsUp("Ruth Oakes", "ruth@oak.example", "Oak & Sons")
	r.sees("Which relationship worries you?")
	for _, path := range append(s.pages(), commitment, note) {
		r.visit(path)
		r.sees("There is nothing here.")
		r.neverReads("Quay", path)
		r.neverReads("Bridge", path)
	}
	r.quiet("404")
	r.shot("nothing")
	r.read(s.letter)
	r.sees("This invitation has been used.")
	r.shot("letter-used")
	r.quiet("410")
}

// find gives the address of the first thing of a page whose address has a part.
func (p *tab) find(page, part string) string {
	p.t.Helper()
	p.visit(page)
	p.until("there is one", `document.querySelector("a[href*='" + $1 + "']")`, part)
	return p.get(`document.querySelector("a[href*='" + $1 + "']").pathname`, part)
}
