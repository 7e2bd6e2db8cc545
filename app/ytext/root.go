package ytext

// root is one text: its items in document order, deleted ones included. Chunks
// of neighbouring items carry sums, so that offsets are found without walking
// the whole text; their size follows the square root of the number of items.
type root struct {
	name        string
	units       int // visible
	first, last *item
	head, tail  *chunk
	chunks      int
}

type chunk struct {
	prev, next *chunk
	first      *item
	items      int
	units      int // visible
}

const chunkItems = 48 // at least so many before a chunk is halved

func (r *root) limit() int { return max(chunkItems, r.chunks) }

// link puts an item between left and what follows it (at the start for nil).
func (r *root) link(it, left *item) {
	it.root, it.left = r, left
	if left != nil {
		it.right, left.right = left.right, it
	} else {
		it.right, r.first = r.first, it
	}
	if it.right != nil {
		it.right.left = it
	} else {
		r.last = it
	}
	r.enter(it)
	r.grow(it, it.visible())
	if c := it.chunk; c.items > r.limit() {
		r.halve(c)
	}
}

// enter gives a linked item its chunk.
func (r *root) enter(it *item) {
	switch {
	case it.left != nil:
		it.chunk = it.left.chunk
	case it.right != nil:
		it.chunk = it.right.chunk
		it.chunk.first = it
	default:
		it.chunk = &chunk{first: it}
		r.head, r.tail, r.chunks = it.chunk, it.chunk, 1
	}
	it.chunk.items++
}

// grow counts visible units that an item gained or lost.
func (r *root) grow(it *item, units int) {
	it.chunk.units += units
	r.units += units
}

func (r *root) halve(c *chunk) {
	mid := c.first
	for range c.items / 2 {
		mid = mid.right
	}
	half := &chunk{prev: c, next: c.next, first: mid}
	if c.next != nil {
		c.next.prev = half
	} else {
		r.tail = half
	}
	c.next = half
	r.chunks++
	for it := mid; it != nil && it.chunk == c; it = it.right {
		it.chunk = half
		half.items++
		half.units += it.visible()
	}
	c.items -= half.items
	c.units -= half.units
}

// join makes b, the right neighbour of a, part of a.
func (r *root) join(a, b *item) {
	units := b.visible()
	r.grow(b, -units)
	r.unlink(b)
	a.text = append(a.text, b.text...)
	a.len += b.len
	r.grow(a, units)
}

func (r *root) unlink(it *item) {
	if it.left != nil {
		it.left.right = it.right
	} else {
		r.first = it.right
	}
	if it.right != nil {
		it.right.left = it.left
	} else {
		r.last = it.left
	}
	c := it.chunk
	c.items--
	if c.first == it {
		c.first = it.right
	}
	if c.items == 0 {
		r.drop(c)
	} else if c.next != nil && c.items+c.next.items <= r.limit()/2 {
		r.absorb(c)
	}
}

// absorb moves the items of the next chunk into this one.
func (r *root) absorb(c *chunk) {
	next := c.next
	for it := next.first; it != nil && it.chunk == next; it = it.right {
		it.chunk = c
	}
	c.items += next.items
	c.units += next.units
	r.drop(next)
}

func (r *root) drop(c *chunk) {
	if c.prev != nil {
		c.prev.next = c.next
	} else {
		r.head = c.next
	}
	if c.next != nil {
		c.next.prev = c.prev
	} else {
		r.tail = c.prev
	}
	r.chunks--
}

// find is the visible item that holds the unit at an offset, and where in it;
// nil at the end of the text.
func (r *root) find(at int) (*item, int) {
	if at >= r.units {
		return nil, 0
	}
	c := r.head
	if at < r.units/2 {
		for ; at >= c.units; c = c.next {
			at -= c.units
		}
	} else {
		before := r.units - r.tail.units
		for c = r.tail; at < before; before -= c.units {
			c = c.prev
		}
		at -= before
	}
	it := c.first
	for ; at >= it.visible(); it = it.right {
		at -= it.visible()
	}
	return it, at
}

// offset is how many visible units are to the left of an item.
func (r *root) offset(it *item) int {
	n := 0
	for c := it.chunk.prev; c != nil; c = c.prev {
		n += c.units
	}
	for p := it.chunk.first; p != it; p = p.right {
		n += p.visible()
	}
	return n
}

// precedes reports whether an item of the same root comes later.
func (it *item) precedes(later *item) bool {
	if it.right == later {
		return true
	}
	if it.chunk == later.chunk {
		for it = it.right; it != nil && it != later && it.chunk == later.chunk; it = it.right {
		}
		return it == later
	}
	for c := it.chunk.next; c != nil; c = c.next {
		if c == later.chunk {
			return true
		}
	}
	return false
}
