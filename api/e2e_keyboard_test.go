package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// narrow is a small window with a keyboard: the bars of a phone, and no finger.
var narrow = device{390, 700, false}

// TestTheStoryByKeysAlone has two people go from making an account to a name by two keys without
// touching a pointer. Whatever they use is found by going on with Tab, under the name that is read
// out; each stop can be seen, and no act leaves them nowhere.
func TestTheStoryByKeysAlone(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	b := openBrowser(t, s.url)
	k := &byKeys{hanna: keyboard{b.person("Hanna", laptop)}, tomas: keyboard{b.person("Tomás", narrow)}}
	for _, chapter := range []struct {
		title string
		tell  func()
	}{
		{"she makes an account and adds a relationship", k.begins},
		{"she writes the letter", k.writes},
		{"he answers and joins", k.joins},
		{"both write in one section", k.write},
		{"a commitment is added in a sheet and confirmed by both", k.promise},
		{"he shares a note of his own", k.share},
		{"a name takes two keys", k.name},
	} {
		began := time.Now()
		chapter.tell()
		for _, p := range b.tabs {
			p.quiet()
		}
		t.Logf("%s: %v", chapter.title, time.Since(began).Round(time.Millisecond))
	}
}

type byKeys struct {
	hanna, tomas keyboard
	bridge       string
	letter       string
}

// early fills in a form before the client is there, which draws the page anew: what was typed stays,
// and so does the focus.
func (k keyboard) early() {
	k.t.Helper()
	if !wait(func() bool {
		k.read("/sign-up")
		return k.get(`(() => {
			if (document.body.hasAttribute("data-ready")) return "late";
			document.getElementById("name").value = "Hanna";
			document.querySelector("a[href^='/sign-in']").focus();
			return "early";
		})()`) == "early"
	}) {
		k.t.Fatal("the client is always there first")
	}
	k.ready()
	if name := k.get(`document.getElementById("name").value`); name != "Hanna" {
		k.t.Errorf("of what was typed early there is %q", name)
	}
	k.stands("Sign in")
}

func (s *byKeys) begins() {
	h := s.hanna
	h.early()
	h.visit("/")
	h.enter("Make an account")
	h.arrives("/sign-up", "Make an account")
	h.signUp("Hanna Lund", "hanna@alder.example", "Alder Foods")
	h.to("Midspan, all relationships") // the first stop of a page that was loaded, behind the way past it
	h.back("To the page")
	h.hit(kb.Enter)
	h.until("she is past the bar", `document.activeElement.id === "main"`)
	h.enter("Add it")
	h.arrives("/new", "")
	h.stands("Who is it with?") // the page begins there
	h.types("Quay Logistics")
	h.to("What are they to you?")
	h.hit(kb.ArrowDown)
	h.into("What worries you, in a line or two?", "Their crates come late.")
	h.enter("Add it")
	h.sees("Their crates come late.")
	h.ready()
	s.bridge = h.where()
	h.arrives(s.bridge, "")
}

func (s *byKeys) writes() {
	h := s.hanna
	h.enter("Write the letter")
	h.arrives(s.bridge+"/invite", "A letter to Quay Logistics")
	h.into("Whom do you write to?", "Tomás")
	h.into("What do you own of the trouble?", "We changed our plan eleven times.")
	h.enter("Make the link")
	h.sees("Then send the link")
	h.settled()
	h.to("The link")
	s.letter = h.get(`document.activeElement.value`)
	h.enter("Back to the overview")
	h.arrives(s.bridge, "")
}

func (s *byKeys) joins() {
	p := s.tomas
	p.read(s.letter)
	p.to("Not before a date I choose") // opens, and closes again
	p.hit(kb.Enter)
	p.to("Not before")
	p.back("Yes, let us talk")
	p.hit(kb.Enter)
	p.sees("Join and open the room")
	p.enter("Join and open the room")
	p.until("he is at the form", `location.pathname === "/sign-up"`)
	p.ready()
	p.signUp("Tomás Reis", "tomas@quay.example", "")
	p.until("he is in the same room", `location.pathname === $1`, s.bridge)
	p.ready()
}

func (s *byKeys) write() {
	h, p := s.hanna, s.tomas
	for _, one := range []keyboard{h, p} {
		one.enter("Vision")
		one.arrives(s.bridge+"/vision", "Vision")
		one.to(boldest)
	}
	h.writes("Shelves full. ")
	p.reads(boldest, "Shelves full. ")
	p.chordTo(kb.End)
	p.writes("And calm Fridays.")
	h.reads(boldest, "Shelves full. And calm Fridays.")
	h.saved()
	p.saved()
	h.back("Undo") // a tool of the banner, which is before the text
	h.hit(kb.Enter)
	h.reads(boldest, "And calm Fridays.")
	h.stands("Undo")
}

