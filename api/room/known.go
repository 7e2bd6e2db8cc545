package room

import (
	"cmp"
	"slices"

	"midspan/app/ytext"
)

// covers says whether the document has all of an update already.
func (r *Room) covers(claim ytext.Summary) bool {
	if len(claim.Structs)+len(claim.Deletes) == 0 {
		return true
	}
	have, err := r.contents()
	if err != nil {
		return false
	}
	return within(claim.Structs, have.Structs) && within(claim.Deletes, have.Deletes)
}

func (r *Room) has(s ytext.Range) bool {
	have, err := r.contents()
	return err == nil && within([]ytext.Range{s}, have.Structs)
}

func (r *Room) contents() (ytext.Summary, error) {
	state, err := r.doc.Diff(nil)
	if err != nil {
		return ytext.Summary{}, err
	}
	return ytext.Inspect(state)
}

// within says whether each range lies in the others, which may be in pieces.
func within(ranges, others []ytext.Range) bool {
	slices.SortFunc(others, func(a, b ytext.Range) int {
		if a.Client != b.Client {
			return cmp.Compare(a.Client, b.Client)
		}
		return cmp.Compare(a.Clock, b.Clock)
	})
	for _, r := range ranges {
		from, end := r.Clock, r.Clock+r.Len
		for _, o := range others {
			if o.Client == r.Client && o.Clock <= from && from < o.Clock+o.Len {
				from = o.Clock + o.Len
			}
		}
		if from < end {
			return false
		}
	}
	return true
}
