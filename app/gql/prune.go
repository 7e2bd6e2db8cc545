//go:build ignore

// Prune takes the getters out of generated.go that no interface asks for: the
// portal reads fields, and a tenth of the browser's download was getters.
package main

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"log"
	"os"
	"strings"
)

func main() {
	const name = "generated.go"
	src, err := os.ReadFile(name)
	if err != nil {
		log.Fatal(err)
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, src, parser.ParseComments)
	if err != nil {
		log.Fatal(err)
	}
	asked := askedFor(file)
	var kept bytes.Buffer
	from := 0
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv == nil || !strings.HasPrefix(f.Name.Name, "Get") || asked[f.Name.Name] {
			continue
		}
		start := f.Pos()
		if f.Doc != nil {
			start = f.Doc.Pos()
		}
		kept.Write(src[from:files.Position(start).Offset])
		from = files.Position(f.End()).Offset
	}
	kept.Write(src[from:])
	out, err := format.Source(kept.Bytes())
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(name, out, 0o644); err != nil {
		log.Fatal(err)
	}
}

// askedFor lists the methods of all interfaces.
func askedFor(file *ast.File) map[string]bool {
	asked := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if i, ok := n.(*ast.InterfaceType); ok {
			for _, m := range i.Methods.List {
				for _, name := range m.Names {
					asked[name.Name] = true
				}
			}
		}
		return true
	})
	return asked
}
