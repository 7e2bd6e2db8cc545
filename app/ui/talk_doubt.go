package ui

import (
	"context"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// doubts offers what the reader kept for themselves, to be put in.
func (t *talk) doubts(d round) app.UI {
	kept := d.Relationship.Risks.Edges
	if d.Kind != pact.PreMortemRound || len(kept) == 0 || d.Own.Document == nil {
		return nil
	}
	var rows []app.UI
	for _, e := range kept {
		rows = append(rows, tagLi("",
			&doubtToPutIn{
				Visit: t.Visit, ID: e.Node.Id, Text: e.Node.Text, Document: *d.Own.Document,
			},
		))
	}
	return Sub("Doubts you kept for today",
		textP("small muted after", "Only you see them, until you put one in and it is opened."), tagUl("", rows...))
}

// doubtToPutIn is a doubt that its author may put under one of the questions.
type doubtToPutIn struct {
	app.Compo
	Visit    Visit
	ID, Text string
	Document gql.DocumentBody

	form form
	in   bool
}

func (p *doubtToPutIn) Render() app.UI {
	if p.in || p.stands() {
		return tagDiv(classes("doubt", "row", "row--between"), app.Span().Class("read").Dir("auto").Text(p.Text), StateWord(IconCheck, Good, "Put in"))
	}
	var options []Option
	for _, s := range p.Document.Sections {
		options = append(options, Option{Value: s.Key, Label: s.Prompt})
	}
	return tagDiv("stack doubt",
		steady([]app.UI{
			app.P().Class("read").Dir("auto").Text(p.Text),
			p.form.noticeAs("Not put in."),
			tagDiv("inline",
				Select(Field{ID: "under-" + p.ID, Label: "Under which question?"}, options),
				Button(Act{Label: p.form.label("Put it in", "Putting it in"), Busy: p.form.busy, On: p.put, Scope: p.ID}),
			),
		})...,
	)
}

// stands says whether the doubt is among the lines of an answer.
func (p *doubtToPutIn) stands() bool {
	return slices.ContainsFunc(p.Document.Sections, func(s gql.DocumentBodySectionsSection) bool {
		return strings.Contains("\n"+s.Text+"\n", "\n"+strings.TrimSpace(p.Text)+"\n")
	})
}

// put adds the doubt to the end of the section. The offset is of the text as it was read; what was
// written since moves it along.
func (p *doubtToPutIn) put(ctx app.Context, _ app.Event) {
	key := ValueOf("under-" + p.ID)
	for _, s := range p.Document.Sections {
		if s.Key != key {
			continue
		}
		words := strings.TrimSpace(p.Text)
		if s.Text != "" {
			words = "\n" + words
		}
		in := gql.EditSectionInput{
			Document: p.Document.Id, Section: key, BaseSeq: p.Document.Seq, ClientMutationId: p.form.mutation(),
			Edits: []gql.SectionEdit{{At: ytext.UTF16Len(s.Text), Insert: words}},
		}
		p.form.send(ctx, func(ctx context.Context) error {
			_, err := gql.WriteSection(ctx, p.Visit.Client, in)
			return err
		}, func(app.Context) { p.in = true })
		return
	}
}
