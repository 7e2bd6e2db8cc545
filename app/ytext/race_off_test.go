//go:build !race

package ytext

const usualRounds = 1000
