package model

import (
	"midspan/app/pact"
	"midspan/ent"
)

// Worth is what both sides answered last when they were asked whether it is worth it.
type Worth struct {
	Round       *ent.Round // nil while nothing was opened
	Left, Right *pact.Choice
}
