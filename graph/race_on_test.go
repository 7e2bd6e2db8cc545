//go:build race

package graph_test

// The race detector makes SQLite fifteen times slower: under it a story runs from one bank on each
// database. .ci/test runs them from both without it.
const underRace = true
