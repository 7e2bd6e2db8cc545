//go:build ignore

// Prune takes out of generated.go what the portal never calls and the browser would
// download nevertheless: getters that no interface asks for, and the writing of answers as
// JSON. Answers are only read; what is sent has none of it.
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
		if !unused(d, asked) {
			continue
		}
		start := d.Pos()
		if f, ok := d.(*ast.FuncDecl); ok && f.Doc != nil {
			start = f.Doc.Pos()
		}
		kept.Write(src[from:files.Position(start).Offset])
		from = files.Position(d.End()).Offset
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

// unused says whether a declaration is a getter that no interface asks for, or part of writing an
// answer.
func unused(d ast.Decl, asked map[string]bool) bool {
	switch d := d.(type) {
	case *ast.GenDecl:
		spec, ok := d.Specs[0].(*ast.TypeSpec)
		return ok && strings.HasPrefix(spec.Name.Name, "__premarshal")
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv == nil {
			return strings.HasPrefix(name, "__marshal")
		}
		return name == "MarshalJSON" || name == "__premarshalJSON" || strings.HasPrefix(name, "Get") && !asked[name]
	}
	return false
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
