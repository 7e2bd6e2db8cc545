package ytext

import (
	"bytes"
	"cmp"
	"math"
	"slices"
)

// transaction gathers what one Edit or Apply does. It works under the
// document's lock, after everything was validated.
type transaction struct {
	doc     *Doc
	turn    uint64 // its number
	origin  any
	before  []span  // where each changed client stood (from)
	deletes []Range // what was deleted, in order of happening
	touched []span  // clocks where runs may join again
	splices []Splice
	torn    []tear
	scanned uint64 // the document's scan at the start
	size    int    // of what is taken in
	step    *step  // for undoing it; nil when nobody will
	strict  bool   // refuses what an honest writer cannot have written
	watched bool
}

// span is a range of one client's clocks, both ends included.
type span struct {
	client   uint32
	from, to uint64
}

// begin opens the document's one transaction, in the room of the last.
func (d *Doc) begin(origin any) *transaction {
	d.turn++
	t := &d.current
	t.doc, t.turn, t.origin, t.scanned, t.watched = d, d.turn, origin, d.scan, len(d.watchers) > 0
	return t
}

// muchRoom is what a transaction does not keep for the next.
const muchRoom = 64

// end forgets what was done.
func (t *transaction) end() {
	t.before, t.deletes, t.touched = t.before[:0], t.deletes[:0], t.touched[:0]
	if max(cap(t.before), cap(t.deletes), cap(t.touched)) > muchRoom {
		t.before, t.deletes, t.touched = nil, nil, nil
	}
	t.origin, t.splices, t.torn, t.step = nil, nil, nil, nil
	t.size, t.strict = 0, false
}

func (t *transaction) touch(client uint32, from, to uint64) {
	t.touched = append(t.touched, span{client, from, to})
}

// add appends an item to its client's strand.
func (t *transaction) add(it *item) {
	s := t.doc.strands[it.client]
	if s == nil {
		s = &strand{client: it.client}
		t.doc.strands[it.client] = s
	}
	t.advance(s, it.clock)
	s.append(it)
	t.doc.structs++
	t.doc.bytes += len(it.text)
}

// advance notes where a strand stood before it grows.
func (t *transaction) advance(s *strand, clock uint64) {
	if s.turn == t.turn {
		return
	}
	s.turn = t.turn
	t.before = append(t.before, span{client: s.client, from: clock})
	t.touch(s.client, clock, math.MaxUint64)
}

// remove deletes a visible item. Its text is forgotten, as Yjs's collector does.
func (t *transaction) remove(it *item) {
	length := it.visible()
	t.splice(it.root, func() int { return it.root.offset(it) }, length, nil)
	it.root.grow(it, -length)
	t.doc.bytes -= len(it.text)
	if t.step != nil {
		t.step.erase(it)
	}
	it.kind, it.text = deleted, nil
	t.deletes = append(t.deletes, Range{it.client, it.clock, it.len})
	t.touch(it.client, it.clock, it.end())
}

// splice notes a change of visible text if somebody wants to know. Changes that
// follow one another are noted as one.
func (t *transaction) splice(r *root, at func() int, del int, ins []byte) {
	if !t.watched {
		return
	}
	s := Splice{Root: r.name, At: at(), Delete: del, Insert: string(ins)}
	if n := len(t.splices); n > 0 && t.splices[n-1].absorb(s) {
		return
	}
	t.splices = append(t.splices, s)
}

func (s *Splice) absorb(next Splice) bool {
	switch {
	case s.Root != next.Root:
		return false
	case next.Insert == "" && s.Insert == "" && next.At == s.At:
		s.Delete += next.Delete
	case next.Insert == "" && s.Insert == "" && next.At+next.Delete == s.At:
		s.At = next.At
		s.Delete += next.Delete
	case next.Delete == 0 && s.Insert == "" && next.At == s.At:
		s.Insert = next.Insert
	case next.Delete == 0 && len(s.Insert) < 1<<10 && next.At == s.At+UTF16Len(s.Insert):
		s.Insert += next.Insert
	default:
		return false
	}
	return true
}

// commit joins runs again, encodes what is new and queues it for the watchers.
// It returns nil if nothing changed.
func (t *transaction) commit() []byte {
	defer t.end()
	t.join()
	if len(t.before) == 0 && len(t.deletes) == 0 {
		return nil
	}
	t.deletes = normal(t.deletes)
	update := t.encode()
	if t.watched {
		t.doc.queue = append(t.doc.queue, Change{t.origin, update, t.splices})
	}
	return update
}

func (t *transaction) join() {
	slices.SortFunc(t.touched, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.client, b.client), cmp.Compare(a.from, b.from))
	})
	for rest := t.touched; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].client == rest[0].client {
			n++
		}
		t.doc.strands[rest[0].client].join(rest[:n], t.doc.merge)
		rest = rest[n:]
	}
}

func (t *transaction) encode() []byte {
	slices.SortFunc(t.before, func(a, b span) int { return cmp.Compare(b.client, a.client) })
	w := writer{make([]byte, 0, max(48, t.size))}
	w.uint(uint64(len(t.before)))
	for _, b := range t.before {
		w.strand(t.doc.strands[b.client], b.from)
	}
	w.ranges(t.deletes)
	if len(w.b) < t.size/2 {
		return bytes.Clone(w.b)
	}
	return w.b
}

// normal sorts ranges as Yjs writes them (higher clients first) and joins those
// that meet or overlap.
func normal(ranges []Range) []Range {
	slices.SortFunc(ranges, func(a, b Range) int {
		return cmp.Or(cmp.Compare(b.Client, a.Client), cmp.Compare(a.Clock, b.Clock))
	})
	out := ranges[:0]
	for _, r := range ranges {
		if n := len(out); n > 0 && out[n-1].Client == r.Client && out[n-1].end() >= r.Clock {
			out[n-1].Len = max(out[n-1].end(), r.end()) - out[n-1].Clock
			continue
		}
		out = append(out, r)
	}
	return out
}
