package migrate

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"text/template"

	"ariga.io/atlas/sql/migrate"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"
)

//go:embed sqlite postgres
var versions embed.FS

// folders name the folder of each dialect.
var folders = map[string]string{dialect.SQLite: "sqlite", dialect.Postgres: "postgres"}

// Versions gives the migrations of a dialect, oldest first by name: 0001_initial.sql and so on.
// They are made by `make migration name=…`, applied by api/store, and never edited once released.
func Versions(name string) fs.FS {
	sub, err := fs.Sub(versions, folders[name])
	if err != nil {
		panic(err) // the names are constants
	}
	return sub
}

// Next writes into dir the migration that leads from those in it to the schema. drv is an empty
// database to replay them on. migrate.ErrNoPlan tells that nothing is missing.
func Next(ctx context.Context, drv dialect.Driver, dir migrate.Dir, name string) error {
	files, err := dir.Files()
	if err != nil {
		return err
	}
	formatter, err := migrate.NewTemplateFormatter(
		template.Must(template.New("").Parse(fmt.Sprintf("%04d_{{.Name}}.sql", len(files)+1))),
		migrate.DefaultFormatter[0].C,
	)
	if err != nil {
		return err
	}
	m, err := schema.NewMigrate(drv,
		schema.WithDir(dir), schema.WithFormatter(formatter), schema.WithMigrationMode(schema.ModeReplay),
		schema.WithDialect(drv.Dialect()), schema.WithErrNoPlan(true),
		schema.WithDropColumn(true), schema.WithDropIndex(true),
	)
	if err != nil {
		return err
	}
	return m.NamedDiff(ctx, name, Tables...)
}
