package ui

import (
	"context"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// keeping is a doubt on its way into its own room, from the hint that it was found by.
type keeping struct {
	words string
	form  form
	kept  bool
}

const onlyYou = "Only you see this"

// hint stands beside the words it is about, for the person who wrote them and nobody else. It
// stops nothing.
func (w *Writing) hint(section string) app.UI {
	t, ok := w.view.Thoughts[section]
	if !ok {
		return nil
	}
	k := w.keepingOf(section, t.Words)
	other, use := t.Instead, "Use these words"
	if t.Kind == pact.Wordy {
		other, use = t.Words, "Take it out"
	}
	return app.Div().Class("hint", "me").Role("note").Aria("label", "A thought on your wording, seen by you only").Body(steady([]app.UI{
		tagP("hint__who", Icon(IconMine), textSpan("", onlyYou)),
		textP("", t.Why),
		tagP("", app.Q().Dir("auto").Text(other)),
		tagP("hint__do",
			Button(Act{Label: use, Look: SmallLook, On: w.answers(section, true), Scope: "use " + section}),
			drawIf(t.Kind.IsDoubt() && !k.kept, func() app.UI {
				return Button(Act{Label: k.form.label("Keep it for the pre-mortem", "Keeping it"), Look: SoftLook, Busy: k.form.busy, On: w.keep(k), Scope: "keep " + section + " " + t.Words})
			}),
			drawIf(t.Kind == pact.Rehash, func() app.UI {
				return Button(Act{Label: "It belongs to looking back", Look: SoftLook, Href: "/r/" + w.Visit.Arg("rel") + lookbackPlace})
			}),
			Button(Act{Label: "Leave mine", Look: SoftLook, On: w.answers(section, false), Scope: "leave " + section}),
		),
		w.said(k),
	})...)
}

// keepingOf is how it stands with a doubt of a section: another one begins anew.
func (w *Writing) keepingOf(section, words string) *keeping {
	k := w.keeping[section]
	if k == nil || k.words != words {
		k = &keeping{words: words}
		if w.keeping == nil {
			w.keeping = map[string]*keeping{}
		}
		w.keeping[section] = k
	}
	return k
}

// said tells what became of a doubt.
func (w *Writing) said(k *keeping) app.UI {
	switch {
	case k.kept:
		return tagP("hint__kept",
			app.Text("Kept for the "),
			app.A().Href(at("/r/"+w.Visit.Arg("rel")+doubtsPlace)).Text("pre-mortem"), app.Text(". Only you see it."),
		)
	case k.form.problem != nil:
		return textP("hint__kept", "Not kept. "+gql.Words(k.form.problem)+" Your words are still in the text.")
	}
	return nil
}

func (w *Writing) answers(section string, take bool) app.EventHandler {
	return func(app.Context, app.Event) { w.desk.live.Do(func() { w.desk.answer(section, take) }) }
}

// keep puts a doubt where it is welcome.
func (w *Writing) keep(k *keeping) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.CreateRiskInput{Relationship: w.Visit.Arg("rel"), Text: shortened(k.words, pact.MaxNeed), ClientMutationId: k.form.mutation()}
		k.form.send(ctx, func(ctx context.Context) error {
			_, err := gql.CreateRisk(ctx, w.Visit.Client, in)
			return err
		}, func(app.Context) {
			k.kept = true
			tell("Kept for the pre-mortem. Only you see it.")
		})
	}
}

// shortened is as much of a text as fits.
func shortened(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

// hearThought tells of a hint, once in a while.
func (w *Writing) hearThought(was, now deskView) {
	for section, t := range now.Thoughts {
		if was.Thoughts[section] != t {
			access("sayOnce", "There is a thought on your wording, after the text. Only you see it.")
		}
	}
}

// length is how many words a section has, where that matters.
func (w *Writing) length(section string) string {
	said := words(w.view.Words[section])
	if w.tooLong(section) {
		said += ", best within " + strconv.Itoa(pact.BestWithin)
	}
	return said
}

func (w *Writing) tooLong(section string) bool {
	return w.Document.Kind == pact.VisionDocument && w.view.Words[section] > pact.BestWithin
}
