package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// notes is the page of the notes that the reader may see, room by room.
type notes struct {
	app.Compo
	Visit Visit
	Data  *gql.NotesNodeRelationship

	form  form
	older []gql.NoteLine // further pages, as far as they were asked for
	end   string         // where the last of them ends
	all   bool           // there are no more
}

func newNotes(v Visit) Screen { return &notes{Visit: v} }

func (p *notes) Load(ctx context.Context, c gql.Client) (err error) {
	p.Data, err = readNotes(ctx, c, p.Visit.Arg("rel"), "")
	return err
}

func readNotes(ctx context.Context, c gql.Client, relationship, after string) (*gql.NotesNodeRelationship, error) {
	answer, err := gql.Notes(ctx, c, relationship, after)
	if err != nil {
		return nil, err
	}
	return gql.Seen[*gql.NotesNodeRelationship](answer.Node)
}

func (p *notes) Title() string                         { return "Notes" }
func (p *notes) Follows() (relationship, after string) { return p.relation().follows() }
func (p *notes) Concerns(what string) bool             { return !strings.HasPrefix(what, "commitment.") }

func (p *notes) relation() relation { return p.Visit.relation(p.Data.RelationshipHead) }

func (p *notes) Render() app.UI {
	r := p.relation()
	return Page{
		Frame: r.frame(notesPlace, ""),
		Head:  PageHead(Head{Title: "Notes", Lead: "What you want to keep. A note stays in its room until you share it."}),
		Main:  append([]app.UI{p.form.notice()}, p.rooms(r)...),
	}.Draw()
}

// noteRoom is one room of the page.
type noteRoom struct {
	audience pact.Audience
	readers  string
	none     string
	label    string
}

func (p *notes) rooms(r relation) []app.UI {
	rooms := []noteRoom{{
		pact.Author, "Only you read this. For everyone else it does not exist.",
		"What you would not say aloud yet.", "New note for me",
	}}
	if r.mySide() != Both {
		rooms = append(rooms, noteRoom{
			pact.OurSide, r.sideReaders(),
			"What your own people should know, and nobody else.", "New note for our side",
		})
	}
	rooms = append(rooms, noteRoom{pact.Shared, r.sharedReaders(), "What both of you want at hand.", "New note for both"})
	var drawn []app.UI
	for _, room := range rooms {
		drawn = append(drawn, p.room(r, room))
	}
	return append(drawn, p.more())
}

func (r relation) sideReaders() string {
	return "Only " + r.ours() + " reads this. For " + r.theirs() + " it does not exist."
}

func (p *notes) room(r relation, room noteRoom) app.UI {
	var rows []app.UI
	for _, n := range p.lines() {
		if n.Audience == room.audience {
			rows = append(rows, p.row(r, n))
		}
	}
	body := []app.UI{tagUl("notes", rows...)}
	if len(rows) == 0 {
		body = []app.UI{textP("small muted", room.none)}
	}
	if pact.MayWrite(r.role(), room.audience) == nil {
		body = append(body, Row(Button(Act{
			Label: room.label, Icon: IconPlus, On: p.create(room.audience), Scope: string(room.audience),
			Busy: p.form.busy, Look: look(room.audience == pact.Author),
		})))
	}
	if room.audience == pact.Author {
		body = append(body, Row(Button(Act{Label: "Doubts, kept for the pre-mortem", Href: r.path(doubtsPlace), Look: SoftLook})))
	}
	return Sheetwise(RoomBanner(Room{Whose: roomOf(room.audience, r.mySide()), Readers: room.readers}),
		tagDiv("sec stack", body...))
}

func look(primary bool) Look {
	if primary {
		return Primary
	}
	return Secondary
}

// lines are all notes that were read so far.
func (p *notes) lines() []gql.NoteLine {
	var all []gql.NoteLine
	for _, e := range p.Data.Documents.Edges {
		all = append(all, e.Node)
	}
	return append(all, p.older...)
}

func (p *notes) row(r relation, n gql.NoteLine) app.UI {
	when := n.EditedAt
	if when.IsZero() {
		when = n.CreatedAt
	}
	by := "You, "
	if n.Author.Id != p.Visit.Viewer.ID {
		by = FirstName(n.Author.Name) + ", "
	}
	return tagLi("",
		app.A().Href(at(r.notePath(n.Id))).Body(
			app.Span().Class("notes__t").Dir("auto").Text(noteTitle(n.Title, n.Sections)),
			tagSpan("small muted", app.Text(by), When(p.Visit.ago(when), moment(when))),
		),
	)
}

func (r relation) notePath(id string) string { return r.path(notesPlace) + "/" + id }

// noteTitle is what a note is called: its title, or its first words.
func noteTitle(title string, sections []gql.NoteLineSectionsSection) string {
	if title != "" {
		return title
	}
	for _, s := range sections {
		if first := firstWords(s.Text); first != "" {
			return first
		}
	}
	return "Nothing written yet"
}

func (p *notes) create(room pact.Audience) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.CreateDocumentInput{
			Relationship: p.Data.Id, Kind: pact.NotesDocument, Audience: room, ClientMutationId: p.form.mutation(),
		}
		var id string
		p.form.send(ctx, func(ctx context.Context) error {
			made, err := gql.CreateDocument(ctx, p.Visit.Client, in)
			if err == nil {
				id = made.CreateDocument.Document.Id
			}
			return err
		}, func(ctx app.Context) { leadTo(ctx, p.relation().notePath(id)) })
	}
}

// more reads on where a page of notes ended.
func (p *notes) more() app.UI {
	page := p.Data.Documents.PageInfo
	if !page.HasNextPage || p.all {
		return nil
	}
	return Row(Button(Act{Label: "More notes", Look: SoftLook, Busy: p.form.busy, On: p.readOn}))
}

func (p *notes) readOn(ctx app.Context, _ app.Event) {
	after := p.end
	if after == "" {
		after = p.Data.Documents.PageInfo.EndCursor
	}
	var next *gql.NotesNodeRelationship
	p.form.send(ctx, func(ctx context.Context) (err error) {
		next, err = readNotes(ctx, p.Visit.Client, p.Data.Id, after)
		return err
	}, func(app.Context) {
		for _, e := range next.Documents.Edges {
			p.older = append(p.older, e.Node)
		}
		p.end, p.all = next.Documents.PageInfo.EndCursor, !next.Documents.PageInfo.HasNextPage
	})
}
