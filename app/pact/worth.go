package pact

import "cmp"

// Worth is how both sides answered whether it is worth it.
type Worth struct {
	Left, Right Choice // "" while it was not opened
	Fresh       bool
}

// Opened says whether both answers are open.
func (w Worth) Opened() bool { return w.Left != "" && w.Right != "" }

// Both says whether both said yes.
func (w Worth) Both() bool { return w.Left == ChoiceYes && w.Right == ChoiceYes }

// MaySign says whether what both wrote may be signed, and in one sentence why not. Nothing else is
// kept closed by it.
func MaySign(w Worth) *Error {
	switch {
	case w.Both():
		return nil
	case !w.Opened() && w.Fresh:
		return &Error{Code: Conflict, State: "UNASKED", Message: "Before anything is signed, both sides say unseen whether they want to begin."}
	case !w.Opened():
		return &Error{Code: Conflict, State: "UNASKED", Message: "Before anything is signed, both sides say unseen whether this is worth it."}
	}
	return &Error{Code: Conflict, State: "NOT_BOTH", Message: "Not both sides said yes, so nothing is signed. Agree on a pause, part well, or ask again later."}
}

// MayPause says whether somebody may propose to leave it for a while.
func MayPause(r Role, until, today Date) error {
	if err := MayDecide(r); err != nil {
		return err
	}
	if !Paused(until, today) {
		return Invalid("until", "A pause ends on a day that is still to come. Nothing was changed; choose a later one.")
	}
	return nil
}

// Paused says whether both left it until a day that is still to come.
func Paused(until, today Date) bool { return today < until }

// MayWriteParting says whether words of parting may be begun: once both said what it is worth to
// them, and it was not yes from both.
func MayWriteParting(w Worth) error {
	switch {
	case !w.Opened():
		return &Error{Code: Conflict, State: "UNASKED", Message: "Both sides first say unseen what this is worth to them. Nothing was changed."}
	case w.Both():
		return &Error{Code: Conflict, State: "BOTH", Message: "Both sides said yes to this. If that has changed, ask both again first."}
	}
	return nil
}

// MayPart says whether somebody may propose to part, with words that both wrote.
func MayPart(w Worth, r Role, words string) error {
	if err := cmp.Or(MayDecide(r), MayWriteParting(w)); err != nil {
		return err
	}
	if !hasText(words) {
		return &Error{Code: Conflict, State: "EMPTY", Message: "There is no word of parting yet. Write it together, then say that it is yours."}
	}
	return nil
}

// LightFacts is what ending with a light reset depends on.
type LightFacts struct {
	Seven            bool // all seven questions were opened
	LeftCommitments  int  // agreed ones, by who promises; what both promise counts for either
	RightCommitments int
	Done             bool
}

// Unmet is one condition that is not met, in one sentence, and where it is mended.
type Unmet struct{ Why, Path string }

// LightUnmet lists what is still missing for a light reset; paths are within the relationship.
func LightUnmet(f LightFacts) (all []Unmet) {
	if !f.Seven {
		all = append(all, Unmet{"The seven questions are not all open yet.", "/talks"})
	}
	if f.LeftCommitments == 0 || f.RightCommitments == 0 {
		all = append(all, Unmet{"Each side has at least one commitment that both agreed to.", "/commitments"})
	}
	return all
}

// MayEndLightly says whether an owner may propose that this was the reset.
func MayEndLightly(f LightFacts, r Role) error {
	if err := MayDecide(r); err != nil {
		return err
	}
	if f.Done {
		return &Error{Code: Conflict, State: "DONE", Message: "Both sides said so already. Nothing was changed."}
	}
	if unmet := LightUnmet(f); len(unmet) > 0 {
		return &Error{Code: Conflict, State: "UNMET", Message: unmet[0].Why + " Nothing was changed."}
	}
	return nil
}
