package ui

import (
	"context"
	"errors"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// note is the page of one note.
type note struct {
	app.Compo
	Visit Visit
	Data  *gql.NoteNodeDocument

	written Written
	share   sharing
	naming  form
	removal form
	asking  bool // whether it is to be deleted
}

func newNote(v Visit) Screen { return &note{Visit: v} }

func (n *note) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Note(ctx, c, n.Visit.Arg("doc"))
	if err != nil {
		return err
	}
	n.Data, err = gql.Seen[*gql.NoteNodeDocument](answer.Node)
	if err == nil && (n.Data.Kind != pact.NotesDocument || n.Data.Relationship.Id != n.Visit.Arg("rel")) {
		return pact.Unseen()
	}
	return err
}

func (n *note) Title() string {
	if n.Data.Title != "" {
		return n.Data.Title
	}
	return "A note"
}

func (n *note) Follows() (relationship, after string) { return n.relation().follows() }

// Concerns leaves out what people write: that comes live.
func (n *note) Concerns(what string) bool {
	return what == "document.renamed" || what == "document.deleted" || strings.HasPrefix(what, "participant.")
}

func (n *note) relation() relation {
	return n.Visit.relation(n.Data.Relationship.RelationshipHead)
}

func (n *note) people() []gql.ParticipantLine {
	var all []gql.ParticipantLine
	for _, e := range n.Data.Relationship.Participants.Edges {
		if e.Node.RemovedAt.IsZero() {
			all = append(all, e.Node)
		}
	}
	return all
}

func (n *note) Render() app.UI {
	r := n.relation()
	return Page{
		Frame: r.frame(notesPlace, roomOf(n.Data.Audience, r.mySide())),
		Back:  &Act{Label: "Notes", Href: r.path(notesPlace)},
		Head:  PageHead(Head{Title: n.Title(), Label: n.byline()}),
		Main:  []app.UI{n.writing(r), n.acts(r), n.share.sheet(n, r), n.deleteSheet()},
	}.Draw()
}

func (n *note) byline() string {
	if n.Data.Author.Id == n.Visit.Viewer.ID {
		return "Your note, begun " + n.Visit.ago(n.Data.CreatedAt)
	}
	return FirstName(n.Data.Author.Name) + "’s note, begun " + n.Visit.ago(n.Data.CreatedAt)
}

func (n *note) writing(r relation) app.UI {
	return &Writing{
		Visit: n.Visit, Document: n.Data.DocumentBody, Mine: r.mySide(), People: n.readers(r, n.Data.Audience),
		Banner: Room{Whose: roomOf(n.Data.Audience, r.mySide()), Readers: n.readersWords(r), Sticky: true},
		Still:  r.still(n.Data.Audience), Begin: "Half a sentence is enough.", OnWritten: n.onWritten,
	}
}

func (n *note) onWritten(_ app.Context, w Written) {
	n.written = w
	n.Update() // the editor is another component
}

func (n *note) readersWords(r relation) string {
	switch n.Data.Audience {
	case pact.Author:
		return "Only you read this. For everyone else it does not exist."
	case pact.OurSide:
		return r.sideReaders()
	}
	return r.sharedReaders()
}

// readers are the people who read in a room.
func (n *note) readers(r relation, room pact.Audience) []gql.ParticipantLine {
	var all []gql.ParticipantLine
	for _, p := range n.people() {
		switch {
		case room == pact.Shared,
			room == pact.OurSide && whoseOf(p) == r.mySide() && p.Side != nil,
			p.User.Id == n.Visit.Viewer.ID:
			all = append(all, p)
		}
	}
	return all
}

// acts are the name of the note, sharing and deleting.
func (n *note) acts(r relation) app.UI {
	if r.still(n.Data.Audience) != "" {
		return nil
	}
	mine := n.Data.Author.Id == n.Visit.Viewer.ID
	return tagDiv("narrow stack",
		Form("name", n.rename,
			n.naming.notice("title"),
			Input(Field{
				ID: "title", Label: "What it is called", Help: "Without a name it goes by its first words.",
				Value: n.Data.Title, Max: pact.MaxTitle, Error: n.naming.fault("title"), Complete: "off",
			}),
			Row(Button(Act{Label: n.naming.label("Name it", "Naming"), Submit: true, Busy: n.naming.busy}))),
		Row(
			drawIf(len(n.share.rooms(n, r)) > 0, func() app.UI {
				return Button(Act{Label: "Share it", Icon: IconShared, On: n.openShare})
			}),
			drawIf(mine, func() app.UI { return Button(Act{Label: "Delete it", Look: Quiet, On: n.ask}) }),
		),
	)
}

func (n *note) rename(ctx app.Context, _ app.Event) {
	in := gql.UpdateDocumentInput{Document: n.Data.Id, Title: ValueOf("title"), ClientMutationId: n.naming.mutation()}
	if err := pact.Within("title", "The name", in.Title, true, pact.MaxTitle); err != nil {
		n.naming.refuse(ctx, err)
		return
	}
	n.naming.send(ctx, func(ctx context.Context) error {
		_, err := gql.UpdateDocument(ctx, n.Visit.Client, in)
		return err
	}, refresh)
}

func (n *note) ask(app.Context, app.Event) { n.asking = true }
func (n *note) leaveIt(app.Context)        { n.asking, n.removal = false, form{} }

func (n *note) deleteSheet() app.UI {
	if !n.asking {
		return nil
	}
	words := "It is gone for good, for you alone: nobody else could read it."
	if n.Data.Audience != pact.Author {
		words = "It is gone for good, for everyone who reads in this room. What was copied from it stays where it is."
	}
	return &Sheet{ID: "delete", Title: "Delete this note", OnClose: n.leaveIt, Body: []app.UI{
		n.removal.notice(),
		textP("", words),
		Row(
			Button(Act{Label: n.removal.label("Delete it", "Deleting"), Look: Dangerous, Busy: n.removal.busy, On: n.remove}),
			Button(Act{Label: "Keep it", Look: Quiet, On: func(ctx app.Context, _ app.Event) { n.leaveIt(ctx) }}),
		),
	}}
}

func (n *note) remove(ctx app.Context, _ app.Event) {
	in := gql.DeleteNoteInput{Document: n.Data.Id, ClientMutationId: n.removal.mutation()}
	n.removal.send(ctx, func(ctx context.Context) error {
		_, err := gql.DeleteNote(ctx, n.Visit.Client, in)
		if e, ok := errors.AsType[*pact.Error](err); ok && e.Code == pact.NotFound {
			return nil // gone already
		}
		return err
	}, func(ctx app.Context) { leadTo(ctx, n.relation().path(notesPlace)) })
}
