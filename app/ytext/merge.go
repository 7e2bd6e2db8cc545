package ytext

import (
	"bytes"
	"cmp"
	"slices"
)

// Summary is what an update claims, told without a document.
type Summary struct {
	Structs []Range  // written units, collected ones included; runs joined, higher clients first
	Deletes []Range  // deleted units; runs joined, higher clients first
	Roots   []string // roots named in it; runs that build on others name none
}

// Inspect reads an update without applying it.
func Inspect(update []byte) (Summary, error) {
	u, err := decode(update)
	if err != nil {
		return Summary{}, err
	}
	s := Summary{Deletes: u.deletes}
	for _, p := range u.parts {
		for _, it := range p.items {
			s.Structs = append(s.Structs, Range{it.client, it.clock, it.len})
		}
	}
	s.Structs = normal(s.Structs)
	for name := range u.roots {
		s.Roots = append(s.Roots, name)
	}
	slices.Sort(s.Roots)
	return s, nil
}

// Merge makes one update of several, without a document. Applying it does what
// applying all of them does, in any order. What was typed in one go is one run
// again, so the result is smaller than the sum.
func Merge(updates ...[]byte) ([]byte, error) {
	var items []*item
	var deletes []Range
	for _, b := range updates {
		u, err := decode(bytes.Clone(b))
		if err != nil {
			return nil, err
		}
		for _, p := range u.parts {
			items = append(items, p.items...)
		}
		deletes = append(deletes, u.deletes...)
	}
	slices.SortStableFunc(items, func(a, b *item) int {
		return cmp.Or(cmp.Compare(b.client, a.client), cmp.Compare(a.clock, b.clock))
	})
	var w writer
	strands := strands(items)
	w.uint(uint64(len(strands)))
	for _, s := range strands {
		w.gapped(s)
	}
	w.ranges(normal(deletes))
	return w.b, nil
}

// strands groups sorted items by client, drops what comes twice and joins runs.
func strands(items []*item) [][]*item {
	var out [][]*item
	for _, it := range items {
		n := len(out) - 1
		if n < 0 || out[n][0].client != it.client {
			out = append(out, []*item{it})
			continue
		}
		last := out[n][len(out[n])-1]
		if it.end() <= last.end() {
			continue
		}
		if it.clock < last.end() {
			it.behead(last.end() - it.clock)
		}
		if last.continues(it) {
			last.text = append(last.text, it.text...)
			last.len += it.len
			continue
		}
		out[n] = append(out[n], it)
	}
	return out
}

// gapped writes one client's items with skips for the gaps between them.
func (w *writer) gapped(items []*item) {
	count := len(items)
	for i, it := range items[1:] {
		if it.clock > items[i].end() {
			count++
		}
	}
	w.uint(uint64(count))
	w.uint(uint64(items[0].client))
	w.uint(items[0].clock)
	for i, it := range items {
		if i > 0 && it.clock > items[i-1].end() {
			w.b = append(w.b, structSkip)
			w.uint(it.clock - items[i-1].end())
		}
		w.item(it, 0)
	}
}
