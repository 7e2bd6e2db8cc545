package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
)

// tell has a sentence read out to those who listen to the page: app/web/access.js says
// it in its time, together with what else happens.
func tell(sentence string) { access("say", sentence) }

// toHeading gives the focus to the heading of the page.
func toHeading() { access("goTo", nil) }

func access(what string, arg any) app.Value { return app.Window().Get("midspanAccess").Call(what, arg) }

// tellEvent tells what somebody else has just done in a relationship. Writing is told by
// the page that shows it.
func tellEvent(e gql.EventLine, me *Viewer) {
	deed, known := deeds[e.What]
	if !known || e.What == "document.edited" {
		return
	}
	who := "Somebody"
	if e.Actor != nil {
		if e.Actor.Id == me.ID {
			return
		}
		who = FirstName(e.Actor.Name)
	}
	tell(who + " " + deed.did + " " + deed.to + ".")
}

// hear tells what is new since the last time: who came and left, who writes where, and
// whether the reader's own words are safe. Nobody is told of single keys.
func (w *Writing) hear(was, now deskView) {
	for _, p := range now.Here {
		if !slices.Contains(was.Here, p) {
			tell(FirstName(p.Name) + " is here.")
		}
	}
	for _, p := range was.Here {
		if !slices.Contains(now.Here, p) {
			tell(FirstName(p.Name) + " has left.")
		}
	}
	for _, s := range w.Document.Sections {
		if by, ok := now.Writers[s.Key]; ok && by != was.Writers[s.Key] {
			access("sayOnce", FirstName(by.Name)+" writes in “"+s.Prompt+"”.")
		}
	}
	w.hearSave(now)
}

// hearSave tells that words are saved at first and after trouble, and trouble itself. Words
// that were not taken have a notice that tells of itself.
func (w *Writing) hearSave(now deskView) {
	state := now.Save
	if state == w.heard || state == Saved && !now.Typed || state != Saved && state != Offline && state != Unkept && state != Refused {
		return
	}
	w.heard = state
	if state != Refused {
		tell(saveWords[state].word + ".")
	}
}
