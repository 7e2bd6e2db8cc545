package web

import (
	"bytes"
	"errors"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
)

func TestAServerWithoutClientSaysHowToBuildIt(t *testing.T) {
	if _, err := read(fstest.MapFS{"dist/.keep": {}}); !errors.Is(err, ErrNotBuilt) {
		t.Errorf("got %v", err)
	}
}

func TestTheClientUnpacksToWhatTheManifestSays(t *testing.T) {
	packed := pack(t, "\x00asm and so on")
	files := fstest.MapFS{
		"dist/client.json":  {Data: []byte(`{"version":"v1","size":14}`)},
		"dist/app.wasm.br":  {Data: packed},
		"dist/wasm_exec.js": {Data: []byte("loader")},
	}
	c, err := read(files)
	if err != nil {
		t.Fatal(err)
	}
	wasm, err := c.Wasm()
	if err != nil || string(wasm) != "\x00asm and so on" || c.Version != "v1" || string(c.Loader) != "loader" {
		t.Errorf("got %q, %+v, %v", wasm, c, err)
	}
	files["dist/client.json"].Data = []byte(`{"version":"v1","size":9}`)
	if c, err = read(files); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Wasm(); err == nil {
		t.Error("a client that does not fit its manifest was unpacked")
	}
}

func pack(t *testing.T, text string) []byte {
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
