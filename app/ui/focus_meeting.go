package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// meeting is what a standing meeting taught, one line at a time.
type meeting struct {
	app.Compo
	Visit Visit
	Data  *gql.MeetingNodeFocusItem
	Lines []gql.LearningLine

	adding form
	taking form
	undo   undoing
}

func newMeeting(v Visit) Screen { return &meeting{Visit: v} }

func (m *meeting) Title() string                         { return m.Data.Text }
func (m *meeting) Follows() (relationship, after string) { return m.relation().follows() }
func (m *meeting) Concerns(what string) bool             { return begins(what, "learning.", "focus.") }

// learningPages is how many pages are read: all that a meeting may have.
const learningPages = pact.MaxLearnings / 100

func (m *meeting) Load(ctx context.Context, c gql.Client) error {
	after := ""
	for range learningPages {
		answer, err := gql.Meeting(ctx, c, m.Visit.Arg("fit"), after)
		if err != nil {
			return err
		}
		if m.Data, err = gql.Seen[*gql.MeetingNodeFocusItem](answer.Node); err != nil {
			return err
		}
		if m.Data.Relationship.Id != m.Visit.Arg("rel") {
			return pact.Unseen()
		}
		for _, e := range m.Data.Learnings.Edges {
			m.Lines = append(m.Lines, e.Node)
		}
		if after = m.Data.Learnings.PageInfo.EndCursor; !m.Data.Learnings.PageInfo.HasNextPage {
			break
		}
	}
	return nil
}

func (m *meeting) relation() relation {
	return m.Visit.relation(m.Data.Relationship.RelationshipHead)
}

func (m *meeting) Render() app.UI {
	r := m.relation()
	var rows []app.UI
	for i := len(m.Lines) - 1; i >= 0; i-- {
		rows = append(rows, m.line(m.Lines[i]))
	}
	var list app.UI = textP("small ink2", "Nothing yet. One line after each meeting is enough.")
	if len(rows) > 0 {
		list = tagUl("lines", rows...)
	}
	var add app.UI
	if r.still(pact.Shared) == "" && m.Data.Kind == pact.MeetingItem {
		add = Form("learning", m.send, m.adding.notice("text"),
			Input(Field{ID: "learning-text", Label: "What did the last one teach you?", Error: m.adding.fault("text"), Max: pact.MaxTitle, Complete: "off"}),
			Row(Button(Act{Label: m.adding.label("Keep the line", "Keeping it"), Look: Primary, Submit: true, Busy: m.adding.busy})))
	}
	return Page{
		Frame: r.frame(morePlace, ""),
		Back:  &Act{Label: "Focus", Href: r.path(focusPlace)},
		Head:  PageHead(Head{Title: m.Data.Text, Lead: m.Data.Rhythm}),
		Main: []app.UI{tagDiv("narrow",
			Sheetwise(
				RoomBanner(Room{Whose: Both, Readers: r.sharedReaders()}),
				tagDiv("sec stack", steady([]app.UI{add, m.taking.notice(), list})...)),
		), m.toast()},
	}.Draw()
}

func (m *meeting) line(l gql.LearningLine) app.UI {
	var act app.UI
	if m.Visit.Viewer != nil && l.Author.Id == m.Visit.Viewer.ID {
		act = soft("Take it back", l.Id, l.Text, m.take(l))
	}
	return tagLi("line",
		tagSpan("ask__what",
			writtenIn("serif", l.Text),
			textSmall("", FirstName(l.Author.Name)+", "+m.Visit.ago(l.CreatedAt)),
		), act,
	)
}

func (m *meeting) note(text string) func(context.Context, string) error {
	return func(ctx context.Context, id string) error {
		_, err := gql.NoteLearning(ctx, m.Visit.Client, gql.NoteLearningInput{FocusItem: m.Data.Id, Text: text, ClientMutationId: id})
		return err
	}
}

func (m *meeting) send(ctx app.Context, _ app.Event) {
	text := strings.TrimSpace(ValueOf("learning-text"))
	if err := pact.Within("text", "The line", text, true, pact.MaxTitle); err != nil {
		m.adding.refuse(ctx, err)
		return
	}
	id := m.adding.mutation()
	m.adding.send(ctx, func(ctx context.Context) error { return m.note(text)(ctx, id) }, func(ctx app.Context) {
		app.Window().GetElementByID("learning-text").Set("value", "")
		say(ctx, "Kept. Both sides see it.")
		refresh(ctx)
	})
}

func (m *meeting) take(l gql.LearningLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.DeleteLearningInput{Learning: l.Id, ClientMutationId: m.taking.mutation()}
		m.taking.send(ctx, func(ctx context.Context) error {
			_, err := gql.DeleteLearning(ctx, m.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			m.undo = undoing{said: "Taken back.", key: gql.MutationID(), do: m.note(l.Text)}
			refresh(ctx)
		})
	}
}

func (m *meeting) toast() app.UI {
	if m.undo.said == "" {
		return nil
	}
	return &Toast{Text: m.undo.said, Scope: m.undo.key, Undo: m.again, OnGone: func(app.Context) { m.undo = undoing{} }}
}

func (m *meeting) again(ctx app.Context, _ app.Event) {
	back := m.undo
	m.undo = undoing{}
	m.taking.send(ctx, func(ctx context.Context) error { return back.do(ctx, back.key) }, func(ctx app.Context) { refresh(ctx) })
}
