package pact

import "slices"

// Pair is two people, one of each side, as the map needs them: who of them is still here, and what
// they carry.
type Pair struct {
	Left, Right bool
	Topics      []string
}

// Gap is a topic that nobody carries on a side, or on both.
type Gap struct {
	Topic       string
	Left, Right bool // nobody there
}

// Gaps are the topics that are not carried on both sides, in their order.
func Gaps(topics []string, pairs []Pair) (all []Gap) {
	for _, t := range topics {
		g := Gap{Topic: t, Left: true, Right: true}
		for _, p := range pairs {
			if slices.Contains(p.Topics, t) {
				g.Left, g.Right = g.Left && !p.Left, g.Right && !p.Right
			}
		}
		if g.Left || g.Right {
			all = append(all, g)
		}
	}
	return all
}

// MayPair says whether people may be paired: two, one of each side.
func MayPair(r Role, sides []string) error {
	if err := MayWrite(r, Shared); err != nil {
		return err
	}
	if len(sides) != 2 || sides[0] == "" || sides[1] == "" || sides[0] == sides[1] {
		return Invalid("participants", "A pair is one person of each side, both still here. Nothing was changed.")
	}
	return nil
}

// MaySetHub says whether somebody may say that a person holds the whole: an owner of the same side,
// of its people.
func MaySetHub(mine Role, mySide, theirSide string) error {
	if theirSide == "" {
		return Invalid("participant", "An adviser is on no side, and holds none of the work. Nothing was changed.")
	}
	if err := MayDecide(mine); err != nil {
		return err
	}
	if mySide != theirSide {
		return Refuse(Forbidden, "Each side looks after its own people. Nothing was changed.")
	}
	return nil
}
