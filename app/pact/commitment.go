package pact

import "slices"

// MayConfirm says whether somebody may say for their side that a wording is theirs too.
// adviser and observer read; whoever has a side and writes may speak for it.
func MayConfirm(r Role, state CommitmentState, wording string) error {
	if !slices.Contains(Confirmers(), r) {
		return Refuse(Forbidden, "You read here as %s. The people of the two sides say whether a wording is theirs.", r.Word())
	}
	if state != Draft && state != Agreed {
		return &Error{Code: Conflict, State: string(state), Message: "This commitment is closed, so its wording stands. Nothing was changed."}
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
	if state != Draft && state != Agreed {
		return &Error{Code: Conflict, State: string(state), Message: "This commitment is closed, so its terms stand. Nothing was changed."}
	}
	return nil
}

// Agreement says how a wording stands once a side has confirmed its digest.
func Agreement(left, right bool) CommitmentState {
	if left && right {
		return Agreed
	}
	return Draft
}

// Matches compares the digest that was on screen with what there is now.
func Matches(sent, now string) error {
	if sent == now {
		return nil
	}
	return &Error{Code: Conflict, State: now, Message: "The words changed while you were reading. Nothing was recorded; read the new words and say it again."}
}
