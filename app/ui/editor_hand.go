package ui

import (
	"strings"

	"midspan/app/link"
	"midspan/app/ytext"
)

// hand writes one section: it keeps a text area and the section's text in step. It
// lives on the document's own goroutine. What changed is taken from the text area by
// comparing, never from keys: so it works with every keyboard and input method.
type hand struct {
	live    *link.Document
	section string
	area    area
	pen     *pen
	marks   marks

	dirty   bool   // something was typed that typed has not seen
	base    string // the section's text that the text area builds on
	shown   string // the text area when it was last in step with base
	known   bool   // the text is there, base is not only what the page brought along
	problem error  // why what stands in the text area cannot be taken
	aside   string // what could not be taken and was taken back
	how     string // it was typed: the inputType of the last event

	wrote   stretch  // since the last pause
	thought *thought // on what was written before it
}

// typed takes over what was typed since the last time.
func (h *hand) typed() (changed bool) {
	if !h.dirty || !h.live.Session().Known() {
		return false
	}
	value := h.area.value()
	if h.dirty = value != h.shown; !h.dirty {
		return false
	}
	c := ytext.Splice{Root: h.section}
	c.At, c.Delete, c.Insert = ytext.Diff16(h.base, value, h.area.caret())
	h.pen.write(c, h.how)
	h.problem = h.live.Edit(ytext.Edit(c))
	if h.problem != nil {
		return false
	}
	h.wrote = h.wrote.with(c)
	stepwise := h.base == h.shown
	h.base, h.shown, h.dirty, h.aside = value, value, false, ""
	if stepwise {
		h.area.typed(c)
	} else {
		h.area.typedAny()
	}
	return true
}

// inStep says whether the text area shows the section's text and nothing else.
func (h *hand) inStep() bool { return h.base == h.shown && h.area.value() == h.shown }

// follow takes over what others changed. Caret and selection stay with their
// neighbours; what is typed and not taken stays where it was.
func (h *hand) follow(changes []ytext.Splice) {
	for _, c := range changes {
		h.wrote = h.wrote.after(c)
	}
	defer h.forgetThought()
	if !h.inStep() || strings.Contains(h.base, "\r") {
		h.become(h.live.Session().Doc().Text(h.section))
		return
	}
	for _, c := range changes {
		h.base = splice(h.base, c)
		h.area.splice(c)
	}
	h.shown = h.base
	if h.live.Session().Doc().Len(h.section) != ytext.UTF16Len(h.base) || h.area.value() != h.base {
		h.become(h.live.Session().Doc().Text(h.section))
	}
}

// become shows another text of the section, with what is typed and not taken on it.
func (h *hand) become(text string) {
	value := h.area.value()
	if text == h.base && value == h.shown {
		return
	}
	from, to := h.area.selection()
	mine := text
	if value != h.shown {
		mine = rebase(h.base, value, text)
	}
	h.base, h.shown = text, text
	if mine != value {
		at, del, ins := ytext.Diff16(value, mine, -1)
		moved := ytext.Splice{At: at, Delete: del, Insert: ins}
		h.area.become(mine, moveOffset(min(from, to), moved), moveOffset(max(from, to), moved))
	}
	if h.dirty = mine != text; !h.dirty {
		h.shown = h.area.value() // the browser writes line breaks its own way
	}
}

// selection is where the reader is in the section.
func (h *hand) selection() (from, to int, ok bool) {
	if !h.area.focused() || !h.inStep() {
		return 0, 0, false
	}
	from, to = h.area.selection()
	return from, to, true
}

// splice makes one change to a text.
func splice(s string, c ytext.Splice) string {
	end := ytext.UTF16Len(s)
	return ytext.Slice16(s, 0, c.At) + c.Insert + ytext.Slice16(s, c.At+c.Delete, end)
}

// moveOffset is where an offset is after a change: with the unit before it.
func moveOffset(at int, c ytext.Splice) int {
	switch {
	case at <= c.At:
		return at
	case at >= c.At+c.Delete:
		return at - c.Delete + ytext.UTF16Len(c.Insert)
	}
	return c.At
}

// rebase lays on theirs what made base into mine. It takes out only what stood in base:
// whatever they wrote stays.
func rebase(base, mine, theirs string) string {
	at, del, ins := ytext.Diff16(base, mine, -1)
	their := ytext.Splice{}
	their.At, their.Delete, their.Insert = ytext.Diff16(base, theirs, -1)
	theirEnd := their.At + their.Delete
	shift := ytext.UTF16Len(their.Insert) - their.Delete
	if from := max(at, theirEnd); from < at+del {
		theirs = splice(theirs, ytext.Splice{At: from + shift, Delete: at + del - from})
	}
	if to := min(at+del, their.At); at < to {
		theirs = splice(theirs, ytext.Splice{At: at, Delete: to - at})
	}
	switch {
	case at >= theirEnd && at > their.At:
		at += shift
	case at > their.At:
		at = their.At
	}
	return splice(theirs, ytext.Splice{At: at, Insert: ins})
}
