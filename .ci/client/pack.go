package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// manifest is what app/web reads back: sizes in bytes, version from the content.
type manifest struct {
	Version string `json:"version"`
	Size    int    `json:"size"`
	Packed  int    `json:"packed"`
	Quality int    `json:"quality"`
}

// pack compresses raw, or takes what an earlier run made of the same bytes at
// this quality or a better one: brotli 11 takes many seconds.
func pack(raw []byte, quality int) (manifest, []byte, error) {
	sum := sha256.Sum256(raw)
	m := manifest{Version: hex.EncodeToString(sum[:8]), Size: len(raw), Quality: quality}
	if q, packed, ok := packedBefore(m.Version, quality); ok {
		m.Quality, m.Packed = q, len(packed)
		return m, packed, nil
	}
	var b bytes.Buffer
	w := brotli.NewWriterOptions(&b, brotli.WriterOptions{Quality: quality, LGWin: 24})
	if _, err := w.Write(raw); err != nil {
		return m, nil, err
	}
	if err := w.Close(); err != nil {
		return m, nil, err
	}
	m.Packed = b.Len()
	return m, b.Bytes(), write(packedPath(m.Version, quality), b.Bytes())
}

func packedBefore(version string, quality int) (int, []byte, bool) {
	for q := 11; q >= quality; q-- {
		if packed, err := os.ReadFile(packedPath(version, q)); err == nil {
			return q, packed, true
		}
	}
	return 0, nil, false
}

func packedPath(version string, quality int) string {
	return filepath.Join(cache, "packed", fmt.Sprintf("%s-%d.br", version, quality))
}

// publish puts the client into the folder the server embeds; the manifest comes
// last, so that a half-written folder still names the former client.
func publish(m manifest, packed []byte) error {
	loader, err := wasmLoader()
	if err != nil {
		return err
	}
	description, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name    string
		content []byte
	}{{"app.wasm.br", packed}, {"wasm_exec.js", loader}, {"client.json", append(description, '\n')}} {
		if err := write(filepath.Join(dist, f.name), f.content); err != nil {
			return err
		}
	}
	return nil
}

// wasmLoader is the script of the very Go version that compiled the client.
func wasmLoader() ([]byte, error) {
	root, err := goOutput("env", "GOROOT")
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(root, "lib", "wasm", "wasm_exec.js"))
}

// write replaces a file in one step: another build may be reading it.
func write(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(content); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
