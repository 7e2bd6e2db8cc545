package main

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"midspan/api/demo"
	"midspan/api/storetest"
)

// TestEveryPageIsForEveryone asks axe-core about each page, in both colours, on phone and laptop:
// no violation. Besides, no page may be wider than a narrow phone, or forbid zooming.
func TestEveryPageIsForEveryone(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("../.ci/peers/axe/node_modules/axe-core/axe.min.js")
	if err != nil {
		absentHere(t, "axe-core is not here; .ci/test installs it: "+err.Error())
	}
	s := serveDemo(t, storetest.SQLite(t), t.TempDir())
	b := openBrowser(t, s.url)
	p := b.person("somebody", phone)
	look := looking{p, string(axe)}

	for _, page := range []string{"/", "/sign-in", "/sign-up", "/nowhere"} {
		look.at(page, everyWay)
	}
	hanna := s.signedIn("owner@alder.example")
	alone := hanna.begin("Mill & Söhne")
	p.read("/i/" + hanna.invite(alone)) // a page without a client
	look.all("the letter", everyWay)
	for _, page := range []string{"/forgot", "/reset/" + strings.Repeat("x", 43)} { // nor these
		p.read(page)
		look.all(page, everyWay)
	}
	p.signsIn("owner@alder.example")
	hanna.apiToken("WRITE")
	for _, page := range []string{"/account/sessions", "/account/password", "/account/tokens"} {
		p.read(page)
		look.all(page, everyWay)
	}
	bridge := "/r/" + theBridge
	for _, page := range []string{
		"/", "/new", "/account", bridge, bridge + "/vision", bridge + "/notes", bridge + "/commitments", bridge + "/people",
		bridge + "/activity", bridge + "/outcome", bridge + "/why", bridge + "/more",
	} {
		look.at(page, everyWay)
	}
	for _, place := range []string{"", "/vision", "/notes", "/commitments", "/people", "/outcome", "/invite"} { // nothing there yet
		look.at("/r/"+alone+place, everyWay[:1])
	}
	for _, one := range []struct{ list, part string }{{"/notes", "/notes/doc_"}, {"/commitments", "/commitments/com_"}} {
		look.at(p.find(bridge+one.list, one.part), everyWay)
	}
	look.sheets(bridge)
	p.quiet("404")
}

// signsIn signs in somebody of the demo.
func (p *tab) signsIn(email string) {
	p.t.Helper()
	p.visit("/sign-in")
	p.fill("Mail address", email)
	p.fill("Password", demo.Password)
	p.press("Sign in")
	p.until("somebody is in", `location.pathname === "/"`)
	p.ready()
}

// pinned is a page that cannot be made larger.
var pinned = regexp.MustCompile(`user-scalable\s*=\s*(no|0)|maximum-scale`)

// looking is somebody who looks closely at pages.
type looking struct {
	*tab
	axe string
}

// way is a device and the colours one prefers on it.
type way struct {
	device
	dark bool
}

var everyWay = []way{{phone, false}, {phone, true}, {laptop, false}}

// at opens a page and looks at it in some ways.
func (l looking) at(path string, ways []way) {
	l.t.Helper()
	l.visit(path)
	l.all(path, ways)
}

// all looks at what is on the screen in some ways.
func (l looking) all(what string, ways []way) {
	l.t.Helper()
	for _, w := range ways {
		l.hold(w.device)
		l.dark(w.dark)
		name := fmt.Sprintf("%s, %d wide, dark %v", what, w.width, w.dark)
		l.hasNoViolation(name)
		l.shot(strings.ReplaceAll(name, "/", "|"))
	}
	for _, d := range []device{{320, 640, true}, phone} {
		l.hold(d)
		if wide := l.get(`document.documentElement.scrollWidth > innerWidth ? document.documentElement.scrollWidth + " wide" : ""`); wide != "" {
			l.t.Errorf("%s on %d is %s", what, d.width, wide)
		}
	}
	if meta := l.get(`document.querySelector("meta[name=viewport]").content`); pinned.MatchString(meta) {
		l.t.Errorf("%s forbids zooming: %s", what, meta)
	}
}

func (l looking) hasNoViolation(what string) {
	l.t.Helper()
	var there bool
	if err := l.js(`!!window.axe`, &there); err != nil {
		l.t.Fatal(err)
	}
	if !there {
		if err := l.js(l.axe+"; true", &there); err != nil {
			l.t.Fatal(err)
		}
	}
	var found []struct {
		ID    string
		Nodes []struct{ HTML, FailureSummary string }
	}
	l.until("nothing moves any more", `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
		.then(() => document.getAnimations().every(a => a.playState !== "running"))`)
	answer := l.get(`axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations))`)
	if err := json.Unmarshal([]byte(answer), &found); err != nil {
		l.t.Fatal(err)
	}
	for _, violation := range found {
		for _, node := range violation.Nodes {
			l.t.Errorf("%s: %s: %.200s\n%s", what, violation.ID, node.HTML, node.FailureSummary)
		}
	}
}

// sheets looks at what opens on top of pages.
func (l looking) sheets(bridge string) {
	l.t.Helper()
	for _, sheet := range []struct{ page, act, title string }{
		{bridge + "/commitments", "Add one", "A commitment"},
	} {
		l.visit(sheet.page)
		l.press(sheet.act)
		l.sees(sheet.title)
		l.all(sheet.title, everyWay[:2])
	}
}
