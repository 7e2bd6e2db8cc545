package pact

import "io"

// DoneState says how a win, a milestone or a benefit stands: ahead, said to have happened, confirmed
// by its receiver, or let go.
type DoneState string

// The values of DoneState.
const (
	DoneAhead     DoneState = "AHEAD"
	DoneSaid      DoneState = "SAID"
	DoneConfirmed DoneState = "CONFIRMED"
	DoneDropped   DoneState = "DROPPED"
)

func (v DoneState) all() []string {
	return []string{"AHEAD", "SAID", "CONFIRMED", "DROPPED"}
}

// Values lists what a DoneState may be, in order.
func (v DoneState) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v DoneState) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v DoneState) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *DoneState) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// BenefitKind says how a benefit is told: in figures, for a side, or in words, for a person.
type BenefitKind string

// The values of BenefitKind.
const (
	FigureBenefit   BenefitKind = "FIGURE"
	PersonalBenefit BenefitKind = "PERSONAL"
)

func (v BenefitKind) all() []string {
	return []string{"FIGURE", "PERSONAL"}
}

// Values lists what a BenefitKind may be, in order.
func (v BenefitKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v BenefitKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v BenefitKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *BenefitKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }
