package pact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// forward turns a sentence round, in its own words; it gives "" where it cannot.
type forward func(s sentence, m found) string

// anyway is what a hint offers where nothing in the sentence can be kept.
var anyway = map[HintKind]string{
	Blame:         "When something does not go as it should, I will say the same day what I need",
	Constraint:    "When this comes up, we talk before either of us decides",
	Extrapolation: "A year from now we do something together that neither of us can do today",
	Rehash:        "When it comes to this, we call each other first",
	NaySaying:     "To find out what this takes, we try it once and look at it together",
}

// instead is the sentence said another way. It begins and ends as the sentence does.
func (s sentence) instead(r rule, m found) string {
	turned := ""
	if r.as != nil {
		turned = r.as(s, m)
	}
	if turned == "" || len(turned) > longestTurn || hinted(turned) {
		turned = anyway[r.kind]
	}
	return s.dressed(turned)
}

// longestTurn is how many bytes a sentence may have before it is easier to begin anew.
const longestTurn = 220

func hinted(text string) bool {
	for _, s := range sentences(text) {
		if _, _, ok := s.match(); ok {
			return true
		}
	}
	return false
}

func (s sentence) dressed(turned string) string {
	if c := next(s.text); unicode.IsLower(c) {
		if first, _, _ := strings.Cut(turned, " "); first != "I" {
			turned = strings.ToLower(turned[:1]) + turned[1:]
		}
	}
	if last, _ := utf8.DecodeLastRuneInString(s.text); strings.ContainsRune(".!?…", last) {
		turned += "."
	}
	return turned
}

// ends are words after which a sentence goes on to something else.
var (
	ends     = asSet("without because like since but until unless again any anymore and or so as though although while which who that if when alone yourself yourselves themselves")
	nounEnds = asSet("without because like since but until unless again any anymore and or so as though although while which who that if when " +
		"in on at by for from to with about after before during every each last this twice once then too late early never over into within yesterday is are was were three you they we it i")
)

// rest is what follows in the clause from a word on, as it was written.
func (s sentence) rest(i int) string {
	return s.until(i, ends)
}

// noun is the thing that follows from a word on: a few words, and no pronoun.
func (s sentence) noun(i int) string {
	if i >= len(s.words) || others[s.words[i].is] || us[s.words[i].is] {
		return ""
	}
	n := s.until(i, nounEnds)
	if strings.Count(n, " ") > 4 || !begins[s.words[i].is] && !isNumber(s.words[i].is) {
		return ""
	}
	return n
}

var (
	us     = asSet("us me we i him her it what when how")
	begins = asSet("the a an our your their this that these those some all both half")
)

func (s sentence) until(i int, stop map[string]bool) string {
	to := i
	for to < len(s.words) && s.words[to].clause == s.words[min(i, len(s.words)-1)].clause && !stop[s.words[to].is] && !s.words[to].quoted {
		to++
	}
	for to > i && hanging[s.words[to-1].is] {
		to--
	}
	if to <= i {
		return ""
	}
	return s.text[s.words[i].from:s.words[to-1].to]
}

// hanging are words that a piece of a sentence does not end with.
var hanging = asSet("to with of for in on at by from the a an about then")

// subject is what stands before a verb: a pronoun, or a noun with its article.
func (s sentence) subject(verb int) string {
	for i := verb - 1; i >= max(0, verb-4) && s.words[i].clause == s.words[verb].clause && !carries[s.words[i].is]; i-- {
		if w := s.words[i].is; begins[w] && i < verb-1 {
			return lower(s.text[s.words[i].from:s.words[verb-1].to])
		}
	}
	return ""
}

func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// them is a subject as it is said after "need": you, them, or a name.
func (s sentence) them(i int) string {
	switch w := s.words[i]; w.is {
	case "they":
		return "them"
	case "we":
		return "us"
	case "you":
		return "you"
	default:
		return s.text[w.from:w.to]
	}
}

