package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"pgregory.net/rapid"

	"midspan/app/gql"
	"midspan/app/pact"
	"midspan/app/ytext"
)

func TestUnsentWordsAreLaidOnTheTextThatArrives(t *testing.T) {
	for _, c := range []struct{ name, base, mine, theirs, want string }{
		{"nothing of mine", "one two", "one two", "zero one two", "zero one two"},
		{"nothing of theirs", "one two", "one two three", "one two", "one two three"},
		{"before and after", "one two", "one two three", "zero one two", "zero one two three"},
		{"side by side", "one two", "one big two", "one two!", "one big two!"},
		{"theirs inside of what I replaced", "I think so", "We agree", "I think not so", "We agreenot "},
		{"both cleared it", "gone", "", "", ""},
		{"emoji", "a🚚b", "a🚚cb", "xa🚚b", "xa🚚cb"},
		{"right to left", "שלום", "שלום לך", "!שלום", "!שלום לך"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := rebase(c.base, c.mine, c.theirs); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRebasingLosesNothingThatWasWritten(t *testing.T) {
	word := rapid.StringMatching(`[a-c 🚚é]{0,8}`)
	change := func(t *rapid.T, base, name string) string {
		runes := []rune(base)
		from := rapid.IntRange(0, len(runes)).Draw(t, name+" from")
		to := rapid.IntRange(from, len(runes)).Draw(t, name+" to")
		return string(runes[:from]) + name + string(runes[to:])
	}
	rapid.Check(t, func(t *rapid.T) {
		base := word.Draw(t, "base")
		mine, theirs := change(t, base, "MINE"), change(t, base, "THEIRS")
		got := rebase(base, mine, theirs)
		if !strings.Contains(got, "MINE") || !strings.Contains(got, "THEIRS") {
			t.Fatalf("%q from %q and %q", got, mine, theirs)
		}
	})
}

func TestACaretStaysWithTheLetterBeforeIt(t *testing.T) {
	insert := ytext.Splice{At: 3, Insert: "🚚"}
	remove := ytext.Splice{At: 2, Delete: 4}
	for _, c := range []struct {
		at   int
		by   ytext.Splice
		want int
	}{{0, insert, 0}, {3, insert, 3}, {4, insert, 6}, {1, remove, 1}, {4, remove, 2}, {6, remove, 2}, {9, remove, 5}} {
		if got := moveOffset(c.at, c.by); got != c.want {
			t.Errorf("%d after %+v is %d, want %d", c.at, c.by, got, c.want)
		}
	}
}

func vision6() gql.DocumentBody {
	d := gql.DocumentBody{Id: "doc_1", Kind: pact.VisionDocument, Audience: pact.Shared}
	for _, p := range pact.Prompts(pact.VisionDocument) {
		d.Sections = append(d.Sections, gql.DocumentBodySectionsSection{Id: "sec_" + p.Key, Key: p.Key, Prompt: p.Text})
	}
	d.Sections[0].Text = `The truck </textarea><b>leaves "full"` + "\n  on Sunday"
	return d
}

func hers() Visit {
	return Visit{Viewer: &Viewer{ID: "usr_1"}, Args: map[string]string{"rel": "rel_1"}}
}

func TestThePageFromTheServerShowsTheTextAndLosesNoKeys(t *testing.T) {
	html := app.HTMLString(&Writing{Document: vision6(), Visit: hers(), Mine: Left, Banner: Room{Whose: Both, Readers: "Alder and Quay"}})
	for _, want := range []string{
		"&lt;/textarea&gt;&lt;b&gt;leaves", `aria-labelledby="prompt-sec_boldest"`, `id="prompt-sec_boldest"`,
		"What do we care about most here?", `dir="auto"`, "readonly", "Shared",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is not in the page", want)
		}
	}
	if got := strings.Count(html, "<textarea"); got != 6 {
		t.Errorf("%d text areas", got)
	}
	if strings.Contains(html, "Saved") {
		t.Error("it says Saved before anybody could know")
	}
}

func TestWhoMayNotWriteIsToldWhy(t *testing.T) {
	html := app.HTMLString(&Writing{Document: vision6(), Visit: hers(), Mine: Both, Still: "You read here as adviser.", Banner: Room{Whose: Both}})
	if !strings.Contains(html, "You read here as adviser.") || !strings.Contains(html, "editor--still") {
		t.Error("nothing says why the text cannot be changed")
	}
}

func TestWordsAreCountedAsPeopleDo(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "1 word", 46: "46 words"} {
		if got := words(n); got != want {
			t.Errorf("%d is %q", n, got)
		}
	}
}
