package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/pact"
)

// Verify is the page where anybody who has a signed record learns whether it holds. It posts record,
// a file, and needs no script.
type Verify struct {
	Wrong      string // why it does not hold
	Held       bool
	Parties    []string
	Superseded *time.Time // since when other words are in force
	Signed     []SignedBy
	Digest     string
}

// SignedBy is one signature of a record.
type SignedBy struct {
	Name, Side string
	Bank       pact.Bank
	At         time.Time
}

// Title is the page's title.
func (Verify) Title() string { return "Verify a record" }

// Page draws the whole page.
func (v Verify) Page() app.UI {
	return Enter(v.Title(), "Is this what both signed?",
		v.answer(),
		app.Form().Class("stack").Method("post").EncType("multipart/form-data").Body(
			tagDiv("field",
				app.Label().Class("lab").For("record").Text("The signed record"),
				app.Input().ID("record").Name("record").Type("file").Accept(".json,application/json").Required(true),
			),
			Row(Button(Act{Label: "Verify it", Look: Primary, Submit: true})),
			textP("small muted", "The file is looked at and not kept. Without this portal, midspan verify does the same with the public keys of whoever issued it.")))
}

func (v Verify) answer() app.UI {
	switch {
	case v.Wrong != "":
		return Notice(Danger, "This does not hold.", v.Wrong)
	case !v.Held:
		return nil
	}
	var people []app.UI
	for _, s := range v.Signed {
		people = append(people, tagLi("",
			PersonChip(Person{Name: s.Name, Note: s.Side, Side: WhoseSide(string(s.Bank))}),
			textSpan("small muted", " "+s.At.UTC().Format("2 January 2006, 15:04 UTC")),
		))
	}
	how := Notice(Good, "Valid.", listed(v.Parties)+" signed exactly this text, and it is in force.")
	if v.Superseded != nil {
		how = Notice(Attention, "Valid, and superseded.", listed(v.Parties)+" signed exactly this text, and on "+v.Superseded.UTC().Format("2 January 2006")+" they signed other words in its place.")
	}
	return Stack(how, tagUl("light", people...), textP("small muted", "Fingerprint "+grouped(v.Digest)))
}
