package pact

// vague are turns of phrase that nobody can see happen, with something one can. They are looked for in
// the order they stand here, in the words a side needs to see.
var vague = []struct {
	says    []string
	instead string
}{
	{[]string{"respect|respects|respected|respecting|respectful|value|values|valued|appreciate|appreciated"}, "You ask us before you tell others what we think"},
	{[]string{"communicate|communicates|communication|communicating", "talk|speak better|more|properly", "stay|keep in touch", "keep us|me informed|posted|updated"}, "When something changes, you call within two hours, even without an answer yet"},
	{[]string{"listen|listens|listening", "hear|hears us|me", "understand|understands|understanding us|me|our|more|better"}, "Before you answer, you say back in one sentence what we asked for"},
	{[]string{"be|more|stay open", "open with|about", "honest|honesty|openness|openly|transparent|transparency|sincere|truthful"}, "You tell us bad news on the day you learn of it"},
	{[]string{"reliable|reliably|reliability|dependable|punctual|accountable|accountability", "keep your|the word|promises"}, "When a date will not hold, you say so a day before it"},
	{[]string{"nice|nicer|kind|kinder|friendly|friendlier|polite|politer|decent|pleasant|fair|fairer|fairly", "good|better to|partner|people|with"}, "When you turn something down, you call and say why"},
	{[]string{"proactive|proactively|flexible|flexibility|supportive|committed|commitment|responsive|cooperative|professional|engaged|helpful"}, "When we ask for help, somebody answers by the next morning"},
	{[]string{"trust|trusts|trusting us|me|more", "be|being|show|showing more|better", "care|cares more|about", "try|trying harder|better|more", "attitude|spirit|mindset|teamwork|partnership|mutual|goodwill"}, "You let us decide alone up to what we agreed, and ask afterwards"},
}

// seeable are words by which others could tell whether it happened: a time, an act one can witness.
var seeable = asSet("hour hours minute minutes day days week weeks month months monday tuesday wednesday thursday friday saturday sunday " +
	"morning noon evening night tomorrow today deadline call calls ring rings phone phones write writes email mail mails send sends answer answers reply replies " +
	"tell tells ask asks say says meet meets visit visits read reads sign signs list lists number figure figures pay pays invoice calendar forecast report reports")

const notSeen = "Nobody could tell whether this happened. Something one could see, or miss:"

// Observable looks whether a behaviour can be seen to happen. Where it cannot, a hint offers an example
// for whoever writes it, and nobody else: it stops nothing.
func Observable(text string) (Hint, bool) {
	for _, s := range sentences(text) {
		if s.has(func(w word) bool { return seeable[w.is] || isNumber(w.is) }) {
			return Hint{}, false
		}
	}
	for _, s := range sentences(text) {
		if instead, ok := s.vague(); ok {
			return Hint{From: s.from16, To: s.to16, Kind: Vague, Why: notSeen, Instead: s.dressed(instead)}, true
		}
	}
	return Hint{}, false
}

// vague finds the first turn of phrase that nobody can see happen.
func (s sentence) vague() (instead string, ok bool) {
	for _, v := range vague {
		for _, says := range v.says {
			parts := patternOf(says)
			for i, w := range s.words {
				if w.quoted {
					continue
				}
				if _, fits := s.fits(i, parts); fits {
					return v.instead, true
				}
			}
		}
	}
	return "", false
}
