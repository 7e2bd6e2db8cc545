package pact

import "time"

// JointActLasts is how long a first key waits for the second.
const JointActLasts = 30 * 24 * time.Hour

// JointActFacts is what turning a second key depends on.
type JointActFacts struct {
	State   JointActState
	Expires time.Time
	Digest  string // of what the first key proposed
	From    string // the side of the first key
}

// JointActDigest covers what both keys have to mean.
func JointActDigest(kind JointActKind, target, text string) string {
	return Digest([]SectionText{{Document: target, Key: string(kind), Text: text}})
}

// MayBind says whether both sides can still decide something of a kind: once they have parted, a name
// alone.
func MayBind(kind JointActKind, parted bool) error {
	return StillTogether(parted && kind != Rename)
}

// MayTurn says whether an owner of a side may turn the second key now, having seen digest.
func MayTurn(f JointActFacts, r Role, side, digest string, now time.Time) error {
	if err := MayDecide(r); err != nil {
		return err
	}
	if side == f.From {
		return Refuse(Forbidden, "Your side turned the first key. The second belongs to an owner of the other side.")
	}
	if f.State != Proposed {
		return &Error{Code: Conflict, State: string(f.State), Message: "This proposal is closed already. Nothing was changed."}
	}
	if !now.Before(f.Expires) {
		return &Error{Code: Conflict, State: string(Expired), Message: "This proposal waited too long and is closed. Propose it again if both still want it."}
	}
	return Matches(digest, f.Digest)
}
