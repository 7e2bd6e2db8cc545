package ytext

// tear is a surrogate pair that a split cut: where its second half is now, and
// what it was in UTF-8.
type tear struct {
	at   id
	pair [4]byte
}

// rollback undoes a transaction that has only integrated items.
func (t *transaction) rollback() {
	defer t.end()
	for _, b := range t.before {
		t.forget(t.doc.strands[b.client], b.from)
	}
	for _, tear := range t.torn {
		t.mend(tear)
	}
	t.join()
	for client, s := range t.doc.strands {
		if len(s.blocks) == 0 {
			delete(t.doc.strands, client)
		}
	}
	for name, r := range t.doc.roots {
		if r.first == nil {
			delete(t.doc.roots, name)
		}
	}
}

// forget takes out what a client wrote from a clock on.
func (t *transaction) forget(s *strand, clock uint64) {
	for it := range s.from(clock) {
		t.doc.structs--
		t.doc.bytes -= len(it.text)
		if it.kind != collected {
			it.root.grow(it, -it.visible())
			it.root.unlink(it)
		}
	}
	s.truncate(clock)
}

// mend puts the bytes of a pair back to its second half, ready for joining.
func (t *transaction) mend(tear tear) {
	if t.doc.state(tear.at.client) <= tear.at.clock {
		return // forgotten
	}
	right := t.doc.at(tear.at)
	left := t.doc.at(id{tear.at.client, tear.at.clock - 1})
	left.text = left.text[:len(left.text)-len(replacement)]
	right.text = append(tear.pair[:], right.text[len(replacement):]...)
	t.doc.bytes += len(tear.pair) - 2*len(replacement)
}
