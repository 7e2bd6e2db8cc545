package link

import (
	"sort"
	"sync"

	"midspan/app/coedit"
)

// shelf keeps on this device what must not be lost of one document. Its methods
// return at once and call done, from any goroutine, when it is so.
type shelf interface {
	// Admit says whether it is this person that the server knows here: what they wrote
	// must not be sent as somebody else's.
	Admit(done func(admission))
	// Load gives what is kept. Of what is unsent it gives only what no other tab that
	// lives is about to send, and nothing twice; own is the client that this one writes as.
	Load(own uint32, done func(kept, error))
	Write(keep []coedit.Pending, drop []coedit.Key, done func(error))
	// Save keeps the whole text. Unless whole, the server may have told other tabs more.
	Save(state []byte, whole bool)
	// Expired is called when the server has ended the sign-in.
	Expired()
	// Wipe takes the text off: the reader may not see the document any more. What they
	// wrote and could not send goes too, unless nobody was told.
	Wipe(told bool)
	// Close leaves what is unsent to other tabs.
	Close()
}

// admission is the answer of Admit.
type admission int

const (
	admitted admission = iota
	turnedAway
	nobodyToAsk // just now
)

// kept is what a shelf holds: the state saved last, and what is unsent.
type kept struct {
	state   []byte
	pending []coedit.Pending
}

// memory is the shelf of a browser that lets us keep nothing. What is on it is
// gone with the tab.
type memory struct {
	mu     sync.Mutex
	state  []byte
	held   map[coedit.Key][]byte
	loaded bool
}

func newMemory() *memory { return &memory{held: map[coedit.Key][]byte{}} }

func (m *memory) Admit(done func(admission)) { done(admitted) }

func (m *memory) Load(_ uint32, done func(kept, error)) {
	m.mu.Lock()
	if m.loaded {
		m.mu.Unlock()
		done(kept{}, nil)
		return
	}
	m.loaded = true
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

func (m *memory) Save(state []byte, _ bool) {
	m.mu.Lock()
	m.state = state
	m.mu.Unlock()
}

func (m *memory) Expired() {}

func (m *memory) Wipe(told bool) {
	m.mu.Lock()
	m.state = nil
	if told {
		clear(m.held)
	}
	m.mu.Unlock()
}

func (m *memory) Close() {
	m.mu.Lock()
	m.loaded = false
	m.mu.Unlock()
}

// sort puts what is unsent in the order in which each client wrote it.
func (k *kept) sort() {
	sort.Slice(k.pending, func(i, j int) bool {
		a, b := &k.pending[i], &k.pending[j]
		return a.Client < b.Client || a.Client == b.Client && a.Number < b.Number
	})
}
