package pact

// Course is where a waypoint stood, before or after a correction.
type Course struct {
	Title string        `json:"title"`
	Due   Date          `json:"due"`
	State WaypointState `json:"state"`
}

// MayCorrect says whether the course may change from one to another: with its reason, unless all
// that changed is that the waypoint was reached.
func MayCorrect(r Role, from, to Course, reason string) error {
	if err := MayWrite(r, Shared); err != nil {
		return err
	}
	if !NeedsReason(from, to) {
		return nil
	}
	return Within("reason", "The reason", reason, true, MaxReason)
}

// NeedsReason says whether a change of the course is logged with its reason: reaching a waypoint is
// no correction.
func NeedsReason(from, to Course) bool {
	reached := from
	reached.State = WaypointReached
	return from != to && to != reached
}
