package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"

	"midspan/app/web"
)

// assets are the files every visitor gets alike. They stand under an address
// that holds the hash of them all, so a browser keeps them for good and none is
// ever mixed with those of another version.
type assets struct {
	version string
	files   map[string]asset
	client  bool // the browser client was built in
}

type asset struct {
	kind  string
	plain func() ([]byte, error)
	br    []byte // nil where packing gains nothing
	size  int    // unpacked, where somebody waits for it; else 0
}

var kinds = map[string]string{
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".png":  "image/png",
	".webp": "image/webp",
	".svg":  "image/svg+xml",
	".wasm": "application/wasm",
}

// loadAssets readies what the binary carries, once.
var loadAssets = sync.OnceValues(readAssets)

func readAssets() (*assets, error) {
	a := &assets{files: map[string]asset{}}
	a.add("style.css", web.Style())
	a.add("boot.js", web.Boot())
	a.add("compile.js", web.Compile())
	a.add("share.js", web.Share())
	icons, err := fs.Glob(web.Icons(), "*")
	if err != nil {
		return nil, err
	}
	for _, name := range icons {
		b, err := fs.ReadFile(web.Icons(), name)
		if err != nil {
			return nil, err
		}
		a.add(name, b)
	}
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(a.files)) {
		b, _ := a.files[name].plain() // in memory
		h.Write([]byte(name))
		h.Write(b)
	}
	h.Write(web.Worker())
	if err := a.addClient(h.Write); err != nil {
		return nil, err
	}
	a.version = hex.EncodeToString(h.Sum(nil)[:6])
	return a, nil
}

func (a *assets) addClient(hash func([]byte) (int, error)) error {
	client, err := web.BuiltClient()
	if errors.Is(err, web.ErrNotBuilt) {
		return nil
	}
	if err != nil {
		return err
	}
	a.client = true
	a.add("wasm_exec.js", client.Loader)
	a.files["app.wasm"] = asset{kind: kinds[".wasm"], plain: sync.OnceValues(client.Wasm), br: client.Packed, size: client.Size}
	_, err = hash([]byte(client.Version))
	return err
}

func (a *assets) add(name string, b []byte) {
	f := asset{kind: kinds[path.Ext(name)], plain: func() ([]byte, error) { return b, nil }}
	if path.Ext(name) != ".png" && path.Ext(name) != ".webp" {
		f.br = pack(b)
	}
	a.files[name] = f
}

func pack(b []byte) []byte {
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, brotli.BestCompression)
	_, _ = w.Write(b) // into memory
	_ = w.Close()
	return packed.Bytes()
}

// href is the address of a file.
func (a *assets) href(name string) string { return "/web/" + a.version + "/" + name }

// hrefs are the addresses of all files.
func (a *assets) hrefs() []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(a.files)) {
		all = append(all, a.href(name))
	}
	return all
}

// keeps are the addresses of what the service worker keeps: all but pictures for a shop window.
func (a *assets) keeps() []string {
	return slices.DeleteFunc(a.hrefs(), func(href string) bool { return path.Ext(href) == ".webp" })
}

func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := a.files[r.PathValue("name")]
	if !ok || r.PathValue("version") != a.version {
		w.Header().Set("Cache-Control", "no-store")
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	h.Set("X-Content-Type-Options", "nosniff")
	if f.size > 0 {
		h.Set("Midspan-Size", strconv.Itoa(f.size)) // a line that grows needs to know
	}
	body, err := f.plainOrPacked(h, accepted(r))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // a reader that is gone needs no answer
}

func (f asset) plainOrPacked(h http.Header, encodings []string) ([]byte, error) {
	if f.br != nil && slices.Contains(encodings, "br") {
		h.Set("Content-Encoding", "br")
		return f.br, nil
	}
	b, err := f.plain()
	if err != nil || f.br == nil || !slices.Contains(encodings, "gzip") {
		return b, err
	}
	h.Set("Content-Encoding", "gzip")
	return zip(b), nil
}

// accepted lists the encodings a browser takes.
func accepted(r *http.Request) []string {
	var all []string
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if weight = strings.ReplaceAll(weight, " ", ""); weight == "q=0" || strings.HasPrefix(weight, "q=0.000") {
			continue
		}
		all = append(all, strings.ToLower(name))
	}
	return all
}
