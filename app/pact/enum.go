package pact

import (
	"fmt"
	"io"
	"slices"
	"strconv"
)

// enum is a closed set of words shared by the database, GraphQL and the page.
type enum interface {
	~string
	all() []string
}

func valid[E enum](e E) bool { return slices.Contains(e.all(), string(e)) }

func marshal[E enum](e E, w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(e))) }

func unmarshal[E enum](e *E, v any) error {
	s, ok := v.(string)
	if !ok || !valid(E(s)) {
		return fmt.Errorf("%q is not one of %v", fmt.Sprint(v), (*e).all())
	}
	*e = E(s)
	return nil
}

// Audience says who may read a row: its author, one side, both sides, or everyone in both organisations.
type Audience string

// The values of Audience.
const (
	Author        Audience = "AUTHOR"
	OurSide       Audience = "SIDE"
	Shared        Audience = "SHARED"
	Organizations Audience = "ORGANIZATIONS"
)

func (v Audience) all() []string { return []string{"AUTHOR", "SIDE", "SHARED", "ORGANIZATIONS"} }

// Values lists what a Audience may be, in order.
func (v Audience) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v Audience) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v Audience) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *Audience) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// Bank says which end of the bridge a side stands on: the order of creation, which confers nothing.
type Bank string

// The values of Bank.
const (
	Left  Bank = "LEFT"
	Right Bank = "RIGHT"
)

func (v Bank) all() []string { return []string{"LEFT", "RIGHT"} }

// Values lists what a Bank may be, in order.
func (v Bank) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v Bank) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v Bank) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *Bank) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// Role says what a participant is in a relationship.
type Role string

// The values of Role.
const (
	Owner    Role = "OWNER"
	Sponsor  Role = "SPONSOR"
	Member   Role = "MEMBER"
	Observer Role = "OBSERVER"
	Adviser  Role = "ADVISER"
)

func (v Role) all() []string { return []string{"OWNER", "SPONSOR", "MEMBER", "OBSERVER", "ADVISER"} }

// Values lists what a Role may be, in order.
func (v Role) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v Role) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v Role) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *Role) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// Standing says what a person is in an organisation.
type Standing string

// The values of Standing.
const (
	OrganizationAdmin  Standing = "ADMIN"
	OrganizationMember Standing = "MEMBER"
)

func (v Standing) all() []string { return []string{"ADMIN", "MEMBER"} }

// Values lists what a Standing may be, in order.
func (v Standing) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v Standing) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v Standing) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *Standing) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// RelationshipKind says what the other organisation is to ours, as our own side sees it.
type RelationshipKind string

// The values of RelationshipKind.
const (
	Customer  RelationshipKind = "CUSTOMER"
	Prospect  RelationshipKind = "PROSPECT"
	Supplier  RelationshipKind = "SUPPLIER"
	Carrier   RelationshipKind = "CARRIER"
	Partner   RelationshipKind = "PARTNER"
	Referrer  RelationshipKind = "REFERRER"
	Broker    RelationshipKind = "BROKER"
	Employee  RelationshipKind = "EMPLOYEE"
	Investor  RelationshipKind = "INVESTOR"
	OtherKind RelationshipKind = "OTHER"
)

func (v RelationshipKind) all() []string {
	return []string{"CUSTOMER", "PROSPECT", "SUPPLIER", "CARRIER", "PARTNER", "REFERRER", "BROKER", "EMPLOYEE", "INVESTOR", "OTHER"}
}

// Values lists what a RelationshipKind may be, in order.
func (v RelationshipKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v RelationshipKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v RelationshipKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *RelationshipKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// Stage says how far a relationship has come; stages guide, they forbid nothing.
type Stage string

// The values of Stage.
const (
	Prepare    Stage = "PREPARE"
	ReachOut   Stage = "REACH_OUT"
	Reflect    Stage = "REFLECT"
	Envision   Stage = "ENVISION"
	Trust      Stage = "TRUST"
	StressTest Stage = "STRESS_TEST"
	Focus      Stage = "FOCUS"
	Commit     Stage = "COMMIT"
	Restart    Stage = "RESTART"
	Sustain    Stage = "SUSTAIN"
)

func (v Stage) all() []string {
	return []string{"PREPARE", "REACH_OUT", "REFLECT", "ENVISION", "TRUST", "STRESS_TEST", "FOCUS", "COMMIT", "RESTART", "SUSTAIN"}
}

// Values lists what a Stage may be, in order.
func (v Stage) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v Stage) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v Stage) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *Stage) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// DocumentKind says what a co-edited document is for.
type DocumentKind string

// The values of DocumentKind.
const (
	VisionDocument       DocumentKind = "VISION"
	CharterDocument      DocumentKind = "CHARTER"
	StatementDocument    DocumentKind = "STATEMENT"
	CommitmentDocument   DocumentKind = "COMMITMENT"
	NotesDocument        DocumentKind = "NOTES"
	DisputeDocument      DocumentKind = "DISPUTE"
	PartingDocument      DocumentKind = "PARTING"
	AnswerDocument       DocumentKind = "ANSWER"
	ConclusionDocument   DocumentKind = "CONCLUSION"
	LookbackDocument     DocumentKind = "LOOKBACK"
	ConversationDocument DocumentKind = "CONVERSATION"
)

