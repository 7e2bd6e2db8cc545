package pact

import "slices"

// Voice is somebody who speaks here: who, on which side, as what. An adviser has no side.
type Voice struct {
	Person, Side string
	Role         Role
}

// Done is how something stands that counts only once its receiver said so.
type Done struct {
	State DoneState
	By    Voice // who said that it happened; nobody while it is ahead
}

// MaySayDone says whether somebody may say that it happened: while it is ahead, or once more in other
// words, by the side that said so.
func MaySayDone(d Done, v Voice) error {
	if err := speaks(v); err != nil {
		return err
	}
	if d.State == DoneSaid && d.By.Side != v.Side {
		return stands(d.State, "The other side said so already, and waits for your word. Nothing was changed.")
	}
	if d.State != DoneAhead && d.State != DoneSaid {
		return stands(d.State, "This is closed, so it stands as it is. Nothing was changed.")
	}
	return nil
}

// MayConfirmDone says whether somebody may confirm that it happened, having seen digest: the side
// that did not say so.
func MayConfirmDone(d Done, v Voice, sent, now string) error {
	if err := speaks(v); err != nil {
		return err
	}
	if err := isSaid(d.State); err != nil {
		return err
	}
	if v.Side == d.By.Side {
		return Refuse(Forbidden, "Your side said so itself. It counts when the other side says so too.")
	}
	return Matches(sent, now)
}

// MayReopen says whether it may be ahead again: either side may say "not yet", as long as nothing
// was confirmed.
func MayReopen(d Done, v Voice) error {
	if err := speaks(v); err != nil {
		return err
	}
	if d.State == DoneConfirmed {
		return stands(d.State, "This was confirmed, so it stands. Nothing was changed.")
	}
	return nil
}

// MayDrop says whether it may be let go: while it is ahead.
func MayDrop(d Done, v Voice) error {
	if err := speaks(v); err != nil {
		return err
	}
	if d.State == DoneSaid || d.State == DoneConfirmed {
		return stands(d.State, "Somebody said that this happened, so it is not let go. Nothing was changed.")
	}
	return nil
}

// speaks refuses those who read here: only people of the two sides say what happened.
func speaks(v Voice) error {
	if v.Side != "" && slices.Contains(Confirmers(), v.Role) {
		return nil
	}
	return Refuse(Forbidden, "You read here as %s. The people of the two sides say what happened.", v.Role.Word())
}

func isSaid(s DoneState) error {
	switch s {
	case DoneConfirmed:
		return stands(s, "This was confirmed already. Nothing was changed.")
	case DoneSaid:
		return nil
	}
	return stands(s, "Nobody says at the moment that this happened, so there is nothing to confirm.")
}

func stands(s DoneState, words string) error {
	return &Error{Code: Conflict, State: string(s), Message: words}
}

// fields is the digest of a thing that is no document, over its fields in order.
func fields(id string, pairs ...[2]string) string {
	texts := make([]SectionText, len(pairs))
	for i, f := range pairs {
		texts[i] = SectionText{Document: id, Key: f[0], Text: f[1]}
	}
	return Digest(texts)
}
