//go:build race

package ytext

// The race detector makes a thousand rounds take minutes, and finds nothing where one goroutine
// writes: .ci/test runs them without it.
const usualRounds = 100
