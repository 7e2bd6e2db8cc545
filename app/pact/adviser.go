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
