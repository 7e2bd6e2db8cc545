package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Head is the head of a page.
type Head struct {
	Label  string // above the title, small
	Title  string
	Lead   string
	People []Person
	Act    app.UI // beside the title
}

// PageHead draws it with the page's h1.
func PageHead(h Head) app.UI {
	return tagDiv("page__head",
		drawIf(h.Label != "", func() app.UI { return textP("label", h.Label) }),
		tagDiv("page__title", textH1("", h.Title), h.Act),
		drawIf(h.Lead != "", func() app.UI { return textP("ink2", h.Lead) }),
		drawIf(len(h.People) > 0, func() app.UI { return Row(chips(h.People)...) }),
	)
}

func chips(people []Person) []app.UI {
	out := make([]app.UI, len(people))
	for i, p := range people {
		out[i] = PersonChip(p)
	}
	return out
}

// Sub is a part of a page with its heading; acts stand beside the heading.
func Sub(title string, body ...app.UI) app.UI {
	return tagSection("", append([]app.UI{textH2("sub", title)}, steady(body)...)...)
}

// Card is a flat sheet.
func Card(body ...app.UI) app.UI { return tagDiv("card stack", steady(body)...) }

// Stack puts things under each other with the usual air.
func Stack(body ...app.UI) app.UI { return tagDiv("stack", steady(body)...) }

// Sheetwise is a room's banner on top of the sheet it speaks for.
func Sheetwise(banner app.UI, body ...app.UI) app.UI {
	return tagDiv("sheetwise", banner, tagDiv("sheetwise__b", steady(body)...))
}

// Quote is what a person said or wrote.
func Quote(text string) app.UI { return textBlockquote("say", text) }
