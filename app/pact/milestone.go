package pact

import (
	"slices"
	"time"
)

// MilestoneTerms are what a confirmation of a milestone is about.
type MilestoneTerms struct {
	Title, Outcome, Owner string
	Due, Expected         Date
	By                    Voice
}

// MilestoneDigest covers what is on the screen when a milestone is confirmed.
func MilestoneDigest(id string, t MilestoneTerms) string {
	return fields(id, [2]string{"title", t.Title}, [2]string{"outcome", t.Outcome}, [2]string{"owner", t.Owner},
		[2]string{"due", string(t.Due)}, [2]string{"expected", string(t.Expected)}, [2]string{"by", t.By.Person})
}

// MayReach says whether somebody may say that a milestone of a side is reached: that side's people.
func MayReach(d Done, v Voice, of string) error {
	if err := MaySayDone(d, v); err != nil {
		return err
	}
	if v.Side != of {
		return Refuse(Forbidden, "The side that has this milestone says when it is reached; yours then says whether it is. Nothing was changed.")
	}
	return nil
}

// MayOwn says whether somebody may have a milestone: a person of a side who writes here.
func MayOwn(r Role, side string) bool { return side != "" && slices.Contains(Writers(Shared), r) }

// MayExpect says whether a milestone may change: as long as it is ahead, and another expected day
// with its reason.
func MayExpect(d Done, v Voice, from, to Date, reason string) error {
	if err := speaks(v); err != nil {
		return err
	}
	if d.State != DoneAhead {
		return stands(d.State, "This milestone is not ahead any more, so it stands as it is. Nothing was changed.")
	}
	if from == to {
		return nil
	}
	return Within("reason", "The reason", reason, true, MaxReason)
}

// Slip is how a milestone is about to miss the day that was agreed; the zero Slip is none.
type Slip struct {
	Days   int  `json:"days"`   // that it comes after its day
	Early  int  `json:"early"`  // days before its day that this was seen
	Unsaid bool `json:"unsaid"` // its day is gone and nobody said yet when to expect it
}

// SlipOf says whether a milestone slips: it is expected after its day, or its day is gone. seen is
// when it was first expected later than agreed.
func SlipOf(state DoneState, due, expected, seen, today Date) Slip {
	if state != DoneAhead {
		return Slip{}
	}
	if days := daysFrom(due, expected); days > 0 && today <= expected {
		return Slip{Days: days, Early: max(daysFrom(seen, due), 0)}
	}
	if days := daysFrom(due, today); days > 0 {
		return Slip{Days: days, Unsaid: true}
	}
	return Slip{}
}

// SlipSeen is when a slip was seen, once a milestone is expected on another day: today, or when it
// was seen first; nil while it does not slip.
func SlipSeen(due, expected, today Date, seen *Date) *Date {
	switch {
	case expected <= due:
		return nil
	case seen != nil:
		return seen
	}
	return &today
}

// daysFrom counts the days from one day to another.
func daysFrom(from, to Date) int {
	a, err1 := time.Parse(time.DateOnly, string(from))
	b, err2 := time.Parse(time.DateOnly, string(to))
	if err1 != nil || err2 != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}
