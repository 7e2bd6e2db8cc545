package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// underline is words of an answer with a line under them: a mark's, or those just selected.
type underline struct {
	from, to int
	class    string
}

// sideBySide is what both sides said to a question. fresh lets it open from both edges.
func (d round) sideBySide(key string, fresh bool, picked []pact.Span) app.UI {
	left, right := d.voices(key)
	return tagDiv(classes("sbs", when(fresh, "sbs--opens")),
		d.half(key, pact.Left, left, picked), d.half(key, pact.Right, right, picked),
	)
}

func (d round) half(key string, b pact.Bank, voices []voice, picked []pact.Span) app.UI {
	side := WhoseSide(string(b))
	body := []app.UI{tagP("sbs__who", PersonChip(Person{Name: d.r.side(b).Name, Side: side}))}
	for _, v := range voices {
		body = append(body, d.voice(key, v, picked))
	}
	if len(voices) == 0 {
		body = append(body, textP("muted", "Nothing said here."))
	}
	return app.Div().Class("sbs__one", string(side)).Role("group").Aria("label", at(d.r.bankName(b))).Body(body...)
}

func (d round) voice(key string, v voice, picked []pact.Span) app.UI {
	var lines []underline
	for _, m := range d.marks(key) {
		for _, s := range m.Spans {
			if s.Source == v.source {
				lines = append(lines, underline{s.From, s.To, when(m.Kind == pact.Differs, "differs")})
			}
		}
	}
	for _, s := range picked {
		if s.Source == v.source {
			lines = append(lines, underline{s.From, s.To, "picked"})
		}
	}
	body := saidLines(v.source, v.text, lines)
	if v.choice != "" {
		body = []app.UI{textP("sbs__choice", choiceWord(v.choice))}
	}
	if v.who != "" {
		body = append([]app.UI{tagP("small", PersonName(Person{Name: v.who, Side: v.side}))}, body...)
	}
	return tagDiv("sbs__t", body...)
}

// saidLines are the lines of a text. With a source each tells where in the text it begins, for
// those who select words of it.
func saidLines(source, text string, lines []underline) []app.UI {
	var all []app.UI
	from := 0
	for _, line := range strings.Split(text, "\n") {
		to := from + ytext.UTF16Len(line)
		if strings.TrimSpace(line) != "" {
			p := app.P().Dir("auto")
			if source != "" {
				p = p.DataSet("source", source).DataSet("from", strconv.Itoa(from))
			}
			all = append(all, p.Body(runs(text, from, to, lines)...))
		}
		from = to + 1
	}
	return all
}

// runs are the words between two places, cut where a line under them begins or ends.
func runs(text string, from, to int, lines []underline) []app.UI {
	var all []app.UI
	for from < to {
		next, class, under := to, "", false
		for _, l := range lines {
			switch {
			case l.from <= from && from < l.to:
				next, class, under = min(next, l.to), l.class, true
			case from < l.from:
				next = min(next, l.from)
			}
		}
		words := app.Text(ytext.Slice16(text, from, next))
		if under {
			all = append(all, app.Elem("mark").Class(class).Body(words))
		} else {
			all = append(all, words)
		}
		from = next
	}
	return all
}
