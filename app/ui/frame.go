package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Place is one of the places of a relationship. The same places stand in the
// contents list (wide) and in the dock (phone, the first five).
type Place struct {
	Label   string
	Href    string
	Icon    IconName
	Note    string // "2 new"; wide only
	Current bool
}

// Frame is what stands around a page.
type Frame struct {
	Viewer  *Person // nil for somebody who is not signed in
	Account string  // address of the viewer's account page
	Where   string  // the relationship's name; the product's if empty
	WhereTo string
	Places  []Place
	More    *Place // where a phone's dock leads for the places it has no room for
	Inside  Whose  // Left, Right or Me tints the whole page; else shared or none
	Ends    []app.UI
	Purpose *Purpose // what the relationship is for, in view on its every page
}

// Page draws bar, head, contents, main column and, on the widest screens, an
// aside.
type Page struct {
	Frame Frame
	Back  *Act
	Head  app.UI // PageHead; above the columns if the page is wide or a Strip is given, else in the main column
	Wide  bool
	Strip []app.UI // full width, below head and purpose: the rail
	Main  []app.UI
	Aside []app.UI
}

// Draw composes the page.
func (p Page) Draw() app.UI {
	f := p.Frame
	tint := when(f.Inside == Left || f.Inside == Right || f.Inside == Me, classes("in-side", string(f.Inside)))
	top, head := []app.UI{backLink(p.Back)}, []app.UI{p.Head}
	if f.Purpose != nil {
		head = append(head, f.Purpose)
	}
	main := p.Main
	if p.Wide || len(p.Strip) > 0 || len(f.Places) == 0 {
		top = append(append(top, head...), p.Strip...)
	} else {
		main = append(head, main...)
	}
	return tagDiv(classes("frame", tint),
		app.A().Class("skip").Href("#main").Text("To the page"),
		TopBar(f),
		app.Main().ID("main").TabIndex(-1).Class("page", when(len(f.Places) > 0, "page--dock")).Body(
			append(top, columns(f.Places, main, p.Aside))...),
		Dock(f.docked()),
	)
}

func columns(places []Place, main, aside []app.UI) app.UI {
	if len(places) == 0 && len(aside) == 0 {
		return tagDiv("stack stack--l", steady(main)...)
	}
	return tagDiv(classes("cols", when(len(places) > 0, "cols--places"), when(len(aside) > 0, "cols--aside")),
		Contents(places),
		tagDiv("stack stack--l", steady(main)...),
		drawIf(len(aside) > 0, func() app.UI { return tagAside("stack stack--l", steady(aside)...) }),
	)
}

func backLink(a *Act) app.UI {
	if a == nil {
		return nil
	}
	back := *a
	back.Look, back.Icon = SoftLook, IconBack
	return tagDiv("back", Button(back))
}

// TopBar is mark, where one is, and the viewer.
func TopBar(f Frame) app.UI {
	home := app.A().Class("top__home").Href("/").Aria("label", "Midspan, all relationships")
	var where app.UI
	if f.Where == "" {
		home.Body(Mark(), textSpan("", "Midspan"))
	} else {
		home.Body(Mark())
		where = app.Span().Class("top__where").Body(whereLink(f))
	}
	return tagHeader("top", home, where, tagDiv("top__end", append(f.Ends, account(f))...))
}

func whereLink(f Frame) app.UI {
	if f.WhereTo == "" {
		return textB("", f.Where)
	}
	return app.A().Href(at(f.WhereTo)).Text(f.Where)
}

func account(f Frame) app.UI {
	if f.Viewer == nil {
		return nil
	}
	return app.A().Class("icon-btn").Href(at(f.Account)).Aria("label", at(f.Viewer.Name+", your account")).Body(
		textSpan(classes("avatar", string(f.Viewer.Side)), f.Viewer.Initial()))
}

// Contents is the list of places on wide screens.
func Contents(places []Place) app.UI {
	if len(places) == 0 {
		return nil
	}
	links := make([]app.UI, len(places))
	for i, p := range places {
		links[i] = placeLink(p).Body(textSpan("", p.Label),
			drawIf(p.Note != "", func() app.UI { return textSpan("n", p.Note) }))
	}
	return app.Nav().Class("contents").Aria("label", "This relationship").Body(links...)
}

// docked are the places of the dock: five, or four and the way to the rest.
func (f Frame) docked() []Place {
	if len(f.Places) <= 5 || f.More == nil {
		return f.Places[:min(len(f.Places), 5)]
	}
	return append(f.Places[:4:4], *f.More)
}

// Dock is the bar of places at a phone's thumb.
func Dock(places []Place) app.UI {
	if len(places) == 0 {
		return nil
	}
	links := make([]app.UI, len(places))
	for i, p := range places {
		links[i] = placeLink(p).Body(Icon(p.Icon), textSpan("", p.Label))
	}
	return app.Nav().Class("dock").Aria("label", "Places").Body(links...)
}

func placeLink(p Place) app.HTMLA {
	link := app.A().Href(at(p.Href))
	if p.Current {
		link = link.Aria("current", "page")
	}
	return link
}
