package coedit

import (
	"cmp"
	"slices"
	"sort"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// sendLacking sends what is in the text here, is not in the server's, and is not on its way: it
// was saved with the text, and the tab was killed before the change itself was kept. mine
// is what this document had more than the server when the line opened; theirs brings all
// that the server has more, and every deletion it knows. Both would otherwise differ and
// say that all is saved.
func (s *Session) sendLacking(mine, theirs []byte, out *Outcome) {
	if !s.write || !s.lacks(mine, theirs) {
		return
	}
	if len(mine) > MaxUpdate {
		out.Send = append(out.Send, s.startFork(Refusal{Code: pact.Conflict, Reason: "The server has lost text that you have."})...)
		return
	}
	out.Keep = append(out.Keep, s.enqueue(mine))
}

func (s *Session) lacks(mine, theirs []byte) bool {
	have, err := ytext.Inspect(mine)
	if err != nil || len(have.Structs)+len(have.Deletes) == 0 {
		return false
	}
	known, err := ytext.Inspect(theirs)
	if err != nil {
		return false
	}
	structs, deletes := []ytext.Range(nil), known.Deletes
	for _, u := range s.queue {
		if claim, err := ytext.Inspect(u.Update); err == nil {
			structs, deletes = append(structs, claim.Structs...), append(deletes, claim.Deletes...)
		}
	}
	return !within(have.Structs, structs) || !within(have.Deletes, deletes)
}

// within says whether each range lies in the others, which may be in pieces and overlap.
func within(ranges, others []ytext.Range) bool {
	sort.Slice(others, func(i, j int) bool {
		a, b := others[i], others[j]
		return a.Client < b.Client || a.Client == b.Client && a.Clock < b.Clock
	})
	joined := others[:0]
	for _, o := range others {
		if n := len(joined) - 1; n >= 0 && joined[n].Client == o.Client && o.Clock <= joined[n].Clock+joined[n].Len {
			joined[n].Len = max(joined[n].Len, o.Clock+o.Len-joined[n].Clock)
			continue
		}
		joined = append(joined, o)
	}
	return !slices.ContainsFunc(ranges, func(r ytext.Range) bool {
		i, _ := slices.BinarySearchFunc(joined, r, func(o, r ytext.Range) int {
			if o.Client == r.Client && o.Clock <= r.Clock && r.Clock < o.Clock+o.Len {
				return 0
			}
			return cmp.Or(cmp.Compare(o.Client, r.Client), cmp.Compare(o.Clock, r.Clock))
		})
		return i == len(joined) || joined[i].Client != r.Client || joined[i].Clock > r.Clock || joined[i].Clock+joined[i].Len < r.Clock+r.Len
	})
}
