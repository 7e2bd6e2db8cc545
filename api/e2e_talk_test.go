package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What the first two questions ask, and the one about being worth it.
const (
	originAsked   = "How did this begin, and what made us choose each other?"
	achievedAsked = "What have we achieved together?"
	measuresAsked = "What tells us that a new start is due?"
	worthAsked    = "Is this relationship worth saving to us?"
)

// table is two people of two organisations, each with a device of their own.
type table struct {
	*bridge
	browser      *chromium
	hanna, tomas *tab
	talks        string // address of the talks
}

func setTable(t *testing.T, hers, his device) *table {
	t.Helper()
	s := anyServer(t)
	b := openBrowser(t, s.url)
	at := &table{bridge: meet(t, s), browser: b, hanna: b.person("Hanna", hers), tomas: b.person("Tomás", his)}
	at.talks = "/r/" + at.rel + "/talks"
	at.hanna.comesIn("owner@left.example", at.talks)
	at.tomas.comesIn("owner@right.example", at.talks)
	return at
}

// TestTheFirstTwoQuestions goes from asking them to the screen of the meeting.
func TestTheFirstTwoQuestions(t *testing.T) {
	t.Parallel()
	at := setTable(t, laptop, phone)
	h, p := at.hanna, at.tomas
	const hers = "A fair stand in 2014. We answered when nobody else did. We share the winter plan."
	const his = "You called us at night, and we came. We share the winter plan with you."

	h.shot("talks-empty")
	h.press("Ask the first two questions")
	h.arrivesAtTalk(at.talks)
	h.sees("Right House sees nothing of this until both are in")
	h.sees("There is no word in it yet.")
	h.takes(originAsked, "")
	h.writes(hers)
	h.saved()
	h.shot("talk-answering")
	p.sees("Write our answer")
	p.shot("talks-phone")
	p.press("The first two questions")
	p.arrivesAtTalk(at.talks)
	p.sees("Left House still writes")
	h.handsIn("We are ready")
	h.sees("You are ready.")
	h.shot("talk-in")
	p.sees("Left House is ready")
	p.lacks("A fair stand")
	p.takes(originAsked, "")
	p.writes(his)
	p.saved()
	p.shot("talk-answering-phone")
	p.handsIn("We are ready")
	p.sees("Nobody can change a word now.")
	p.shot("talk-all-in-phone")
	p.lacks("A fair stand")
	h.lacks("You called us")

	h.press("Open both")
	for who, words := range map[*tab]string{h: "You called us at night", p: "A fair stand in 2014."} {
		who.sees(words)
		who.sees("Both wrote this unseen.")
		who.sees("unchanged since")
	}
	p.shot("talk-opened-phone")
	at.compare(t)
	at.conclude(t)
	at.meetOverIt(t)
	h.quiet()
	p.quiet()
}

// compare has both name what they find in the answers.
func (at *table) compare(t *testing.T) {
	t.Helper()
	h, p := at.hanna, at.tomas
	h.selectsWord("2014")
	h.press("Mark what differs")
	h.sees("What is different, in your words?")
	h.until("the words that were selected are chosen", `[...document.querySelectorAll("dialog .choice:has(:checked)")].map(c => c.innerText.trim()).join() === "2014"`)
	h.shot("talk-mark")
	h.fill("What is different, in your words?", "Only one of us knows the year.")
	h.press("Mark it")
	p.sees("Only one of us knows the year.")
	p.press("Mark what is alike")
	p.tick("We share the winter plan with you")
	p.fill("What do both say, in your words?", "The winter plan is ours together.")
	p.press("Mark it")
	p.sees("What is alike stands on both sides.")
	p.tick("We share the winter plan")
	p.shot("talk-mark-phone")
	p.press("Mark it")
	for _, who := range []*tab{h, p} {
		who.sees("The winter plan is ours together.")
	}
	h.until("the words are underlined on both sides", `[...document.querySelectorAll(".sbs mark:not(.differs)")].map(m => m.innerText).join("|") === "We share the winter plan|We share the winter plan with you"`)
	h.shot("talk-opened")
	p.press("Take away “Only one of us knows the year.”")
	h.until("it is gone", `!document.body.innerText.includes("Only one of us knows the year.")`)
}

