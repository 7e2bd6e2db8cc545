package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/link"
	"midspan/app/pact"
)

// yourAccount is who is signed in, and the way out.
type yourAccount struct {
	app.Compo
	Visit Visit

	form   form
	unsent bool // some words are on this device alone, and the reader was told so
}

func newAccount(v Visit) Screen { return &yourAccount{Visit: v} }

func (a *yourAccount) Title() string                          { return "Your account" }
func (a *yourAccount) Load(context.Context, gql.Client) error { return nil }

func (a *yourAccount) Render() app.UI {
	me := a.Visit.Viewer
	return Page{
		Frame: a.Visit.frame(),
		Back:  &Act{Label: "All relationships", Href: "/"},
		Head:  PageHead(Head{Title: me.Name}),
		Main: []app.UI{tagDiv("narrow stack stack--l",
			tagDl("about",
				textDt("", "Mail address"), textDd("", me.Email),
				textDt("", "Organisation"), textDd("", AndList(me.Organizations)),
			),
			Sub("Who gets in as you", tagUl("places",
				tagLi("", served(placeAnchor("/account/password", IconMine, "Password", "Change it; all other devices sign in anew"))),
				tagLi("", served(placeAnchor("/account/sessions", IconPeople, "Where you are signed in", "See each device, and end what you do not know"))),
				tagLi("", served(placeAnchor("/account/tokens", IconLink, "Programs’ tokens", "For programs that ask in your name"))),
			)),
			Sub("Leaving this device",
				textP("small ink2 after", "What this device kept for you, to go on without a network, is wiped from it."),
				a.form.noticeAs("Not signed out."),
				drawIf(a.unsent, func() app.UI {
					return Notice(Attention, "Some of your words are on this device alone.",
						"Open their page with a network until it says Saved. If you sign out now they are gone.")
				}),
				Button(Act{Label: a.form.label("Sign out", "Signing out"), Icon: IconDoor, Busy: a.form.busy, On: a.signOut})),
		)},
	}.Draw()
}

// signOut wipes what this device holds, after warning once of what would be lost.
func (a *yourAccount) signOut(ctx app.Context, _ app.Event) {
	user, told, lost := a.Visit.Viewer.ID, a.unsent, false
	a.form.send(ctx, func(ctx context.Context) error {
		if lost = !told && link.Unsent(user) > 0; lost {
			return nil
		}
		if _, err := gql.SignOut(ctx, a.Visit.Client); err != nil && pact.CodeOf(err) != pact.Unauthenticated {
			return err
		}
		_ = link.Forget(user) // a browser that cannot wipe has kept nothing
		return nil
	}, func(app.Context) {
		if a.unsent = lost; !lost {
			leaveFor("/")
		}
	})
}
