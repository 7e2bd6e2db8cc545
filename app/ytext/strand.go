package ytext

import (
	"iter"
	"slices"
)

// strand is everything one client wrote, by clock and without gaps, in blocks
// that are cheap to insert into. No block is empty.
type strand struct {
	client uint32
	blocks [][]*item
	turn   uint64 // the last transaction that added to it
}

const blockItems = 256 // a block twice as long is halved

// state is the clock of the next unit the client will write.
func (s *strand) state() uint64 {
	if s == nil || len(s.blocks) == 0 {
		return 0
	}
	last := s.blocks[len(s.blocks)-1]
	return last[len(last)-1].end()
}

// index is the place of the item that holds a clock, in items sorted by clock;
// len(items) if all of them end before it.
func index(items []*item, clock uint64) int {
	low, high := 0, len(items)
	if high > 0 && items[high-1].clock <= clock {
		low = high - 1
	}
	for low < high {
		mid := int(uint(low+high) >> 1)
		if items[mid].end() <= clock {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// place is the block, and the place in it, of the item that holds a clock known
// to be there.
func (s *strand) place(clock uint64) (block, i int) {
	behind := len(s.blocks)
	if s.blocks[behind-1][0].clock <= clock {
		block = behind - 1
	}
	for block+1 < behind {
		if mid := int(uint(block+behind) >> 1); s.blocks[mid][0].clock <= clock {
			block = mid
		} else {
			behind = mid
		}
	}
	return block, index(s.blocks[block], clock)
}

func (s *strand) at(clock uint64) *item {
	b, i := s.place(clock)
	return s.blocks[b][i]
}

// from goes through the items that end behind a clock known to be there.
func (s *strand) from(clock uint64) iter.Seq[*item] {
	return func(yield func(*item) bool) {
		first, i := s.place(clock)
		for _, block := range s.blocks[first:] {
			for _, it := range block[i:] {
				if !yield(it) {
					return
				}
			}
			i = 0
		}
	}
}

// count is how many items end behind a clock known to be there.
func (s *strand) count(clock uint64) int {
	first, i := s.place(clock)
	n := -i
	for _, block := range s.blocks[first:] {
		n += len(block)
	}
	return n
}

func (s *strand) append(it *item) {
	last := len(s.blocks) - 1
	if last < 0 || len(s.blocks[last]) >= blockItems {
		s.blocks = append(s.blocks, []*item{it})
		return
	}
	s.blocks[last] = append(s.blocks[last], it)
}

// insert puts an item behind the one that holds the clock before it.
func (s *strand) insert(it *item) {
	b, i := s.place(it.clock - 1)
	block := slices.Insert(s.blocks[b], i+1, it)
	s.blocks[b] = block
	if len(block) >= 2*blockItems {
		s.blocks[b] = block[:blockItems:blockItems]
		s.blocks = slices.Insert(s.blocks, b+1, slices.Clone(block[blockItems:]))
	}
}

// join offers merge every two neighbours that meet at a clock of the spans,
// which are sorted, and drops the right one if it says so.
func (s *strand) join(spans []span, merge func(left, right *item) bool) {
	for _, sp := range spans {
		if sp.from >= s.state() {
			return
		}
		b, i := s.place(sp.from)
		left := s.before(b, i)
		for b < len(s.blocks) && s.blocks[b][i].clock <= sp.to {
			block, kept := s.blocks[b], i
			for ; i < len(block) && block[i].clock <= sp.to; i++ {
				if left != nil && merge(left, block[i]) {
					continue
				}
				left = block[i]
				block[kept] = left
				kept++
			}
			more := i == len(block)
			b, i = s.shrink(b, kept, i), 0
			if !more {
				break
			}
		}
	}
}

func (s *strand) before(b, i int) *item {
	switch {
	case i > 0:
		return s.blocks[b][i-1]
	case b > 0:
		return s.blocks[b-1][len(s.blocks[b-1])-1]
	}
	return nil
}

// shrink takes the items between from and to out of a block and returns the
// next block. A block that became small moves into the one before it.
func (s *strand) shrink(b, from, to int) (next int) {
	if from == to {
		return b + 1
	}
	s.blocks[b] = slices.Delete(s.blocks[b], from, to)
	if b > 0 && len(s.blocks[b-1])+len(s.blocks[b]) <= blockItems {
		s.blocks[b-1] = append(s.blocks[b-1], s.blocks[b]...)
		s.blocks[b] = nil
	}
	if len(s.blocks[b]) > 0 {
		return b + 1
	}
	s.blocks = slices.Delete(s.blocks, b, b+1)
	return b
}

// truncate drops the items from a clock on, at which one begins.
func (s *strand) truncate(clock uint64) {
	b, i := s.place(clock)
	clear(s.blocks[b][i:])
	s.blocks[b] = s.blocks[b][:i]
	if i > 0 {
		b++
	}
	clear(s.blocks[b:])
	s.blocks = s.blocks[:b]
}
