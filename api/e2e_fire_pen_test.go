package main

import (
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"midspan/app/ytext"
)

// pen decides what somebody types next. Two pens never write the same character.
type pen struct {
	dice  *rand.Rand
	next  func() rune
	caret map[string]rune // the character behind which typing goes on, by section
}

// newPen makes the nth of eight pens. Its characters are of the basic plane, then also such as take
// two units of UTF-16.
func newPen(nth int, seed uint64) *pen {
	const basic = 5000
	n := rune(-1)
	return &pen{
		dice: rand.New(rand.NewPCG(seed, uint64(nth))), caret: map[string]rune{},
		next: func() rune {
			if n++; n%2 == 0 && n < 2*basic {
				return 0x3400 + basic*rune(nth) + n/2
			}
			return 0x20000 + 0x8000*rune(nth) + n
		},
	}
}

// stroke is one edit, as intended: where it comes to lie depends on the text by then.
type stroke struct {
	Section string  `json:"section"`
	Behind  string  `json:"behind"` // this character, if it is there
	Part    float64 `json:"part"`   // or else behind this part of the text
	Erase   int     `json:"erase"`  // characters before the place
	Typed   string  `json:"typed"`
}

// stroke types behind what was typed last, or elsewhere; now and then it pastes, takes out some of
// what stands there, or puts something in its place.
func (p *pen) stroke() stroke {
	s := stroke{Section: fireSections[p.dice.IntN(len(fireSections))], Part: p.dice.Float64()}
	if caret := p.caret[s.Section]; caret != 0 && p.dice.IntN(12) > 0 {
		s.Behind = string(caret)
	}
	length := 1
	switch roll := p.dice.IntN(20); {
	case roll < 5:
		s.Erase, length = 1+p.dice.IntN(4), 0
	case roll == 5:
		s.Erase = 1 + p.dice.IntN(6)
	case roll == 6:
		length = 2 + p.dice.IntN(30)
	}
	var b strings.Builder
	for range length {
		p.caret[s.Section] = p.next()
		b.WriteRune(p.caret[s.Section])
	}
	s.Typed = b.String()
	return s
}

// on gives the UTF-16 offset of a stroke in a text, and what it takes out there.
func (s stroke) on(text string) (at int, erased string) {
	from := int(s.Part * float64(len(text)))
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	if i := strings.Index(text, s.Behind); s.Behind != "" && i >= 0 {
		from = i + len(s.Behind)
	}
	start := from
	for range s.Erase {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	return ytext.UTF16Len(text[:start]), text[start:from]
}
