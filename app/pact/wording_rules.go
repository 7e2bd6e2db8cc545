package pact

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// rule finds a turn of phrase. A pattern is words apart: "a|b" is either, "cancel+" begins so, "*" is
// any one, "$" the end of a clause, a name in capitals one of a class; what begins with "=" has to
// follow and is not part of it. Between them may stand words that only lean on others.
type rule struct {
	kind HintKind
	says []string
	need need
	as   forward
}

// need is what else has to hold of the sentence.
type need int

const (
	plain   need = iota
	bad          // it tells of trouble, after the words found
	sour         // it tells of trouble, or denies something, anywhere
	accuses      // it is sour, in the past, and about somebody
	again        // it says again, or any more
	dated        // it says when, in the past
	yearly       // it compares with a time, or goes on from it
	ahead        // it looks ahead
)

func (n need) holds(s sentence, m found) bool {
	switch n {
	case bad:
		return slices.ContainsFunc(s.words[m.to:], isBad)
	case sour:
		return s.has(isBad) || s.hasAny(denials)
	case accuses:
		return (s.has(isBad) || s.hasAny(denials)) && s.hasAny(others) && s.has(isPast) && !s.hasAny(aheads)
	case again:
		return s.hasAny(agains) || s.anyMore()
	case dated:
		return s.hasAny(classes["WHEN"]) && s.hasAny(pastMarks)
	case yearly:
		return s.hasAny(times) && !s.hasAny(facts)
	case ahead:
		return s.hasAny(aheads)
	}
	return true
}

func (s sentence) has(holds func(word) bool) bool { return slices.ContainsFunc(s.words, holds) }

func (s sentence) hasAny(set map[string]bool) bool {
	return s.has(func(w word) bool { return set[w.is] })
}

func (s sentence) anyMore() bool {
	for i := 1; i < len(s.words); i++ {
		if s.words[i-1].is == "any" && (s.words[i].is == "more" || s.words[i].is == "longer") {
			return true
		}
	}
	return false
}

// found is where a rule was found: words from, up to and without to.
type found struct{ from, to int }

// match finds the rule that says most of a sentence: rules stand in the order of their weight.
func (s sentence) match() (rule, found, bool) {
	best, all := len(rules), book()
	var at found
	for i, w := range s.words {
		if w.quoted {
			continue
		}
		lines := all[w.is]
		if isNumber(w.is) {
			lines = slices.Concat(lines, all["#"])
		}
		for _, l := range lines {
			if l.rule >= best {
				continue
			}
			if m, ok := s.fits(i, l.parts); ok && rules[l.rule].need.holds(s, m) && s.means(rules[l.rule].kind, m) {
				best, at = l.rule, m
			}
		}
	}
	if best < len(rules) {
		return rules[best], at, true
	}
	return s.named()
}

// fits says whether a pattern stands at a word.
func (s sentence) fits(at int, parts []part) (found, bool) {
	m, i := found{from: at, to: at}, at
	for n, p := range parts {
		if p.end && (i == len(s.words) || s.words[i].clause != s.words[i-1].clause) {
			continue
		}
		for n > 0 && i < len(s.words) && !p.is(s.words[i]) && leaning[s.words[i].is] {
			i++
		}
		if i >= len(s.words) || !p.is(s.words[i]) {
			return m, false
		}
		i++
		if !p.follows {
			m.to = i
		}
	}
	return m, true
}

// means says whether a sentence means what it says: it does not deny, suppose, ask or praise it.
func (s sentence) means(k HintKind, m found) bool {
	first := s.words[m.from]
	var before []word
	for _, w := range s.words[:m.from] {
		if w.clause == first.clause {
			before = append(before, w)
		}
	}
	one := func(words []word, set map[string]bool) bool {
		return slices.ContainsFunc(words, func(w word) bool { return set[w.is] })
	}
	praised := one(s.words[:m.from], praises) || one(s.words[m.to:], praises)
	denied := one(before[max(0, len(before)-4):], refusals)
	supposed := one(before, suppositions)
	switch k {
	case Blame:
		return !denied && !supposed && !one(before, wishes) && !praised
	case NaySaying:
		return !denied && !supposed && !s.asks && !one(s.words[m.to:], conditions) && !praised
	case Extrapolation:
		return !denied && !supposed && !s.asks
	case Rehash:
		return !suppositions[s.words[0].is] && !praised
	}
	return true
}

// named finds somebody blamed by name: "Quay never calls".
func (s sentence) named() (rule, found, bool) {
	for i, w := range s.words {
		if !w.capital || w.quoted || nobodys[w.is] || i+2 >= len(s.words) {
			continue
		}
		how, verb := s.words[i+1].is, s.words[i+2]
		m := found{from: i, to: i + 2}
		base := infinitive(verb.is)
		blames := how == "always" && base != verb.is && isBad(verb) || how == "never" && base != verb.is && classes["ANSWER"][base]
		if blames && s.means(Blame, m) {
			as := whenThey
			if how == "never" {
				as = needTo
			}
			return rule{kind: Blame, as: as}, m, true
		}
	}
	return rule{}, found{}, false
}

// infinitive gives the verb of "she answers".
func infinitive(w string) string {
	switch {
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "sses"), w == "goes", w == "does":
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// part is one word of a pattern.
type part struct {
	words   map[string]bool
	begins  []string
	any     bool
	number  bool
	end     bool
	follows bool
	verb    bool // anything but an article
}

func (p part) is(w word) bool {
	return !w.quoted && (p.any || p.words[w.is] || p.verb && !articles[w.is] || p.number && isNumber(w.is) ||
		slices.ContainsFunc(p.begins, func(b string) bool { return strings.HasPrefix(w.is, b) }))
}

func isNumber(w string) bool { return unicode.IsDigit(next(w)) || numbers[w] }

// line is one pattern of a rule.
type line struct {
	rule  int
	parts []part
}

// book gives the patterns by the word that they begin with, those that begin with a number under "#".
var book = sync.OnceValue(func() map[string][]line {
	all := map[string][]line{}
	for i, r := range rules {
		for _, says := range r.says {
			parts := patternOf(says)
			for w := range parts[0].words {
				all[w] = append(all[w], line{i, parts})
			}
			if parts[0].number {
				all["#"] = append(all["#"], line{i, parts})
			}
		}
	}
	return all
})

func patternOf(says string) (parts []part) {
	for p := range strings.FieldsSeq(says) {
		parts = append(parts, partOf(p))
	}
	return parts
}

func partOf(says string) part {
	var p part
	says, p.follows = strings.CutPrefix(says, "=")
	p.words = map[string]bool{}
	for one := range strings.SplitSeq(says, "|") {
		switch class, known := classes[one]; {
		case one == "VERB":
			p.verb = true
		case known:
			for w := range class {
				p.words[w] = true
			}
		case one == "$":
			p.end = true
		case one == "*":
			p.any = true
		case one == "NUM":
			p.number = true
		case strings.HasSuffix(one, "+"):
			p.begins = append(p.begins, one[:len(one)-1])
		default:
			p.words[one] = true
		}
	}
	return p
}
