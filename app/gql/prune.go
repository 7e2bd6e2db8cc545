//go:build ignore

// Prune takes out of generated.go what the portal never calls and the browser would
// download nevertheless: getters that no interface asks for, the writing of answers as
// JSON (answers are only read; what is sent has none of it), the comparing of answers, and, where a node may be of
// any type, the types of which nothing was asked.
package main

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"log"
	"os"
	"regexp"
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
	var kept bytes.Buffer
	from := 0
	p := pruner{asked: askedFor(file), bare: bareTypes(file)}
	for _, n := range p.cuts(file) {
		start := n.Pos()
		if f, ok := n.(*ast.FuncDecl); ok && f.Doc != nil {
			start = f.Doc.Pos()
		}
		kept.Write(src[from:files.Position(start).Offset])
		if _, ok := n.(ast.Expr); ok { // what is of another type is not there
			kept.WriteString("nil")
		}
		from = files.Position(n.End()).Offset
	}
	kept.Write(src[from:])
	// Nobody compares answers by ==, and the code that would is large: a field that cannot be compared
	// has the compiler write none.
	apart := structs.ReplaceAll(kept.Bytes(), []byte("$0\n\t_ [0]func()"))
	out, err := format.Source(apart)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(name, out, 0o644); err != nil {
		log.Fatal(err)
	}
}

var structs = regexp.MustCompile(`(?m)^type \w+ struct \{$`)

type pruner struct {
	asked map[string]bool // methods that interfaces ask for
	bare  map[string]bool // types of which nothing was asked
}

// cuts are the parts of a file to leave out, in order.
func (p pruner) cuts(file *ast.File) (all []ast.Node) {
	for _, d := range file.Decls {
		if p.unused(d) {
			all = append(all, d)
			continue
		}
		some := len(all)
		ast.Inspect(d, func(n ast.Node) bool {
			c, ok := n.(*ast.CaseClause)
			switch {
			case !ok:
				return true
			case p.bare[made(c)]:
				all = append(all, c)
			case c.List == nil && len(all) > some:
				all = append(all, c.Body[0].(*ast.ReturnStmt).Results[0])
			}
			return false
		})
	}
	return all
}

func (p pruner) unused(d ast.Decl) bool {
	switch d := d.(type) {
	case *ast.GenDecl:
		spec, ok := d.Specs[0].(*ast.TypeSpec)
		return ok && (strings.HasPrefix(spec.Name.Name, "__premarshal") || p.bare[spec.Name.Name])
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv == nil {
			return strings.HasPrefix(name, "__marshal")
		}
		return p.bare[receiver(d)] || name == "MarshalJSON" || name == "__premarshalJSON" || strings.HasPrefix(name, "Get") && !p.asked[name]
	}
	return false
}

func receiver(f *ast.FuncDecl) string {
	of := f.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	name, _ := of.(*ast.Ident)
	return name.Name
}

// made is the type that a case makes, as new(T).
func made(c *ast.CaseClause) (name string) {
	ast.Inspect(c, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 1 {
			if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "new" {
				if t, ok := call.Args[0].(*ast.Ident); ok {
					name = t.Name
				}
			}
		}
		return true
	})
	return name
}

// bareTypes lists those that only a case makes and that hold the name of their type alone.
func bareTypes(file *ast.File) map[string]bool {
	cases := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if c, ok := n.(*ast.CaseClause); ok {
			cases[made(c)] = true
		}
		return true
	})
	bare := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok || !cases[spec.Name.Name] {
			return true
		}
		s, ok := spec.Type.(*ast.StructType)
		bare[spec.Name.Name] = ok && len(s.Fields.List) == 1 && len(s.Fields.List[0].Names) == 1 && s.Fields.List[0].Names[0].Name == "Typename"
		return true
	})
	return bare
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
