package pact

import "io"

// RiskKind says what a risk is about: the seven that a pre-mortem asks for.
type RiskKind string

// The values of RiskKind.
const (
	RiskCommitments RiskKind = "COMMITMENTS"
	RiskTools       RiskKind = "TOOLS"
	RiskProcesses   RiskKind = "PROCESSES"
	RiskPeople      RiskKind = "PEOPLE"
	RiskPath        RiskKind = "PATH"
	RiskStrategy    RiskKind = "STRATEGY"
	RiskIdea        RiskKind = "IDEA"
)

func (v RiskKind) all() []string {
	return []string{"COMMITMENTS", "TOOLS", "PROCESSES", "PEOPLE", "PATH", "STRATEGY", "IDEA"}
}

// Values lists what a RiskKind may be, in order.
func (v RiskKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v RiskKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v RiskKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *RiskKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// RiskTreatment says how a risk is answered: by a promise, as something it opens for both, or accepted by both sides.
type RiskTreatment string

// The values of RiskTreatment.
const (
	ByCommitment   RiskTreatment = "COMMITMENT"
	AsOpportunity  RiskTreatment = "OPPORTUNITY"
	AcceptedByBoth RiskTreatment = "ACCEPTED"
)

func (v RiskTreatment) all() []string {
	return []string{"COMMITMENT", "OPPORTUNITY", "ACCEPTED"}
}

// Values lists what a RiskTreatment may be, in order.
func (v RiskTreatment) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v RiskTreatment) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v RiskTreatment) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *RiskTreatment) UnmarshalGQL(from any) error { return unmarshal(v, from) }
