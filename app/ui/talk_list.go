package ui

import (
	"context"
	"slices"
	"sort"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// talks lists what both sides are asked, and what they have opened.
type talks struct {
	app.Compo
	Visit Visit
	Data  *gql.TalksNodeRelationship

	starting starting
}

func newTalks(v Visit) Screen { return &talks{Visit: v} }

func (t *talks) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Talks(ctx, c, t.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	t.Data, err = gql.Seen[*gql.TalksNodeRelationship](answer.Node)
	return err
}

func (t *talks) Title() string                         { return "Talks" }
func (t *talks) Follows() (relationship, after string) { return t.relation().follows() }

func (t *talks) Concerns(what string) bool {
	return begins(what, "round.", "answer.", "participant.", "relationship.", "outcome.", "parting.")
}

func (t *talks) relation() relation { return t.Visit.relation(t.Data.RelationshipHead) }

// lines are the rounds in one of these states, what was opened or asked last first.
func (t *talks) lines(states ...pact.RoundState) (all []gql.RoundLine) {
	for _, e := range t.Data.Rounds.Edges {
		if slices.Contains(states, e.Node.State) {
			all = append(all, e.Node)
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		if c := a.RevealedAt.Compare(b.RevealedAt); c != 0 {
			return c > 0
		}
		return a.CreatedAt.After(b.CreatedAt)
	})
	return all
}

func (t *talks) Render() app.UI {
	r := t.relation()
	open, opened := t.lines(pact.RoundOpen, pact.RoundClosed), t.lines(pact.RoundRevealed)
	main := []app.UI{nil}
	if t.starting.kind == "" {
		main[0] = t.starting.form.notice()
	}
	if len(open)+len(opened) == 0 {
		main = append(main, t.empty(r))
	} else {
		main = append(main, t.underWay(r, open), t.past(r, opened))
	}
	return Page{
		Frame: r.frame(talksPlace, ""),
		Head:  PageHead(Head{Title: "Talks", Lead: "The same questions for both sides, answered unseen. What both say opens for both at once."}),
		Wide:  true,
		Main:  append(main, t.starts(r), t.starting.sheet(t, r)),
	}.Draw()
}

// empty offers what most begin with; with somebody new that is whether to begin at all.
func (t *talks) empty(r relation) app.UI {
	kind, label := pact.FirstQuestions, "Ask the first two questions"
	words := "Most begin with two questions: how it began, and what you achieved together. Ten minutes for each side."
	if t.Data.Fresh {
		kind, label = pact.WorthItRound, "Ask whether to begin"
		words = "With somebody new, ask first whether both want to begin. Each side answers unseen, and both open at once."
	}
	if err := t.mayStart(kind); err != nil {
		return Empty("Nothing was asked yet.", gql.Words(err), nil)
	}
	return Empty("Nothing was asked yet.", words, Button(Act{
		Label: t.starting.form.label(label, "Asking"), Look: Primary, Icon: IconMeet,
		Busy: t.starting.form.busy, On: t.askFirst(kind), Scope: string(kind),
	}))
}

func (t *talks) underWay(r relation, lines []gql.RoundLine) app.UI {
	if len(lines) == 0 {
		return nil
	}
	var rows []app.UI
	for _, line := range lines {
		keys := keysOf(line, r)
		var due app.UI
		if line.Due != "" {
			due = app.Span().Text("by " + t.Visit.day(line.Due))
		}
		rows = append(rows, tagLi("com",
			steady([]app.UI{
				tagP("com__w", app.A().Href(at(r.talkPath(line.Id))).Text(line.Title)),
				Keys(keys[0], keys[1]),
				tagDiv("com__f", textB("", myPart(line)), due),
			})...,
		))
	}
	return Sub("Open now", tagUl("", rows...))
}

func (r relation) talkPath(id string) string { return r.path(talksPlace + "/" + id) }

// myPart is what the reader does next about it.
func myPart(line gql.RoundLine) string {
	switch {
	case line.State == pact.RoundClosed:
		return "Everybody is in: open both"
	case line.Mine == nil:
		return "Both sides are answering"
	case !line.Mine.SubmittedAt.IsZero():
		return "You are ready"
	case line.Answering == pact.BySide:
		return "Write our answer"
	}
	return "Write your answer"
}

func (t *talks) past(r relation, lines []gql.RoundLine) app.UI {
	if len(lines) == 0 {
		return nil
	}
	var rows []app.UI
	for _, line := range lines {
		rows = append(rows, tagLi("",
			app.A().Href(at(r.talkPath(line.Id))).Body(
				app.Span().Class("notes__t").Dir("auto").Text(line.Title),
				tagSpan("small muted", app.Text("Opened "), When(t.Visit.ago(line.RevealedAt), moment(line.RevealedAt)))),
		))
	}
	return Sub("Opened", Card(tagUl("notes", rows...)))
}
