package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
)

// beside is the hint of the section that asks $1.
const beside = `(` + area + `?.closest(".sec")?.querySelector(".hint"))`

// hinted waits until a section has a hint that says something, beside its text or under it, and
// over nothing that is written.
func (p *tab) hinted(section, says string) {
	p.t.Helper()
	p.until("there is a hint: "+says, `((hint, area) => {
		if (!hint?.innerText.replace(/\s+/g, " ").includes($2)) return false;
		const h = hint.getBoundingClientRect(), a = area.getBoundingClientRect();
		return h.width > 0 && (h.left >= a.right || h.top >= a.bottom);
	})(`+beside+`, `+area+`)`, section, says)
}

func (p *tab) unhinted(section string) {
	p.t.Helper()
	p.until("there is no hint", `!`+beside, section)
}

func TestWhoeverWritesIsHelpedUnseen(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	b := openBrowser(t, s.url)
	d := &twoDesks{t: t, b: b, server: s, vision: "/r/" + theBridge + "/vision", hanna: b.person("Hanna", laptop), tomas: b.person("Tomás", phone)}
	d.hanna.signsIn("owner@alder.example")
	d.tomas.signsIn("owner@quay.example")
	d.tomas.dark(true)
	d.hanna.visit(d.vision)
	d.tomas.visit(d.vision)
	d.clears(need)
	d.keepADoubt()
	d.takeOtherWords()
	d.leaveMine()
	d.cutDown()
	d.lookAtDoubts()
	for _, p := range b.tabs {
		p.quiet()
	}
}

// keepADoubt has Hanna doubt something, and put it where it is welcome. Tomás reads her words, and
// knows nothing of the rest.
func (d *twoDesks) keepADoubt() {
	h, p := d.hanna, d.tomas
	h.takes(need, "")
	h.writes("A calm week. A shared calendar will never work.")
	h.hinted(need, "Only you see this")
	h.hinted(need, "For a shared calendar to work")
	h.until("the sentence is marked", area+`.closest(".sec").querySelector(".noted")?.getBoundingClientRect().width > 50`, need)
	h.shot("hint-laptop")
	d.read(need, "A calm week. A shared calendar will never work.")
	p.unhinted(need)
	h.press("Keep it for the pre-mortem")
	h.hinted(need, "Kept for the pre-mortem. Only you see it.")
	h.shot("hint-kept-laptop")
	h.until("she still writes where she wrote", `document.activeElement === `+area, need)
	p.unhinted(need)
}

// takeOtherWords has her use a rewrite, by keys alone, and take it back.
func (d *twoDesks) takeOtherWords() {
	h := d.hanna
	const before, after = "A calm week. A shared calendar will never work.", "A calm week. For a shared calendar to work, we first find out together what it takes."
	h.writes("\t")
	h.until("the first way out is the next place", `document.activeElement.innerText === "Use these words"`)
	h.writes("\r")
	d.read(need, after)
	h.unhinted(need)
	h.until("she is back in the text, behind the words", `document.activeElement === `+area+` && document.activeElement.selectionEnd === $2`, need, len(after))
	h.chord("z", input.ModifierCtrl)
	d.read(need, before)
	h.chord("y", input.ModifierCtrl)
	d.read(need, after)
	h.saved()
	h.unhinted(need)
}

// leaveMine has Tomás keep his words, on a phone. He is not asked again.
func (d *twoDesks) leaveMine() {
	p := d.tomas
	p.takes(need, "what it takes.")
	p.writes(" You never answer our mails.")
	p.hinted(need, "We need you to answer our mails")
	if p.get(beside+`.innerText`, need); strings.Contains(p.get(beside+`.innerText`, need), "pre-mortem") {
		d.t.Error("a reproach is no doubt to be kept")
	}
	p.until("it can be seen whole", `(h => { h.scrollIntoView({block: "center", behavior: "instant"}); return true; })(`+beside+`)`, need)
	p.shot("hint-phone")
	d.hanna.unhinted(need)
	p.press("Leave mine")
	p.unhinted(need)
	p.writes(" That is impossible.")
	p.hinted(need, "To find out what this takes")
	p.press("Use these words")
	p.unhinted(need)
	d.read(need, "A calm week. For a shared calendar to work, we first find out together what it takes. You never answer our mails. To find out what this takes, we try it once and look at it together.")
}

// cutDown has Hanna write more than anybody remembers.
func (d *twoDesks) cutDown() {
	h := d.hanna
	d.clears(need)
	h.takes(need, "")
	h.paste("The herbs are fresh. " + strings.Repeat("A calm week at the gate. ", 9) + "So the people at the gate, who have a calm week at the gate when the herbs are fresh, have a calm week.")
	h.sees("81 words, best within 60")
	h.hinted(need, "This sentence would be missed least:")
	h.shot("hint-brief-laptop")
	h.press("Take it out")
	d.read(need, "The herbs are fresh. "+strings.TrimSpace(strings.Repeat("A calm week at the gate. ", 9)))
	h.unhinted(need)
}

// amongDoubts says whether $1 is among one's doubts.
const amongDoubts = `document.querySelector(".doubts").innerText.includes($1)`

// lookAtDoubts finds what was kept, adds another and takes one away. Nobody else finds any.
func (d *twoDesks) lookAtDoubts() {
	h, p := d.hanna, d.tomas
	h.visit("/r/" + theBridge + "/more")
	h.press("Kept for the pre-mortem Doubts of yours, that only you read")
	h.sees("A shared calendar will never work.")
	h.sees("Only you read this. For everyone else it does not exist.")
	h.fill("What may go wrong?", "Two people leave in spring.")
	h.press("Keep it")
	h.sees("Kept for the pre-mortem. Only you see it.")
	h.until("it is on top of the list", `document.querySelector(".doubts > li").innerText.includes("Two people leave") && `+amongDoubts, "A shared calendar will never work.")
	h.shot("doubts-laptop")
	h.press("Take it away: A shared calendar will never work.")
	h.sees("It is gone for good.")
	h.press("Yes, take it away")
	h.until("one is gone", `!`+amongDoubts, "A shared calendar will never work.")
	h.until("and the other is not", amongDoubts, "Two people leave in spring.")
	p.visit("/r/" + theBridge + "/doubts")
	p.sees("Only you read this. For everyone else it does not exist.")
	p.until("nobody else has it", `!`+amongDoubts, "Two people leave in spring.")
	p.shot("doubts-phone")
}
