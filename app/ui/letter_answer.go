package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// answer is the part of the letter where one answers. An answer can be changed
// until the link ends or somebody joins.
func (l Letter) answer() app.UI {
	title := "Your answer"
	if l.State != LetterOpen {
		title = "You answered"
	}
	return app.Section().Class("answer").Aria("label", title).Body(
		textH2("", title),
		l.answered(),
		drawIf(l.State != LetterYes, l.yes),
		drawIf(l.State != LetterYes, l.later),
		drawIf(l.State != LetterNo, l.no),
		textP("small muted", "No account is needed to answer. This page stays open until "+unbroken(l.Until)+", whatever you choose."))
}

// answered repeats the answer that stands and says what happens now.
func (l Letter) answered() app.UI {
	switch l.State {
	case LetterYes:
		return tagDiv("stack",
			Notice(Good, l.yesWord()+".", l.From.Name+" sees your answer. "+l.room()),
			Button(Act{Label: "Join and open the room", Look: Primary, Block: true, Href: l.Join}),
		)
	case LetterLater:
		return Notice(Plain, "Not before "+l.NotBefore+".", l.From.Name+" sees this date and nothing else. You can answer again here.")
	case LetterNo:
		return Notice(Plain, "No, thank you.", l.From.Name+" sees your answer and nothing else. You can answer again here.")
	}
	return nil
}

func (l Letter) yesWord() string {
	switch {
	case l.Colleague:
		return "Yes, I will join"
	case l.Advises != "":
		return "Yes, I will"
	}
	return "Yes, let us talk"
}

func (l Letter) room() string {
	if l.Colleague || l.Advises != "" {
		return "To come in, make an account or sign in."
	}
	return "To open the room, join it: half of it is yours."
}

func (l Letter) yes() app.UI {
	return l.form(Button(Act{Label: l.yesWord(), Look: Primary, Block: true, Submit: true, Name: "answer", Value: "yes"}))
}

func (l Letter) no() app.UI {
	return l.form(Button(Act{Label: "No, thank you", Look: Quiet, Block: true, Submit: true, Name: "answer", Value: "no"}))
}

// later opens to ask for the date; it stands open when the date that was sent
// was not one.
func (l Letter) later() app.UI {
	fold := app.Details().Class("answer__date")
	if l.Error != "" {
		fold = fold.Open(true)
	}
	label := "Not before a date I choose"
	if l.State == LetterLater {
		label = "Another date"
	}
	return fold.Body(
		textSummary("btn btn--block", label),
		l.form(
			l.dateField(),
			Button(Act{Label: "Ask me again then", Block: true, Submit: true, Name: "answer", Value: "later"})))
}

func (l Letter) dateField() app.UI {
	in := app.Input().Class("input").ID("date").Name("date").Type("date").Required(true)
	if l.Earliest != "" {
		in = in.Min(l.Earliest)
	}
	f := Field{ID: "date", Label: "Not before", Error: l.Error}
	if l.Error != "" {
		in = in.Aria("invalid", is(true)).Aria("describedby", f.describedBy())
	}
	return f.around(in)
}

func (l Letter) form(body ...app.UI) app.UI {
	return app.Form().Method("post").Action(at(l.Path)).Body(body...)
}
