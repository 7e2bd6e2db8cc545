package pact

import "io"

// NeedKind says when a side needs something: it does today, it is about to, or it does not know yet that it will.
type NeedKind string

// The values of NeedKind.
const (
	NeedToday  NeedKind = "TODAY"
	NeedSoon   NeedKind = "SOON"
	NeedToCome NeedKind = "TO_COME"
)

func (v NeedKind) all() []string {
	return []string{"TODAY", "SOON", "TO_COME"}
}

// Values lists what a NeedKind may be, in order.
func (v NeedKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v NeedKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v NeedKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *NeedKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// NeedState says how a need stands: the other side guessed it, or its own side said what it is.
type NeedState string

// The values of NeedState.
const (
	NeedGuessed   NeedState = "GUESSED"
	NeedConfirmed NeedState = "CONFIRMED"
	NeedDropped   NeedState = "DROPPED"
)

func (v NeedState) all() []string {
	return []string{"GUESSED", "CONFIRMED", "DROPPED"}
}

// Values lists what a NeedState may be, in order.
func (v NeedState) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v NeedState) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v NeedState) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *NeedState) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// WaypointState says how a waypoint stands.
type WaypointState string

// The values of WaypointState.
const (
	WaypointAhead   WaypointState = "AHEAD"
	WaypointReached WaypointState = "REACHED"
	WaypointDropped WaypointState = "DROPPED"
)

func (v WaypointState) all() []string {
	return []string{"AHEAD", "REACHED", "DROPPED"}
}

// Values lists what a WaypointState may be, in order.
func (v WaypointState) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v WaypointState) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v WaypointState) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *WaypointState) UnmarshalGQL(from any) error { return unmarshal(v, from) }
