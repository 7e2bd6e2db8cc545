package gql

import (
	"fmt"
	"math/rand/v2"
)

// MutationID is a fresh clientMutationId: unique, not secret. Keep it while the
// same act is tried again: it is carried out once.
func MutationID() string { return fmt.Sprintf("%016x%016x", rand.Uint64(), rand.Uint64()) }
