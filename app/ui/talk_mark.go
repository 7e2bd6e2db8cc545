package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// marking is how people name together what is alike in two answers, or differs.
type marking struct {
	kind   pact.MarkKind // of the sheet; "" while it is closed
	key    string        // the question
	picked []pact.Span   // words that were selected before
	form   form
	taking form // of taking a mark away
}

// remember keeps the words that somebody has just selected.
func (m *marking) remember(key string) app.EventHandler {
	return func(app.Context, app.Event) {
		fresh := selectedSpans()
		if len(fresh) == 0 {
			return
		}
		if m.key != key {
			m.key, m.picked = key, nil
		}
		for _, s := range fresh {
			m.picked = slices.DeleteFunc(m.picked, func(p pact.Span) bool { return p.Source == s.Source })
			m.picked = append(m.picked, s)
		}
	}
}

// of are the words selected of a question.
func (m *marking) of(key string) []pact.Span {
	if m.key != key {
		return nil
	}
	return m.picked
}

// draw is what both sides said to a question, what people found in it, and the way to say more.
func (m *marking) draw(v Visit, d round, q gql.OneRoundNodeRoundQuestionsQuestion, fresh bool) app.UI {
	if len(q.Choices) > 0 {
		return tagDiv("compare", d.sideBySide(q.Key, fresh, nil))
	}
	writes := pact.MayWrite(d.r.role(), pact.Shared) == nil
	var acts app.UI
	box := app.Div().Class("compare")
	if writes && d.anySaid(q.Key) {
		box = box.On("pointerup", m.remember(q.Key), q.Key)
		acts = app.Div().Class("row compare__acts").Body(m.act(q.Key, pact.Alike), m.act(q.Key, pact.Differs))
	}
	return box.Body(steady([]app.UI{d.sideBySide(q.Key, fresh, m.of(q.Key)), m.found(v, d, q.Key, writes), acts})...)
}

func (d round) anySaid(key string) bool {
	left, right := d.voices(key)
	return len(left)+len(right) > 0
}

func (m *marking) act(key string, kind pact.MarkKind) app.UI {
	label, icon := "Mark what is alike", IconAgreed
	if kind == pact.Differs {
		label, icon = "Mark what differs", IconMerge
	}
	return Button(Act{Label: label, Icon: icon, Look: SoftLook, On: m.begin(key, kind), Scope: key + string(kind)})
}

func (m *marking) begin(key string, kind pact.MarkKind) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		m.remember(key)(ctx, e)
		*m = marking{kind: kind, key: key, picked: m.of(key)}
	}
}

func (m *marking) close(app.Context) { *m = marking{} }

// found lists what was named so far.
func (m *marking) found(v Visit, d round, key string, writes bool) app.UI {
	var body []app.UI
	for _, k := range []struct {
		kind pact.MarkKind
		icon IconName
		word string
	}{{pact.Alike, IconAgreed, "Alike"}, {pact.Differs, IconMerge, "Differs"}} {
		var names []app.UI
		for _, mark := range d.marks(key) {
			if mark.Kind == k.kind {
				names = append(names, m.line(v, mark, writes))
			}
		}
		if len(names) > 0 {
			body = append(body, tagP("alike__k", Icon(k.icon), app.Text(k.word)), tagUl("", names...))
		}
	}
	if m.taking.problem != nil {
		body = append(body, m.taking.notice())
	}
	if len(body) == 0 {
		return nil
	}
	return tagDiv("alike", body...)
}

func (m *marking) line(v Visit, mark gql.MarkLine, writes bool) app.UI {
	var name app.UI = app.Span().Dir("auto").Text(mark.Name)
	if mark.Kind == pact.Alike {
		name = app.Elem("mark").Dir("auto").Text(mark.Name)
	}
	if !writes {
		return tagLi("", name)
	}
	return tagLi("",
		name, IconButton(Act{
			Label: "Take away “" + mark.Name + "”", Icon: IconClose, On: m.take(v, mark.Id), Scope: mark.Id,
		}),
	)
}

