package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/coedit"
	"midspan/app/gql"
	"midspan/app/link"
)

// trouble tells what keeps the reader's words from being saved.
func (w *Writing) trouble() app.UI {
	s := w.view.Status
	switch {
	case s.Ended != nil:
		return inSheet(w.endedNotice(*s.Ended, w.view.Save == Refused))
	case w.view.Problem != nil:
		return inSheet(Notice(Danger, "Your last words were not taken.", gql.Words(w.view.Problem)+" They are still here.", w.copying()))
	case w.view.Save == Refused && s.Refused != nil:
		return inSheet(Notice(Danger, "The server did not take your last words.", s.Refused.Reason+" They are kept on this device.", w.copying()))
	case w.view.Save == Unkept:
		return inSheet(Notice(Attention, "No network, and your last words are in this tab alone.", "Leave it open until it says Saved."))
	case w.Still == "" && w.outForSignature():
		return inSheet(Notice(Attention, "This text is out for signature.", "With the first word you change, it is taken back, and whoever signed is told. Nobody has signed words they did not read.",
			Button(Act{Label: "Change it anyway", Look: SoftLook, On: w.changeAnyway})))
	case w.still() != "":
		return tagDiv("sec", Notice(Plain, "You read along.", w.still()))
	}
	return nil
}

// inSheet keeps a notice in sight, wherever in a long text somebody writes.
func inSheet(notice app.UI) app.UI { return tagDiv("sec sec--trouble", notice) }

func (w *Writing) endedNotice(e link.Ended, unsent bool) app.UI {
	kept := ""
	if unsent {
		kept = " What you wrote last is kept on this device."
	}
	switch e.Code {
	case coedit.CloseSignedOut:
		return Notice(Attention, "You are signed out.", "Sign in again to go on."+kept,
			Button(Act{Label: "Sign in", Href: "/sign-in"}))
	case coedit.CloseForbidden, coedit.CloseNotFound:
		if unsent {
			return Notice(Attention, closedToYou, closedWhy+" What you wrote last was not taken.", w.copying())
		}
		return Notice(Attention, closedToYou, closedWhy)
	case coedit.CloseTooMany:
		return Notice(Attention, "Too many documents are open.", "Close some tabs and load this page again."+kept)
	}
	return Notice(Danger, "This page and the server did not understand each other.", "Load the page again."+kept,
		Button(Act{Label: "Reload", On: func(ctx app.Context, _ app.Event) { ctx.Reload() }}))
}

const (
	closedToYou = "This is not open to you any more."
	closedWhy   = "It was closed, or you no longer take part."
)

func (w *Writing) copying() app.UI {
	return Button(Act{Label: "Copy what was not sent", Icon: IconCopy, On: func(app.Context, app.Event) {
		w.desk.live.Do(func() { w.desk.offer("Nobody else has these words.") })
	}})
}
