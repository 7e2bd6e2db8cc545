package pact

// MayManage says whether somebody may change the role of, or remove, a participant: an owner of
// the same side, who leaves the side with an owner.
func MayManage(mine Role, mySide, theirSide string, theirs Role, ownersLeft int) error {
	if err := MayDecide(mine); err != nil {
		return err
	}
	if mySide == "" || mySide != theirSide {
		return Refuse(Forbidden, "Each side looks after its own people. Nothing was changed.")
	}
	if theirs == Owner && ownersLeft < 1 {
		return &Error{Code: Conflict, State: string(Owner), Message: "Your side needs an owner. Make somebody else owner first; nothing was changed."}
	}
	return nil
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
