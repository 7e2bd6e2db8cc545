package ytext

// maxScan is how many items one admitted update may have us pass in search of
// places. Honest ones need a few; made to hurt, they need the square of their
// length.
const maxScan = 1 << 24

// integrate gives a validated item its place (YATA, with left and right
// origin) and adds it to its strand. What is known of it already is cut off.
func (t *transaction) integrate(p planned) error {
	it := p.item
	if known := t.doc.state(it.client); known > it.clock {
		it.behead(known - it.clock)
	}
	if it.kind == collected {
		t.add(it)
		return nil
	}
	var left, right *item
	if it.origin.some {
		left = t.endingIn(t.holding(p.left, it.origin.id()), it.origin.id())
	}
	if it.rightOrigin.some {
		right = t.startingIn(t.holding(p.right, it.rightOrigin.id()), it.rightOrigin.id())
	}
	crossed := t.strict && left != nil && right != nil && (left.last() != it.origin || !left.precedes(right))
	left, own := t.doc.between(it, left, right)
	switch {
	case crossed:
		return fail(Malformed, "client %d writes behind its right neighbour", it.client)
	case t.strict && own:
		return fail(Malformed, "client %d writes past its own words", it.client)
	case t.strict && t.doc.scan-t.scanned > maxScan:
		return fail(TooLarge, "too many insertions at one place")
	}
	t.place(it, left)
	return nil
}

// place links an item behind left, adds it to its strand and notes the change.
func (t *transaction) place(it, left *item) {
	it.root.link(it, left)
	t.add(it)
	if it.kind == deleted {
		t.deletes = append(t.deletes, Range{it.client, it.clock, it.len})
		return
	}
	t.splice(it.root, func() int { return it.root.offset(it) }, 0, it.text)
}

// between is the left neighbour of an item among those that others put between
// the same two: the item goes to the right of lower clients with the same
// origin, and never inside what hangs on another's insertion. Own tells
// that the writer's own earlier words are among them, which an honest writer
// would have known as neighbours.
func (d *Doc) between(it, left, right *item) (place *item, own bool) {
	o := it.root.first
	if left != nil {
		o = left.right
	}
	start := d.scan // stamps above were met in this search
	conflict := start
	for ; o != nil && o != right; o = o.right {
		d.scan++
		o.seen = d.scan
		own = own || o.client == it.client
		if o.origin == it.origin {
			if o.client < it.client {
				left, conflict = o, d.scan
			} else if o.rightOrigin == it.rightOrigin {
				break
			}
			continue
		}
		if !o.origin.some {
			break
		}
		if !o.near.holds(o.origin.id()) {
			o.near = d.at(o.origin.id())
		}
		seen := o.near.seen
		if seen <= start {
			break
		}
		if seen <= conflict {
			left, conflict = o, d.scan
		}
	}
	return left, own
}
