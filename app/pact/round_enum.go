package pact

import "io"

// RoundKind says what both sides are asked unseen.
type RoundKind string

// The values of RoundKind.
const (
	CandidRound       RoundKind = "CANDID"
	FirstQuestions    RoundKind = "FIRST_QUESTIONS"
	LaterQuestions    RoundKind = "LATER_QUESTIONS"
	WorthItRound      RoundKind = "WORTH_IT"
	PrioritiesRound   RoundKind = "PRIORITIES"
	ExpectationsRound RoundKind = "EXPECTATIONS"
	PreMortemRound    RoundKind = "PRE_MORTEM"
	PledgesRound      RoundKind = "PLEDGES"
)

func (v RoundKind) all() []string {
	return []string{"CANDID", "FIRST_QUESTIONS", "LATER_QUESTIONS", "WORTH_IT", "PRIORITIES", "EXPECTATIONS", "PRE_MORTEM", "PLEDGES"}
}

// Values lists what a RoundKind may be, in order.
func (v RoundKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v RoundKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v RoundKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *RoundKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// RoundState says how a round stands: answers come in, all are in, all are open, or it was taken back before.
type RoundState string

// The values of RoundState.
const (
	RoundOpen      RoundState = "OPEN"
	RoundClosed    RoundState = "CLOSED"
	RoundRevealed  RoundState = "REVEALED"
	RoundWithdrawn RoundState = "WITHDRAWN"
)

func (v RoundState) all() []string {
	return []string{"OPEN", "CLOSED", "REVEALED", "WITHDRAWN"}
}

// Values lists what a RoundState may be, in order.
func (v RoundState) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v RoundState) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v RoundState) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *RoundState) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// Answering says who answers a round: each side together, or each person.
type Answering string

// The values of Answering.
const (
	BySide   Answering = "SIDE"
	ByPerson Answering = "PERSON"
)

func (v Answering) all() []string {
	return []string{"SIDE", "PERSON"}
}

// Values lists what a Answering may be, in order.
func (v Answering) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v Answering) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v Answering) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *Answering) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// Naming says under whose name answers of persons are opened to the other side: their own, or none.
type Naming string

// The values of Naming.
const (
	Named  Naming = "NAMED"
	Pooled Naming = "POOLED"
)

func (v Naming) all() []string {
	return []string{"NAMED", "POOLED"}
}

// Values lists what a Naming may be, in order.
func (v Naming) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v Naming) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v Naming) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *Naming) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// Choice says the answer to a question that has only a few.
type Choice string

// The values of Choice.
const (
	ChoiceYes    Choice = "YES"
	ChoiceNotNow Choice = "NOT_NOW"
	ChoiceNo     Choice = "NO"
	MustHave     Choice = "MUST_HAVE"
	NiceToHave   Choice = "NICE_TO_HAVE"
)

func (v Choice) all() []string {
	return []string{"YES", "NOT_NOW", "NO", "MUST_HAVE", "NICE_TO_HAVE"}
}

// Values lists what a Choice may be, in order.
func (v Choice) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v Choice) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v Choice) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *Choice) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// MarkKind says what people of both sides found in two answers: the same, or a difference.
type MarkKind string

// The values of MarkKind.
const (
	Alike   MarkKind = "ALIKE"
	Differs MarkKind = "DIFFERS"
)

func (v MarkKind) all() []string {
	return []string{"ALIKE", "DIFFERS"}
}

// Values lists what a MarkKind may be, in order.
func (v MarkKind) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v MarkKind) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v MarkKind) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *MarkKind) UnmarshalGQL(from any) error { return unmarshal(v, from) }