// conclude has both write what they take from it, in the same section.
func (at *table) conclude(t *testing.T) {
	t.Helper()
	h, p := at.hanna, at.tomas
	h.takes(originAsked, "")
	h.writes("We plan together. ")
	p.reads(originAsked, "We plan together. ")
	p.takes(originAsked, "together. ")
	p.writes("And tell each other first.")
	h.reads(originAsked, "We plan together. And tell each other first.")
}

// meetOverIt shows one question a screen, with a timer that both see.
func (at *table) meetOverIt(t *testing.T) {
	t.Helper()
	h, p := at.hanna, at.tomas
	talk := h.where()
	h.press("Show it in the meeting")
	h.until("she shows it", `location.pathname === $1`, talk+"/meet")
	h.ready()
	h.sees("Question 1 of 7")
	h.reads(originAsked, "We plan together. And tell each other first.")
	h.press("Quiet timer")
	h.shot("meet-timer")
	h.press("10 minutes")
	p.goes(talk + "/meet")
	for _, who := range []*tab{h, p} {
		who.sees("10 minutes left")
		who.until("nothing of bar and dock is here", `!document.querySelector(".dock, .top")`)
	}
	h.shot("meet")
	p.shot("meet-phone")
	h.until("it fits the screen", `document.documentElement.scrollHeight <= innerHeight`)
	h.do(chromedp.KeyEvent(kb.ArrowRight))
	h.until("it is the second question", `location.search === "?q=2"`)
	h.ready()
	h.sees("Question 2 of 7")
	p.isQuick(achievedAsked)
	p.press("Question 2")
	p.until("he is there too", `location.search === "?q=2"`)
	p.ready()
	p.until("he keeps the place he took", `document.activeElement === `+area, achievedAsked)
	p.takes(achievedAsked, "")
	p.writes("No strike in six years.")
	h.reads(achievedAsked, "No strike in six years.")
	p.press("10 minutes left")
	p.press("Put it away")
	h.sees("Quiet timer")
	h.press("That was the last")
	h.until("she is back", `location.pathname === $1`, talk)
}

// TestTwoPhonesAtOneTable has one of them lose the network while writing: it is handed in once it is
// back, and nothing opens before.
func TestTwoPhonesAtOneTable(t *testing.T) {
	t.Parallel()
	at := setTable(t, phone, phone)
	h, p := at.hanna, at.tomas
	h.press("Ask the first two questions")
	h.arrivesAtTalk(at.talks)
	p.press("The first two questions")
	p.arrivesAtTalk(at.talks)
	p.saved()
	p.network(false)
	p.says("Offline, kept here")
	p.takes(achievedAsked, "")
	p.writes("Written in the cellar.")
	p.sees("hand it in when you are back")
	p.shot("talk-offline-phone")
	h.takes(achievedAsked, "")
	h.writes("Written upstairs.")
	h.saved()
	h.handsIn("We are ready")
	h.sees("Right House still writes")
	h.until("there is nothing to open", `![...document.querySelectorAll("button")].some(b => b.innerText.trim() === "Open both")`)
	p.network(true)
	p.saved()
	p.handsIn("We are ready")
	p.press("Open both")
	for _, who := range []*tab{h, p} {
		who.sees("Written in the cellar.")
		who.sees("Written upstairs.")
	}
	h.quiet("ERR_INTERNET_DISCONNECTED", "WebSocket")
	p.quiet("ERR_INTERNET_DISCONNECTED", "WebSocket")
}

// TestWhetherItIsWorthIt is answered by not now and yes, which leads to a pause by two keys; then by
// yes from both; and then by a no, after which they part with words of both.
func TestWhetherItIsWorthIt(t *testing.T) {
	t.Parallel()
	at := setTable(t, laptop, phone)
	h, p := at.hanna, at.tomas
	at.asks(t, "Not now", "Yes")
	for _, who := range []*tab{h, p} {
		who.sees("Not both sides say yes today.")
		who.shot("worth-" + who.name)
	}
	h.press("Agree on a pause")
	h.sees("nobody has to explain")
	h.set("Until when?", "2031-04-01")
	h.press("Propose the pause")
	h.until("she is at the overview", `location.pathname === $1`, "/r/"+at.rel)
	p.goes("/r/" + at.rel)
	p.sees("Left House would leave it until 1 Apr 2031.")
	p.shot("pause-phone")
	p.press("Turn our key")
	p.sees("You both leave it until 1 Apr 2031.")
	h.sees("You both leave it until 1 Apr 2031.")
	h.shot("overview-paused")

	at.asks(t, "Yes", "Yes")
	for _, who := range []*tab{h, p} {
		who.sees("Both sides say yes. Signing is open when you come to it.")
	}
	p.press("To the vision")
	p.until("he is at the vision", `location.pathname === $1`, "/r/"+at.rel+"/vision")

	at.asks(t, "No", "Yes")
	at.partWell(t)
	h.quiet()
	p.quiet()
}

