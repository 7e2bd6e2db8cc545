package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Person is somebody as the page shows them: first name, a word about them
// (their company, what they do now), their side.
type Person struct {
	Name string
	Note string
	Side Whose
	Away bool
}

// Initial is the letter that stands for the person.
func (p Person) Initial() string {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(p.Name))
	if r == utf8.RuneError {
		return "?"
	}
	return string(unicode.ToUpper(r))
}

// PersonChip shows initial, name and note.
func PersonChip(p Person) app.UI {
	var note app.UI
	if p.Note != "" {
		note = app.Small().Text(p.Note)
	}
	return tagSpan(classes("person", string(p.Side)),
		app.I().Aria("hidden", is(true)).Text(p.Initial()),
		tagSpan("", textBdi("", p.Name), app.Text(" "), note),
	)
}

// PersonName is a name in the colour of its side, for use in a sentence.
func PersonName(p Person) app.UI {
	return textBdi(classes("person-name", string(p.Side)), p.Name)
}

// PeopleRow shows who is here (filled) and who is away (outline).
func PeopleRow(people []Person) app.UI {
	avatars := make([]app.UI, len(people))
	for i, p := range people {
		avatars[i] = app.Span().Class("avatar", string(p.Side), when(p.Away, "away")).Text(p.Initial())
	}
	return app.Span().Class("people").Role("img").Aria("label", at(whoIsHere(people))).Body(avatars...)
}

func whoIsHere(people []Person) string {
	var here, away []string
	for _, p := range people {
		if p.Away {
			away = append(away, p.Name)
		} else {
			here = append(here, p.Name)
		}
	}
	var said []string
	if len(here) > 0 {
		said = append(said, "Here now: "+AndList(here)+".")
	}
	if len(away) > 0 {
		said = append(said, "Away: "+AndList(away)+".")
	}
	if len(said) == 0 {
		return "Nobody is here."
	}
	return strings.Join(said, " ")
}

// AndList joins names as one says them: Hanna, Jonas and Tomás.
func AndList(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
