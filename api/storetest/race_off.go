//go:build !race

package storetest

// UnderRace tells that this runs under the race detector.
const UnderRace = false
