package pact

import "time"

// Today is the day of the calendar, in UTC.
func Today(now time.Time) Date { return Date(now.UTC().Format(time.DateOnly)) }

// Over says whether access with an end date has ended: it lasts through that day, in UTC.
func Over(until, today Date) bool { return until != "" && until < today }

// MayAdvise says whether an owner may say what an adviser is asked for, and until when: of advisers
// alone, and not back in time. Without a day the access stays until somebody ends it.
func MayAdvise(mine, theirs Role, facet string, until, today Date) error {
	if err := MayDecide(mine); err != nil {
		return err
	}
	if theirs != Adviser {
		return Invalid("participant", "Only an adviser is asked for one thing, and for a time. Nothing was changed.")
	}
	if err := Within("facet", "What they are asked for", facet, false, MaxTitle); err != nil {
		return err
	}
	if Over(until, today) {
		return Invalid("until", "That day is over. Choose today or a later one, or end their access; nothing was changed.")
	}
	return nil
}

// MayAskAdviser says whether the other side can be asked whether it wants an adviser too.
func MayAskAdviser(joined bool, facet string) error {
	if !joined {
		return &Error{Code: Conflict, State: "ALONE", Message: "The other side is not here yet, and an adviser of both is asked by both. Nothing was changed."}
	}
	return Within("facet", "What they are asked for", facet, true, MaxTitle)
}

// MaySeatAdviser says whether somebody joins as an adviser: once both sides asked, and if they belong to
// neither.
func MaySeatAdviser(agreed, ours bool) error {
	switch {
	case !agreed:
		return &Error{Code: Conflict, State: "WAITS", Message: "Both sides ask you, and one of them has still to say so. Nothing was lost; try the link again later."}
	case ours:
		return &Error{Code: Conflict, State: "SAME_ORGANIZATION", Message: "You belong to one of the two organisations, and an adviser to neither. Ask to be invited as a colleague; nothing was changed."}
	}
	return nil
}
