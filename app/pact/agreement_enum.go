package pact

import "io"

// AgreementKind says what is signed: the accord, or the statement made from it.
type AgreementKind string

// The values of AgreementKind.
const (
	AccordAgreement    AgreementKind = "ACCORD"
	StatementAgreement AgreementKind = "STATEMENT"
)

func (v AgreementKind) all() []string { return []string{"ACCORD", "STATEMENT"} }

// Values lists what an AgreementKind may be, in order.
func (v AgreementKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v AgreementKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v AgreementKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *AgreementKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// AgreementState says how an agreement stands: out for signature, in force, or taken back.
type AgreementState string

// The values of AgreementState.
const (
	AgreementProposed  AgreementState = "PROPOSED"
	AgreementInForce   AgreementState = "IN_FORCE"
	AgreementWithdrawn AgreementState = "WITHDRAWN"
)

func (v AgreementState) all() []string { return []string{"PROPOSED", "IN_FORCE", "WITHDRAWN"} }

// Values lists what an AgreementState may be, in order.
func (v AgreementState) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v AgreementState) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v AgreementState) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *AgreementState) UnmarshalGQL(from any) error { return unmarshal(v, from) }
