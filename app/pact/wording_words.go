package pact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence is one of a text. Its words are lower case, contractions in full.
type sentence struct {
	text         string
	from16, to16 int
	words        []word
	asks         bool
}

// word is one of a sentence, and where in it it stands, in bytes.
type word struct {
	is       string
	from, to int
	clause   int  // counts commas and their like
	capital  bool // as written
	quoted   bool
}

// sentences splits a text where people do: after a full stop, and at the end of a line.
func sentences(text string) []sentence {
	var all []sentence
	start, start16, at16 := 0, 0, 0
	end := func(to, to16 int) {
		if s, ok := sentenceOf(text[start:to], start16); ok {
			all = append(all, s)
		}
		start, start16 = to, to16
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		at16 += units(r)
		switch {
		case r == '\n' || r == '\r':
			end(i, at16)
		case r == '.' || r == '!' || r == '?' || r == '…':
			for i < len(text) {
				more, n := utf8.DecodeRuneInString(text[i:])
				if !strings.ContainsRune(".!?…”\"’)»", more) {
					break
				}
				i += n
				at16 += units(more)
			}
			if endsHere(text[start:i], text[i:]) {
				end(i, at16)
			}
		}
	}
	end(len(text), at16)
	return all
}

// units is how many UTF-16 units a character takes.
func units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

func length16(s string) (n int) {
	for _, r := range s {
		n += units(r)
	}
	return n
}

// abbreviated are words whose full stop ends no sentence.
var abbreviated = asSet("e.g. i.e. etc. mr. mrs. ms. dr. no. st. approx. incl. vs. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. p. ca. max. min.")

func endsHere(before, after string) bool {
	if after == "" {
		return true
	}
	if !unicode.IsSpace(next(after)) {
		return false
	}
	last := before[strings.LastIndexAny(before, " \t(")+1:]
	return !abbreviated[strings.ToLower(last)]
}

// sentenceOf trims space and the marks of a list from a piece of text.
func sentenceOf(piece string, at16 int) (sentence, bool) {
	body := strings.TrimRightFunc(piece, unicode.IsSpace)
	text := strings.TrimLeftFunc(body, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-–—•*·>#", r) })
	s := sentence{text: text, from16: at16 + length16(body[:len(body)-len(text)])}
	s.to16 = s.from16 + length16(text)
	s.asks = strings.Contains(text[max(0, len(text)-8):], "?")
	s.words = wordsOf(text)
	return s, len(s.words) > 0
}

// wordsOf takes a sentence apart.
func wordsOf(text string) []word {
	var all []word
	quotes, clause := quotesIn(text), 0
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !partOfWord(r) {
			if strings.ContainsRune(",;:–—()", r) || r == '-' && i > 0 && text[i-1] == ' ' {
				clause++
			}
			if r == '%' {
				all = append(all, word{is: "percent", from: i, to: i + n, clause: clause})
			}
			i += n
			continue
		}
		from := i
		for i < len(text) {
			r, n := utf8.DecodeRuneInString(text[i:])
			inside := strings.ContainsRune("'’-.,", r) && i+n < len(text) && partOfWord(next(text[i+n:]))
			if (r == '.' || r == ',') && inside {
				inside = unicode.IsDigit(next(text[i+n:]))
			}
			if !partOfWord(r) && !inside {
				break
			}
			i += n
		}
		w := word{from: from, to: i, clause: clause, capital: unicode.IsUpper(next(text[from:])), quoted: within(quotes, from)}
		for _, is := range spelledOut(strings.ReplaceAll(strings.ToLower(text[from:i]), "’", "'")) {
			w.is = is
			all = append(all, w)
		}
	}
	return all
}

func partOfWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func next(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// quotesIn gives where something is quoted. What is opened and not closed quotes nothing.
func quotesIn(text string) (spans [][2]int) {
	for _, pair := range []string{"“”", "«»", "„“", `""`} {
		open, n := utf8.DecodeRuneInString(pair)
		closing, _ := utf8.DecodeRuneInString(pair[n:])
		from := -1
		for i, r := range text {
			switch {
			case from < 0 && r == open:
				from = i
			case from >= 0 && r == closing:
				spans, from = append(spans, [2]int{from, i}), -1
			}
		}
	}
	return spans
}

func within(spans [][2]int, at int) bool {
	return slices.ContainsFunc(spans, func(s [2]int) bool { return s[0] <= at && at < s[1] })
}

// spelledOut writes contractions in full.
func spelledOut(w string) []string {
	switch w {
	case "won't":
		return []string{"will", "not"}
	case "can't", "cannot":
		return []string{"can", "not"}
	case "shan't":
		return []string{"shall", "not"}
	}
	if before, ok := strings.CutSuffix(w, "n't"); ok && before != "" {
		return []string{before, "not"}
	}
	for _, c := range [...][2]string{{"'re", "are"}, {"'ve", "have"}, {"'ll", "will"}, {"'m", "am"}} {
		if before, ok := strings.CutSuffix(w, c[0]); ok && before != "" {
			return []string{before, c[1]}
		}
	}
	if before, ok := strings.CutSuffix(w, "'s"); ok && isOf[before] {
		return []string{before, "is"}
	}
	return []string{w}
}

var isOf = asSet("it that this there what he she who here")

// distinct are the words of a sentence that say something, each once.
func (s sentence) distinct() []string {
	seen := map[string]bool{}
	var all []string
	for _, w := range s.words {
		if len(w.is) > 3 && !seen[w.is] {
			seen[w.is] = true
			all = append(all, w.is)
		}
	}
	return all
}

func countWords(text string) int { return len(strings.Fields(text)) }

func asSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
