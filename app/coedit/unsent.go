package coedit

import (
	"slices"

	"midspan/app/ytext"
)

// UnsentText gives, by section, the passages that were written here and of which the
// server has not said that they are stored, in their order in the text. It is for whoever
// was sent away and wants to keep a copy. What was taken out again is not in it.
func (s *Session) UnsentText() map[string][]string {
	var mine []ytext.Range
	for _, u := range s.queue {
		if claim, err := ytext.Inspect(u.Update); err == nil && !u.waiting {
			mine = append(mine, claim.Structs...)
		}
	}
	unsent := map[string][]string{}
	for section, stays := range s.without(mine) {
		text, from := s.doc.Text(section), 0
		for _, at := range append(stays, s.doc.Len(section)) {
			if from < at {
				unsent[section] = append(unsent[section], ytext.Slice16(text, from, at))
			}
			from = at + 1
		}
	}
	return unsent
}

// without takes units out of a copy of the document. Of the texts that had some it gives
// the offsets, as of now, of what stays.
func (s *Session) without(units []ytext.Range) map[string][]int {
	state, err := s.doc.Diff(nil)
	if err != nil {
		return nil
	}
	copied, stays := ytext.New(0), map[string][]int{}
	if _, err := copied.Apply(state, nil); err != nil {
		return nil
	}
	copied.Observe(func(c ytext.Change) {
		for _, p := range c.Splices {
			if stays[p.Root] == nil {
				stays[p.Root] = upTo(s.doc.Len(p.Root))
			}
			stays[p.Root] = slices.Delete(stays[p.Root], p.At, p.At+p.Delete)
		}
	})
	if _, err := copied.Apply(deletion(units), nil); err != nil {
		return nil
	}
	return stays
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// deletion is an update of Yjs that takes out units and nothing else.
func deletion(units []ytext.Range) []byte {
	b := appendUint(nil, 0)
	b = appendUint(b, uint64(len(units)))
	for _, r := range units {
		for _, n := range []uint64{uint64(r.Client), 1, r.Clock, r.Len} {
			b = appendUint(b, n)
		}
	}
	return b
}
