package main

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// story is two people of two organisations at their own devices, and somebody who is neither.
type story struct {
	hanna, tomas, ruth *tab
	bridge             string // address of the relationship
	letter             string // the link of the invitation
}

const aPassword = "a bridge of two halves"

func TestTheStoryInABrowser(t *testing.T) {
	t.Parallel()
	database, folder := home(t)
	s, err := tryServe(t, "-database-url", database, "-data-dir", folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.stop() })
	b := openBrowser(t, s.url)
	story := &story{hanna: b.person("Hanna", laptop), tomas: b.person("Tomás", phone), ruth: b.person("Ruth", laptop)}
	for _, chapter := range []struct {
		title string
		tell  func()
	}{
		{"somebody adds the relationship that worries her", story.begins},
		{"she writes a letter and takes the link", story.writes},
		{"it is read and answered without any script", story.answers},
		{"the other organisation joins", story.joins},
		{"both write in one section at the same time", story.write},
		{"carets, selections and compositions stay with their words", story.interfere},
		{"words written without a network arrive once", story.reconnect},
		{"a commitment is worded, owned and confirmed by both", story.promise},
		{"notes stay in their room, one is shared", story.keep},
		{"a name takes two keys", story.name},
		{"for a third organisation there is nothing", story.outside},
	} {
		began := time.Now()
		chapter.tell()
		for _, p := range b.tabs {
			p.quiet()
		}
		t.Logf("%s: %v", chapter.title, time.Since(began).Round(time.Millisecond))
	}
}

func (s *story) begins() {
	h := s.hanna
	h.visit("/")
	h.shot("front")
	h.press("Make an account")
	h.signsUp("Hanna Lund", "hanna@alder.example", "Alder Foods")
	h.sees("Which relationship worries you?")
	h.shot("portfolio-empty")
	h.press("Add it")
	h.sees("Who is it with?")
	h.fill("Who is it with?", "Quay Logistics")
	h.fill("What worries you, in a line or two?", "Their crates come late, and we only write to complain.")
	h.shot("new")
	h.press("Add it")
	h.sees("Their crates come late")
	h.ready()
	s.bridge = h.where()
	h.shot("overview-new")
}

// signsUp makes an account; the organisation is filled in for those who are invited.
func (p *tab) signsUp(name, mail, organization string) {
	p.t.Helper()
	p.ready()
	p.fill("Your name", name)
	if organization != "" {
		p.fill("Your organisation", organization)
	}
	p.fill("Mail address", mail)
	p.fill("Password", aPassword)
	p.shot("sign-up-" + p.name)
	p.pressOf(p.get(`document.querySelector("form button[type=submit]").innerText`), "button")
	p.until("the account is made", `!location.pathname.startsWith("/sign-up")`)
	p.ready()
}

func (s *story) writes() {
	h := s.hanna
	h.visit(s.bridge + "/invite")
	h.fill("Whom do you write to?", "Tomás")
	h.fill("What do you own of the trouble?", "We changed our Friday plan eleven times this year, and told you by mail at four.")
	h.fill("What do you ask for?", "An hour at your depot. שלום 🌉")
	h.sees("As Tomás will read it")
	h.shot("invite")
	h.press("Make the link")
	h.until("there is a link", `document.getElementById("link")?.value || document.getElementById("link")?.innerText`)
	s.letter = h.get(`(e => e.value || e.innerText)(document.getElementById("link"))`)
	h.shot("letter-ready")
}

func (s *story) answers() {
	p := s.tomas
	p.script(false)
	p.read(s.letter)
	p.sees("We changed our Friday plan eleven times this year")
	p.sees("An hour at your depot. שלום 🌉")
	p.sees("This is yours as much as ours")
	p.shot("letter")
	p.press("Yes, let us talk")
	p.sees("Join and open the room")
	p.shot("letter-answered")
	p.script(true)
	s.hanna.visit(s.bridge)
	s.hanna.shot("overview-answered")
}

func (s *story) joins() {
	p := s.tomas
	p.press("Join and open the room")
	p.until("he is at the form", `location.pathname === "/sign-up"`)
	p.signsUp("Tomás Reis", "tomas@quay.example", "Quay")
	p.until("he is in the same room", `location.pathname === $1`, s.bridge)
	p.shot("overview-joined")
	s.hanna.sees("Tomás")
	s.hanna.shot("overview-joined-hanna")
}