func (s *byKeys) promise() {
	h, p := s.hanna, s.tomas
	h.back("Commitments")
	h.hit(kb.Enter)
	h.arrives(s.bridge+"/commitments", "Commitments")
	h.enter("Add the first")
	h.inSheet("A commitment")
	h.hit(kb.Escape)
	h.stands("Add the first") // where she was
	h.hit(kb.Enter)
	h.inSheet("A commitment")
	h.to("Alder Foods will")
	h.hit(kb.ArrowDown) // both
	h.stands("Both will")
	h.hit(kb.ArrowUp)
	h.into("What is promised?", promised)
	h.to("Hanna Lund Alder Foods")
	h.hit(" ")
	h.enter("Add it as a draft")
	h.sees("A commitment in draft")
	h.ready()
	h.arrives(h.where(), "A commitment in draft")
	p.back("Commitments")
	p.hit(kb.Enter)
	p.arrives(s.bridge+"/commitments", "Commitments")
	p.enter(promised)
	p.sees("A commitment in draft")
	p.ready()
	for _, one := range []keyboard{h, p} {
		one.to("This wording is ours")
		one.until("the words are safe", `document.activeElement.getAttribute("aria-disabled") !== "true"`)
		one.hit(kb.Enter)
		one.sees("Your side said yes")
		one.settled()
	}
	h.sees("An agreed commitment")
}

func (s *byKeys) share() {
	p := s.tomas
	p.enter("More")
	p.enter(notesOfMore)
	p.arrives(s.bridge+"/notes", "Notes")
	p.enter("New note for me")
	p.sees("Your note, begun")
	p.ready()
	p.to(ownWay)
	p.writes(hisNote)
	p.saved()
	p.enter("Share it")
	p.inSheet("Share this note")
	p.to("Our side")
	p.hit(kb.ArrowDown)
	p.stands("Both sides")
	p.enter("Share with both sides")
	p.until("the copy is there", `document.querySelector(".room.both")`)
	p.ready()
	p.arrives(p.where(), "A note")
	p.enter("Delete it")
	p.inSheet("Delete this note")
	p.enter("Keep it")
	p.stands("Delete it")
	p.hit(kb.Enter)
	p.inSheet("Delete this note")
	p.enter("Delete it")
	p.until("he is back among the notes", `location.pathname.endsWith("/notes")`)
	p.ready()
	p.arrives(s.bridge+"/notes", "Notes")
}

func (s *byKeys) name() {
	h, p := s.hanna, s.tomas
	for _, one := range []keyboard{h, p} {
		one.enter("Overview")
		one.arrives(s.bridge, "")
	}
	h.enter("Propose a name")
	h.inSheet("A name for both")
	h.stands("What would you call it?")
	h.types("Quay Bridge")
	h.enter("Propose it")
	p.sees("would call this “Quay Bridge”")
	h.settled()
	p.enter("Turn our key")
	for _, one := range []keyboard{h, p} {
		one.until("it goes by its new name", `document.querySelector("h1").innerText === "Quay Bridge"`)
		one.settled()
	}
}

// keyboard is somebody who has nothing else.
type keyboard struct{ *tab }

func (k keyboard) signUp(name, mail, organization string) {
	k.t.Helper()
	k.into("Your name", name)
	if organization != "" {
		k.into("Your organisation", organization)
	}
	k.into("Mail address", mail)
	k.into("Password", aPassword)
	k.hit(kb.Enter)
	k.until("the account is made", `!location.pathname.startsWith("/sign-up")`)
	k.ready()
}

// stop is where the focus is.
type stop struct {
	Name  string // as it is read out
	Where string // a piece of its HTML
	Lost  bool   // nothing has it
	Wrong string // what keeps it from being seen
}

// mostStops is how many a page has at most.
const mostStops = 90

// to goes on with Tab until something of this name has the focus.
func (k keyboard) to(name string) {
	k.t.Helper()
	k.seek(name, input.Modifier(0))
}

// back goes back with Shift and Tab.
func (k keyboard) back(name string) {
	k.t.Helper()
	k.seek(name, input.ModifierShift)
}

func (k keyboard) seek(name string, with input.Modifier) {
	k.t.Helper()
	var passed []string
	for range mostStops {
		k.tabulate(with)
		at := k.stop()
		if at.Wrong != "" {
			k.t.Errorf("%s on %s cannot see where the focus is: %s: %s", k.name, k.where(), at.Wrong, at.Where)
		}
		if at.Name == name {
			return
		}
		passed = append(passed, at.Name)
	}
	k.t.Fatalf("%s on %s does not come to “%s” by Tab, only to %q", k.name, k.where(), name, passed)
}

func (k keyboard) tabulate(with input.Modifier) {
	k.t.Helper()
	for _, kind := range []input.KeyType{input.KeyRawDown, input.KeyUp} {
		k.do(input.DispatchKeyEvent(kind).WithKey("Tab").WithCode("Tab").WithModifiers(with).WithWindowsVirtualKeyCode(9))
	}
}

// enter goes to something and presses Enter.
func (k keyboard) enter(name string) {
	k.t.Helper()
	k.to(name)
	k.hit(kb.Enter)
}

// into goes to a field and fills it.
func (k keyboard) into(label, text string) {
	k.t.Helper()
	k.to(label)
	k.types(text)
}

