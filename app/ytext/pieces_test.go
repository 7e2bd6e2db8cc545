package ytext

import (
	"math/rand/v2"
	"unicode"
	"unicode/utf16"
)

var fuzzRoots = []string{"vision", "注"}

var pieces = []string{
	"a", "b", "Quay", " ", "\n", "on time. ", "é", "e\u0301", "n\u0303o", "😀", "👩‍🚀", "🇨🇭", "𝄞𝄞𝄞", "𠮷野",
	"約束", "守る", "שלום", "مرحبا", "\u202eabc\u202c", "\uFEFF", "\uFFFD", "\x00", "x😀y", "zzzzzzzzzzzzzzzz",
}

const cutPairs = "cut surrogate pairs"

// kinds are the scripts that a fuzz has to meet.
var kinds = map[string]func(r rune) bool{
	"emoji":           func(r rune) bool { return r >= 0x1F000 && unicode.Is(unicode.So, r) },
	"CJK":             func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana) },
	"combining marks": func(r rune) bool { return unicode.Is(unicode.Mn, r) },
	"right-to-left":   func(r rune) bool { return unicode.In(r, unicode.Hebrew, unicode.Arabic) || r == '\u202e' },
}

// scribbler makes one transaction after another, and tells what kinds of text
// it met.
type scribbler struct {
	*rand.Rand
	saw func(kind string)
}

// edits make one transaction for a replica; some cut surrogate pairs.
func (s scribbler) edits(text func(root string) string) []Edit {
	var edits []Edit
	texts := map[string]string{}
	for range 1 + s.IntN(5)/4 {
		root := fuzzRoots[s.IntN(5)/4]
		if _, ok := texts[root]; !ok {
			texts[root] = text(root)
		}
		e := s.edit(texts[root])
		e.Root = root
		texts[root] = Slice16(texts[root], 0, e.At) + e.Insert + Slice16(texts[root], e.At+e.Delete, UTF16Len(texts[root]))
		edits = append(edits, e)
	}
	return edits
}

func (s scribbler) edit(text string) (e Edit) {
	units := utf16.Encode([]rune(text))
	e.At = s.IntN(len(units) + 1)
	if s.IntN(3) == 0 { // typing on
		e.At = min(e.At, s.IntN(3))
	}
	if halves := pairs(units); len(halves) > 0 && s.IntN(8) == 0 {
		e.At = halves[s.IntN(len(halves))]
	}
	if s.IntN(3) == 0 {
		e.Delete = s.IntN(min(len(units)-e.At, 12) + 1)
	}
	if e.Delete == 0 || s.IntN(3) == 0 {
		e.Insert = pieces[s.IntN(len(pieces))]
	}
	if cuts(units, e.At) || cuts(units, e.At+e.Delete) {
		s.saw(cutPairs)
	}
	for kind, is := range kinds {
		for _, r := range e.Insert {
			if is(r) {
				s.saw(kind)
			}
		}
	}
	return e
}

// pairs are the offsets inside of surrogate pairs.
func pairs(units []uint16) (halves []int) {
	for i := range units {
		if cuts(units, i) {
			halves = append(halves, i)
		}
	}
	return halves
}

func cuts(units []uint16, at int) bool {
	return 0 < at && at < len(units) && utf16.DecodeRune(rune(units[at-1]), rune(units[at])) != unicode.ReplacementChar
}
