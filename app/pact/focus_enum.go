package pact

import "io"

// FocusKind says what takes both sides' time: a meeting, a point of the agenda, or a piece of work.
type FocusKind string

// The values of FocusKind.
const (
	MeetingItem FocusKind = "MEETING"
	AgendaItem  FocusKind = "AGENDA"
	WorkItem    FocusKind = "WORK"
)

func (v FocusKind) all() []string { return []string{"MEETING", "AGENDA", "WORK"} }

// Values lists what a FocusKind may be, in order.
func (v FocusKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v FocusKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v FocusKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *FocusKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// FocusFate says what becomes of it.
type FocusFate string

// The values of FocusFate.
const (
	Undecided FocusFate = "UNDECIDED"
	KeptOn    FocusFate = "KEPT"
	DroppedIt FocusFate = "DROPPED"
	HandedOut FocusFate = "HANDED_OUT"
)

func (v FocusFate) all() []string { return []string{"UNDECIDED", "KEPT", "DROPPED", "HANDED_OUT"} }

// Values lists what a FocusFate may be, in order.
func (v FocusFate) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v FocusFate) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v FocusFate) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *FocusFate) UnmarshalGQL(from any) error { return unmarshal(v, from) }
