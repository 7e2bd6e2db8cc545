package main

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"midspan/api/demo"
	"midspan/app/pact"
	"midspan/app/ui"
)

// inPassing are the pages that look different to somebody else.
func (l looking) inPassing() {
	l.t.Helper()
	l.signsIn(l.name)
	for _, place := range []string{"", "/vision", "/commitments", "/people", "/outcome"} {
		l.goes("/r/" + theBridge + place)
		l.hasNoViolation(l.name+" at "+place, everyRule)
	}
}

// outside are the pages of somebody who is not signed in.
func (l looking) outside(s *running, letter string) {
	l.t.Helper()
	for _, page := range []string{"/", "/sign-in", "/sign-up", "/sign-up?invitation=" + letter, "/sign-up?invitation=unknown", "/nowhere"} {
		l.at(page)
	}
	l.goes("/sign-in")
	l.press("Sign in")
	l.sees("The mail address is still empty.")
	l.opened("a form that was refused")
	for _, page := range []string{"/i/" + letter, "/i/unknown", "/away", "/verify", "/forgot", "/reset/" + strings.Repeat("x", 43)} { // pages without a client
		l.read(page)
		l.all(page)
	}
	l.fill("New password", "no")
	l.press("Set it")
	l.until("it was refused", `document.querySelector("[role=alert]")`)
	l.opened("a password that was refused")
	l.read("/i/" + letter)
	l.press("Not before a date I choose")
	l.opened("a letter, answering later")
	l.press("Yes, let us talk")
	l.sees("Join and open the room")
	l.opened("a letter, answered")
	s.join("joined@mill.example", "Mill & Söhne", letter)
	l.read("/i/" + letter)
	l.all("a letter, used")
}

// inside are the pages of somebody who is.
func (l looking) inside(alone string) {
	l.t.Helper()
	bridge := "/r/" + theBridge
	for _, page := range []string{
		"/", "/new", "/account", bridge, bridge + "/vision", bridge + "/notes", bridge + "/commitments", bridge + "/people",
		bridge + "/activity", bridge + "/outcome", bridge + "/needs", bridge + "/path", bridge + "/doubts", bridge + "/risks", bridge + "/trust", bridge + "/looking-back", bridge + "/restart", bridge + "/statement", bridge + "/wins", bridge + "/milestones", bridge + "/benefits", bridge + "/focus", bridge + "/risks/" + preMortem, bridge + "/talks", bridge + "/why", bridge + "/more", bridge + "/invite", "/join/unknown",
	} {
		l.at(page)
	}
	for _, place := range []string{"", "/notes", "/commitments", "/people", "/outcome", "/needs", "/path", "/doubts", "/risks", "/trust", "/looking-back", "/restart", "/wins", "/milestones", "/benefits", "/focus", "/talks", "/accord"} { // nothing there yet
		l.goes("/r/" + alone + place)
		l.hasNoViolation("of the new one "+place, everyRule)
	}
	for _, one := range []struct{ list, part string }{{"/notes", "/notes/doc_"}, {"/commitments", "/commitments/com_"}, {"/focus", "/focus/fit_"}} {
		l.at(l.find(bridge+one.list, one.part))
	}
	for _, page := range []string{"/talks/" + beingAnswered, "/talks/" + opened, "/talks/" + opened + "/meet", "/parting", "/accord", "/talks/" + pledged, "/commitments/" + demo.ID(pact.CommitmentID, 8), "/conversations/" + demo.ID(pact.ConversationID, 1)} {
		l.at(bridge + page)
	}
}

// What the two of the demo are asked: what the one side has answered already, and what both opened.
var (
	beingAnswered = demo.ID(pact.RoundID, 4)
	opened        = demo.ID(pact.RoundID, 2)
	pledged       = demo.ID(pact.RoundID, 7)
	preMortem     = demo.ID(pact.RoundID, 30)
)

