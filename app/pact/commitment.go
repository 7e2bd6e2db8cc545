package pact

import (
	"slices"
	"strconv"
)

// MayConfirm says whether somebody may say for their side that a wording is theirs too.
// adviser and observer read; whoever has a side and writes may speak for it.
func MayConfirm(r Role, state CommitmentState, wording string) error {
	if !slices.Contains(Confirmers(), r) {
		return Refuse(Forbidden, "You read here as %s. The people of the two sides say whether a wording is theirs.", r.Word())
	}
	if err := stillOpen(state, "wording stands"); err != nil {
		return err
	}
	if !hasText(wording) {
		return &Error{Code: Conflict, State: string(state), Message: "There is no wording yet. Write what is promised, then say that it is yours."}
	}
	return nil
}

// MayChangeTerms says whether the terms beside the wording may change: as long as the commitment is
// open. Whatever was said of the old terms does not count for the new ones.
func MayChangeTerms(r Role, room Audience, state CommitmentState) error {
	if err := MayWrite(r, room); err != nil {
		return err
	}
	return stillOpen(state, "terms stand")
}

// stillOpen says whether words and terms may still be said of: not while a slip is talked over, and
// not once it is kept or released.
func stillOpen(state CommitmentState, stands string) error {
	switch state {
	case Draft, Agreed:
		return nil
	case Slipped:
		return &Error{Code: Conflict, State: string(state), Message: "This slipped, so you talk about it first, and say there how it goes on. Nothing was changed."}
	}
	return &Error{Code: Conflict, State: string(state), Message: "This commitment is closed, so its " + stands + ". Nothing was changed."}
}

// WordsStand says whether the wording of a commitment is closed for writing.
func WordsStand(state CommitmentState) bool { return stillOpen(state, "") != nil }

// Agreement says how a wording stands once a side has confirmed its digest.
func Agreement(left, right bool) CommitmentState {
	if left && right {
		return Agreed
	}
	return Draft
}

// SameTerms compares the version of the terms that was on screen, if it is said, with what there is now.
func SameTerms(sent *int, now int) error {
	if sent == nil || *sent == now {
		return nil
	}
	return &Error{Code: Conflict, State: strconv.Itoa(now), Message: "Who, when or what for changed while you were reading. Nothing was recorded; read it anew and say it again."}
}

// Matches compares the digest that was on screen with what there is now.
func Matches(sent, now string) error {
	if sent == now {
		return nil
	}
	return &Error{Code: Conflict, State: now, Message: "The words changed while you were reading. Nothing was recorded; read the new words and say it again."}
}
