package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

func TestThePointFillsWhenBothKeysAreTurned(t *testing.T) {
	one := app.HTMLString(Keys(Key{Text: "Alder: agreed", Turned: true}, Key{Text: "Quay: reading"}))
	if strings.Contains(one, "met") || strings.Count(one, `"left on"`) != 1 {
		t.Error("one key alone fills the point:", one)
	}
	both := app.HTMLString(Keys(Key{Turned: true}, Key{Turned: true}))
	holds(t, both, `class="keys met"`)
}

func TestTheRailTellsWhereOneIs(t *testing.T) {
	out := app.HTMLString(Rail(3, func(i int) string { return "/stage/" + Stages[i] }))
	holds(t, out, "Stage 4 of 10", "then Trust", `aria-current="step"`, `href="/stage/Envision"`)
	if last := app.HTMLString(Rail(99, nil)); !strings.Contains(last, "Stage 10 of 10") || strings.Contains(last, "then ") {
		t.Error("a stage beyond the last one:", last)
	}
}

func TestEveryIconIsDrawn(t *testing.T) {
	for name, drawing := range drawings {
		if !strings.HasPrefix(drawing, "<") {
			t.Errorf("%s draws nothing", name)
		}
	}
	for state, s := range commitmentStates {
		if drawings[s.icon] == "" {
			t.Errorf("%s has no icon", state)
		}
	}
	for state, s := range saveWords {
		if drawings[s.icon] == "" {
			t.Errorf("%s has no icon", state)
		}
	}
}

func TestPeopleAreNamedForThoseWhoDoNotSeeThem(t *testing.T) {
	if got := whoIsHere([]Person{{Name: "Hanna"}, {Name: "Tomás"}, {Name: "Ines", Away: true}}); got != "Here now: Hanna and Tomás. Away: Ines." {
		t.Error(got)
	}
	if got := whoIsHere(nil); got != "Nobody is here." {
		t.Error(got)
	}
	for name, want := range map[string]string{"": "?", " élan": "É", "道子": "道", "🦊": "🦊"} {
		if got := (Person{Name: name}).Initial(); got != want {
			t.Errorf("the initial of %q is %q", name, got)
		}
	}
}

func TestATextAreaShowsItsFirstTextOnAPageFromTheServer(t *testing.T) {
	out := app.HTMLString(Area(Field{ID: "why", Label: "Why", Value: "We talk by mail only.", Help: "Stays with your side.", Error: "Too long."}))
	holds(t, out, ">We talk by mail only.</textarea>", `aria-describedby="why-help why-error"`, `for="why"`)
}

func TestACommitmentWithoutWordsOrPeopleSaysSo(t *testing.T) {
	holds(t, app.HTMLString(CommitmentCard(CommitmentCardView{Href: "/c", State: "DRAFT"})), "Not worded yet", "nobody named yet", "Draft")
}