func (v DocumentKind) all() []string {
	return []string{"VISION", "CHARTER", "STATEMENT", "COMMITMENT", "NOTES", "DISPUTE", "PARTING", "ANSWER", "CONCLUSION", "LOOKBACK", "CONVERSATION"}
}

// Values lists what a DocumentKind may be, in order.
func (v DocumentKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v DocumentKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v DocumentKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *DocumentKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// CommitmentKind says who promises: both sides, or one.
type CommitmentKind string

// The values of CommitmentKind.
const (
	Mutual     CommitmentKind = "MUTUAL"
	Individual CommitmentKind = "INDIVIDUAL"
)

func (v CommitmentKind) all() []string { return []string{"MUTUAL", "INDIVIDUAL"} }

// Values lists what a CommitmentKind may be, in order.
func (v CommitmentKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v CommitmentKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v CommitmentKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *CommitmentKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// CommitmentNature says what is promised.
type CommitmentNature string

// The values of CommitmentNature.
const (
	Behaviour   CommitmentNature = "BEHAVIOUR"
	Deliverable CommitmentNature = "DELIVERABLE"
	Support     CommitmentNature = "SUPPORT"
)

func (v CommitmentNature) all() []string { return []string{"BEHAVIOUR", "DELIVERABLE", "SUPPORT"} }

// Values lists what a CommitmentNature may be, in order.
func (v CommitmentNature) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v CommitmentNature) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v CommitmentNature) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *CommitmentNature) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// CommitmentState says how a commitment stands.
type CommitmentState string

// The values of CommitmentState.
const (
	Draft    CommitmentState = "DRAFT"
	Agreed   CommitmentState = "AGREED"
	Kept     CommitmentState = "KEPT"
	Slipped  CommitmentState = "SLIPPED"
	Released CommitmentState = "RELEASED"
)

func (v CommitmentState) all() []string {
	return []string{"DRAFT", "AGREED", "KEPT", "SLIPPED", "RELEASED"}
}

// Values lists what a CommitmentState may be, in order.
func (v CommitmentState) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v CommitmentState) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v CommitmentState) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *CommitmentState) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// ConfirmationKind says what a side said of a commitment: its wording is ours too, or it was kept.
type ConfirmationKind string

// The values of ConfirmationKind.
const (
	ConfirmedWording ConfirmationKind = "AGREED"
	ConfirmedKept    ConfirmationKind = "KEPT"
)

func (v ConfirmationKind) all() []string { return []string{"AGREED", "KEPT"} }

// Values lists what a ConfirmationKind may be, in order.
func (v ConfirmationKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v ConfirmationKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v ConfirmationKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *ConfirmationKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// JointActKind says what two keys open.
type JointActKind string

// The values of JointActKind.
const (
	Rename     JointActKind = "RENAME"
	Pause      JointActKind = "PAUSE"
	Part       JointActKind = "PART"
	LightReset JointActKind = "LIGHT_RESET"
	BeginAnew  JointActKind = "RESTART"
	Unseal     JointActKind = "UNSEAL"
	SealAgain  JointActKind = "SEAL_AGAIN"
	Publish    JointActKind = "PUBLISH"
	Advise     JointActKind = "ADVISE"
)

func (v JointActKind) all() []string {
	return []string{"RENAME", "PAUSE", "PART", "LIGHT_RESET", "RESTART", "UNSEAL", "SEAL_AGAIN", "PUBLISH", "ADVISE"}
}

// Values lists what a JointActKind may be, in order.
func (v JointActKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v JointActKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v JointActKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *JointActKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// JointActState says how a joint act stands.
type JointActState string

// The values of JointActState.
const (
	Proposed  JointActState = "PROPOSED"
	Effective JointActState = "EFFECTIVE"
	Withdrawn JointActState = "WITHDRAWN"
	Expired   JointActState = "EXPIRED"
)

func (v JointActState) all() []string {
	return []string{"PROPOSED", "EFFECTIVE", "WITHDRAWN", "EXPIRED"}
}

// Values lists what a JointActState may be, in order.
func (v JointActState) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v JointActState) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v JointActState) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *JointActState) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// InvitationAnswer says what the invited person said.
type InvitationAnswer string

// The values of InvitationAnswer.
const (
	AnswerYes       InvitationAnswer = "YES"
	AnswerNotBefore InvitationAnswer = "NOT_BEFORE"
	AnswerNo        InvitationAnswer = "NO"
)

func (v InvitationAnswer) all() []string { return []string{"YES", "NOT_BEFORE", "NO"} }

// Values lists what a InvitationAnswer may be, in order.
func (v InvitationAnswer) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v InvitationAnswer) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v InvitationAnswer) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *InvitationAnswer) UnmarshalGQL(from any) error { return unmarshal(v, from) }
