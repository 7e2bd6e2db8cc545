package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Choices is a question with a few answers to pick one of. On hears the change
// event; its target's value is the answer.
func Choices(name, question string, options []Option, on app.EventHandler, scope string) app.UI {
	body := []app.UI{textLegend("lab", question)}
	for _, o := range options {
		body = append(body, choice("radio", name, o, on, scope))
	}
	return tagFieldSet("field choices", body...)
}

// Ticks is a question with answers to pick any of.
func Ticks(name, question string, options []Option, on app.EventHandler, scope string) app.UI {
	body := []app.UI{textLegend("lab", question)}
	for _, o := range options {
		body = append(body, choice("checkbox", name, o, on, scope+o.Value))
	}
	return tagFieldSet("field choices", body...)
}

func choice(kind, name string, o Option, on app.EventHandler, scope string) app.UI {
	in := app.Input().Type(kind).Name(name).Value(at(o.Value)).OnChange(on, scope)
	if o.Chosen {
		in = in.Checked(true)
	}
	var note app.UI
	if o.Note != "" {
		note = app.Small().Text(o.Note)
	}
	return tagLabel("choice", in, textSpan("", o.Label), note)
}

// Segment is one of the ways to look at a list.
type Segment struct {
	Label   string
	Pressed bool
	Act     Act // where it leads or what it does
}

// Segments is a small switch between them; label names the group.
func Segments(label string, segments []Segment) app.UI {
	body := make([]app.UI, len(segments))
	for i, s := range segments {
		if s.Act.Href != "" {
			link := app.A().Href(at(s.Act.Href))
			if s.Pressed {
				link = link.Aria("current", is(true))
			}
			body[i] = link.Text(s.Label)
			continue
		}
		body[i] = app.Button().Type("button").Aria("pressed", is(s.Pressed)).OnClick(s.Act.On, s.Act.Scope).Text(s.Label)
	}
	return app.Div().Class("seg").Role("group").Aria("label", at(label)).Body(body...)
}
