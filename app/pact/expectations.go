package pact

import "time"

// Quarter is how long what both expect of each other is taken to hold.
const Quarter = 90 * 24 * time.Hour

// AskAgain says whether both are asked anew what they expect: they never were, or a quarter ago.
func AskAgain(opened, now time.Time) bool { return opened.IsZero() || now.Sub(opened) >= Quarter }
