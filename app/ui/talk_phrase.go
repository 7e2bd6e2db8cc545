package ui

import (
	"strings"

	"midspan/app/ytext"
)

// phrase is a sentence, or a part of one, and where it stands in UTF-16 units.
type phrase struct {
	from, to int
	text     string
}

// shortest is how many words a phrase has at least, unless its sentence has fewer.
const shortest = 3

// phrases cuts a text into sentences, and long ones at their commas.
func phrases(text string) []phrase {
	var all []phrase
	for _, line := range cut(phrase{0, ytext.UTF16Len(text), text}, "\n", 1) {
		for _, sentence := range cut(line, ".!?…:;。！？", 1) {
			all = append(all, cut(sentence, ",–—،、", shortest)...)
		}
	}
	return all
}

// cut parts a phrase behind any of the signs; a part with too few words stays with its neighbour.
// The signs and spaces at the ends are left out.
func cut(p phrase, signs string, least int) []phrase {
	var all []phrase
	begin := 0
	take := func(end int) {
		raw := p.text[begin:end]
		kept := strings.Trim(raw, signs+" \t")
		if kept == "" {
			begin = end
			return
		}
		at := begin + strings.Index(raw, kept)
		from := p.from + ytext.UTF16Len(p.text[:at])
		all = append(all, phrase{from, from + ytext.UTF16Len(kept), kept})
		begin = end
	}
	for i, sign := range p.text {
		after := i + len(string(sign))
		rest := p.text[after:]
		apart := sign == '\n' || rest == "" || rest[0] == ' ' || sign >= 0x3000
		if strings.ContainsRune(signs, sign) && apart &&
			len(strings.Fields(p.text[begin:i])) >= least && (least == 1 || len(strings.Fields(rest)) >= least) {
			take(after)
		}
	}
	take(len(p.text))
	return all
}
