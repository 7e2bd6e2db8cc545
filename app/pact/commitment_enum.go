package pact

import "io"

// CommitmentStepKind says what became of a commitment once it was promised.
type CommitmentStepKind string

// The values of CommitmentStepKind.
const (
	StepReported  CommitmentStepKind = "REPORTED"
	StepTakenBack CommitmentStepKind = "TAKEN_BACK"
	StepKept      CommitmentStepKind = "KEPT"
	StepNotYet    CommitmentStepKind = "NOT_YET"
	StepSlipped   CommitmentStepKind = "SLIPPED"
	StepRenewed   CommitmentStepKind = "RENEWED"
	StepChanged   CommitmentStepKind = "CHANGED"
	StepReleased  CommitmentStepKind = "RELEASED"
	StepWithdrawn CommitmentStepKind = "WITHDRAWN"
	StepDeclined  CommitmentStepKind = "DECLINED"
)

func (v CommitmentStepKind) all() []string {
	return []string{"REPORTED", "TAKEN_BACK", "KEPT", "NOT_YET", "SLIPPED", "RENEWED", "CHANGED", "RELEASED", "WITHDRAWN", "DECLINED"}
}

// Values lists what a CommitmentStepKind may be, in order.
func (v CommitmentStepKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v CommitmentStepKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v CommitmentStepKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *CommitmentStepKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }
