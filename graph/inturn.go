//go:build ignore

// Command inturn has the generated server answer the entries of a list, and the fields of an
// object, one after the other (generated/inturn.go says why). The fields of the query itself still
// go side by side. It also has objects not look for their place where nothing is deferred.
package main

import (
	"bytes"
	"log"
	"os"
	"path/filepath"
)

// changes are what stands in the generated code, and what is to stand there.
var changes = [][2]string{
	{"graphql.MarshalSliceConcurrently(ctx, len(v), 0, false, ", "inTurn(ctx, len(v), "},
	{"out.Concurrently(i, func(ctx context.Context) graphql.Marshaler { return innerFunc(ctx, out) })", "out.Values[i] = innerFunc(ctx, out)"},
	{"Path:     graphql.GetPath(ctx),", "Path:     placeOf(ctx, deferLabelToView),"},
}

func main() {
	files, err := filepath.Glob("generated/*.generated.go")
	if err != nil {
		log.Fatal(err)
	}
	found := make([]int, len(changes))
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			log.Fatal(err)
		}
		for i, c := range changes {
			found[i] += bytes.Count(source, []byte(c[0]))
			source = bytes.ReplaceAll(source, []byte(c[0]), []byte(c[1]))
		}
		if err := os.WriteFile(file, source, 0o644); err != nil {
			log.Fatal(err)
		}
	}
	for i, n := range found {
		if n == 0 {
			log.Fatalf("nothing generated says %s", changes[i][0])
		}
	}
}
