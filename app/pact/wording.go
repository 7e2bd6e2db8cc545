package pact

import "slices"

// HintKind says what a sentence may do to whoever reads it on the other side.
type HintKind string

// The kinds of a hint.
const (
	Blame         HintKind = "BLAME"         // it will be heard as a reproach
	Constraint    HintKind = "CONSTRAINT"    // a promise forged out of an old grievance
	Extrapolation HintKind = "EXTRAPOLATION" // yesterday, stretched a little
	Rehash        HintKind = "REHASH"        // past trouble retold
	NaySaying     HintKind = "NAY_SAYING"    // a doubt in the place of a thought
	Wordy         HintKind = "BREVITY"       // more words than anybody remembers
	Vague         HintKind = "VAGUE"         // nobody can see whether it happened
)

// IsDoubt says whether what was written has a room of its own: the pre-mortem.
func (k HintKind) IsDoubt() bool {
	return k == NaySaying || k == Extrapolation || k == Rehash
}

// Hint is a thought on one sentence for whoever wrote it, and nobody else: it stops nothing. From
// and To are where the sentence stands, in UTF-16 units of the text; Instead may stand there too.
type Hint struct {
	From, To     int
	Kind         HintKind
	Why, Instead string
}

var whys = map[HintKind]string{
	Blame:         "This may be heard as a reproach, and then as nothing else. The same wish, said as what you will do:",
	Constraint:    "This makes a rule out of what went wrong once. The same wish, looking ahead:",
	Extrapolation: "This is yesterday, stretched a little. What would be different a year from now?",
	Rehash:        "This tells again what went wrong, and that cannot be changed any more. What can:",
	NaySaying:     "There is a doubt in this, and it is welcome, in its own place. Here, this keeps the thought alive:",
}

// Wording gives at most one hint for each sentence of a text, in order. It would rather miss one than
// raise a false alarm: what is quoted, denied, asked or supposed is left alone.
func Wording(text string) []Hint {
	var hints []Hint
	for _, s := range sentences(text) {
		if r, m, ok := s.match(); ok {
			hints = append(hints, Hint{From: s.from16, To: s.to16, Kind: r.kind, Why: whys[r.kind], Instead: s.instead(r, m)})
		}
	}
	return hints
}

// BestWithin is how many words of a section are remembered.
const BestWithin = 60

// Brevity counts the words of a section. When there are more than are remembered, from and to say
// where the sentence stands that would be missed least: a long one that repeats the others' words.
func Brevity(text string) (words int, over bool, from, to int) {
	words = countWords(text)
	all := sentences(text)
	if words <= BestWithin || len(all) < 2 {
		return words, words > BestWithin, 0, 0
	}
	used := map[string]int{}
	for _, s := range all {
		for _, w := range s.distinct() {
			used[w]++
		}
	}
	weight := func(s sentence) int {
		n := len(s.words)
		for _, w := range s.distinct() {
			if used[w] > 1 {
				n += 3
			}
		}
		return n
	}
	least := slices.MaxFunc(all, func(a, b sentence) int { return weight(a) - weight(b) })
	return words, true, least.from16, least.to16
}
