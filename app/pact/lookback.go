package pact

import (
	"slices"
	"strings"
)

// LookbackMinutes are the lengths a talk about an earlier failure may have: it is looked at once, not
// for ever.
func LookbackMinutes() []int { return []int{15, 25, 40} }

// LookbackTime refuses any other length; 0 puts a running timer away.
func LookbackTime(minutes int, stops bool) error {
	if stops && minutes == 0 || slices.Contains(LookbackMinutes(), minutes) {
		return nil
	}
	return Invalid("minutes", "Looking back takes 15, 25 or 40 minutes. Nothing was changed.")
}

// MayLookBack says whether a talk about an earlier failure may be opened: one at a time, while the two
// are together.
func MayLookBack(r Role, open, parted bool) error {
	if err := MayWrite(r, Shared); err != nil {
		return err
	}
	if err := StillTogether(parted); err != nil {
		return err
	}
	if open {
		return inState("OPEN", "You are looking back at something already. Nothing was changed; close that first, or go on with it.")
	}
	return nil
}

// MayWorkOn says whether somebody may still write in a talk about an earlier failure.
func MayWorkOn(r Role, closed bool) error {
	if err := MayWrite(r, Shared); err != nil {
		return err
	}
	if closed {
		return inState("CLOSED", "This was looked at and closed, so its words stand. Nothing was changed.")
	}
	return nil
}

// SafeguardFacts is how it stands with a cause.
type SafeguardFacts struct {
	Cause, Text string
	Agreed      bool // both sides said yes to these words
}

// MayAgreeToSafeguard says whether somebody may say yes, for their side, to a safeguard they have read.
func MayAgreeToSafeguard(r Role, closed bool, text, sent, now string) error {
	switch {
	case !slices.Contains(Confirmers(), r):
		return Refuse(Forbidden, "You read here as %s. The people of the two sides agree on a safeguard.", r.Word())
	case closed:
		return MayWorkOn(r, closed)
	case !hasText(text):
		return inState("UNWORDED", "There is no safeguard for this cause yet. Nothing was changed; write what keeps it from happening again, then say yes.")
	}
	return Matches(sent, now)
}

// BothAgree says whether a safeguard is agreed, by how many sides said yes to its words.
func BothAgree(sides int) bool { return sides >= 2 }

// MayCloseLookback says whether a talk about an earlier failure may be closed: when there is a cause, and
// every cause has a safeguard both agreed to.
func MayCloseLookback(r Role, closed bool, all []SafeguardFacts) error {
	if err := MayWorkOn(r, closed); err != nil {
		return err
	}
	if len(all) == 0 {
		return inState("NO_CAUSE", "No cause is named yet. It closes when each cause has its safeguard; begin with one.")
	}
	for _, s := range all {
		switch {
		case !hasText(s.Text):
			return inState("UNWORDED", "“%s” has no safeguard yet. It closes when each cause has one.", named(s.Cause))
		case !s.Agreed:
			return inState("NOT_AGREED", "Not both sides have said yes to the safeguard for “%s”. It closes when they have.", named(s.Cause))
		}
	}
	return nil
}

// named is a cause as it stands in a sentence of ours.
func named(cause string) string { return strings.TrimRight(cause, ".!?… ") }

// SafeguardTexts are the words of a cause and its safeguard, as both say yes to them.
func SafeguardTexts(id, cause, text string) []SectionText {
	return []SectionText{
		{Document: id, Key: "cause", Prompt: "What was a cause?", Text: cause},
		{Document: id, Key: "safeguard", Prompt: "What keeps it from happening again?", Text: text},
	}
}

// SafeguardDigest covers a cause and its safeguard: what a yes has to name.
func SafeguardDigest(id, cause, text string) string { return Digest(SafeguardTexts(id, cause, text)) }

// inState refuses what does not go with how a thing stands.
func inState(state, format string, args ...any) error {
	e := Refuse(Conflict, format, args...)
	e.State = state
	return e
}
