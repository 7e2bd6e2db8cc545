package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Look is how strong an act is drawn. A page has one Primary.
type Look string

const (
	Secondary  Look = ""
	Primary    Look = "btn--primary"
	Quiet      Look = "btn--quiet"
	Dangerous  Look = "btn--danger"
	SmallLook  Look = "btn--small"
	InlineLook Look = "linkbtn"      // a bold link in a text
	SoftLook   Look = "linkbtn soft" // the same, thin
)

// Act is something one can do: a link if it has an address, else a button.
type Act struct {
	Label string
	Href  string
	On    app.EventHandler
	// Scope names what the handler acts on (an id). go-app takes two closures
	// of one place in the code for the same handler; without a scope a
	// re-rendered list would act on the wrong row.
	Scope  string
	Look   Look
	Icon   IconName
	Busy   bool   // the label is in the -ing form; presses are ignored
	Closed bool   // cannot be done now; say why beside it with Mend
	Block  bool   // as wide as its column
	Submit bool   // sends the form it stands in
	ID     string // for tests and labels
	Name   string // of a value sent with the form
	Value  string
	Hint   string // accessible name where the label alone is not enough
}

// Button draws the act.
func Button(a Act) app.UI {
	body := []app.UI{actIcon(a), textSpan("", a.Label)}
	class := classes(a.class())
	if a.Href != "" && !a.Closed {
		link := app.A().Class(class).Href(at(a.Href))
		if a.ID != "" {
			link = link.ID(a.ID)
		}
		if a.Hint != "" {
			link = link.Aria("label", at(a.Hint))
		}
		return link.OnClick(a.On, a.Scope).Body(body...)
	}
	return a.button(class).Body(body...)
}

// IconButton draws the act as its icon alone; the label is read out.
func IconButton(a Act) app.UI {
	if a.Href != "" {
		return app.A().Class("icon-btn").Href(at(a.Href)).Aria("label", at(a.Label)).OnClick(a.On, a.Scope).Body(Icon(a.Icon))
	}
	a.Hint = a.Label
	return a.button("icon-btn").Body(Icon(a.Icon))
}

func (a Act) class() string {
	if a.Look == InlineLook || a.Look == SoftLook {
		return string(a.Look)
	}
	return classes("btn", string(a.Look), when(a.Block, "btn--block"))
}

func (a Act) button(class string) app.HTMLButton {
	b := app.Button().Class(class)
	if a.Submit {
		b = b.Type("submit")
	} else {
		b = b.Type("button")
	}
	if a.ID != "" {
		b = b.ID(a.ID)
	}
	if a.Name != "" {
		b = b.Name(a.Name).Value(at(a.Value))
	}
	if a.Hint != "" {
		b = b.Aria("label", at(a.Hint))
	}
	if a.Busy {
		return b.Aria("busy", is(true)).Aria("disabled", is(true)).OnClick(ignore, "busy")
	}
	if a.Closed {
		return b.Aria("disabled", is(true)).OnClick(ignore, "closed")
	}
	return b.OnClick(a.On, a.Scope)
}

// ignore keeps a form from being sent by a button that is busy or closed.
func ignore(_ app.Context, e app.Event) { e.PreventDefault() }

func actIcon(a Act) app.UI {
	if a.Icon == "" || a.Busy {
		return nil
	}
	return Icon(a.Icon)
}

// Mend says in one sentence why something is closed, with the link that opens
// it; the link is the sentence's own last words.
func Mend(why, href, link string) app.UI {
	if href == "" {
		return textP("small muted", why)
	}
	return tagP("small muted", app.Text(why+" "), app.A().Href(at(href)).Text(link))
}

// Row lays acts, or anything, in a line that wraps.
func Row(things ...app.UI) app.UI { return tagDiv("row", things...) }
