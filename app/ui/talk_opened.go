package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/pact"
)

// opened is the page once both sides read both: side by side, question by question, and what they
// take from it beneath.
func (t *talk) opened(d round) app.UI {
	body := []app.UI{t.worth.means(t, d), d.proofLine(t.Visit)}
	for _, q := range d.Questions {
		body = append(body, app.Section().Class("compared").Body(
			app.H2().Text(q.Text), t.marking.draw(t.Visit, d, q, t.waited)))
	}
	body = append(body, t.pledges(d), t.conclusions(d), t.fingerprints(d), t.marking.sheet(t.Visit, d))
	return app.Section().Class("stack", "stack--l").Body(steady(body)...)
}

func (d round) proofLine(v Visit) app.UI {
	if !d.sound() {
		return Notice(Attention, "The fingerprints do not fit.", "What is shown here is not what was handed in. Ask whoever runs this server.")
	}
	return app.P().Class("small muted proof").Body(Icon(IconLock), app.Span().Text(d.proof(v)))
}

// conclusions is what both take from it.
func (t *talk) conclusions(d round) app.UI {
	if d.Document == nil {
		return nil
	}
	return Sub("What we take from this", &Writing{
		Visit: t.Visit, Document: *d.Document, Mine: d.r.mySide(), People: t.people(),
		Banner: Room{Whose: Both, Readers: d.r.sharedReaders(), Sticky: true},
		Still:  d.r.still(pact.Shared), Begin: "One line is enough.",
	})
}

// fingerprints are what each answer was sealed by.
func (t *talk) fingerprints(d round) app.UI {
	var rows []app.UI
	for _, b := range d.Banks {
		if b.Seal != "" {
			rows = append(rows, app.Dt().Text(shortName(b.Side.Name)), app.Dd().Class("hex").Text(b.Seal))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return Fold("Fingerprints",
		app.P().Class("small ink2").Text("Each covers all that a side handed in. They were fixed before anything was opened."),
		app.Dl().Class("about").Body(rows...))
}
