package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/link"
	"midspan/app/ytext"
)

// hand writes one section: it keeps a text area and the section's text in step. It
// lives on the document's own goroutine. What changed is taken from the text area by
// comparing, never from keys: so it works with every keyboard and input method.
type hand struct {
	live    *link.Document
	section string
	area    app.Value
	over    overlay

	dirty   bool   // something was typed that typed has not seen
	base    string // the section's text that the text area builds on
	shown   string // the text area when it was last in step with base
	known   bool   // the text is there, base is not only what the page brought along
	problem error  // why what stands in the text area cannot be taken
}

// value is what stands in the text area.
func (h *hand) value() string { return h.area.Get("value").String() }

// typed takes over what was typed since the last time.
func (h *hand) typed() (changed bool) {
	if !h.dirty || !h.live.Session().Known() {
		return false
	}
	value := h.value()
	if h.dirty = value != h.shown; !h.dirty {
		return false
	}
	c := ytext.Splice{Root: h.section}
	c.At, c.Delete, c.Insert = ytext.Diff16(h.base, value, h.area.Get("selectionEnd").Int())
	h.problem = h.live.Edit(ytext.Edit(c))
	if h.problem != nil {
		return false
	}
	stepwise := h.base == h.shown
	h.base, h.shown, h.dirty = value, value, false
	if !stepwise || !h.over.edit(c) {
		h.over.stale = true
	}
	return true
}

// inStep says whether the text area shows the section's text and nothing else.
func (h *hand) inStep() bool { return h.base == h.shown && h.value() == h.shown }

// follow takes over what others changed. Caret and selection stay with their
// neighbours; what is typed and not taken stays where it was.
func (h *hand) follow(changes []ytext.Splice) {
	if !h.inStep() || strings.Contains(h.base, "\r") {
		h.become(h.live.Session().Doc().Text(h.section))
		return
	}
	for _, c := range changes {
		h.base = splice(h.base, c)
		h.area.Call("setRangeText", c.Insert, c.At, c.At+c.Delete, "preserve")
	}
	h.shown = h.base
	if h.live.Session().Doc().Len(h.section) != ytext.UTF16Len(h.base) || h.value() != h.base {
		h.become(h.live.Session().Doc().Text(h.section))
	}
}

// become shows another text of the section, with what is typed and not taken on it.
func (h *hand) become(text string) {
	value := h.value()
	if text == h.base && value == h.shown {
		return
	}
	from, to := h.area.Get("selectionStart").Int(), h.area.Get("selectionEnd").Int()
	mine := text
	if value != h.shown {
		mine = rebase(h.base, value, text)
	}
	h.base, h.shown = text, text
	if mine != value {
		at, del, ins := ytext.Diff16(value, mine, -1)
		moved := ytext.Splice{At: at, Delete: del, Insert: ins}
		h.area.Set("value", mine)
		if h.focused() {
			h.area.Call("setSelectionRange", moveOffset(from, moved), moveOffset(to, moved))
		}
	}
	if h.dirty = mine != text; !h.dirty {
		h.shown = h.value() // the browser writes line breaks its own way
	}
}

func (h *hand) focused() bool {
	return app.Window().Get("document").Get("activeElement").Equal(h.area)
}

// selection is where the reader is in the section.
func (h *hand) selection() (from, to int, ok bool) {
	if !h.focused() || !h.inStep() {
		return 0, 0, false
	}
	from, to = h.area.Get("selectionStart").Int(), h.area.Get("selectionEnd").Int()
	if h.area.Get("selectionDirection").String() == "backward" {
		from, to = to, from
	}
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
