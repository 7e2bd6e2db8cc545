package main

import (
	"testing"
	"time"

	"midspan/api/storetest"
)

// More sections of the vision, by what they ask.
const (
	care = "What do we care about most here?"
)

// twoDesks are Hanna at a laptop and Tomás at a phone, in one vision.
type twoDesks struct {
	t            *testing.T
	b            *chromium
	hanna, tomas *tab
	vision       string
}

func TestTheEditorInABrowser(t *testing.T) {
	s := serveDemo(t, storetest.SQLite(t), t.TempDir())
	b := openBrowser(t, s.url)
	w := &twoDesks{t: t, b: b, vision: "/r/" + theBridge + "/vision", hanna: b.person("Hanna", laptop), tomas: b.person("Tomás", phone)}
	w.hanna.signsIn("owner@alder.example")
	w.tomas.signsIn("owner@quay.example")
	w.hanna.visit(w.vision)
	w.tomas.visit(w.vision)
	for _, chapter := range []struct {
		title string
		tell  func()
	}{
		{"each sees where the other is and reads", w.meet},
	} {
		began := time.Now()
		chapter.tell()
		for _, p := range b.tabs {
			p.quiet()
		}
		t.Logf("%s: %v", chapter.title, time.Since(began).Round(time.Millisecond))
	}
}

// reads waits until somebody is shown to be at a section.
func (p *tab) seesAt(section, words string) {
	p.t.Helper()
	p.until("“"+words+"” is at “"+section+"”", `(`+area+`.closest(".sec").querySelector(".sec__here [role=img]")?.getAttribute("aria-label") ?? "") === $2`, section, words)
}

func (w *twoDesks) meet() {
	h, p := w.hanna, w.tomas
	h.takes(boldest, "")
	p.seesAt(boldest, "Here now: Hanna.")
	p.seesCaret("Hanna", boldest, "")
	p.takes(care, "before it reaches them.")
	h.seesAt(care, "Here now: Tomás.")
	h.seesCaret("Tomás", care, "before it reaches them.")
	p.writes(" Always. ")
	h.seesCaret("Tomás", care, "them. Always. ")
	h.shot("editor-presence")
	p.shot("editor-presence-phone")
	h.dark(true)
	p.dark(true)
	h.shot("editor-presence-dark")
	p.shot("editor-presence-phone-dark")
	h.dark(false)
	p.dark(false)
}
