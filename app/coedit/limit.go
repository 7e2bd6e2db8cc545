package coedit

// Caps that both ends keep: the client refuses early, the server refuses surely.
const (
	MaxUpdate  = 256 << 10 // bytes of one update
	MaxState   = 4 << 20   // bytes of a document's state
	MaxSection = 200_000   // UTF-16 units of a section
	// MaxFrame is the longest frame a server reads.
	MaxFrame = MaxUpdate + 64
)
