package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// LetterState is where an invitation stands.
type LetterState string

const (
	LetterOpen    LetterState = ""        // not answered yet
	LetterYes     LetterState = "yes"     // they want to talk; nobody has joined yet
	LetterLater   LetterState = "later"   // not before a date; can still be changed
	LetterNo      LetterState = "no"      // no, thank you; can still be changed
	LetterExpired LetterState = "expired" // its time is over
	LetterRevoked LetterState = "revoked" // taken back by who sent it
	LetterUsed    LetterState = "used"    // somebody joined with it
)

// Letter is an invitation as its reader sees it. It is HTML from the server and
// needs no script: answers are form posts to Path with answer=yes, no, or later
// with a date.
type Letter struct {
	State     LetterState
	Path      string // of this page: /i/{token}
	From      Person // Note is the organisation; Side the bank it stands on
	Role      string // "Head of Supply"; may be empty
	To        Person // Name may be empty
	Colleague bool   // it asks to the sender's own side
	Advises   string // the other side, when it asks to advise both
	Fresh     bool   // a start with someone new
	Subject   string // the headline, in the sender's words; may be empty
	Text      string // the declaration; paragraphs stand apart by an empty line
	Written   string // "2 November"
	Until     string // "30 November": when the link ends
	NotBefore string // "15 January": the date chosen
	Earliest  string // 2026-11-22: the first day that can be chosen
	Error     string // what was wrong with the date that was sent
	Join      string // where one joins, once the answer is yes
	SignIn    string
}

// Title is the page's title. A letter that is closed tells nothing of its text.
func (l Letter) Title() string {
	if l.closed() {
		return "An invitation"
	}
	return "A letter from " + l.From.Name + " at " + l.From.Note
}

func (l Letter) closed() bool {
	return l.State == LetterExpired || l.State == LetterRevoked || l.State == LetterUsed
}

// Page draws the whole page.
func (l Letter) Page() app.UI {
	if l.closed() {
		return app.Main().ID("main").Class("letter").Body(letterTop(""), l.ended())
	}
	return app.Main().ID("main").Class("letter").Body(
		letterTop(l.Written), l.body(), l.answer(), l.facts(),
		textP("tiny muted letter__end", "Nothing written here amends a contract or admits liability unless both say so."))
}

func letterTop(written string) app.UI {
	return tagDiv("letter__top",
		tagSpan("", Mark(), textSpan("serif", "Midspan")),
		drawIf(written != "", func() app.UI { return textSpan("small muted", written) }),
	)
}

func (l Letter) body() app.UI {
	return tagArticle("letter__body",
		tagDl("fromto",
			textDt("muted", "From"), tagDd("", PersonChip(l.From)),
			textDt("muted", "To"), tagDd("", PersonChip(l.reader())),
		),
		textH1("", l.headline()),
		tagDiv("read", paragraphs(l.Text)...),
		tagP(classes("seal", string(l.From.Side)),
			textSpan("seal__n", l.From.Name),
			textSpan("", l.standing()),
		),
	)
}

// reader is whom the letter is to: a person, or just their organisation.
func (l Letter) reader() Person {
	if l.To.Name != "" {
		return l.To
	}
	return Person{Name: l.To.Note, Side: l.To.Side}
}

func (l Letter) headline() string {
	if l.Subject != "" {
		return l.Subject
	}
	if l.Colleague {
		return l.To.Name + ", will you join us?"
	}
	if l.Advises != "" {
		return l.To.Name + ", will you advise us both?"
	}
	line := "I would like us to start again."
	if l.Fresh {
		line = "I would like us to begin something."
	}
	if l.To.Name != "" {
		return l.To.Name + ", " + line
	}
	return line
}

func (l Letter) standing() string {
	if l.Role == "" {
		return l.From.Note
	}
	return l.Role + ", " + l.From.Note
}

func paragraphs(text string) []app.UI {
	var out []app.UI
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, textP("", part))
		}
	}
	return out
}

// ended is what stands in place of a letter that can no longer be answered.
func (l Letter) ended() app.UI {
	title, rest := "This invitation has ended.", "Its time is over. If you still want to talk, ask who sent it for a new link."
	var act app.UI
	switch l.State {
	case LetterRevoked:
		title, rest = "This invitation was taken back.", "Who sent it has ended the link. Nothing you did here was shared."
	case LetterUsed:
		title, rest = "This invitation has been used.", "A link brings in one person, once. If that was you, sign in. If it was not, ask who sent it."
		act = Row(Button(Act{Label: "Sign in", Look: Primary, Href: l.SignIn}))
	}
	return tagDiv("empty",
		Bridge(BridgeView{Drift: .7, Water: true}),
		textH1("", title), textP("ink2", rest), act,
	)
}

// joining is what a colleague has to know.
func (l Letter) joining() app.UI {
	return app.Section().Aria("label", "What this is").Body(tagUl("facts",
		fact(IconSide, "You join the side of "+l.From.Note, "You read what your side notes, and write in what both sides share."),
		fact(IconMine, "A note of your own stays yours", "Nobody else reads it, on either side, until you share it."),
		fact(IconShared, "What binds both takes two keys", "An owner of each side turns one. Yours is not asked for unless you become an owner."),
	))
}

// advising is what an adviser has to know.
func (l Letter) advising() app.UI {
	return app.Section().Aria("label", "What this is").Body(tagUl("facts",
		fact(IconShared, "You advise both sides", l.From.Note+" and "+l.Advises+" both ask you. The link lets you in once each of them has said so."),
		fact(IconText, "You read what both share", "What a side keeps to itself does not exist for you, and you decide nothing."),
		fact(IconMine, "A note of your own stays yours", "Nobody else reads it until you share it."),
	))
}

func (l Letter) facts() app.UI {
	switch {
	case l.Colleague:
		return l.joining()
	case l.Advises != "":
		return l.advising()
	}
	left, right := l.From.Note, l.To.Note
	if l.From.Side == Right {
		left, right = right, left
	}
	return app.Section().Aria("label", "What this is").Body(
		tagFigure("letter__bridge",
			Bridge(BridgeView{
				Width: 340, Height: 96, Ghost: l.From.Side.Other(), Water: true,
				Label: "A bridge: the half of " + l.From.Note + " is drawn, the half of " + l.To.Note + " is not yet",
			}),
			tagFigCaption("",
				textSpan(string(Left), left), textSpan(string(Right), right),
			),
		),
		tagUl("facts",
			fact(IconShared, "This is yours as much as ours", "If you join, both of us own the room. What binds both takes two keys, one of each side."),
			fact(IconSide, "What you prepare stays with you", "Your notes, and what "+l.To.Note+" says among itself, do not exist for us. Not even as a number."),
			fact(IconText, "It begins with one text", "We write down together what this could become, and see each other’s words as they are typed."),
			fact(IconDoor, "A yes commits you to nothing", "What we agree counts only when both sides have confirmed the same words."),
		))
}

func fact(icon IconName, title, rest string) app.UI {
	return tagLi("", Icon(icon), tagDiv("", textB("", title), textSpan("", rest)))
}
