package ui

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// at readies text for an attribute. go-app prints attributes on the server
// with strconv.Quote and leaves the value "true" out, which is not HTML: a
// quote in a name would end the attribute. Whatever Quote would touch becomes a
// character reference there; in the browser the text is passed on as it is.
func at(v string) string {
	if !app.IsServer {
		return v
	}
	v = strings.TrimSpace(v)
	if v == "true" {
		return "&#116;rue"
	}
	var b strings.Builder
	for _, r := range v {
		switch {
		case unicode.IsControl(r) && r != '\n' && r != '\t': // no reference can name it
		case strings.ContainsRune(`"\&<>`, r) || !strconv.IsPrint(r):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// is is at for a state that is on or off.
func is(on bool) string { return at(strconv.FormatBool(on)) }

// svg draws. It goes through app.Raw because go-app sets classes as className,
// which SVG elements refuse. Nothing a person wrote may reach it but in label.
func svg(class, viewBox, label, body string) app.UI {
	who := `aria-hidden="true"`
	if label != "" {
		who = `role="img" aria-label="` + html.EscapeString(label) + `"`
	}
	return app.Raw(`<svg class="` + class + `" viewBox="` + viewBox + `" ` + who + ` focusable="false">` + body + `</svg>`)
}

// classes joins the class names that are not empty.
func classes(names ...string) string {
	return strings.Join(strings.Fields(strings.Join(names, " ")), " ")
}

// when gives the name if the condition holds, else nothing.
func when(on bool, name string) string {
	if on {
		return name
	}
	return ""
}

// unseen is text for screen readers only.
func unseen(text string) app.UI { return textSpan("sr", text) }

// drawIf gives what draw draws if the condition holds, else nothing.
func drawIf(on bool, draw func() app.UI) app.UI {
	if !on {
		return nil
	}
	return draw()
}

// unbroken keeps a date or a figure on one line.
func unbroken(text string) string { return strings.ReplaceAll(text, " ", "\u00a0") }

// steady puts something invisible where nothing is drawn. go-app goes by the
// place of an element among its siblings: if they moved up when a notice leaves,
// what was typed would be found in the wrong field.
func steady(body []app.UI) []app.UI {
	all := make([]app.UI, len(body))
	for i, e := range body {
		if e == nil {
			e = app.Elem("template")
		}
		all[i] = e
	}
	return all
}
