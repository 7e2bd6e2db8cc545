package ytext

import (
	"slices"
)

// strand is everything one client wrote, by clock and without gaps.
type strand struct {
	client uint32
	items  []*item
	turn   uint64 // the last transaction that added to it
}

// state is the clock of the next unit the client will write.
func (s *strand) state() uint64 {
	if s == nil || len(s.items) == 0 {
		return 0
	}
	return s.items[len(s.items)-1].end()
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

// at is the item that holds a unit known to be there.
func (d *Doc) at(i id) *item {
	s := d.strands[i.client]
	return s.items[index(s.items, i.clock)]
}

func (d *Doc) state(client uint32) uint64 { return d.strands[client].state() }

// startingAt is the item that begins with a unit; a run is split for it.
func (t *transaction) startingAt(i id) *item {
	s := t.doc.strands[i.client]
	n := index(s.items, i.clock)
	it := s.items[n]
	if it.clock == i.clock || it.kind == collected {
		return it
	}
	return t.split(s, n, i.clock-it.clock)
}

// endingAt is the item that ends with a unit; a run is split for it.
func (t *transaction) endingAt(i id) *item {
	s := t.doc.strands[i.client]
	n := index(s.items, i.clock)
	it := s.items[n]
	if i.clock+1 < it.end() && it.kind != collected {
		t.split(s, n, i.clock+1-it.clock)
	}
	return it
}

// split cuts the n-th item of a strand and returns its right half.
func (t *transaction) split(s *strand, n int, offset uint64) *item {
	it := s.items[n]
	whole := it.visible()
	before := len(it.text)
	right, torn := it.cut(offset)
	it.root.grow(it, it.visible()-whole)
	it.root.link(right, it)
	s.items = slices.Insert(s.items, n+1, right)
	t.doc.structs++
	t.doc.bytes += len(it.text) + len(right.text) - before
	t.touch(s.client, right.clock, right.clock)
	if torn {
		t.splice(it.root, func() int { return it.root.offset(right) - 1 }, 2, []byte(replacement+replacement))
	}
	return right
}

// join merges neighbours again as Yjs does after a transaction: at every clock
// within the given spans, which are sorted.
func (d *Doc) join(s *strand, spans []span) {
	items := s.items
	w, r := 0, 0 // items[:w] are kept, items[r:] still to be looked at
	for _, sp := range spans {
		i := max(index(items[r:], sp.from)+r, r, 1)
		i = min(i, len(items))
		if w != r {
			copy(items[w:], items[r:i])
		}
		w, r = w+i-r, i
		for ; r < len(items) && items[r].clock <= sp.to; r++ {
			if d.merge(items[w-1], items[r]) {
				continue
			}
			items[w] = items[r]
			w++
		}
	}
	if w == r {
		return
	}
	w += copy(items[w:], items[r:])
	clear(items[w:])
	s.items = items[:w]
}

func (d *Doc) merge(a, b *item) bool {
	if !a.continues(b) || a.kind != collected && a.right != b {
		return false
	}
	if a.kind == collected {
		a.len += b.len
	} else {
		a.root.join(a, b)
	}
	*b = item{} // others may still have it near
	d.structs--
	return true
}
