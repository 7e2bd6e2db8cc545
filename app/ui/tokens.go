package ui

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// Tokens are the programs that come in somebody's name. It posts revoke, the id of
// a token, or name, scope, days and once to make one.
type Tokens struct {
	Asked
	Who   Viewer
	Good  []gql.TokenLine
	Fresh string // a token that was just made: shown this once
	Once  string // tells one form from the next, so that sending it twice makes one token
	Name  string // as it was typed
	Now   time.Time
}

// Title is the page's title.
func (Tokens) Title() string { return "Programs and their tokens" }

// Page draws the whole page.
func (t Tokens) Page() app.UI {
	return accountPage(t.Who, Head{Title: t.Title(), Lead: "A token lets a program of yours come here in your name: a report, a calendar, a bot. It never reaches your account itself."},
		t.shown(), t.notice("name", "days"), t.list(), t.maker())
}

// shown hands out the token that was just made.
func (t Tokens) shown() app.UI {
	if t.Fresh == "" {
		return nil
	}
	return Sub("The new token",
		textP("ink2 after", "It is shown this once. Keep it where the program finds it and nobody else does."),
		app.Input().Class("input").ID("token").Type("text").ReadOnly(true).AutoFocus(true).Aria("label", "The token").Value(at(t.Fresh)))
}

func (t Tokens) list() app.UI {
	if len(t.Good) == 0 {
		return textP("small muted", "No program has a token of yours.")
	}
	lines := make([]app.UI, len(t.Good))
	for i, one := range t.Good {
		lines[i] = entry(one.Name, t.about(one),
			post(Button(Act{Label: "Revoke", Hint: "Revoke the token for " + one.Name, Look: SmallLook, Submit: true, Name: "revoke", Value: one.Id})))
	}
	return tagUl("stack", lines...)
}

func (t Tokens) about(one gql.TokenLine) string {
	may, used := "Reads", "never used"
	if one.Scope == pact.WriteScope {
		may = "Reads and writes"
	}
	if !one.SeenAt.IsZero() {
		used = "used " + gone(t.Now, one.SeenAt)
	}
	return may + ", good until " + one.ExpiresAt.UTC().Format("2 January 2006") + ", " + used
}

func (t Tokens) maker() app.UI {
	return Sub("Make a token", post(
		app.Input().Type("hidden").Name("once").Value(at(t.Once)),
		Input(Field{ID: "name", Label: "What is it for?", Complete: "off", Value: t.Name, Error: t.of("name"), Max: pact.MaxName, Required: true}),
		Choices("scope", "What may it do?", []Option{
			{Value: string(pact.ReadScope), Label: "Read", Note: "What you see, it sees.", Chosen: true},
			{Value: string(pact.WriteScope), Label: "Read and write", Note: "It writes, confirms and invites as you may."},
		}, nil, ""),
		Select(Field{ID: "days", Label: "For how long?", Error: t.of("days")}, []Option{
			{Value: "7", Label: "A week"},
			{Value: "30", Label: "30 days", Chosen: true},
			{Value: "90", Label: "90 days"},
			{Value: strconv.Itoa(pact.MaxTokenDays), Label: "A year"},
		}),
		Row(Button(Act{Label: "Make the token", Look: Primary, Submit: true}))))
}
