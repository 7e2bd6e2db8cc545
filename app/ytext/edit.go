package ytext

import "strings"

// Edit replaces Delete units from At by Insert, all in UTF-16 units.
type Edit struct {
	Root       string
	At, Delete int
	Insert     string
}

// Edit makes local changes in one transaction, in order, each with offsets as
// they are after the ones before it. Out of range is an [*Error] and changes
// nothing. The update is nil if there was nothing to do.
func (d *Doc) Edit(origin any, edits ...Edit) (update []byte, err error) {
	update, err = d.edit(origin, edits)
	if update != nil {
		d.deliver()
	}
	return update, err
}

func (d *Doc) edit(origin any, edits []Edit) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.client == 0 {
		return nil, fail(ReadOnly, "the document has no client id")
	}
	if err := d.check(edits); err != nil {
		return nil, err
	}
	t := d.begin(origin)
	if d.undo != nil {
		t.step = &step{}
	}
	for _, e := range edits {
		t.edit(e)
	}
	if d.undo != nil {
		d.undo.captured(*t.step)
	}
	return t.commit(), nil
}

func (d *Doc) check(edits []Edit) error {
	lengths := map[string]int{}
	for _, e := range edits {
		length, ok := lengths[e.Root]
		if r := d.roots[e.Root]; !ok && r != nil {
			length = r.units
		}
		if e.At < 0 || e.Delete < 0 || e.At > length || e.Delete > length-e.At {
			return fail(OutOfRange, "%d+%d in a text of %d units", e.At, e.Delete, length)
		}
		lengths[e.Root] = length - e.Delete + UTF16Len(e.Insert)
	}
	return nil
}

func (t *transaction) edit(e Edit) {
	insert := strings.ToValidUTF8(e.Insert, replacement)
	r := t.doc.roots[e.Root]
	if r == nil {
		if insert == "" {
			return
		}
		r = &root{name: e.Root}
		t.doc.roots[e.Root] = r
	}
	if e.Delete > 0 {
		t.cutOut(r, e.At, e.Delete)
	}
	if insert != "" {
		t.insert(r, e.At, insert)
	}
}

// visibleAt is the visible item that starts at an offset, nil at the end.
func (t *transaction) visibleAt(r *root, at int) *item {
	it, offset := r.find(at)
	if offset == 0 {
		return it
	}
	return t.split(it, uint64(offset))
}

func (t *transaction) cutOut(r *root, at, length int) {
	for it := t.visibleAt(r, at); length > 0; it = it.right {
		if it.kind != text {
			continue
		}
		if it.visible() > length {
			t.split(it, uint64(length))
		}
		length -= it.visible()
		t.remove(it)
	}
}

// insert writes a new item right before the next visible one, as Yjs does.
func (t *transaction) insert(r *root, at int, s string) {
	right := t.visibleAt(r, at)
	left := r.last
	if right != nil {
		left = right.left
	}
	if !t.extend(left, right, s) {
		t.write(r, left, right, []byte(s))
	}
}

// extend writes on at the end of what this client wrote last: the same as an
// item of its own that is joined to it, without making one.
func (t *transaction) extend(left, right *item, s string) bool {
	client := t.doc.client
	if left == nil || left.kind != text || left.client != client {
		return false
	}
	strand, clock := t.doc.strands[client], left.end()
	if strand.state() != clock || left.rightOrigin != right.first() {
		return false
	}
	n := UTF16Len(s)
	t.advance(strand, clock)
	t.splice(left.root, func() int { return left.root.offset(left) + left.visible() }, 0, []byte(s))
	left.text = append(left.text, s...)
	left.len += uint64(n)
	left.root.grow(left, n)
	t.doc.bytes += len(s)
	if t.step != nil {
		t.step.write(Range{client, clock, uint64(n)})
	}
	return true
}

// write puts text of this client between two neighbours.
func (t *transaction) write(r *root, left, right *item, s []byte) *item {
	client := t.doc.client
	it := &item{
		client: client, kind: text, clock: t.doc.state(client), len: uint64(units(s)),
		root: r, text: s,
	}
	if left != nil {
		it.origin = left.last()
	}
	it.rightOrigin = right.first()
	t.place(it, left)
	if t.step != nil {
		t.step.write(Range{it.client, it.clock, it.len})
	}
	return it
}
