package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Field is a label, a word of help, a control and its error. The control is
// uncontrolled: Value is what it begins with, what was typed is read from the
// page (ValueOf, or the event in On). go-app would trim it on the way back.
type Field struct {
	ID       string // also its name in a form
	Label    string
	Help     string
	Error    string // what happened, what was kept, what to do
	Value    string
	Type     string // of an input: text if empty
	Complete string // autocomplete token
	Mode     string // inputmode, the keyboard of a phone
	Rows     int    // of a text area
	Max      int    // characters
	Required bool
	Focus    bool // takes the focus when it appears
	On       app.EventHandler
	Scope    string
}

// Input is a field of one line.
func Input(f Field) app.UI {
	in := app.Input().Class("input").ID(f.ID).Name(f.ID).Type(f.kind()).OnInput(f.On, f.Scope)
	if f.Value != "" {
		in = in.Value(at(f.Value))
	}
	if f.Max > 0 {
		in = in.MaxLength(f.Max)
	}
	if f.Complete != "" {
		in = in.Attr("autocomplete", f.Complete)
	}
	if f.Mode != "" {
		in = in.Attr("inputmode", f.Mode)
	}
	if f.Type == "email" {
		in = in.Spellcheck(false).Attr("autocapitalize", "none")
	}
	if f.Required {
		in = in.Required(true)
	}
	if f.Focus {
		in = in.AutoFocus(true)
	}
	if f.Error != "" {
		in = in.Aria("invalid", is(true))
	}
	if d := f.describedBy(); d != "" {
		in = in.Aria("describedby", d)
	}
	return f.around(in)
}

// Area is a field for several lines; it grows with its text where the browser
// can. Its text is a child: as Text go-app would send it as an attribute, which
// a page from the server does not show.
func Area(f Field) app.UI {
	area := app.Textarea().Class("input").ID(f.ID).Name(f.ID).Rows(max(f.Rows, 3)).OnInput(f.On, f.Scope)
	if f.Max > 0 {
		area = area.MaxLength(f.Max)
	}
	if f.Required {
		area = area.Required(true)
	}
	if f.Focus {
		area = area.AutoFocus(true)
	}
	if f.Error != "" {
		area = area.Aria("invalid", is(true))
	}
	if d := f.describedBy(); d != "" {
		area = area.Aria("describedby", d)
	}
	if f.Value != "" {
		area = area.Body(app.Text(f.Value))
	}
	return f.around(area)
}

// Option is one of several answers.
type Option struct {
	Value  string
	Label  string
	Note   string // a second line, in choices
	Chosen bool   // at the beginning
}

// Select is a field of one answer from a longer list.
func Select(f Field, options []Option) app.UI {
	sel := app.Select().Class("input").ID(f.ID).Name(f.ID).OnChange(f.On, f.Scope)
	if f.Error != "" {
		sel = sel.Aria("invalid", is(true))
	}
	if d := f.describedBy(); d != "" {
		sel = sel.Aria("describedby", d)
	}
	items := make([]app.UI, len(options))
	for i, o := range options {
		item := app.Option().Value(at(o.Value)).Text(o.Label)
		if o.Chosen {
			item = item.Selected(true)
		}
		items[i] = item
	}
	return f.around(sel.Body(items...))
}

// ValueOf reads what stands in the control with this id now, spaces and all.
func ValueOf(id string) string {
	v := app.Window().GetElementByID(id)
	if !v.Truthy() {
		return ""
	}
	return v.Get("value").String()
}

func (f Field) kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

func (f Field) describedBy() string {
	return classes(when(f.Help != "", f.ID+"-help"), when(f.Error != "", f.ID+"-error"))
}

func (f Field) around(control app.UI) app.UI {
	var help app.UI
	if f.Help != "" {
		help = app.P().Class("help").ID(f.ID + "-help").Text(f.Help)
	}
	return tagDiv(classes("field", when(f.Error != "", "field--bad")),
		app.Label().For(f.ID).Text(f.Label), help, control, FieldError(f.ID+"-error", f.Error),
	)
}

// FieldError is the sentence under a control; nothing if there is none.
func FieldError(id, text string) app.UI {
	if text == "" {
		return nil
	}
	return app.P().Class("field__err").ID(id).Role("alert").Body(Icon(IconWarn), textSpan("", text))
}
