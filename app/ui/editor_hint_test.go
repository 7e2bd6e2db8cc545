package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"pgregory.net/rapid"

	"midspan/app/pact"
	"midspan/app/ytext"
)

func thoughtOf(text string) thought {
	for _, h := range pact.Wording(text) {
		return thought{Kind: h.Kind, Words: ytext.Slice16(text, h.From, h.To), Why: h.Why, Instead: h.Instead}
	}
	return thought{}
}

func hintPage(t thought) string {
	w := &Writing{Document: vision6(), Visit: hers(), Mine: Left, Banner: Room{Whose: Both}}
	w.view.Thoughts = map[string]thought{"boldest": t}
	return app.HTMLString(w)
}

func TestAHintSaysWhoSeesItAndLeavesThreeWays(t *testing.T) {
	holds(t, hintPage(thoughtOf("A shared calendar will never work.")),
		"Only you see this", "seen by you only", "For a shared calendar to work", "Use these words", "Keep it for the pre-mortem", "Leave mine")
	if blame := hintPage(thoughtOf("You never answer our mails.")); strings.Contains(blame, "pre-mortem") || !strings.Contains(blame, "We need you to answer our mails") {
		t.Error("a reproach is no doubt:", blame)
	}
	if none := app.HTMLString(&Writing{Document: vision6(), Visit: hers(), Mine: Left, Banner: Room{Whose: Both}}); strings.Contains(none, `class="hint`) {
		t.Error("there is a hint on nothing")
	}
}

func TestADoubtThatIsKeptSaysSo(t *testing.T) {
	for _, c := range []struct {
		k    keeping
		want string
	}{
		{keeping{kept: true}, `Kept for the <a href="/r/rel_1/doubts"`},
		{keeping{form: form{problem: pact.Refuse(pact.Limited, "There are enough.")}}, "Not kept. There are enough. Your words are still in the text."},
	} {
		said := (&Writing{Visit: hers()}).said(&c.k)
		if html := strings.ReplaceAll(app.HTMLString(said), "\n", ""); !strings.Contains(html, c.want) {
			t.Errorf("%q is not in %q", c.want, html)
		}
	}
}

func TestOnlyWhatBothReadAndLiveByIsHelpedWith(t *testing.T) {
	for kind, room := range map[pact.DocumentKind]pact.Audience{pact.VisionDocument: pact.Shared, pact.CommitmentDocument: pact.Shared, pact.PartingDocument: pact.Shared, pact.ConclusionDocument: pact.Shared, pact.CharterDocument: pact.Shared} {
		if !helps(kind, room) || helps(kind, pact.Author) {
			t.Errorf("%s", kind)
		}
	}
	for _, kind := range []pact.DocumentKind{pact.NotesDocument, pact.AnswerDocument, pact.LookbackDocument} {
		if helps(kind, pact.Shared) || helps(kind, pact.OurSide) {
			t.Errorf("%s is nobody else's to read over", kind)
		}
	}
}

func TestWhatWasTypedStaysWhereItIsWhileOthersWrite(t *testing.T) {
	word := rapid.StringMatching(`[ab 🚚]{0,5}`)
	rapid.Check(t, func(t *rapid.T) {
		text, s := word.Draw(t, "text"), stretch{}
		for range rapid.IntRange(1, 6).Draw(t, "changes") {
			end := ytext.UTF16Len(text)
			at := rapid.IntRange(0, end).Draw(t, "at")
			c := ytext.Splice{At: at, Delete: rapid.IntRange(0, end-at).Draw(t, "deletes"), Insert: word.Draw(t, "inserts")}
			mine := rapid.Bool().Draw(t, "mine")
			if mine {
				s = s.with(c)
			} else {
				s = s.after(c)
			}
			end += ytext.UTF16Len(c.Insert) - c.Delete
			text = strings.Repeat("x", end)
			if s.any && (s.from < 0 || s.from > s.to || s.to > end) || mine && (s.from > c.At || s.to < c.At+ytext.UTF16Len(c.Insert)) {
				t.Fatalf("%+v of %d after %+v", s, end, c)
			}
		}
	})
}

func TestASentenceIsTakenOutWithItsSpace(t *testing.T) {
	for text, want := range map[string]string{"One. Two. Three.": "One. Three.", "One. Two.": "One.", "Two. One.": "One.", "Two.": ""} {
		before, _, _ := strings.Cut(text, "Two.")
		if got := splice(text, withSpace(text, ytext.Splice{At: ytext.UTF16Len(before), Delete: 4})); got != want {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

func TestALongSectionOfAVisionSaysWhatIsBest(t *testing.T) {
	w := &Writing{Document: vision6()}
	w.view.Words = map[string]int{"boldest": 94, "care": 60}
	if w.length("boldest") != "94 words, best within 60" || w.length("care") != "60 words" {
		t.Error(w.length("boldest"), w.length("care"))
	}
	w.Document.Kind = pact.CommitmentDocument
	if w.length("boldest") != "94 words" {
		t.Error(w.length("boldest"))
	}
}

func TestAVeryLongDoubtIsShortened(t *testing.T) {
	if got := shortened(strings.Repeat("é", pact.MaxNeed+5), pact.MaxNeed); len([]rune(got)) != pact.MaxNeed || pact.Within("text", "It", got, true, pact.MaxNeed) != nil {
		t.Error(got)
	}
}

func TestOnlyTheLinesThatWereTypedInAreRead(t *testing.T) {
	for text, want := range map[string]string{"One.\nTwo.\nThree.": "Two.", "Two.": "Two.", "🚚\nTwo.": "Two.", "Two.\n": "Two."} {
		before, _, _ := strings.Cut(text, "wo")
		at := ytext.UTF16Len(before)
		h := &hand{base: text, wrote: stretch{at, at + 2, true}}
		if got, where := h.lines(); got != want || where != (stretch{1, 3, true}) {
			t.Errorf("of %q: %q, %+v", text, got, where)
		}
	}
}
