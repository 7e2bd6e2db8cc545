//go:build race

package storetest

// UnderRace tells that this runs under the race detector, which makes SQLite fifteen times slower.
const UnderRace = true
