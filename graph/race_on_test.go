//go:build race

package graph_test

// The race detector makes SQLite fifteen times slower: under it a story runs from one bank on
// PostgreSQL. .ci/test runs them from both banks on both databases without it.
const underRace = true
