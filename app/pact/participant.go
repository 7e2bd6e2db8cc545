package pact

import "time"

// MayManage says whether somebody may change the role of, or remove, a participant: an owner of
// the same side, who leaves the side with an owner. An adviser of both goes by an owner of either.
func MayManage(mine Role, mySide, theirSide string, theirs Role, ownersLeft int) error {
	if err := MayDecide(mine); err != nil {
		return err
	}
	if theirs == Adviser && theirSide == "" {
		return nil // of both: an owner of either side ends it
	}
	if mySide == "" || mySide != theirSide {
		return Refuse(Forbidden, "Each side looks after its own people. Nothing was changed.")
	}
	if theirs == Owner && ownersLeft < 1 {
		return &Error{Code: Conflict, State: string(Owner), Message: "Your side needs an owner. Make somebody else owner first; nothing was changed."}
	}
	return nil
}

// MayRemove says whether an owner may end somebody's access: anybody's but their own.
func MayRemove(self bool) error {
	if self {
		return Refuse(Forbidden, "You cannot remove yourself. Make somebody else owner and let them do it; nothing was changed.")
	}
	return nil
}

// MayReturn says whether a letter gives back the seat of somebody who was removed: one written
// after the removal does. Letters from before, their own among them, do not.
func MayReturn(written, removed time.Time) error {
	if written.After(removed) {
		return nil
	}
	return &Error{Code: Conflict, State: "REMOVED", Message: "This letter is from before you left this relationship. Ask an owner of your side for a new one."}
}

// MayHold says whether a person of a side may be given a role there. ownersThen counts the owners
// the side would have.
func MayHold(role Role, ownersThen int) error {
	if role == Adviser {
		return Invalid("role", "An adviser is on no side. Choose owner, sponsor, member or observer.")
	}
	if role == Owner && ownersThen > MaxOwnersOfSide {
		return Invalid("role", "A side has one or two owners. Change another's role first; nothing was changed.")
	}
	return nil
}
