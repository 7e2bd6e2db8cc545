package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

func aLetter(state LetterState) Letter {
	return Letter{
		State: state, Path: "/i/inv_token",
		From: Person{Name: "Hanna", Note: "Alder Foods", Side: Left},
		To:   Person{Name: "Tomás", Note: "Quay Logistics", Side: Right},
		Text: "In March I cancelled two night collections.\r\n\r\n<b>Both</b> were mine to do better.",
		Join: "/join/inv_token", SignIn: "/sign-in", Until: "30 November", NotBefore: "15 January",
	}
}

func TestALetterIsAnsweredWithoutScript(t *testing.T) {
	page := app.HTMLString(aLetter(LetterOpen).Page())
	holds(t, page,
		`action="/i/inv_token"`, `method="post"`, `value="yes"`, `value="no"`, `value="later"`, `name="date"`,
		"<p>In March I cancelled two night collections.</p>",
		"<p>&lt;b&gt;Both&lt;/b&gt; were mine to do better.</p>",
		"This is yours as much as ours", "until 30\u00a0November")
}

func TestAnAnswerCanBeChangedUntilSomebodyJoins(t *testing.T) {
	yes := app.HTMLString(aLetter(LetterYes).Page())
	holds(t, yes, `href="/join/inv_token"`, `value="no"`)
	if strings.Contains(yes, `value="yes"`) {
		t.Error("who said yes is asked to say yes")
	}
	holds(t, app.HTMLString(aLetter(LetterNo).Page()), `value="yes"`, "You answered")
	holds(t, app.HTMLString(aLetter(LetterLater).Page()), `value="yes"`, "Not before 15 January.")
}

func TestAClosedLetterTellsNothingOfItsText(t *testing.T) {
	for _, state := range []LetterState{LetterExpired, LetterRevoked, LetterUsed} {
		l := aLetter(state)
		page := app.HTMLString(l.Page()) + l.Title()
		for _, private := range []string{"March", "Hanna", "Alder", "Tomás", "Quay", "inv_token"} {
			if strings.Contains(page, private) {
				t.Errorf("the page of a letter that is %s says %q", state, private)
			}
		}
	}
}

func TestALetterFromTheRightBankLeavesTheLeftHalfOpen(t *testing.T) {
	l := aLetter(LetterOpen)
	l.From.Side, l.To.Side = Right, Left
	page := app.HTMLString(l.Page())
	holds(t, page, `class="l ghost"`, `class="r"`)
	if strings.Index(page, `<span class="left">Quay Logistics`) > strings.Index(page, `<span class="right">Alder Foods`) {
		t.Error("the banks stand in the wrong order")
	}
}

func TestAWrongDateIsToldAtTheDateAndTheFieldStaysOpen(t *testing.T) {
	l := aLetter(LetterOpen)
	l.Error = "That day is over."
	holds(t, app.HTMLString(l.Page()), " open", "That day is over.", `aria-describedby="date-error"`)
}

func holds(t *testing.T, page string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(page, part) {
			t.Errorf("no %q in the page", part)
		}
	}
}

func TestAColleagueIsAskedToJoinNotToStartAgain(t *testing.T) {
	l := aLetter(LetterOpen)
	l.Colleague = true
	page := app.HTMLString(l.Page())
	holds(t, page, "will you join us?", "Yes, I will join", "You join the side of")
	if strings.Contains(page, "start again") || strings.Contains(page, "Not even as a number") {
		t.Error("the letter to a colleague speaks as to the counterpart")
	}
}

func TestALetterToSomeoneNewDoesNotSpeakOfAPast(t *testing.T) {
	for fresh, line := range map[bool]string{true: "Ida, I would like us to begin something.", false: "Ida, I would like us to start again."} {
		page := app.HTMLString(Letter{From: Person{Name: "Hanna", Note: "Alder", Side: Left}, To: Person{Name: "Ida"}, Fresh: fresh, Text: "We grow apples."}.Page())
		if !strings.Contains(page, line) {
			t.Errorf("new %v: %s", fresh, page)
		}
	}
}
