package ytext

import (
	"cmp"
	"slices"
)

// StateVector says how much the document knows of each client, as Yjs encodes it.
func (d *Doc) StateVector() []byte {
	d.mu.RLock()
	defer d.mu.RUnlock()
	var w writer
	w.uint(uint64(len(d.strands)))
	for _, s := range d.sorted() {
		w.uint(uint64(s.client))
		w.uint(s.state())
	}
	return w.b
}

// Diff is an update with everything that a document with this state vector
// lacks, and all deletions; with nil it is the whole state.
func (d *Doc) Diff(stateVector []byte) ([]byte, error) {
	known, err := readStateVector(stateVector)
	if err != nil {
		return nil, err
	}
	d.mu.RLock()
	defer d.mu.RUnlock()
	strands := d.sorted()
	deletes := make([]Range, 0, d.structs/2+1)
	for _, s := range strands {
		deletes = s.deleted(deletes)
	}
	strands = slices.DeleteFunc(strands, func(s *strand) bool { return s.state() <= known[s.client] })
	w := writer{make([]byte, 0, d.bytes+structBytes*d.structs+strandBytes*len(strands))}
	if len(known) > 0 {
		w.b = nil
	}
	w.uint(uint64(len(strands)))
	for _, s := range strands {
		w.strand(s, known[s.client])
	}
	w.ranges(deletes)
	return w.b, nil
}

func readStateVector(b []byte) (map[uint32]uint64, error) {
	known := map[uint32]uint64{}
	if len(b) == 0 {
		return known, nil
	}
	r := &reader{b: b}
	for n := r.uint(); n > 0 && r.err == nil; n-- {
		client := r.client()
		known[client] = r.uint()
	}
	if r.err == nil && r.left() > 0 {
		r.fail(Malformed, "something follows its end")
	}
	return known, r.err
}

// sorted lists the strands, higher clients first.
func (d *Doc) sorted() []*strand {
	strands := make([]*strand, 0, len(d.strands))
	for _, s := range d.strands {
		strands = append(strands, s)
	}
	slices.SortFunc(strands, func(a, b *strand) int { return cmp.Compare(b.client, a.client) })
	return strands
}

// deleted appends the ranges of a strand that are not visible.
func (s *strand) deleted(out []Range) []Range {
	open := false
	for it := range s.from(0) {
		switch {
		case it.kind == text:
			open = false
		case open:
			out[len(out)-1].Len += it.len
		default:
			out = append(out, Range{it.client, it.clock, it.len})
			open = true
		}
	}
	return out
}