func (k keyboard) types(text string) {
	k.t.Helper()
	k.do(input.InsertText(text))
}

func (k keyboard) hit(keys string) {
	k.t.Helper()
	k.tab.writes(keys)
}

// chordTo moves the caret to the very beginning or end.
func (k keyboard) chordTo(end string) {
	k.t.Helper()
	for _, action := range key([]rune(end)[0]) {
		press := action.(*input.DispatchKeyEventParams)
		k.do(press.WithModifiers(input.ModifierCtrl))
	}
}

// stands expects the focus at something of this name.
func (k keyboard) stands(name string) {
	k.t.Helper()
	var at stop
	if !wait(func() bool { at = k.stop(); return at.Name == name }) {
		k.t.Fatalf("%s on %s is at “%s” and should be at “%s”: %s", k.name, k.where(), at.Name, name, at.Where)
	}
}

// settled expects that an act has not left the focus nowhere.
func (k keyboard) settled() {
	k.t.Helper()
	var at stop
	if !wait(func() bool { at = k.stop(); return !at.Lost }) {
		k.t.Fatalf("%s on %s has lost the focus", k.name, k.where())
	}
}

// arrives expects another page, with its title, and the focus at its heading or its first field.
func (k keyboard) arrives(path, heading string) {
	k.t.Helper()
	k.until("the page has come", `location.pathname === $1 && document.body.hasAttribute("data-ready")`, path)
	k.until("the focus is on the page", `document.activeElement.matches("main h1, main [autofocus]")`)
	if heading == "" {
		return
	}
	k.until("the heading is “"+heading+"”", `document.querySelector("main h1").innerText === $1`, heading)
	if title := k.get(`document.title`); !strings.HasSuffix(title, "Midspan") || title == "Midspan" {
		k.t.Errorf("%s has the title %q", path, title)
	}
}

// inSheet expects a sheet with the focus in it, where it stays.
func (k keyboard) inSheet(title string) {
	k.t.Helper()
	k.until("the sheet “"+title+"” is there and has the focus", `(d => d?.querySelector("h2").innerText === $1 && d.contains(document.activeElement))(document.querySelector("dialog[open]"))`, title)
}

// focus tells of what has the focus whether its ring is drawn, and whether any of it is in sight.
const focus = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body) return JSON.stringify({Lost: true});
	const ringed = s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && !/rgba\(.*, 0\)/.test(s.outlineColor);
	const around = [e, e.closest(".choice"), e.closest(".editor")].filter(Boolean);
	const r = e.getBoundingClientRect(), wrong = [];
	if (e.tabIndex >= 0 && !around.some(a => ringed(getComputedStyle(a)))) wrong.push("no ring");
	const spots = [.1, .3, .5, .7, .9].flatMap(x => [.1, .3, .5, .7, .9].map(y => [r.left + r.width * x, r.top + r.height * y]));
	const seen = ([x, y]) => {
		const hit = document.elementFromPoint(x, y);
		return hit && (e.contains(hit) || hit.contains(e) && (hit.localName === "label" || hit.matches(".editor")) || e.closest("label")?.contains(hit));
	};
	if (e.tabIndex >= 0 && !spots.some(seen)) wrong.push("covered, or out of sight, at " + [r.left, r.top, r.width, r.height].map(Math.round));
	return JSON.stringify({Where: e.outerHTML.slice(0, 120), Wrong: wrong.join(", ")});
})()`

// stop tells where the focus is, once the page has scrolled to it.
func (k keyboard) stop() stop {
	k.t.Helper()
	var at stop
	wait(func() bool {
		at = stop{}
		if err := json.Unmarshal([]byte(k.get(focus)), &at); err != nil {
			k.t.Fatal(err)
		}
		return at.Wrong == "" || k.get(`new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => "")`) != "" || k.still(&at)
	})
	at.Name = k.spoken()
	return at
}

// still says whether what is wrong stays wrong in the next frame.
func (k keyboard) still(at *stop) bool {
	was := *at
	*at = stop{}
	if err := json.Unmarshal([]byte(k.get(focus)), at); err != nil {
		k.t.Fatal(err)
	}
	return *at == was || at.Wrong == ""
}

// spoken is the name of what has the focus, as the browser gives it to a screen reader.
func (k keyboard) spoken() string {
	k.t.Helper()
	var name string
	k.do(chromedp.ActionFunc(func(ctx context.Context) error {
		it, wrong, err := runtime.Evaluate(`document.activeElement`).Do(ctx)
		if err != nil || wrong != nil || it.ObjectID == "" {
			return fmt.Errorf("nothing has the focus: %w", err)
		}
		nodes, err := accessibility.GetPartialAXTree().WithObjectID(it.ObjectID).WithFetchRelatives(false).Do(ctx)
		if err != nil || len(nodes) == 0 || nodes[0].Name == nil {
			return err
		}
		return json.Unmarshal(nodes[0].Name.Value, &name)
	}))
	return strings.TrimSpace(strings.ReplaceAll(name, "\u00a0", " "))
}
