package pact

import "io"

// ConversationKind says what a conversation is about.
type ConversationKind string

// The values of ConversationKind.
const (
	SlipConversation ConversationKind = "SLIP"
)

func (v ConversationKind) all() []string {
	return []string{"SLIP"}
}

// Values lists what a ConversationKind may be, in order.
func (v ConversationKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v ConversationKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v ConversationKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *ConversationKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// ConversationState says whether both sides still talk.
type ConversationState string

// The values of ConversationState.
const (
	ConversationOpen   ConversationState = "OPEN"
	ConversationClosed ConversationState = "CLOSED"
)

func (v ConversationState) all() []string {
	return []string{"OPEN", "CLOSED"}
}

// Values lists what a ConversationState may be, in order.
func (v ConversationState) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v ConversationState) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v ConversationState) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *ConversationState) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// ConversationEnding says how both leave what slipped.
type ConversationEnding string

// The values of ConversationEnding.
const (
	EndingRenewed  ConversationEnding = "RENEWED"
	EndingChanged  ConversationEnding = "CHANGED"
	EndingReleased ConversationEnding = "RELEASED"
	EndingKept     ConversationEnding = "KEPT"
)

func (v ConversationEnding) all() []string {
	return []string{"RENEWED", "CHANGED", "RELEASED", "KEPT"}
}

// Values lists what a ConversationEnding may be, in order.
func (v ConversationEnding) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v ConversationEnding) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v ConversationEnding) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *ConversationEnding) UnmarshalGQL(from any) error { return unmarshal(v, from) }
