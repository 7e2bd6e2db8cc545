package pact

import "strings"

// WhenThen makes the sentence of a behaviour of two halves: when this happens, I will do that. Words
// that the sentence has itself may stand at the beginning of either. together says we.
func WhenThen(when, then string, together bool) string {
	when, then = half(when, "when "), half(then, "i will ", "we will ")
	if when == "" || then == "" {
		return strings.TrimSpace(when + then)
	}
	who := "I"
	if together {
		who = "we"
	}
	return "When " + when + ", " + who + " will " + then + "."
}

func half(s string, openings ...string) string {
	s = strings.TrimRight(strings.TrimSpace(s), " .,;")
	for _, o := range openings {
		if len(s) > len(o) && strings.EqualFold(s[:len(o)], o) {
			return strings.TrimSpace(s[len(o):])
		}
	}
	return s
}

// Pledges are the promises in an answer, one a line.
func Pledges(answer string) []string {
	var all []string
	for line := range strings.Lines(answer) {
		if line = strings.TrimSpace(strings.TrimLeft(line, " \t-–•*")); hasText(line) {
			all = append(all, line)
		}
	}
	return all
}
