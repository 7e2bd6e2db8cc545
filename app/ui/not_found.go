package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
)

// notThere is the page of an address that leads nowhere, or to what is not the
// reader's to see: there is no difference.
type notThere struct {
	app.Compo
	Visit Visit
}

func (n *notThere) Title() string                          { return "Nothing here" }
func (n *notThere) Load(context.Context, gql.Client) error { return nil }

func (n *notThere) Render() app.UI {
	act := Act{Label: "All relationships", Href: "/", Look: Primary}
	if n.Visit.Viewer == nil {
		act = Act{Label: "To the beginning", Href: "/", Look: Primary}
	}
	return lonely(n.Visit, "There is nothing here.",
		"The address may be mistyped, or what was here is not there for you any more.", act)
}

// trouble is the page that could not be read.
type trouble struct {
	app.Compo
	Visit Visit
	Words string
}

func (t *trouble) Title() string                          { return "Not read" }
func (t *trouble) Load(context.Context, gql.Client) error { return nil }

func (t *trouble) Render() app.UI {
	return lonely(t.Visit, "This page could not be read.", t.Words,
		Act{Label: "Try again", Look: Primary, On: t.again})
}

func (t *trouble) again(ctx app.Context, _ app.Event) { refresh(ctx) }

// lonely is a page of one sentence and one act.
func lonely(v Visit, title, rest string, act Act) app.UI {
	return Page{Frame: v.frame(), Main: []app.UI{
		tagDiv("empty",
			Bridge(BridgeView{Drift: .7, Water: true}),
			textH1("", title),
			textP("ink2", rest),
			Button(act),
		),
	}}.Draw()
}

// newerNotice offers the version of the portal that was fetched meanwhile.
func newerNotice() app.UI {
	return app.Div().Class("toasts").Role("status").Body(tagDiv("toast",
		textSpan("", "A newer version is here."),
		Button(Act{Label: "Reload", Look: InlineLook, On: func(ctx app.Context, _ app.Event) { ctx.Reload() }}),
	))
}