// onTop is what opens on top of pages, or in them.
func (l looking) onTop() {
	l.t.Helper()
	bridge := "/r/" + theBridge
	note, commitment := l.find(bridge+"/notes", "/notes/doc_"), l.find(bridge+"/commitments", "/commitments/com_")
	for _, one := range []struct{ page, act, shows string }{
		{bridge, "Not this name", "The proposal is off the table."},
		{bridge, "Propose a name", "A name for both"},
		{bridge + "/commitments", "Add one", "What is promised?"},
		{"", "Ask or offer", "What would help?"},
		{"", "When … I will", "When this happens …"},
		{bridge + "/commitments", "Not yet", "What is still to come?"},
		{bridge + "/commitments/" + demo.ID(pact.CommitmentID, 1), "This slipped", "what is better from now on"},
		{commitment, "Change this", "About this commitment"},
		{note, "Share it", "Share this note"},
		{note, "Delete it", "Delete this note"},
		{bridge + "/people", "Invite a colleague", "What will they do here?"},
		{bridge + "/people", "Change what Jonas Friis may do", "End their access"},
		{"", "End their access", "loses sight of this relationship at once"},
		{bridge + "/people", "Change what Samir Haddad is asked for", "What for, and until when"},
		{"", "What for, and until when", "After it the access ends by itself"},
		{bridge + "/focus", "Add a meeting", "Which one leaves?"},
		{bridge + "/focus", "Pair two people", "What do they carry?"},
		{bridge + "/focus", "Name a topic", "What does the relationship carry?"},
		{bridge + "/focus", "Say who holds the whole", "One or two people who know all of it"},
		{bridge + "/focus", "The map as a table", "carry together"},
		{bridge + "/focus", "What left", "handed to the crate pool"},
		{bridge + "/outcome", "Change the line or the aim", "In one line"},
		{bridge + "/talks", "Ask: Pre-mortem", "Under whose name?"},
		{bridge + "/risks", "Group what belongs together", "In one line, what is the risk?"},
		{bridge + "/risks", "Answer it: It hangs on two people.", "How do you answer it?"},
		{bridge + "/risks", "Change it: It hangs on two people.", "It is the same as"},
		{bridge + "/risks", "Put it on the table: If Jonas leaves, nobody rings on Thursdays.", "What is it about?"},
		{bridge + "/wins", "Plan one", "By when?"},
		{bridge + "/milestones", "Change it: One calendar, tried out in two depots", "When do you expect it?"},
		{bridge + "/benefits", "Add a figure for Alder Foods", "Counted in"},
		{bridge + "/benefits", "Say what you hope to gain", "Who reads it?"},
		{bridge + "/talks/" + opened, "Mark what differs", "What is different, in your words?"},
		{bridge + "/talks/" + opened + "/meet", "Quiet timer", "15 minutes"},
		{bridge + "/talks/" + beingAnswered, "More", "Take these questions back"},
		{"", "Take these questions back", "They end for both sides"},
	} {
		if one.page != "" {
			l.hold(phone)
			l.goes(one.page)
		}
		l.press(one.act)
		l.sees(one.shows)
		l.opened(one.act)
	}
	l.goes(bridge + "/notes")
	l.do(chromedp.Click("a.outcome__l"))
	l.sees("Next on the way")
	l.opened("what this is for")
	l.goes(bridge)
	l.do(chromedp.Click("summary.rail__now"))
	l.sees("Sustain")
	l.opened("the stages, opened")
	l.goes(bridge + "/invite")
	l.press("See the people")
	l.until("she is there", `location.pathname.endsWith("/people")`)
	l.press("Invite a colleague")
	l.fill("Who is it?", "Ida")
	l.fill("Why you ask them", "You know the docks.")
	l.press("Make the link")
	l.sees("The link for Ida")
	l.opened("the link for a colleague")
	l.visit(note)
	l.do(chromedp.Evaluate(`midspanEditor.offer(JSON.stringify({title: "What was not sent", words: "Copy them.", text: "Mine", label: "Your words", copy: "Copy", copied: "Copied", close: "Close"}))`, nil))
	l.all("words that were not sent")
	l.goes(bridge + "/vision")
	l.sees("What this is to become")
	l.visit(bridge + "/commitments")
	l.network(false)
	l.press("Vision") // was read in this browser
	l.sees("Last read")
	l.ready()
	l.opened("a page that is not of now")
	l.network(true)
}

// account are the pages beneath the account, which need no client.
func (l looking) account(s *running) {
	l.t.Helper()
	s.signedIn("owner@alder.example") // another device
	for _, page := range []string{"/share", "/statements/unknown", "/account/sessions", "/account/password", "/account/tokens"} {
		l.read(page)
		l.all(page)
	}
	l.fill("What is it for?", "A report")
	l.press("Make the token")
	l.sees("The new token")
	l.opened("a token, made")
	l.read("/account/password")
	l.fill("The password you have now", "not it")
	l.fill("The new one", "three words of wood")
	l.press("Change it")
	l.until("it was refused", `document.querySelector("[role=alert]")`)
	l.opened("a password, not changed")
}