func (s sentence) they(i int) string {
	if w := s.words[i]; w.is != "they" && w.is != "you" {
		return s.text[w.from:w.to]
	}
	return s.words[i].is
}

func whenThey(s sentence, m found) string {
	if what := s.rest(m.to); what != "" {
		return "When " + s.they(m.from) + " " + what + ", I will say the same day what it means for us"
	}
	return ""
}

func whenTheyAre(s sentence, m found) string {
	if what := s.rest(m.to); what != "" {
		return "When " + s.they(m.from) + " are " + what + ", I will say the same day what it means for us"
	}
	return ""
}

func needTo(s sentence, m found) string {
	what := s.rest(m.to)
	if what == "" {
		return ""
	}
	verb, more, _ := strings.Cut(what, " ")
	if w := s.words[m.from].is; w != "you" && w != "they" {
		verb = infinitive(verb)
	}
	return strings.TrimSpace("We need "+s.them(m.from)+" to "+verb+" "+more) + ", and I will say early when it matters"
}

func nextTime(s sentence, m found) string {
	if what := s.noun(m.to); what != "" {
		return "When it comes to " + what + ", we call each other first"
	}
	return ""
}

// aboutThat looks for the thing after the verb that follows.
func aboutThat(s sentence, m found) string { return nextTime(s, found{m.from, m.to + 1}) }

func inDoubt(s sentence, m found) string {
	if m.from == 0 {
		return ""
	}
	verb := m.from - 1
	if !carries[s.words[verb].is] {
		return ""
	}
	if what := s.subject(verb); what != "" {
		return "When " + what + " is in doubt, I will say so the same day, and we find another way together"
	}
	return ""
}

var carries = asSet("is are will must shall should may can not")

func talkFirst(s sentence, m found) string {
	what := s.rest(m.to)
	if what == "" || strings.HasPrefix(what, "be ") || strings.HasPrefix(what, "happen") {
		return ""
	}
	return "Before we " + what + ", we ask each other"
}

func bothOfUs(s sentence, m found) string {
	if what := s.rest(m.to); what != "" && !strings.HasPrefix(what, "to ") {
		return "We both " + what + ", so that nobody has to ask"
	}
	return ""
}

func together(s sentence, m found) string {
	if what := s.noun(m.to); what != "" {
		what = strings.TrimPrefix(strings.TrimPrefix(what, "your "), "their ")
		if !strings.HasPrefix(what, "the ") {
			what = "the " + what
		}
		return "We look at " + what + " together every month, and each of us does one thing about it"
	}
	return ""
}

// yearOn keeps what is done, and asks of it what it does not give yet.
func yearOn(s sentence, m found) string {
	what := ""
	if s.words[m.to-1].is == "to" { // continue to
		what = s.rest(m.to)
	} else if from := s.clauseOf(m.from); from < m.from && s.words[from].is == "we" {
		what = strings.TrimSpace(s.text[s.words[from].to:s.words[m.from].from])
	}
	if what == "" || strings.ContainsAny(what, ",;:“”\"") {
		return ""
	}
	return "We " + what + ", and a year from now it lets us do something that neither of us can do today"
}

// clauseOf is the first word of the clause that a word is in.
func (s sentence) clauseOf(i int) int {
	for i > 0 && s.words[i-1].clause == s.words[i].clause {
		i--
	}
	return i
}

func toWork(s sentence, m found) string {
	verb := m.from
	if classes["THIS"][s.words[verb].is] {
		verb++
	}
	if what := s.subject(verb); what != "" {
		return "For " + what + " to work, we first find out together what it takes"
	}
	return ""
}

func toDo(s sentence, m found) string {
	if what := s.rest(m.to); what != "" {
		return "For " + s.them(m.from) + " to " + what + ", we first find out together what it takes"
	}
	return ""
}

func toDoThat(s sentence, m found) string {
	if what := s.rest(m.to); what != "" {
		return "To " + what + ", we first find out together what it takes"
	}
	return ""
}