func (m *marking) take(v Visit, mark string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.DeleteMarkInput{Mark: mark, ClientMutationId: m.taking.mutation()}
		m.taking.send(ctx, func(ctx context.Context) error {
			_, err := gql.DeleteMark(ctx, v.Client, in)
			return err
		}, func(ctx app.Context) { refresh(ctx) })
	}
}

// sheet asks which words, and what to call it.
func (m *marking) sheet(v Visit, d round) app.UI {
	if m.kind == "" {
		return nil
	}
	title, label, help := "What is alike", "What do both say, in your words?", "The forecast comes too late to be of use."
	if m.kind == pact.Differs {
		title, label, help = "What differs", "What is different, in your words?", "Only one of you names the late orders."
	}
	left, right := d.voices(m.key)
	return &Sheet{ID: "mark", Title: title, OnClose: m.close, Body: []app.UI{
		Form("mark-"+string(m.kind), m.send(v, d),
			m.form.noticeAs("Not marked.", "name", "spans"),
			m.ticks("left-words", d.r.bankName(pact.Left)+" said", left),
			m.ticks("right-words", d.r.bankName(pact.Right)+" said", right),
			FieldError("spans-error", m.form.fault("spans")),
			Input(Field{ID: "mark-name", Label: label, Help: help, Error: m.form.fault("name"), Max: pact.MaxTitle, Complete: "off"}),
			Row(Button(Act{Label: m.form.label("Mark it", "Marking it"), Look: Primary, Submit: true, Busy: m.form.busy}))),
	}}
}

// ticks are the words of one side to choose from; those selected before come first, and are chosen.
func (m *marking) ticks(name, question string, voices []voice) app.UI {
	var options []Option
	for _, s := range m.picked {
		for _, v := range voices {
			if v.source == s.Source {
				options = append(options, Option{Value: spanValue(s), Label: ytext.Slice16(v.text, s.From, s.To), Chosen: true})
			}
		}
	}
	for _, v := range voices {
		for _, p := range phrases(v.text) {
			s := pact.Span{Source: v.source, From: p.from, To: p.to}
			if !slices.Contains(m.picked, s) {
				options = append(options, Option{Value: spanValue(s), Label: p.text, Note: v.who})
			}
		}
	}
	if len(options) == 0 {
		return nil
	}
	return tagDiv("phrases", Ticks(name, question, options, nil, m.key))
}

func spanValue(s pact.Span) string {
	return s.Source + ":" + strconv.Itoa(s.From) + ":" + strconv.Itoa(s.To)
}

func spanOf(value string) (s pact.Span, ok bool) {
	part := strings.Split(value, ":")
	if len(part) != 3 {
		return s, false
	}
	from, err := strconv.Atoi(part[1])
	to, err2 := strconv.Atoi(part[2])
	return pact.Span{Source: part[0], From: from, To: to}, err == nil && err2 == nil
}

func (m *marking) send(v Visit, d round) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.CreateMarkInput{Round: d.Id, Key: m.key, Kind: m.kind, Name: strings.TrimSpace(ValueOf("mark-name")), ClientMutationId: m.form.mutation()}
		var spans []pact.Span
		for _, value := range append(ticked("left-words"), ticked("right-words")...) {
			if s, ok := spanOf(value); ok {
				spans = append(spans, s)
				in.Spans = append(in.Spans, gql.SpanInput{Source: s.Source, From: s.From, To: s.To})
			}
		}
		err := pact.MayMark(d.r.role(), d.State, m.kind, spans, d.length(m.key))
		if err == nil {
			err = pact.Within("name", "The name", in.Name, true, pact.MaxTitle)
		}
		if err != nil {
			m.form.refuse(ctx, err)
			return
		}
		m.form.send(ctx, func(ctx context.Context) error {
			_, err := gql.CreateMark(ctx, v.Client, in)
			return err
		}, func(ctx app.Context) {
			*m = marking{}
			refresh(ctx)
		})
	}
}
