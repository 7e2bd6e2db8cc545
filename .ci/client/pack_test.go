package main

import (
	"bytes"
	"io"
	"testing"

	"github.com/andybalholm/brotli"
)

func TestPackingTakesWhatABetterRunLeft(t *testing.T) {
	t.Chdir(t.TempDir())
	raw := bytes.Repeat([]byte("the same client "), 1000)
	best, packed, err := pack(raw, 11)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(brotli.NewReader(bytes.NewReader(packed)))
	if err != nil || !bytes.Equal(unpacked, raw) {
		t.Fatalf("unpacked to %d bytes, %v", len(unpacked), err)
	}
	quick, again, err := pack(raw, 5)
	if err != nil || quick != best || !bytes.Equal(again, packed) {
		t.Errorf("packed anew: %+v, then %+v, %v", best, quick, err)
	}
	if other, _, err := pack(raw[1:], 5); err != nil || other.Version == best.Version {
		t.Errorf("another client has the same version %s, %v", other.Version, err)
	}
}
