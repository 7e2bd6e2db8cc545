package link

import (
	"cmp"
	"slices"
	"sync"

	"midspan/app/coedit"
)

// shelf keeps on this device what must not be lost of one document. Its methods
// return at once and call done, from any goroutine, when it is so.
type shelf interface {
	Load(done func(kept, error))
	Write(keep []coedit.Pending, drop []coedit.Key, done func(error))
	Save(state []byte, done func(error))
	// Wipe takes everything off: the reader may not see the document any more.
	Wipe()
}

// kept is what a shelf holds: the state saved last, and what is unsent.
type kept struct {
	state   []byte
	pending []coedit.Pending
}

// memory is the shelf of a browser that lets us keep nothing. What is on it is
// gone with the tab.
type memory struct {
	mu    sync.Mutex
	state []byte
	held  map[coedit.Key][]byte
}

func newMemory() *memory { return &memory{held: map[coedit.Key][]byte{}} }

func (m *memory) Load(done func(kept, error)) {
	m.mu.Lock()
	k := kept{state: m.state}
	for key, update := range m.held {
		k.pending = append(k.pending, coedit.Pending{Key: key, Update: update})
	}
	m.mu.Unlock()
	k.sort()
	done(k, nil)
}

func (m *memory) Write(keep []coedit.Pending, drop []coedit.Key, done func(error)) {
	m.mu.Lock()
	for _, p := range keep {
		m.held[p.Key] = p.Update
	}
	for _, key := range drop {
		delete(m.held, key)
	}
	m.mu.Unlock()
	done(nil)
}

func (m *memory) Save(state []byte, done func(error)) {
	m.mu.Lock()
	m.state = state
	m.mu.Unlock()
	done(nil)
}

func (m *memory) Wipe() {
	m.mu.Lock()
	m.state = nil
	clear(m.held)
	m.mu.Unlock()
}

// sort puts what is unsent in the order in which each client wrote it.
func (k *kept) sort() {
	slices.SortFunc(k.pending, func(a, b coedit.Pending) int {
		return cmp.Or(cmp.Compare(a.Client, b.Client), cmp.Compare(a.Number, b.Number))
	})
}
