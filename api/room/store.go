package room

import (
	"context"
	"errors"

	"midspan/app/coedit"
)

// Store keeps documents durably. May and Append answer to the viewer in ctx and
// refuse with a *pact.Error. The other methods are the hub's own reads and upkeep:
// it has asked May before, or tells others what was stored, so they obey no viewer.
type Store interface {
	// Load gives the durable state of a document.
	Load(ctx context.Context, document string) (Loaded, error)

	// Since gives the updates stored after a sequence, in order, and the sequence of
	// the last one. It is how a hub learns what another replica stored.
	Since(ctx context.Context, document string, seq int64) (updates [][]byte, last int64, err error)

	// StateAt gives the state a document had at an earlier sequence, merged to one
	// update. CONFLICT if that is not known (any more).
	StateAt(ctx context.Context, document string, seq int64) ([]byte, error)

	// May says what the viewer may do with a document now; NOT_FOUND if it is absent
	// or not theirs to see.
	May(ctx context.Context, document string) (Access, error)

	// Append stores an update in one transaction with the viewer's permission to write.
	// It gives the update the document's next sequence, binds the client ids in
	// u.Fresh to the viewer, and materialises u.Texts. It is durable on return.
	//
	// ErrBehind if the document's sequence is not u.Base any more: nothing is stored;
	// the hub catches up and tries again. CONFLICT if a client id in u.Fresh is bound
	// to another user. LIMITED with RetryAfter if the viewer has too many new client ids.
	Append(ctx context.Context, document string, u Update) (seq int64, err error)

	// Compact keeps state as the snapshot of a document at seq. The log stays.
	Compact(ctx context.Context, document string, seq int64, state []byte) error
}

// ErrBehind tells that a document has updates that the hub has not seen.
var ErrBehind = errors.New("room: the document has moved on")

// Loaded is the durable state of a document.
type Loaded struct {
	State    []byte // one Yjs update; empty for a new document
	Seq      int64
	Sections []string // the keys; an update to any other root text is refused

	Updates int // stored since the last snapshot
	Bytes   int
}

// Access is what a viewer may do with a document, and as whom others see them.
type Access struct {
	Write  bool
	Person Person
}

// Person is how somebody appears to others in a document; ID is the user's.
type Person = coedit.Person

// Update is what one person added to a document.
type Update struct {
	Bytes   []byte            // only what is new
	Base    int64             // the sequence the document had before
	Clients []uint32          // ids of the new structs; none when it only deletes
	Fresh   []uint32          // those of Clients not yet known to be the viewer's
	Texts   map[string]string // section key to its text after the update, where it changed
	Burst   bool              // the first of this person's burst of typing: worth an event
}
