package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// open is the card once everybody is in, or what is waited for.
func (t *talk) open(d round) app.UI {
	if d.State == pact.RoundOpen {
		if !d.in() {
			return nil
		}
		return NothingWaits("You are ready. When everybody is in, either side opens both at once.")
	}
	card := Next{
		Label: "Everybody is in",
		Text:  "Both sides have answered. Nobody can change a word now.",
		Ask:   "Opening shows everything to both sides in the same moment.",
		Acts:  []app.UI{Button(Act{Label: t.acting.label("Open both", "Opening"), Look: Primary, Busy: t.acting.busy, On: t.reveal})},
	}
	if pact.MayReveal(d.facts(), d.r.role()) != nil {
		card.Ask, card.Acts = "The people of either side open it, for both at once.", nil
	}
	return NextCard(card)
}

func (t *talk) reveal(ctx app.Context, _ app.Event) {
	in := gql.RevealRoundInput{Round: t.Data.Id, ClientMutationId: t.acting.mutation()}
	t.acting.send(ctx, func(ctx context.Context) error {
		_, err := gql.RevealRound(ctx, t.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		toTop()
		refresh(ctx)
	})
}

// toTop shows the page from its beginning: what comes next stands there.
func toTop() { app.Window().Call("scrollTo", 0, 0) }

// handedIn is the answer as it was handed in, for those whose it is; or, where it was called off
// before, as it was left.
func (t *talk) handedIn(d round) app.UI {
	if d.Own == nil {
		return nil
	}
	var body []app.UI
	for _, q := range d.Questions {
		body = append(body, tagSection("sec",
			textH2("sec__q after", q.Text), said(d.ownWords(q.Key)),
		))
	}
	if d.in() {
		body = append(body, t.foot(d))
	}
	return Sheetwise(RoomBanner(Room{Whose: d.room(), Readers: d.readers()}), body...)
}

// ownWords are those of the reader's own answer: handed in, or still being written.
func (d round) ownWords(key string) string {
	for _, a := range d.Own.Texts {
		if a.Key == key && a.Choice != "" {
			return choiceWord(a.Choice)
		}
		if a.Key == key {
			return a.Text
		}
	}
	if !d.in() && d.Own.Document != nil {
		for _, s := range d.Own.Document.Sections {
			if s.Key == key {
				return s.Text
			}
		}
	}
	return ""
}

func said(text string) app.UI {
	if text == "" {
		return textP("muted", "Nothing said here.")
	}
	return tagDiv("said", saidLines("", text, nil)...)
}

func (t *talk) foot(d round) app.UI {
	var back app.UI
	if pact.MayTakeBack(d.facts(), true) == nil && pact.MayWrite(d.r.role(), pact.Shared) == nil {
		back = Button(Act{Label: t.acting.label("Take it back", "Taking it back"), Look: SoftLook, Busy: t.acting.busy, On: t.takeBack})
	}
	return tagDiv("sec stack",
		steady([]app.UI{
			tagDiv("row row--between",
				textP("small ink2", "Handed in "+t.Visit.ago(d.Own.SubmittedAt)+"."), back,
			),
			drawIf(d.Own.Digest != "", func() app.UI {
				return Fold("Fingerprint",
					textP("small ink2", "It covers every word you handed in. Keep it to see later that nothing was changed."),
					textP("hex", d.Own.Digest))
			}),
		})...,
	)
}

// Fold keeps something out of sight until it is asked for.
func Fold(label string, body ...app.UI) app.UI {
	return tagDetails("manage",
		textSummary("linkbtn soft", label), tagDiv("stack", steady(body)...),
	)
}

func (t *talk) takeBack(ctx app.Context, _ app.Event) {
	in := gql.TakeBackAnswerInput{Answer: t.Data.Own.Id, ClientMutationId: t.acting.mutation()}
	t.acting.send(ctx, func(ctx context.Context) error {
		_, err := gql.TakeBackAnswer(ctx, t.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		say(ctx, "It is yours to write in again.")
		refresh(ctx)
	})
}
