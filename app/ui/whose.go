package ui

// Whose says whom a thing belongs to; it is the class that colours it. Left is
// warm and right is cool for every reader.
type Whose string

const (
	Left  Whose = "left"
	Right Whose = "right"
	Both  Whose = "both" // shared, or of neither side: an adviser
	Me    Whose = "me"
)

// WhoseSide reads a side as the API names it (LEFT, RIGHT); anything else is of
// neither side.
func WhoseSide(side string) Whose {
	switch side {
	case "LEFT":
		return Left
	case "RIGHT":
		return Right
	}
	return Both
}

// Other is the opposite bank.
func (w Whose) Other() Whose {
	switch w {
	case Left:
		return Right
	case Right:
		return Left
	}
	return w
}
