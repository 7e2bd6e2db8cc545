package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// handing is the sheet that shows who will read an answer, before it is handed in.
type handing struct {
	open   bool
	digest string // of the words that were on the screen when it was opened
	form   form
}

// ready is the end of the answer: handing it in, or why that waits.
func (t *talk) ready(d round) app.UI {
	act := Act{Label: d.readyLabel(), Look: Primary, On: t.openHanding}
	words := "It is opened only when both are in. Until then you can take it back."
	if d.byPerson() {
		words = "It is opened only when everybody is in. Until then you can take it back."
	}
	if why := t.unready(d); why != "" {
		act.Closed, words = true, why
	}
	return tagDiv("sec sec__close", textP("small muted", words), Button(act))
}

func (d round) readyLabel() string {
	if d.byPerson() {
		return "I am ready"
	}
	return "We are ready"
}

// unready says why what is on the screen cannot be handed in now.
func (t *talk) unready(d round) string {
	texts := t.said(d)
	if d.Own.Document != nil && !app.IsServer {
		switch {
		case t.written.Digest == "" && (t.written.Save == Offline || t.written.Save == Unkept):
			return "There is no network. What you write is kept on this device; hand it in when you are back."
		case t.written.Digest == "":
			return "One moment, until your last words are saved."
		}
	}
	if t.keeping() {
		return "One moment, until what you picked is kept."
	}
	if err := pact.MaySubmit(d.facts(), d.r.role(), false, texts, d.questions()); err != nil && !app.IsServer {
		return lacking(err)
	}
	return ""
}

// lacking says what an answer still needs, to somebody who did not try to hand it in yet.
func lacking(err error) string {
	f := form{problem: err}
	switch {
	case f.fault("choices") != "":
		return "A question still waits for one of its answers."
	case f.fault("texts") != "":
		return "There is no word in it yet. Half a sentence is enough."
	}
	return gql.Words(err)
}

// said is what stands on the screen.
func (t *talk) said(d round) []pact.AnswerText {
	var all []pact.AnswerText
	for _, q := range d.Questions {
		all = append(all, pact.AnswerText{Key: q.Key, Text: t.written.Texts[q.Key], Choice: t.picked(d, q.Key)})
	}
	return all
}

func (t *talk) openHanding(app.Context, app.Event) {
	t.handing = handing{open: true, digest: t.written.Digest}
}

func (t *talk) closeHanding(app.Context) { t.handing = handing{} }

func (h *handing) sheet(t *talk, d round) app.UI {
	if !h.open {
		return nil
	}
	now := "Now: nobody of " + d.r.theirs() + ". They are not even told that you are ready."
	if d.ShowsReady {
		now = "Now: nobody of " + d.r.theirs() + ". They see that you are ready, and no word of it."
	}
	return &Sheet{ID: "ready", Title: "Who reads this, and when", OnClose: t.closeHanding, Body: []app.UI{
		h.form.notice(),
		textP("", now),
		textP("", d.afterwards()),
		t.readersOf(),
		textP("small ink2", "You can take it back while others still write. When the last is in, nobody can change a word."),
		Row(Button(Act{Label: h.form.label("Hand it in", "Handing it in"), Look: Primary, Busy: h.form.busy, On: t.handIn}),
			Button(Act{Label: "Not yet", Look: Quiet, On: func(ctx app.Context, _ app.Event) { t.closeHanding(ctx) }})),
	}}
}

// afterwards says under whose name it is read once it is open.
func (d round) afterwards() string {
	switch {
	case !d.byPerson():
		return "When both are in, either side opens both at once. Then these people read it, as the word of " + d.r.ours() + ":"
	case d.Naming == pact.Pooled:
		return "When everybody is in, either side opens all at once. Then these people read it: your side with your name, " + d.r.theirs() + " without."
	}
	return "When everybody is in, either side opens all at once. Then these people read it, with your name:"
}

func (t *talk) readersOf() app.UI {
	var people []app.UI
	for _, p := range t.people() {
		if !p.RemovedAt.IsZero() {
			continue
		}
		note := shortName(sideName(p))
		if p.User.Id == t.Visit.Viewer.ID {
			note = "you"
		}
		people = append(people, PersonChip(Person{Name: FirstName(p.User.Name), Note: note, Side: whoseOf(p)}))
	}
	return Row(people...)
}

func (t *talk) handIn(ctx app.Context, _ app.Event) {
	f := &t.handing.form
	in := gql.SubmitAnswerInput{Answer: t.Data.Own.Id, Digest: t.handing.digest, ClientMutationId: f.mutation()}
	last := false
	f.send(ctx, func(ctx context.Context) error {
		done, err := gql.SubmitAnswer(ctx, t.Visit.Client, in)
		last = err == nil && done.SubmitAnswer.Answer.Round.State == pact.RoundClosed
		return err
	}, func(ctx app.Context) {
		t.handing = handing{}
		t.written = Written{}
		toTop()
		if !last { // the page tells the last of them what comes now
			say(ctx, "It is in. You can take it back while others still write.")
		}
		refresh(ctx)
	})
}
