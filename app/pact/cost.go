package pact

// Limits of one GraphQL operation. Cost counts fields, those of a list as often as the list may
// have entries.
const (
	MaxDepth        = 15
	MaxCost         = 30000
	MaxTokens       = 2000
	ListAllowance   = 12 // how often a bounded list without pages counts
	SchemaAllowance = 6  // and one that tells of the schema: what tools ask to know all of it fits
)
