package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/pact"
)

// opened is the page once both sides read both: side by side, question by question, and what they
// take from it beneath.
func (t *talk) opened(d round) app.UI {
	body := []app.UI{t.worth.means(t, d), d.onward(), d.proofLine(t.Visit)}
	for _, q := range d.Questions {
		body = append(body, tagSection("compared",
			textH2("", q.Text), t.marking.draw(t.Visit, d, q, t.waited),
		))
	}
	body = append(body, t.pledges(d), t.conclusions(d), t.fingerprints(d), t.marking.sheet(t.Visit, d))
	return tagSection(classes("stack", "stack--l"), steady(body)...)
}

// onward leads from a pre-mortem to what both make of it.
func (d round) onward() app.UI {
	if d.Kind != pact.PreMortemRound {
		return nil
	}
	return Row(Button(Act{Label: "Group it, vote, and answer", Look: Primary, Href: d.r.path(risksPlace + "/" + d.Id)}))
}

func (d round) proofLine(v Visit) app.UI {
	if !d.sound() {
		return Notice(Attention, "The fingerprints do not fit.", "What is shown here is not what was handed in. Ask whoever runs this server.")
	}
	return tagP("small muted proof", Icon(IconLock), textSpan("", d.proof(v)))
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
			rows = append(rows, textDt("", shortName(b.Side.Name)), textDd("hex", b.Seal))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return Fold("Fingerprints",
		textP("small ink2", "Each covers all that a side handed in. They were fixed before anything was opened."),
		tagDl("about", rows...))
}
