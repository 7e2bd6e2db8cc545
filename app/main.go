// Command app is the portal in the browser, compiled to WebAssembly. Nothing
// under this folder may import the server: the folder line is the wasm line.
package main

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/ui"
)

func main() {
	ui.Routes()
	app.RunWhenOnBrowser()
}
