package ytext

// at is the item that holds a unit known to be there.
func (d *Doc) at(i id) *item { return d.strands[i.client].at(i.clock) }

func (d *Doc) state(client uint32) uint64 { return d.strands[client].state() }

// holding is the item that holds a unit: the one that is thought to, if it does.
func (t *transaction) holding(thought *item, i id) *item {
	if thought.holds(i) {
		return thought
	}
	return t.doc.at(i)
}

// startingAt is the item that begins with a unit; a run is split for it.
func (t *transaction) startingAt(i id) *item { return t.startingIn(t.doc.at(i), i) }

func (t *transaction) startingIn(it *item, i id) *item {
	if it.clock == i.clock || it.kind == collected {
		return it
	}
	return t.split(it, i.clock-it.clock)
}

// endingAt is the item that ends with a unit; a run is split for it.
func (t *transaction) endingAt(i id) *item { return t.endingIn(t.doc.at(i), i) }

func (t *transaction) endingIn(it *item, i id) *item {
	if i.clock+1 < it.end() && it.kind != collected {
		t.split(it, i.clock+1-it.clock)
	}
	return it
}

// split cuts an item with a place in two and returns its right half.
func (t *transaction) split(it *item, offset uint64) *item {
	whole, before := it.visible(), len(it.text)
	right, pair, torn := it.cut(offset)
	it.root.grow(it, it.visible()-whole)
	it.root.link(right, it)
	t.doc.strands[it.client].insert(right)
	t.doc.structs++
	t.doc.bytes += len(it.text) + len(right.text) - before
	t.touch(it.client, right.clock, right.clock)
	if torn {
		t.torn = append(t.torn, tear{id{right.client, right.clock}, pair})
		t.splice(it.root, func() int { return it.root.offset(right) - 1 }, 2, []byte(replacement+replacement))
	}
	return right
}

// merge makes two neighbours of a strand one again, as Yjs does after a
// transaction, if they are neighbours in the text too.
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
