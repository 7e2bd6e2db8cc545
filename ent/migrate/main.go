//go:build ignore

// Command main writes the next migration for SQLite and for PostgreSQL, with the name given, when
// the schema has changed: go run ent/migrate/main.go name. With -anew it begins again with one
// migration, which is right only before a first release. It needs PostgreSQL installed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	atlas "ariga.io/atlas/sql/migrate"
	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"midspan/api/store"
	"midspan/api/storetest"
	"midspan/ent/migrate"
)

func main() {
	log.SetFlags(0)
	anew := flag.Bool("anew", false, "replace all migrations by one")
	sum := flag.Bool("sum", false, "take the sums of migrations anew, after one was added to by hand")
	flag.Parse()
	if *sum {
		if err := errors.Join(rehash("ent/migrate/sqlite"), rehash("ent/migrate/postgres")); err != nil {
			log.Fatal(err)
		}
		return
	}
	if flag.NArg() != 1 {
		log.Fatal("name the migration, as in: make migration name=outcome_unit")
	}
	if err := write(context.Background(), flag.Arg(0), *anew); err != nil {
		log.Fatal(err)
	}
}

func write(ctx context.Context, name string, anew bool) error {
	folder, err := os.MkdirTemp("", "midspan-migration-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	server, err := storetest.Start(ctx)
	if err != nil {
		return err
	}
	defer server.Stop()
	return errors.Join(
		writeOne(ctx, "sqlite://"+filepath.Join(folder, "empty.db"), name, anew),
		writeOne(ctx, server.URL("postgres"), name, anew),
	)
}

func writeOne(ctx context.Context, url, name string, anew bool) error {
	db, err := store.Open(ctx, url)
	if err != nil {
		return err
	}
	defer db.Close()
	path := map[string]string{dialect.SQLite: "ent/migrate/sqlite", dialect.Postgres: "ent/migrate/postgres"}[db.Dialect]
	if anew {
		if err := clear(path); err != nil {
			return err
		}
	}
	dir, err := atlas.NewLocalDir(path)
	if err != nil {
		return err
	}
	err = migrate.Next(ctx, entsql.OpenDB(db.Dialect, db.SQL), dir, name)
	if errors.Is(err, atlas.ErrNoPlan) {
		fmt.Println(path, "is current")
		return nil
	}
	return err
}

func rehash(path string) error {
	dir, err := atlas.NewLocalDir(path)
	if err != nil {
		return err
	}
	sum, err := dir.Checksum()
	return errors.Join(err, atlas.WriteSumFile(dir, sum))
}

// clear empties the folder of migrations.
func clear(path string) error {
	old, err := filepath.Glob(filepath.Join(path, "*.sql"))
	for _, file := range append(old, filepath.Join(path, atlas.HashFileName)) {
		if gone := os.Remove(file); gone != nil && !os.IsNotExist(gone) {
			err = errors.Join(err, gone)
		}
	}
	return err
}
