package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// written is what somebody wrote, as a paragraph that goes the way its words are read.
func written(class, text string) app.UI { return app.P().Class(class).Dir("auto").Text(text) }

// writtenIn is what somebody wrote, within a line.
func writtenIn(class, text string) app.UI { return app.Span().Class(class).Dir("auto").Text(text) }

// soft is a quiet press about something of a list, which its name says aloud. scope tells it from its
// like, see Act.
func soft(label, scope, about string, on app.EventHandler) app.UI {
	if about != "" {
		about = label + ": " + about
	}
	return Button(Act{Label: label, Look: SoftLook, On: on, Scope: scope, Hint: about})
}

// sheetForm is a sheet with one form, and the button that sends it.
type sheetForm struct {
	ID, Key, Title string // key tells the form from others in the same sheet
	Label, Busy    string // of the button
	Form           *form
	Faults         []string // the fields that tell of their own
	On             app.EventHandler
	OnClose        func(app.Context)
}

func (s sheetForm) draw(fields ...app.UI) app.UI {
	return &Sheet{ID: s.ID, Title: s.Title, OnClose: s.OnClose, Body: []app.UI{
		Form(s.ID+"-form"+s.Key, s.On, append(append([]app.UI{s.Form.notice(s.Faults...)}, fields...),
			Row(Button(Act{Label: s.Form.label(s.Label, s.Busy), Look: Primary, Submit: true, Busy: s.Form.busy})))...),
	}}
}
