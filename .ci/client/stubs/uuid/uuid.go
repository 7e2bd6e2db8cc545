// Package uuid names things inside one browser tab: unique, not secret. The real
// one brings database and hashing packages that the client has no use for.
package uuid

import (
	"fmt"
	"math/rand/v2"
)

// NewString returns a version 4 UUID from the generator that the runtime seeds.
func NewString() string {
	a, b := rand.Uint64(), rand.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x",
		uint32(a>>32), uint16(a>>16), a&0xfff, 0x8000|b>>50, b&0xffffffffffff)
}
