package main

import (
	"bytes"
	"embed"
	"io/fs"
	"net/http"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
)

//go:embed explorer
var explorerFiles embed.FS

// newExplorer serves a small page to ask the graph by hand; it loads nothing from elsewhere.
func newExplorer() http.Handler {
	files, err := fs.Sub(explorerFiles, "explorer")
	if err != nil {
		panic(err) // the name is a constant
	}
	serve := http.StripPrefix("/graphiql", http.FileServerFS(files))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		guard(w.Header())
		if r.URL.Path == "/graphiql" {
			http.ServeFileFS(w, r, files, "index.html")
			return
		}
		serve.ServeHTTP(w, r)
	})
}

// schemaFile is the contract as one file.
func schemaFile(schema *ast.Schema) http.Handler {
	var b bytes.Buffer
	formatter.NewFormatter(&b, formatter.WithIndent("  ")).FormatSchema(schema)
	text := b.Bytes()
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Content-Disposition", `inline; filename="schema.graphql"`)
		w.Header().Set("Cache-Control", "public, max-age=300")
		_, _ = w.Write(text) // a reader that is gone needs no answer
	})
}
