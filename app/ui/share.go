package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
)

// Share is the page of a new note, with what another app shared if there is any: it asks
// where the words go. The server draws it; the script share.js knows the words.
type Share struct {
	Asked
	Who   Viewer
	Rows  []relationshipRow
	Words string
	To    string // the relationship chosen before
	Key   string // the act is carried out once, however often it is sent
}

// Title is the title of the document.
func (s Share) Title() string { return "A new note" }

// Page draws it.
func (s Share) Page() app.UI {
	return Page{
		Frame: Visit{Viewer: &s.Who}.frame(),
		Back:  &Act{Label: "All relationships", Href: "/"},
		Head:  PageHead(Head{Title: "A new note", Lead: "It stays yours. You may share it later, after seeing who will read it."}),
		Main: []app.UI{tagDiv("narrow",
			Sheetwise(
				RoomBanner(Room{Whose: Me, Readers: "Only you read this. For everyone else it does not exist."}),
				tagDiv("sec", s.form())),
		)},
	}.Draw()
}

func (s Share) form() app.UI {
	if len(s.Rows) == 0 {
		return Stack(
			Notice(Plain, "There is no relationship yet that this could belong to.", "Add one first; what you shared waits in this tab.",
				Button(Act{Label: "Add a relationship", Look: Primary, Href: "/new"})),
			sharedWords("", ""))
	}
	var to []Option
	for _, r := range s.Rows {
		to = append(to, Option{Value: r.Id, Label: r.Name, Chosen: r.Id == s.To})
	}
	return app.Form().Class("stack").Method("post").Action("/share/note").Body(
		app.Input().Type("hidden").Name("key").Value(at(s.Key)),
		s.notice("shared-words", "relationship"),
		Select(Field{ID: "relationship", Label: "Which relationship is it about?", Error: s.of("relationship")}, to),
		sharedWords(s.Words, s.of("shared-words")),
		Row(Button(Act{Label: "Keep it for me", Look: Primary, Submit: true}), Button(Act{Label: "Not now", Look: Quiet, Href: "/"})),
	)
}

func sharedWords(words, wrong string) app.UI {
	return Area(Field{ID: "shared-words", Label: "Your note", Help: "Half a sentence is enough.", Value: words, Error: wrong, Rows: 8, Focus: true})
}

// NewShare asks where words go; the relationships are those of the portfolio.
func NewShare(who Viewer, all *gql.PortfolioResponse) Share {
	s := Share{Who: who, Key: gql.MutationID()}
	for _, e := range all.Relationships.Edges {
		s.Rows = append(s.Rows, e.Node)
	}
	return s
}

// Away is what the service worker shows where only the server could draw the page. It is
// the same for everybody; shared words that wait in the tab stand in it.
func Away() app.UI {
	return Page{
		Head: PageHead(Head{Title: "No network"}),
		Main: []app.UI{tagDiv("narrow stack",
			Notice(Plain, "This page comes from the server, which cannot be reached.", "Nothing was changed. Try again when you are back.",
				Button(Act{Label: "Try again", Look: Primary, Href: ""}),
				Button(Act{Label: "Your relationships, as last read", Look: Quiet, Href: "/"})),
			app.Div().ID("shared-kept").Hidden(true).Body(sharedWords("", "")),
		)},
	}.Draw()
}
