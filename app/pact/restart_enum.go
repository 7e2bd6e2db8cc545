package pact

import "io"

// Stand is how somebody stands to the restart, as only their own side knows.
type Stand string

// The values of Stand.
const (
	WithIt Stand = "WITH_IT"
	NotYet Stand = "NOT_YET"
	NotMe  Stand = "NOT_ME"
)

func (v Stand) all() []string { return []string{"WITH_IT", "NOT_YET", "NOT_ME"} }

// Values lists what a Stand may be, in order.
func (v Stand) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v Stand) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v Stand) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *Stand) UnmarshalGQL(from any) error { return unmarshal(v, from) }
