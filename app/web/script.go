package web

import (
	_ "embed"
	"slices"
)

//go:embed boot.js
var boot []byte

//go:embed device.js
var device []byte

//go:embed editor.js
var editor []byte

//go:embed access.js
var access []byte

//go:embed share.js
var share []byte

//go:embed compile.js
var compile []byte

//go:embed worker.js
var worker []byte

// Boot is the script that starts the client, with what the client has the browser
// do; it stands beside app.wasm.
func Boot() []byte { return slices.Concat(device, access, editor, share, boot) }

// Share is the script of pages that take what another app shares; boot.js holds it too.
func Share() []byte { return share }

// Compile is what boot.js has done beside the page; it stands there too.
func Compile() []byte { return compile }

// Worker is the service worker. It reads two constants that the server puts
// before it: version, a string, and files, the paths to keep.
func Worker() []byte { return worker }
