package web

import _ "embed"

//go:embed boot.js
var boot []byte

//go:embed worker.js
var worker []byte

// Boot is the script that starts the client; it stands beside app.wasm.
func Boot() []byte { return boot }

// Worker is the service worker. It reads two constants that the server puts
// before it: version, a string, and files, the paths to keep.
func Worker() []byte { return worker }
