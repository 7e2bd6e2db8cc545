package pact

import (
	"slices"
	"strings"
	"unicode"
)

// Difference is how one section reads now and how it read before; one of the two is empty when the
// section is new, or gone.
type Difference struct {
	Document, Key, Prompt string
	Pieces                []Piece
}

// Piece is a run of words that stayed, came or went.
type Piece struct {
	Sign int // 0 stayed, 1 came, -1 went
	Text string
}

// Differences lists the sections of two texts that do not read alike, in the order of what is now,
// with those that are gone behind.
func Differences(before, now []SectionText) (all []Difference) {
	find := func(in []SectionText, t SectionText) (SectionText, bool) {
		i := slices.IndexFunc(in, func(o SectionText) bool { return o.Document == t.Document && o.Key == t.Key })
		if i < 0 {
			return SectionText{}, false
		}
		return in[i], true
	}
	for _, t := range now {
		if old, _ := find(before, t); old.Text != t.Text {
			all = append(all, Difference{t.Document, t.Key, t.Prompt, Pieces(old.Text, t.Text)})
		}
	}
	for _, old := range before {
		if _, still := find(now, old); !still {
			all = append(all, Difference{old.Document, old.Key, old.Prompt, Pieces(old.Text, "")})
		}
	}
	return all
}

// mostCompared bounds the work of comparing: beyond it, what is between the first and the last
// difference went and came as a whole.
const mostCompared = 1 << 20

// Pieces tells two texts apart word by word. The pieces that stayed or came give the one that is now,
// those that stayed or went the one before.
func Pieces(before, now string) (all []Piece) {
	a, b := runsOf(before), runsOf(now)
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	add := func(sign int, words []string) {
		text := strings.Join(words, "")
		switch {
		case text == "":
		case len(all) > 0 && all[len(all)-1].Sign == sign:
			all[len(all)-1].Text += text
		default:
			all = append(all, Piece{sign, text})
		}
	}
	add(0, a[:head])
	between(a[head:len(a)-tail], b[head:len(b)-tail], add)
	add(0, a[len(a)-tail:])
	return all
}

// between compares by the longest run of words that both have in common, in order.
func between(a, b []string, add func(int, []string)) {
	if len(a)*len(b) > mostCompared || len(a) == 0 || len(b) == 0 {
		add(-1, a)
		add(1, b)
		return
	}
	common := make([][]int32, len(a)+1) // common[i][j]: of a[i:] and b[j:]
	for i := range common {
		common[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			add(0, a[i:i+1])
			i, j = i+1, j+1
		case common[i+1][j] >= common[i][j+1]:
			add(-1, a[i:i+1])
			i++
		default:
			add(1, b[j:j+1])
			j++
		}
	}
	add(-1, a[i:])
	add(1, b[j:])
}

// runsOf cuts a text into words and what is between them; together they give the text.
func runsOf(s string) (words []string) {
	from, kind := 0, 0
	for i, r := range s {
		now := 1
		switch {
		case unicode.IsSpace(r):
			now = 2
		case unicode.IsPunct(r):
			now = 3
		}
		if now != kind && i > 0 {
			words = append(words, s[from:i])
			from = i
		}
		kind = now
	}
	if from < len(s) {
		words = append(words, s[from:])
	}
	return words
}
