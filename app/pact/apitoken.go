package pact

import "io"

// Bounds of the tokens that programs come with.
const (
	MaxTokenDays = 366 // that one is good for
	MaxAPITokens = 50  // good ones of one person
)

// TokenScope says what a program may do with its token.
type TokenScope string

// The values of TokenScope.
const (
	ReadScope  TokenScope = "READ"
	WriteScope TokenScope = "WRITE"
)

func (v TokenScope) all() []string { return []string{"READ", "WRITE"} }

// Values lists what a TokenScope may be, in order.
func (v TokenScope) Values() []string { return v.all() }

// Valid says whether v is one of the values.
func (v TokenScope) Valid() bool { return valid(v) }

// MarshalGQL writes v as a GraphQL enum.
func (v TokenScope) MarshalGQL(w io.Writer) { marshal(v, w) }

// UnmarshalGQL reads v from a GraphQL enum.
func (v *TokenScope) UnmarshalGQL(from any) error { return unmarshal(v, from) }

// ReadsOnly refuses a change by a token that was made for reading.
func ReadsOnly() *Error {
	return Refuse(Forbidden, "This token was made for reading. Nothing was changed; make one that may write.")
}
