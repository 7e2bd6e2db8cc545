package pact

import "time"

// How long a link stays open, in days.
const (
	InvitationDays    = 28
	MaxInvitationDays = 90
)

// MayWriteTo says whether a side may still write to the other one: as long as nobody lives there.
// Afterwards each side invites its own people.
func MayWriteTo(name string, joined bool) error {
	if !joined {
		return nil
	}
	return &Error{Code: Conflict, State: "JOINED", Message: name + " has joined already, and invites its own people. Nothing was changed."}
}

// InvitationFacts is what an invitation's being open depends on.
type InvitationFacts struct {
	Expires  time.Time
	Revoked  bool
	Accepted bool
}

// InvitationOpen says whether a link may still be answered, and in one sentence why not.
func InvitationOpen(f InvitationFacts, now time.Time) error {
	switch {
	case f.Accepted:
		return &Error{Code: Conflict, State: "ACCEPTED", Message: "This invitation was accepted already. If that was you, sign in; if not, ask for a new one."}
	case f.Revoked:
		return &Error{Code: Conflict, State: "REVOKED", Message: "This invitation was taken back. Ask the person who sent it."}
	case !now.Before(f.Expires):
		return &Error{Code: Conflict, State: "EXPIRED", Message: "This invitation has run out. Ask for a new one; nothing else was changed."}
	}
	return nil
}
