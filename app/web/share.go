package web

import _ "embed"

//go:embed share.js
var share []byte

// Share is the script of pages that take what another app shares; boot.js holds it too.
func Share() []byte { return share }
