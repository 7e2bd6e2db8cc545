package ui

import (
	"context"
	"fmt"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// meet is one question on the screen of a meeting: what both said, and what they take from it.
type meet struct {
	app.Compo
	Visit Visit
	Data  *gql.OneRoundNodeRound

	marking marking
	clock   clock
	ends    []func()
}

func newMeet(v Visit) Screen { return &meet{Visit: v} }

func (m *meet) Load(ctx context.Context, c gql.Client) (err error) {
	m.Data, err = readRound(ctx, c, m.Visit)
	return err
}

func (m *meet) Title() string                         { return m.question().Text }
func (m *meet) Follows() (relationship, after string) { return m.round().follows() }
func (m *meet) Concerns(what string) bool             { return concernsRound(what) }

func (m *meet) round() round {
	return round{m.Data, m.Visit.relation(m.Data.Relationship.RelationshipHead)}
}

// at is which question is on the screen, from 0.
func (m *meet) at() int {
	n, err := strconv.Atoi(m.Visit.Query.Get("q"))
	if err != nil {
		n = 1
	}
	return min(max(n, 1), len(m.Data.Questions)) - 1
}

func (m *meet) question() gql.OneRoundNodeRoundQuestionsQuestion {
	if len(m.Data.Questions) == 0 {
		return gql.OneRoundNodeRoundQuestionsQuestion{}
	}
	return m.Data.Questions[m.at()]
}

// count is how many questions there are, and how many come before those of this talk: the seven are
// asked in two parts.
func (d round) count() (before, all int) {
	switch d.Kind {
	case pact.FirstQuestions:
		return 0, pact.Seven
	case pact.LaterQuestions:
		return pact.Seven - len(d.Questions), pact.Seven
	}
	return 0, len(d.Questions)
}

func (m *meet) OnMount(ctx app.Context) {
	m.clock.run(ctx, func() bool { return m.Data.TimerMinutes > 0 })
	m.ends = append(m.ends, app.Window().AddEventListener("keydown", func(_ app.Context, e app.Event) { m.turn(ctx, e) }))
}

func (m *meet) OnDismount() {
	m.clock.stop()
	for _, end := range m.ends {
		end()
	}
	m.ends = nil
}

// turn goes to the next question or the one before by the arrow keys, unless somebody types.
func (m *meet) turn(ctx app.Context, e app.Event) {
	for _, with := range []string{"ctrlKey", "metaKey", "altKey", "shiftKey", "isComposing"} {
		if e.Get(with).Truthy() {
			return
		}
	}
	if e.Get("target").Call("closest", "textarea, input, select, dialog, [contenteditable]").Truthy() {
		return
	}
	step := map[string]int{"ArrowLeft": -1, "ArrowRight": 1}[e.Get("key").String()]
	if to := m.at() + step; step != 0 && to >= 0 && to < len(m.Data.Questions) {
		leadTo(ctx, m.page(to))
	}
}

func (m *meet) page(at int) string {
	return fmt.Sprintf("%s/meet?q=%d", m.round().path(), at+1)
}

func (m *meet) Render() app.UI {
	d := m.round()
	if d.State != pact.RoundRevealed || len(d.Questions) == 0 {
		return Page{
			Frame: d.r.frame(talksPlace, ""),
			Head:  PageHead(Head{Title: d.Title, Lead: "There is something to show once both sides have opened it."}),
			Main:  []app.UI{Row(Button(Act{Label: "Back to it", Look: Primary, Href: d.path()}))},
		}.Draw()
	}
	q := m.question()
	return tagDiv("frame meet",
		m.top(d),
		app.Main().ID("main").TabIndex(-1).Class("meet__main").Body(steady([]app.UI{
			app.H1().Dir("auto").Text(q.Text),
			d.proofLine(m.Visit),
			m.marking.draw(m.Visit, d, q, false),
			m.conclusion(d, q.Key),
			m.marking.sheet(m.Visit, d),
		})...),
		m.foot(d),
	)
}

func (m *meet) top(d round) app.UI {
	before, all := d.count()
	now := before + m.at()
	dots := make([]app.UI, all)
	for i := range dots {
		dots[i] = app.Li().Class(when(i < now, "done"), when(i == now, "now"))
	}
	return tagHeader("meet__top",
		app.A().Class("top__home").Href(at(d.path())).Aria("label", "Leave the meeting screen").Body(Mark()),
		textSpan("small muted", fmt.Sprintf("Question %d of %d", now+1, all)),
		app.Ol().Class("meet__dots").Aria("hidden", is(true)).Body(dots...),
		m.clock.draw(m.Visit, d),
	)
}

// conclusion is what both take from this question, live.
func (m *meet) conclusion(d round, key string) app.UI {
	if d.Document == nil {
		return nil
	}
	one := *d.Document
	one.Sections = nil
	for _, s := range d.Document.Sections {
		if s.Key == key {
			one.Sections = append(one.Sections, s)
		}
	}
	if len(one.Sections) == 0 {
		return nil
	}
	var people []gql.ParticipantLine
	for _, e := range d.Relationship.Participants.Edges {
		people = append(people, e.Node)
	}
	return tagDiv("concl",
		&Writing{
			Visit: m.Visit, Document: one, Mine: d.r.mySide(), People: people,
			Banner: Room{Whose: Both, Readers: "What we take from this"},
			Still:  d.r.still(pact.Shared), Begin: "One line is enough.",
		},
	)
}

func (m *meet) foot(d round) app.UI {
	before, _ := d.count()
	back := Act{Label: "To all answers", Icon: IconBack, Look: Quiet, Href: d.path()}
	if m.at() > 0 {
		back.Label, back.Href = fmt.Sprintf("Question %d", before+m.at()), m.page(m.at()-1)
	}
	on := Act{Label: "That was the last", Look: Primary, Href: d.path()}
	if m.at()+1 < len(d.Questions) {
		on.Label, on.Href = fmt.Sprintf("Question %d", before+m.at()+2), m.page(m.at()+1)
		on.Icon = IconNext
	}
	return tagFooter("meet__foot", Button(back), Button(on))
}
