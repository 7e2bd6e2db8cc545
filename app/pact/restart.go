package pact

import "cmp"

// MaxRestartAhead is how many days ahead the day of a restart may lie.
const MaxRestartAhead = 90

// Sealable says whether a restart seals the talks of a kind: those about what was. What both look ahead
// with stays: whether it is worth it, what matters most, what could go wrong, what each would do.
func Sealable(k RoundKind) bool {
	switch k {
	case CandidRound, FirstQuestions, LaterQuestions:
		return true
	}
	return false
}

// RestartFacts is what beginning anew depends on.
type RestartFacts struct {
	Signed  bool   // an accord is in force, or both said that this was the reset
	Waiting string // a talk about what was that is asked and not open yet, "" for none
	Parted  bool
	Sealed  bool // what was is sealed now
	Ever    bool // it was sealed once
}

// RestartUnmet lists what is still missing for a restart; paths are within the relationship.
func RestartUnmet(f RestartFacts) (all []Unmet) {
	if !f.Signed {
		all = append(all, Unmet{"Nothing is signed yet that you could begin anew with.", "/accord"})
	}
	if f.Waiting != "" {
		all = append(all, Unmet{"A talk about what was still waits for answers: open it, or take it back.", "/talks/" + f.Waiting})
	}
	return all
}

// MayRestart says whether an owner may bind their side to beginning anew on a day.
func MayRestart(f RestartFacts, r Role, on, today Date) error {
	if err := cmp.Or(MayDecide(r), StillTogether(f.Parted)); err != nil {
		return err
	}
	if unmet := RestartUnmet(f); len(unmet) > 0 {
		return &Error{Code: Conflict, State: "UNMET", Message: unmet[0].Why + " Nothing was changed."}
	}
	if on > today.Plus(MaxRestartAhead) {
		return Invalid("on", "That is more than three months ahead. Nothing was changed; choose a day that is nearer.")
	}
	return nil
}

// NotPast says whether a day may be proposed to begin anew on: it is not over everywhere on Earth.
func NotPast(on, today Date) error {
	if on < today.Plus(-1) {
		return Invalid("on", "That day is over. Nothing was changed; choose one that is to come.")
	}
	return nil
}

// MayRestartToday says whether its day has come, somewhere on Earth.
func MayRestartToday(on, latest Date) error {
	if latest < on {
		return &Error{Code: Conflict, State: string(on), Message: "You begin anew on " + string(on) + ". Nothing was changed; turn your key on that day."}
	}
	return nil
}

// MayUnseal says whether an owner may bind their side to opening what was, and MaySeal to closing it again.
func MayUnseal(f RestartFacts, r Role) error {
	if err := MayDecide(r); err != nil {
		return err
	}
	if !f.Sealed {
		return &Error{Code: Conflict, State: "OPEN", Message: "Nothing is sealed here. Nothing was changed."}
	}
	return nil
}

// MaySeal is MayUnseal the other way round.
func MaySeal(f RestartFacts, r Role) error {
	if err := MayDecide(r); err != nil {
		return err
	}
	if !f.Ever || f.Sealed {
		return &Error{Code: Conflict, State: "SEALED", Message: "There is nothing open to seal again. Nothing was changed."}
	}
	return nil
}