// notPages are the addresses that give no page for people to read.
var notPages = []string{
	"/graphql", "/sync/{document}", "/graphiql", "/graphiql/", "/schema.graphql", "/.well-known/jwks.json",
	"/healthz", "/readyz", "/metrics", "/web/", "/web/{version}/{name}", "/worker.js", "/manifest.webmanifest", "/robots.txt",
	"/records/{agreement}", // a file
	"/shell",               // what stands for a moment at any address
}

// served finds the addresses that one gets in the source of the server's routes.
var served = regexp.MustCompile(`"(?:GET )?(/[^"\s]*)"`)

// walked fails for each address of the portal and of the server that nobody has looked at.
func walked(t *testing.T, seen *sync.Map) {
	t.Helper()
	var paths []string
	for path := range seen.Range {
		paths = append(paths, path.(string))
	}
	addresses := ui.Addresses()
	for _, file := range []string{"routes.go", "portal.go"} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range served.FindAllStringSubmatch(string(source), -1) {
			addresses = append(addresses, found[1])
		}
	}
	if len(addresses) < 30 {
		t.Fatalf("only %d addresses were found", len(addresses))
	}
	for _, address := range addresses {
		pattern := regexp.MustCompile("^" + regexp.MustCompile(`\\\{(\w+)\\\}`).ReplaceAllStringFunc(regexp.QuoteMeta(address), func(string) string { return "[^/]+" }) + "$")
		if !slices.Contains(notPages, address) && !slices.ContainsFunc(paths, pattern.MatchString) {
			t.Errorf("nobody looks at %s with axe: add a visit, or say that it is no page", address)
		}
	}
}

// signsIn signs in somebody of the demo.
func (p *tab) signsIn(email string) {
	p.t.Helper()
	p.goes("/sign-in")
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
	axe  string
	seen *sync.Map // paths
}

// What axe looks for: what WCAG 2.2 AA asks and what is best done besides; and of that, what
// depends on the colours.
const (
	everyRule = `{resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules: {"target-size": {enabled: true}}}`
	colours   = `{resultTypes: ["violations"], runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]}}`
)

// at opens a page and looks at it.
func (l looking) at(path string) {
	l.t.Helper()
	l.hold(phone)
	l.goes(path)
	l.all(path)
}

// all looks at what is on the screen in every way.
func (l looking) all(what string) {
	l.t.Helper()
	l.hold(laptop)
	l.shot(pictured(what + ", laptop"))
	l.prefersDark(true)
	l.hasNoViolation(what+", laptop, dark", everyRule)
	l.shot(pictured(what + ", laptop, dark"))
	l.prefersDark(false)
	l.opened(what)
	l.isReadable(what, readings[2:])
	l.inForcedColours(what)
}

// opened looks at what is on the screen of a phone, in both colours, and narrow or with large text.
func (l looking) opened(what string) {
	l.t.Helper()
	l.hold(phone)
	l.hasNoViolation(what, everyRule)
	l.shot(pictured(what))
	l.prefersDark(true)
	l.shot(pictured(what + ", dark"))
	l.hasNoViolation(what+", dark", colours)
	l.prefersDark(false)
	l.isReadable(what, readings[:2])
	l.hold(phone)
	l.rests()
}

func (l looking) prefersDark(on bool) {
	l.t.Helper()
	l.dark(on)
	l.until("the colours are those", `matchMedia("(prefers-color-scheme: dark)").matches === $1`, on)
}

// rests waits until the page has taken the size of the device and nothing moves any more.
func (l looking) rests() {
	l.t.Helper()
	l.until("nothing moves any more", `matchMedia("(width: " + $1 + "px)").matches && document.getAnimations().every(a => a.playState !== "running")`, l.device.width)
}

func (l looking) hasNoViolation(what, rules string) {
	l.t.Helper()
	l.seen.Store(l.where(), true)
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
	l.rests()
	answer := l.get(`axe.run(document, ` + rules + `).then(r => JSON.stringify(r.violations))`)
	if err := json.Unmarshal([]byte(answer), &found); err != nil {
		l.t.Fatal(err)
	}
	for _, violation := range found {
		for _, node := range violation.Nodes {
			l.t.Errorf("%s: %s: %.200s\n%s", what, violation.ID, node.HTML, node.FailureSummary)
		}
	}
}