// partWell has both write the words, and turn their keys for the same ones.
func (at *table) partWell(t *testing.T) {
	t.Helper()
	h, p := at.hanna, at.tomas
	const thanks, open = "What do we thank each other for?", "What is still open between us, and who closes it by when?"
	h.press("Part well")
	h.press("Begin the words")
	h.takes(thanks, "")
	h.writes("Twelve winters. ")
	h.saved()
	p.goes("/r/" + at.rel + "/parting")
	p.takes(open, "")
	p.writes("The last bill, by March.")
	h.reads(open, "The last bill, by March.")
	h.press("Part with these words")
	p.sees("You part, for Right House, with the words as they stand on this page.")
	p.takes(thanks, "")
	p.writes("And ")
	p.sees("The words have changed since Left House proposed them.")
	p.shot("parting-changed-phone")
	p.press("Take it off the table")
	h.press("Part with these words")
	p.press("Turn our key")
	h.sees("Both turned their key")
	h.shot("parted")
	h.goes("/r/" + at.rel)
	h.sees("You parted well, just now.")
	h.shot("overview-parted")
	h.goes(at.talks)
	h.sees("You have parted.")
}

// asks has Hanna ask whether it is worth it, both answer, and Tomás open it.
func (at *table) asks(t *testing.T, hers, his string) {
	t.Helper()
	h, p := at.hanna, at.tomas
	h.goes(at.talks)
	h.press("Ask: Is it worth it?")
	h.sees("and a yes or no from each side")
	h.shot("talk-start")
	h.press("Ask both sides")
	h.arrivesAtTalk(at.talks)
	p.goes(h.where())
	for who, choice := range map[*tab]string{h: hers, p: his} {
		who.takes(measuresAsked, "")
		who.writes("The mails got short.")
		who.saved()
		who.tick(choice)
		who.handsIn("We are ready")
	}
	p.press("Open both")
	h.sees(worthAsked)
}

// arrivesAtTalk waits until one's own answer can be written.
func (p *tab) arrivesAtTalk(talks string) {
	p.t.Helper()
	p.until("they are at the talk", `location.pathname.startsWith($1)`, talks+"/rnd_")
	p.ready()
}

// handsIn hands in what is on the screen, having read who will read it.
func (p *tab) handsIn(label string) {
	p.t.Helper()
	p.press(label)
	p.sees("Who reads this, and when")
	p.shot("talk-hand-in-" + strings.ToLower(p.name))
	p.press("Hand it in")
	p.until("it is in", `!document.querySelector("dialog[open]") && document.body.innerText.includes("Handed in")`)
}

// lacks says that words do not stand on the page.
func (p *tab) lacks(words string) {
	p.t.Helper()
	if p.get(`String(document.documentElement.outerHTML.includes($1))`, words) != "false" {
		p.t.Errorf("%s can read “%s”", p.name, words)
	}
}

// selectsWord selects a word of an answer as a pointer does, by pressing it twice.
func (p *tab) selectsWord(word string) {
	p.t.Helper()
	var spot point
	p.until("“"+word+"” is there", `document.querySelector(".sbs")?.innerText.includes($1)`, word)
	if err := p.js(`(() => {
		const walk = document.createTreeWalker(document.querySelector(".sbs"), NodeFilter.SHOW_TEXT);
		for (let n; (n = walk.nextNode());) {
			const at = n.data.indexOf($1);
			if (at < 0) continue;
			const r = document.createRange();
			r.setStart(n, at);
			r.setEnd(n, at + $1.length);
			n.parentElement.scrollIntoView({block: "center", behavior: "instant"});
			const b = r.getBoundingClientRect();
			return {x: b.left + b.width / 2, y: b.top + b.height / 2};
		}
	})()`, &spot, word); err != nil {
		p.t.Fatal(err)
	}
	for times := int64(1); times <= 2; times++ {
		for _, what := range []input.MouseType{input.MousePressed, input.MouseReleased} {
			p.do(input.DispatchMouseEvent(what, spot.X, spot.Y).WithButton(input.Left).WithClickCount(times))
		}
	}
}
