package pact

import "slices"

// CommitmentFacts is what every word on a commitment depends on. Sides are ids, "" for none: both
// promise when there is no promiser.
type CommitmentFacts struct {
	Nature   CommitmentNature
	State    CommitmentState
	Promiser string
	From     string // the side that wrote it
	Reported string // the side that says it is done
}

// Asked says whether one side asks the other for support, and waits for its yes.
func (f CommitmentFacts) Asked() bool { return f.wanted() && f.From != f.Promiser }

// Offered says whether one side offers the other support, and waits for its yes.
func (f CommitmentFacts) Offered() bool { return f.wanted() && f.From == f.Promiser }

func (f CommitmentFacts) wanted() bool {
	return f.State == Draft && f.Nature == Support && f.Promiser != "" && f.From != ""
}

// Promises says whether a side promised this, alone or with the other.
func (f CommitmentFacts) Promises(side string) bool {
	return side != "" && (f.Promiser == "" || f.Promiser == side)
}

// MaySpeak says whether somebody may say for their side what became of a promise.
func MaySpeak(r Role) error {
	if slices.Contains(Confirmers(), r) {
		return nil
	}
	return Refuse(Forbidden, "You read here as %s. The people of the two sides say what became of a promise.", r.Word())
}

// agreed refuses what needs a promise that stands.
func (f CommitmentFacts) agreed() error {
	switch f.State {
	case Agreed:
		return nil
	case Draft:
		return f.conflict("This is a draft still. Once both sides said yes to its words, it can be kept. Nothing was changed.")
	case Slipped:
		return f.conflict("This slipped, so you talk about it, and say there how it goes on. Nothing was changed.")
	}
	return f.conflict("This commitment is closed already. Nothing was changed.")
}

func (f CommitmentFacts) conflict(words string) error {
	return &Error{Code: Conflict, State: string(f.State), Message: words}
}

// MayReport says whether somebody may say that it is done: the side that promised, once.
func MayReport(f CommitmentFacts, r Role, side string) error {
	switch {
	case MaySpeak(r) != nil:
		return MaySpeak(r)
	case !f.Promises(side):
		return Refuse(Forbidden, "The side that promised says that it is done. Nothing was changed.")
	case f.agreed() != nil:
		return f.agreed()
	case f.Reported != "":
		return f.conflict("The other side said that it is done already. Say whether it was kept.")
	}
	return nil
}

// MayTakeReportBack says whether somebody may take back that it is done: the side that said so.
func MayTakeReportBack(f CommitmentFacts, r Role, side string) error {
	switch {
	case MaySpeak(r) != nil:
		return MaySpeak(r)
	case f.agreed() != nil:
		return f.agreed()
	case f.Reported == "":
		return f.conflict("Nobody says that it is done, so there is nothing to take back. Nothing was changed.")
	case f.Reported != side:
		return Refuse(Forbidden, "The side that said it is done takes that back. Nothing was changed.")
	}
	return nil
}

// MayAnswer says whether somebody may say to a report that it was kept, or not yet: the side that
// received it, which is the one that did not report. What both promise, each receives from the other.
func MayAnswer(f CommitmentFacts, r Role, side string) error {
	switch {
	case MaySpeak(r) != nil:
		return MaySpeak(r)
	case side == f.Promiser || side == f.Reported:
		return Refuse(Forbidden, "Whoever received it says whether it was kept. Nothing was changed.")
	case f.agreed() != nil:
		return f.agreed()
	case f.Reported == "":
		return f.conflict("Nobody says yet that it is done. Nothing was changed.")
	}
	return nil
}

// MaySlip says whether somebody may say that it slipped: either side, of a promise that stands.
func MaySlip(f CommitmentFacts, r Role) error {
	if err := MaySpeak(r); err != nil {
		return err
	}
	return f.agreed()
}

// MayRelease says whether somebody may let the other side off: the side that was to receive it. What
// both promise ends by talking about it.
func MayRelease(f CommitmentFacts, r Role, side string) error {
	switch {
	case MaySpeak(r) != nil:
		return MaySpeak(r)
	case f.Promiser == "":
		return Refuse(Forbidden, "Both promise this, so both let go of it. Say that it slipped, and leave it so in the talk.")
	case f.Promiser == side:
		return Refuse(Forbidden, "Whoever was to receive it may let go of it. Nothing was changed; talk to them.")
	}
	return f.agreed()
}

// MayWithdraw says whether somebody may take a draft off the table: the side that wrote it, either
// where both would promise, and the side that is asked or offered support.
func MayWithdraw(f CommitmentFacts, r Role, side string) error {
	switch {
	case MaySpeak(r) != nil:
		return MaySpeak(r)
	case f.State != Draft:
		return f.conflict("This is no draft any more. Nothing was changed.")
	case side == f.From || f.Promiser == "" || f.wanted():
		return nil
	}
	return Refuse(Forbidden, "The side that wrote a draft takes it back. Nothing was changed; change its words instead.")
}
