package pact

import "slices"

// Advance gives the stage after something that belongs to a stage has begun: the later of the two.
// A relationship never goes back by itself.
func Advance(from, to Stage) Stage {
	order := from.all()
	if slices.Index(order, string(to)) > slices.Index(order, string(from)) {
		return to
	}
	return from
}
