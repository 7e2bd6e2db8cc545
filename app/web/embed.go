// Package web holds the files that the server hands to the browser: the built
// client in dist, style sheets and icons. Only the server imports it.
package web

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/andybalholm/brotli"
)

//go:embed all:dist
var dist embed.FS

// Client is the built browser client.
type Client struct {
	Version string `json:"version"` // of the content: another client has another one
	Size    int    `json:"size"`    // bytes of the wasm, unpacked
	Packed  []byte `json:"-"`       // app.wasm, brotli
	Loader  []byte `json:"-"`       // wasm_exec.js of the Go version that built it
}

// ErrNotBuilt says that this server was compiled before the client was.
var ErrNotBuilt = errors.New("the browser client is not in this binary: build it with make build")

// BuiltClient returns the client that was embedded.
func BuiltClient() (*Client, error) { return read(dist) }

func read(files fs.FS) (*Client, error) {
	manifest, err := fs.ReadFile(files, "dist/client.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotBuilt
	}
	if err != nil {
		return nil, err
	}
	var c Client
	if err := json.Unmarshal(manifest, &c); err != nil {
		return nil, fmt.Errorf("dist/client.json: %w", err)
	}
	if c.Packed, err = fs.ReadFile(files, "dist/app.wasm.br"); err != nil {
		return nil, err
	}
	c.Loader, err = fs.ReadFile(files, "dist/wasm_exec.js")
	return &c, err
}

// Wasm unpacks the client, for a browser that takes no brotli: off loopback they
// take it over TLS only.
func (c *Client) Wasm() ([]byte, error) {
	wasm, err := io.ReadAll(io.LimitReader(brotli.NewReader(bytes.NewReader(c.Packed)), int64(c.Size)+1))
	if err == nil && len(wasm) != c.Size {
		err = fmt.Errorf("app.wasm.br holds another client than client.json says: %d bytes, not %d", len(wasm), c.Size)
	}
	return wasm, err
}
