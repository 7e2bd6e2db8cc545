package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// answering is the page before it is opened.
func (t *talk) answering(d round) []app.UI {
	switch {
	case d.Own == nil:
		return []app.UI{t.acting.notice(), t.open(d), Notice(Plain, "You are not asked here.", "You read the answers when both sides open them.")}
	case d.in():
		return []app.UI{t.acting.notice(), t.open(d), t.handedIn(d)}
	}
	return []app.UI{nil, t.doubts(d), t.writing(d), t.handing.sheet(t, d)}
}

// writing is where it is answered.
func (t *talk) writing(d round) app.UI {
	banner := Room{Whose: d.room(), Readers: d.readers(), Sticky: true}
	after := []app.UI{t.choices(d), t.ready(d)}
	if d.Own.Document == nil {
		banner.Sticky = false
		return Sheetwise(RoomBanner(banner), after...)
	}
	var ours []gql.ParticipantLine
	for _, p := range t.people() {
		if whoseOf(p) == d.r.mySide() {
			ours = append(ours, p)
		}
	}
	return &Writing{
		Visit: t.Visit, Document: *d.Own.Document, Mine: d.r.mySide(), People: ours, Banner: banner,
		Still: d.still(), Begin: "Half a sentence is enough.", After: after, OnWritten: t.see,
	}
}

// see hears from the editor, which is drawn apart from this page.
func (t *talk) see(_ app.Context, w Written) {
	t.written = w
	t.Update()
}

func (d round) still() string {
	if d.byPerson() {
		return d.r.still(pact.Author)
	}
	return d.r.still(pact.OurSide)
}

func (d round) readers() string {
	switch {
	case d.State == pact.RoundWithdrawn && d.byPerson():
		return "Only you read this."
	case d.State == pact.RoundWithdrawn:
		return d.r.sideReaders()
	case d.byPerson():
		return "Only you read this, until everybody is in and it is opened."
	}
	return "Only " + d.r.ours() + " reads and writes this, until both open it."
}

// pick is an answer to choose: what was chosen, and what the server has.
type pick struct {
	want, kept pact.Choice
	form       form
	before     *gql.OneRoundNodeRound // the page as it was when it was kept: a newer one knows better
}

// picked is the answer chosen to a question, as far as the page knows.
func (t *talk) picked(d round, key string) pact.Choice {
	if p := t.picks[key]; p != nil && (p.want != p.kept || p.before == t.Data) {
		return p.want
	}
	for _, c := range d.Own.Choices {
		if c.Key == key {
			return c.Choice
		}
	}
	return ""
}

// choices are the questions with a few answers to pick from.
func (t *talk) choices(d round) app.UI {
	var body []app.UI
	for _, q := range d.Questions {
		if len(q.Choices) == 0 {
			continue
		}
		var options []Option
		for _, c := range q.Choices {
			options = append(options, Option{Value: string(c), Label: choiceWord(c), Chosen: c == t.picked(d, q.Key)})
		}
		var trouble app.UI
		if p := t.picks[q.Key]; p != nil {
			trouble = p.form.noticeAs("Not kept.")
		}
		body = append(body, Choices("pick-"+q.Key, q.Text, options, t.choose, q.Key), trouble)
	}
	if len(body) == 0 {
		return nil
	}
	return tagDiv("sec stack picks", steady(body)...)
}

func (t *talk) choose(ctx app.Context, _ app.Event) {
	key, value := ctx.JSSrc().Get("name").String()[len("pick-"):], ctx.JSSrc().Get("value").String()
	if t.picks == nil {
		t.picks = map[string]*pick{}
	}
	if t.picks[key] == nil {
		t.picks[key] = &pick{}
	}
	t.picks[key].want = pact.Choice(value)
	t.keep(ctx, key)
}

// keep stores what was picked, and what was picked meanwhile.
func (t *talk) keep(ctx app.Context, key string) {
	p := t.picks[key]
	in := gql.PickChoiceInput{Answer: t.Data.Own.Id, Key: key, Choice: p.want, ClientMutationId: p.form.mutation()}
	p.form.send(ctx, func(ctx context.Context) error {
		_, err := gql.PickChoice(ctx, t.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		if p.kept, p.before = in.Choice, t.Data; p.want != p.kept {
			t.keep(ctx, key)
		}
	})
}

// keeping says whether something that was picked is not stored yet.
func (t *talk) keeping() bool {
	for _, p := range t.picks {
		if p.want != p.kept {
			return true
		}
	}
	return false
}
