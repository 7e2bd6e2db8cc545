package ui

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

func TestWhatPeopleWriteStaysTextInAttributes(t *testing.T) {
	out := app.HTMLString(PeopleRow([]Person{{Name: `Ha"nna' onload=x \ <b> & שלום 🫶🏽`, Side: Left}}))
	want := `aria-label="Here now: Ha&#34;nna' onload=x &#92; &#60;b&#62; &#38; שלום 🫶🏽."`
	if !strings.Contains(out, want) {
		t.Errorf("want %s in\n%s", want, out)
	}
}

func TestAStateThatIsOnKeepsItsWord(t *testing.T) {
	out := app.HTMLString(Button(Act{Label: "Sign", Closed: true}))
	if !strings.Contains(html.UnescapeString(out), `aria-disabled="true"`) {
		t.Error(out)
	}
	if strings.Contains(app.HTMLString(Button(Act{Label: "Sign"})), "disabled") {
		t.Error("an open button says something of being disabled")
	}
}

func TestPagesCarryNoStyleAndNoScript(t *testing.T) {
	page := Page{
		Frame: Frame{Viewer: &Person{Name: "Hanna", Side: Left}, Where: "Alder and Quay", Places: []Place{{Label: "Overview", Icon: IconHome, Current: true}}, Inside: Left},
		Head:  PageHead(Head{Title: "Overview"}),
		Strip: []app.UI{&Purpose{}, Rail(9, nil)},
		Main:  []app.UI{NextCard(Next{Text: "Read.", Acts: []app.UI{Button(Act{Label: "Open", Href: "/"})}}), Empty("Nothing yet.", "", nil)},
		Aside: []app.UI{Timeline([]Moment{{Who: "Ines", What: "wrote", When: "today", Exact: "2026-11-21T10:00:00Z"}})},
	}.Draw()
	if bad := regexp.MustCompile(`(?i)<script|<style|\sstyle=|\son\w+=|javascript:`).FindString(app.HTMLString(page)); bad != "" {
		t.Errorf("the page holds %q", bad)
	}
}

func FuzzAttributesComeBackAsTheyWereWritten(f *testing.F) {
	f.Add(`a "b" \c`)
	f.Add("true")
	f.Add("x\u00a0y\u200dz")
	f.Fuzz(func(t *testing.T, text string) {
		printed := strconv.Quote(at(text))
		inside := printed[1 : len(printed)-1]
		if strings.ContainsAny(inside, `"\<>`) {
			t.Fatalf("%q would end or change its attribute: %s", text, printed)
		}
		want := strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && r != '\n' && r != '\t' {
				return -1
			}
			return r
		}, strings.TrimSpace(text))
		if got := html.UnescapeString(inside); got != want {
			t.Fatalf("%q came back as %q", text, got)
		}
	})
}
