package web

import (
	"embed"
	"io/fs"
)

//go:embed css/*.css
var css embed.FS

//go:embed icons/*
var icons embed.FS

// Style is the whole style sheet: the files of css in the order of their names.
func Style() []byte {
	names, err := fs.Glob(css, "css/*.css")
	if err != nil {
		panic(err)
	}
	var all []byte
	for _, name := range names {
		part, err := css.ReadFile(name)
		if err != nil {
			panic(err)
		}
		all = append(append(all, part...), '\n')
	}
	return all
}

// Icons holds favicon.svg, icon-192.png, icon-512.png, icon-maskable-512.png
// and their sources.
func Icons() fs.FS {
	files, err := fs.Sub(icons, "icons")
	if err != nil {
		panic(err)
	}
	return files
}
