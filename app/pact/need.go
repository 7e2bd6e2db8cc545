package pact

// MaySettle says whether somebody may confirm, correct or drop a need: the people whose need it is.
func MaySettle(r Role, mySide, ofSide string) error {
	if err := MayWrite(r, Shared); err != nil {
		return err
	}
	if mySide == "" || mySide != ofSide {
		return Refuse(Forbidden, "Only the side whose need it is can say what it needs. Nothing was changed.")
	}
	return nil
}

// FirstState is how a need begins: as a guess, or as what a side says of itself.
func FirstState(mySide, ofSide string) NeedState {
	if mySide == ofSide {
		return NeedConfirmed
	}
	return NeedGuessed
}