func (s *story) write() {
	h, p := s.hanna, s.tomas
	h.press("Vision")
	p.press("Vision")
	h.until("she is there", `location.pathname.endsWith("/vision")`)
	h.ready()
	p.ready()
	h.sees("Alder Foods and Quay read and write here")
	for _, one := range []*tab{h, p} {
		one.until("both are here", `document.querySelector(".room .people")?.getAttribute("aria-label") === "Here now: Hanna and Tomás."`)
	}
	h.shot("vision-empty")
	p.shot("vision-empty-phone")
	h.takes(boldest, "")
	h.writes("First. \nSecond. ")
	p.reads(boldest, "First. \nSecond. ")
	p.seesCaret("Hanna", boldest, "Second. ")
	p.shot("vision-caret-phone")
	h.saved()

	h.takes(boldest, "First. ")
	p.takes(boldest, "Second. ")
	hers, his := strings.Repeat("a b  c   d ", 30), strings.Repeat("no space is lost ", 9)
	if err := both(func() error { return h.keys(hers) }, func() error { return p.keys(his) }); err != nil {
		h.t.Fatal(err)
	}
	all := "First. " + hers + "\nSecond. " + his
	h.reads(boldest, all)
	p.reads(boldest, all)
	h.seesCaret("Tomás", boldest, his)
	p.seesCaret("Hanna", boldest, hers)
	h.saved()
	p.saved()
	h.shot("vision-together")
	p.shot("vision-together-phone")
}

// interfere has one write while the other selects, composes and takes back.
func (s *story) interfere() {
	h, p := s.hanna, s.tomas
	h.do(chromedp.Evaluate(`document.activeElement.select()`, nil))
	h.writes("Shelves full through the winter.")
	p.reads(boldest, "Shelves full through the winter.")

	h.selects(boldest, "winter")
	p.takes(boldest, "Shelves ")
	p.writes("always ")
	h.reads(boldest, "Shelves always full through the winter.")
	if words := h.selected(boldest); words != "winter" {
		h.t.Errorf("of the selection only %q is left", words)
	}
	h.writes("whole year")
	p.reads(boldest, "Shelves always full through the whole year.")
	p.writes("and ")
	h.reads(boldest, "Shelves always and full through the whole year.")

	h.takes(boldest, "year")
	h.composes("に")
	p.takes(boldest, "")
	p.writes("Our ")
	p.saved()
	h.composes("にほ")
	h.composes("にほん")
	h.paste("日本")
	for _, one := range []*tab{h, p} {
		one.reads(boldest, "Our Shelves always and full through the whole year日本.")
	}

	h.takes(boldest, "日本")
	h.paste("👩‍👩‍👧")
	p.takes(boldest, "Our ")
	p.paste("מדפים מלאים 🌙 ")
	for _, one := range []*tab{h, p} {
		one.reads(boldest, "Our מדפים מלאים 🌙 Shelves always and full through the whole year日本👩‍👩‍👧.")
	}
	if err := both(func() error { return h.keys("\b") }, func() error { return p.keys("\b\b") }); err != nil {
		h.t.Fatal(err)
	}
	for _, one := range []*tab{h, p} {
		one.reads(boldest, "Our מדפים מלאים Shelves always and full through the whole year日本.")
		one.saved()
	}
}

// reconnect takes the network from one of them while both write, and has him load the page
// again meanwhile: what he wrote is kept on his device.
func (s *story) reconnect() {
	h, p := s.hanna, s.tomas
	p.network(false)
	p.says("Offline, kept here")
	p.takes(boldest, "Our ")
	p.writes("two ")
	h.takes(boldest, "日本")
	h.writes(" and on")
	h.saved()
	p.says("Offline, kept here")
	p.shot("vision-offline-phone")
	p.do(chromedp.Reload())
	p.ready()
	p.takes(boldest, "Our two ")
	p.writes("firms’ ")
	p.says("Offline, kept here")
	p.network(true)
	for _, one := range []*tab{h, p} {
		one.reads(boldest, "Our two firms’ מדפים מלאים Shelves always and full through the whole year日本 and on.")
		one.saved()
	}
	p.quiet("ERR_INTERNET_DISCONNECTED")
}
