package coedit

// TextEdit replaces Delete UTF-16 units at At by Insert, in one section.
type TextEdit struct {
	At, Delete int
	Insert     string
}
