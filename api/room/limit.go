package room

import (
	"time"

	"golang.org/x/time/rate"

	"midspan/app/coedit"
)

// Limits keep one person from spoiling a document, and documents from filling memory.
type Limits struct {
	Update  int   // bytes of one update
	State   int   // bytes of a document's state
	Section int   // UTF-16 units of a section
	Memory  int64 // bytes of loaded documents, about; those in use are never unloaded

	Sockets    int // open at once, of one user
	Queue      int // frames that wait for a slow reader before it is disconnected
	QueueBytes int // and their bytes
	Rate       rate.Limit
	Rush       int // tokens of one user at once, before Rate slows the reading; see cost
	Refusals   int // of one socket before it is closed for good

	SnapshotUpdates int // updates or bytes in the log after which a snapshot is made
	SnapshotBytes   int

	Burst    time.Duration // a pause after which typing counts as a new burst
	Beat     time.Duration // between pings of somebody whom others see
	Hush     time.Duration // without an answer to one, after which others do not see them any more
	Pulse    time.Duration // between pings of anybody else; between looks for news nobody told of
	Review   time.Duration // between looks at what somebody may: what changes is told, this is for what was not
	Patience time.Duration // for a pong, a frame to be written, an answer of the store
}

// DefaultLimits are the ones of a server.
func DefaultLimits() Limits {
	return Limits{
		Update:  coedit.MaxUpdate,
		State:   coedit.MaxState,
		Section: coedit.MaxSection,
		Memory:  256 << 20,

		Sockets:    64,
		Queue:      512,
		QueueBytes: 8 << 20,
		Rate:       200,
		Rush:       2000,
		Refusals:   50,

		SnapshotUpdates: 200,
		SnapshotBytes:   256 << 10,

		Burst:    5 * time.Minute,
		Beat:     4 * time.Second,
		Hush:     3 * time.Second,
		Pulse:    20 * time.Second,
		Review:   2 * time.Minute,
		Patience: 10 * time.Second,
	}
}
