package ui

import (
	"fmt"
	"strings"
	"time"

	"midspan/app/pact"
)

// FirstName is how people are called in the portal.
func FirstName(name string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return first
}

// shortName is a side's name without what was added after a comma: "Marta,
// insurance broker".
func shortName(name string) string {
	short, _, _ := strings.Cut(name, ",")
	return short
}

// ago is an instant as people say it, in the reader's zone.
func (v Visit) ago(t time.Time) string {
	t, now := t.Local(), v.Now.Local()
	switch gone := now.Sub(t); {
	case gone < time.Minute:
		return "just now"
	case gone < 2*time.Minute:
		return "a minute ago"
	case gone < time.Hour:
		return fmt.Sprintf("%d minutes ago", int(gone.Minutes()))
	}
	clock := t.Format("15:04")
	switch days := daysBetween(t, now); {
	case days == 0:
		return "today at " + clock
	case days == 1:
		return "yesterday at " + clock
	case days < 7:
		return t.Format("Monday") + " at " + clock
	}
	return v.day(dateOf(t))
}

// moment is an instant in full.
func moment(t time.Time) string { return t.Local().Format("Monday, 2 January 2006, 15:04") }

// day is a day as people say it: without the year where that is clear.
func (v Visit) day(d pact.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	if away := t.Sub(v.Now); away > 300*24*time.Hour || away < -180*24*time.Hour {
		return t.Format("2 Jan 2006")
	}
	return t.Format("2 Jan")
}

// dueBy says when something is due: by a day, or how often.
func (v Visit) dueBy(due pact.Date, rhythm string) string {
	switch {
	case due != "":
		return "by " + v.day(due)
	case rhythm != "":
		return rhythm
	}
	return "no date yet"
}

func dateOf(t time.Time) pact.Date { return pact.Date(t.Format(time.DateOnly)) }

func daysBetween(from, to time.Time) int {
	midnight := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	}
	return int(midnight(to).Sub(midnight(from)).Hours() / 24)
}

// count says how many there are: "one relationship", "12 people".
func count(n int, one, many string) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	switch {
	case n == 1:
		return "one " + one
	case n < len(words):
		return words[n] + " " + many
	}
	return fmt.Sprintf("%d %s", n, many)
}

// upper begins a sentence.
func upper(s string) string {
	if s == "" {
		return s
	}
	first := []rune(s)[:1]
	return strings.ToUpper(string(first)) + s[len(string(first)):]
}

// kindWord is what the other organisation is to ours.
func kindWord(k pact.RelationshipKind) string {
	if k == pact.OtherKind || k == "" {
		return ""
	}
	return upper(strings.ToLower(string(k)))
}

// kindOptions are the kinds of relationship to choose from.
func kindOptions(chosen pact.RelationshipKind) []Option {
	var all []Option
	for _, k := range pact.RelationshipKind("").Values() {
		label := kindWord(pact.RelationshipKind(k))
		if label == "" {
			label = "Something else"
		}
		all = append(all, Option{Value: k, Label: label, Chosen: k == string(chosen)})
	}
	return all
}

// stageAt is a stage's place on the rail, from 0.
func stageAt(s pact.Stage) int {
	for i, v := range s.Values() {
		if v == string(s) {
			return i
		}
	}
	return 0
}
