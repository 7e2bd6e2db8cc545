package ui

import (
	"slices"
	"strings"
	"time"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// thought is a hint for the writer alone: on one sentence, as it stood when they paused.
type thought struct {
	Kind           pact.HintKind
	Words          string
	Why, Instead   string
	section, again string
}

// stretch is what was typed in a section since it was last thought about.
type stretch struct {
	from, to int
	any      bool
}

func (s stretch) with(c ytext.Splice) stretch {
	end := c.At + ytext.UTF16Len(c.Insert)
	if !s.any {
		return stretch{c.At, end, true}
	}
	s = s.after(c)
	return stretch{min(s.from, c.At), max(s.to, end), true}
}

// after is where it is when something was changed elsewhere.
func (s stretch) after(c ytext.Splice) stretch {
	s.from, s.to = moveOffset(s.from, c), moveOffset(s.to, c)
	return s
}

// thinksAfter is the pause after which a section is read. Nothing is read with the keys.
const thinksAfter = time.Second

// leftAlone are the words that people keep as they are, by document, for as long as the tab is
// open.
var leftAlone = map[string]map[string]bool{}

// helps says whether the writer of a document gets a second pair of eyes: where both sides read what
// is to hold between them.
func helps(kind pact.DocumentKind, room pact.Audience) bool {
	return room == pact.Shared && slices.Contains([]pact.DocumentKind{
		pact.VisionDocument, pact.CommitmentDocument, pact.ConclusionDocument, pact.PartingDocument, pact.CharterDocument,
	}, kind)
}

// thinkSoon is called when something was typed.
func (d *desk) thinkSoon() {
	if d.helps {
		d.later("think", thinksAfter, d.think)
	}
}

// think reads the sections that somebody has paused in.
func (d *desk) think() {
	if rest := thinksAfter - time.Since(d.typedAt); rest > 0 {
		d.later("think", rest, d.think)
		return
	}
	for _, h := range d.hands {
		if h.wrote.any {
			h.thought = d.thoughtOn(h)
			h.wrote = stretch{}
			d.mark(h)
		}
	}
	d.look()
}

// thoughtOn is the hint on what was typed, or the one before if that still stands.
func (d *desk) thoughtOn(h *hand) *thought {
	left := leftAlone[d.document]
	text, typed := h.lines()
	for _, hint := range pact.Wording(text) {
		words := ytext.Slice16(text, hint.From, hint.To)
		if hint.To >= typed.from && hint.From <= typed.to && !left[words] {
			return &thought{Kind: hint.Kind, Words: words, Why: hint.Why, Instead: hint.Instead, section: h.section, again: words}
		}
	}
	if t := h.thought; t != nil && t.Kind != pact.Wordy && h.has(t.Words) {
		return t
	}
	if !d.brief || left[h.section] {
		return nil
	}
	count, over, from, to := pact.Brevity(h.base)
	if !over || from == to {
		return nil
	}
	return &thought{
		Kind: pact.Wordy, Words: ytext.Slice16(h.base, from, to), section: h.section, again: h.section,
		Why: words(count) + ", and sixty are remembered. This sentence would be missed least:",
	}
}

// lines are those that were typed in, and where in them.
func (h *hand) lines() (string, stretch) {
	before := ytext.Slice16(h.base, 0, h.wrote.from)
	typed := ytext.Slice16(h.base, h.wrote.from, h.wrote.to)
	after, _, _ := strings.Cut(ytext.Slice16(h.base, h.wrote.to, ytext.UTF16Len(h.base)), "\n")
	before = before[strings.LastIndexByte(before, '\n')+1:]
	from := ytext.UTF16Len(before)
	return before + typed + after, stretch{from, from + h.wrote.to - h.wrote.from, true}
}

// forgetThought lets go of a hint whose words somebody else has changed.
func (h *hand) forgetThought() {
	if h.thought != nil && !h.has(h.thought.Words) {
		h.thought = nil
	}
}

func (h *hand) has(words string) bool { return strings.Contains(h.base, words) }

// noted is what the hint is about, as long as nobody types.
func (h *hand) noted() []notedSpot {
	spots := []notedSpot{}
	if h.thought == nil || h.wrote.any {
		return spots
	}
	if before, _, there := strings.Cut(h.base, h.thought.Words); there {
		from := ytext.UTF16Len(before)
		spots = append(spots, notedSpot{from, from + ytext.UTF16Len(h.thought.Words)})
	}
	return spots
}

// answer is what the writer does about a hint: to take its words, or to leave their own. Neither is
// asked again.
func (d *desk) answer(section string, take bool) {
	d.takeTyped()
	for _, h := range d.hands {
		t := h.thought
		if h.section != section || t == nil {
			continue
		}
		if leftAlone[d.document] == nil {
			leftAlone[d.document] = map[string]bool{}
		}
		leftAlone[d.document][t.again] = true
		h.thought, h.wrote = nil, stretch{}
		at := h.area.caret()
		if take {
			at = d.replace(h, t.Words, t.Instead)
		}
		h.area.goTo(at)
		d.mark(h)
	}
	d.look()
}

// replace writes words in place of others, as the writer would: it is one step to undo, and the
// others see it as any edit. It gives where the caret belongs.
func (d *desk) replace(h *hand, words, instead string) int {
	before, _, there := strings.Cut(h.base, words)
	if !there || !h.inStep() {
		return h.area.caret()
	}
	c := ytext.Splice{Root: h.section, At: ytext.UTF16Len(before), Delete: ytext.UTF16Len(words), Insert: instead}
	if instead == "" {
		c = withSpace(h.base, c)
	}
	h.pen.write(c, "insertReplacementText")
	if h.problem = h.live.Edit(ytext.Edit(c)); h.problem != nil {
		return h.area.caret()
	}
	h.base, h.aside = splice(h.base, c), ""
	h.area.splice(c)
	h.shown = h.base
	d.typedAt = time.Now()
	d.changed, d.problem = d.typedAt, nil
	return c.At + ytext.UTF16Len(instead)
}

// withSpace takes the space beside a sentence out with it.
func withSpace(text string, c ytext.Splice) ytext.Splice {
	end := ytext.UTF16Len(text)
	switch {
	case c.At+c.Delete < end && ytext.Slice16(text, c.At+c.Delete, c.At+c.Delete+1) == " ":
		c.Delete++
	case c.At > 0 && ytext.Slice16(text, c.At-1, c.At) == " ":
		c.At--
		c.Delete++
	}
	return c
}
