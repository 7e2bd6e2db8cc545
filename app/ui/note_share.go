package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// sharing copies a note into a wider room, after showing what goes and who will
// read it.
type sharing struct {
	open bool
	to   pact.Audience
	form form
}

func (n *note) openShare(app.Context, app.Event) { n.share = sharing{open: true} }
func (n *note) closeShare(app.Context)           { n.share = sharing{} }

// rooms are those the note can go to, the narrowest first.
func (s *sharing) rooms(n *note, r relation) []pact.Audience {
	var wider []pact.Audience
	for _, to := range []pact.Audience{pact.OurSide, pact.Shared} {
		if to == pact.OurSide && r.mySide() == Both {
			continue
		}
		if pact.MayWiden(n.Data.Audience, to) == nil && pact.MayWrite(r.role(), to) == nil {
			wider = append(wider, to)
		}
	}
	return wider
}

// room is where it goes as chosen so far.
func (s *sharing) room(n *note, r relation) pact.Audience {
	if s.to != "" {
		return s.to
	}
	return s.rooms(n, r)[0]
}

func (s *sharing) sheet(n *note, r relation) app.UI {
	if !s.open || len(s.rooms(n, r)) == 0 {
		return nil
	}
	to := s.room(n, r)
	saved := n.written.Digest != ""
	text := n.written.Texts[n.Data.Sections[0].Key]
	return &Sheet{ID: "share", Title: "Share this note", OnClose: n.closeShare, Body: []app.UI{
		s.form.notice(),
		s.choose(n, r, to),
		tagDiv("",
			textH3("label", "These words go"),
			drawIf(saved, func() app.UI { return preview(text) }),
			drawIf(!saved, func() app.UI {
				return app.P().Class("small muted").Role("status").Text("One moment: your last words are still being saved.")
			}),
		),
		tagDiv("", textH3("label", "They will read them"), n.readersList(r, to)),
		textP("small ink2", "A copy goes, as it reads now. Your note stays where it is, and how you came to these words stays with it."),
		Row(
			Button(Act{
				Label: s.form.label("Share with "+r.roomPeople(to), "Sharing"), Look: Primary, Busy: s.form.busy,
				Closed: !saved || strings.TrimSpace(text) == "", On: n.shareNow,
			}),
			Button(Act{Label: "Not now", Look: Quiet, On: func(ctx app.Context, _ app.Event) { n.closeShare(ctx) }}),
		),
		drawIf(saved && strings.TrimSpace(text) == "", func() app.UI {
			return textP("small muted", "There is nothing to share yet. Write a few words first.")
		}),
	}}
}

func (s *sharing) choose(n *note, r relation, to pact.Audience) app.UI {
	rooms := s.rooms(n, r)
	if len(rooms) < 2 {
		return nil
	}
	var options []Option
	for _, room := range rooms {
		options = append(options, Option{Value: string(room), Label: upper(r.roomPeople(room)), Chosen: room == to})
	}
	return Choices("room", "With whom?", options, n.chooseRoom, "room")
}

func (n *note) chooseRoom(ctx app.Context, _ app.Event) {
	n.share.to = pact.Audience(ctx.JSSrc().Get("value").String())
}

// roomPeople says whom a room belongs to.
func (r relation) roomPeople(room pact.Audience) string {
	if room == pact.OurSide {
		return "our side"
	}
	return "both sides"
}

func preview(text string) app.UI { return app.Blockquote().Class("say").Dir("auto").Text(text) }

// readersList names who will read it: everyone who is there, by side.
func (n *note) readersList(r relation, to pact.Audience) app.UI {
	var people []app.UI
	for _, p := range n.readers(r, to) {
		note := shortName(sideName(p))
		if p.User.Id == n.Visit.Viewer.ID {
			note = "you"
		}
		people = append(people, PersonChip(Person{Name: FirstName(p.User.Name), Note: note, Side: whoseOf(p)}))
	}
	if to == pact.Shared && !r.joined() {
		people = append(people, textSpan("small muted", r.theirs()+", once they have joined"))
	}
	return Row(people...)
}

func sideName(p gql.ParticipantLine) string {
	if p.Side == nil {
		return p.Role.Word()
	}
	return p.Side.Name
}

func (n *note) shareNow(ctx app.Context, _ app.Event) {
	r := n.relation()
	to := n.share.room(n, r)
	in := gql.ShareNoteInput{Document: n.Data.Id, Audience: to, ClientMutationId: n.share.form.mutation()}
	var copied string
	n.share.form.send(ctx, func(ctx context.Context) error {
		shared, err := gql.ShareNote(ctx, n.Visit.Client, in)
		if err == nil {
			copied = shared.ShareNote.Document.Id
		}
		return err
	}, func(ctx app.Context) {
		n.share = sharing{}
		leadTo(ctx, r.notePath(copied))
	})
}
