package main

import (
	"fmt"
	"os"
	"testing"
)

// builds is a folder for what tests build.
var builds string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "midspan-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	builds = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}
