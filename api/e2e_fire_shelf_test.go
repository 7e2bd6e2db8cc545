package main

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"midspan/app/coedit"
)

// shelf is the browser's database of one person and document, which outlives tabs. A write takes
// a while. The two stores each keep the order of their writes, but not between each other.
type shelf struct {
	lock sync.Locker // of its device
	dice *rand.Rand

	unsent map[coedit.Key][]byte
	text   []byte // the state saved last

	waiting [2][]write
	epoch   int // counts the tabs, so that none hears of another's writes
}

const (
	unsentStore = iota
	textStore
)

// write is a transaction: do is its effect, done tells the tab that it is over.
type write struct{ do, done func() }

func newShelf(lock sync.Locker, dice *rand.Rand) *shelf {
	return &shelf{lock: lock, dice: dice, unsent: map[coedit.Key][]byte{}}
}

// put begins a write. The device is locked.
func (s *shelf) put(store int, w write) {
	s.waiting[store] = append(s.waiting[store], w)
	if len(s.waiting[store]) == 1 {
		s.later(store)
	}
}

func (s *shelf) later(store int) {
	took := time.Duration(s.dice.IntN(4000)) * time.Microsecond
	if s.dice.IntN(30) == 0 {
		took *= 20
	}
	epoch := s.epoch
	time.AfterFunc(took, func() {
		s.lock.Lock()
		defer s.lock.Unlock()
		if s.epoch == epoch {
			s.next(store)
		}
	})
}

func (s *shelf) next(store int) {
	w := s.waiting[store][0]
	s.waiting[store] = s.waiting[store][1:]
	w.do()
	w.done()
	if len(s.waiting[store]) > 0 {
		s.later(store)
	}
}

// abandon is what is left of the writes under way when their tab is killed: of each store the
// first few happened, and nobody was told.
func (s *shelf) abandon() {
	for store, writes := range s.waiting {
		for _, w := range writes[:s.dice.IntN(len(writes)+1)] {
			w.do()
		}
		s.waiting[store] = nil
	}
	s.epoch++
}

// finish lets all writes happen.
func (s *shelf) finish() {
	for store, writes := range s.waiting {
		for _, w := range writes {
			w.do()
		}
		s.waiting[store] = nil
	}
	s.epoch++
}

// pending is what is unsent, in the order in which each client wrote it.
func (s *shelf) pending() (all []coedit.Pending) {
	for key, update := range maps.All(s.unsent) {
		all = append(all, coedit.Pending{Key: key, Update: update})
	}
	slices.SortFunc(all, func(a, b coedit.Pending) int {
		return cmp.Or(cmp.Compare(a.Client, b.Client), cmp.Compare(a.Number, b.Number))
	})
	return all
}
