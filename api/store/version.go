package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"entgo.io/ent/dialect"
)

// asker is a database or a transaction.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// missing says which of the known migrations the database lacks; it makes the table of versions in
// an empty database when it may. It refuses a database whose history is not the beginning of ours.
func (db *DB) missing(ctx context.Context, ask asker, known []version) ([]version, error) {
	tables, err := db.tables(ctx, ask)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(tables, versionTable) {
		return known, db.begin(ctx, ask, tables)
	}
	applied, err := applied(ctx, ask)
	if err != nil {
		return nil, err
	}
	if len(applied) == 0 && len(tables) > 1 {
		return nil, fmt.Errorf("this database was changed by hand: it has tables but no record of how they were made; nothing was touched, restore a backup or give midspan an empty one")
	}
	for i, v := range applied {
		if err := follows(v, i, known); err != nil {
			return nil, err
		}
	}
	return known[len(applied):], nil
}

// follows refuses the i-th applied migration when it is not the i-th we know.
func follows(v version, i int, known []version) error {
	if !slices.ContainsFunc(known, func(k version) bool { return k.name == v.name }) {
		last := "none"
		if len(known) > 0 {
			last = known[len(known)-1].name
		}
		return fmt.Errorf("this database is newer than this program: it has the change %s, and this program knows them up to %s; nothing was touched, start the newer program", v.name, last)
	}
	if known[i].name != v.name {
		return fmt.Errorf("this database is half migrated: it has the change %s but not %s before it; nothing was touched, restore a backup", v.name, known[i].name)
	}
	if known[i].checksum != v.checksum {
		return fmt.Errorf("this database was made by another edition of the change %s than this program has; nothing was touched, start the program that made it or restore a backup", v.name)
	}
	return nil
}

// begin makes the table of versions, in a database that is empty.
func (db *DB) begin(ctx context.Context, ask asker, tables []string) error {
	if len(tables) > 0 {
		return fmt.Errorf("this database belongs to something else: it has a table %q and none of midspan's records; nothing was touched, give midspan a database of its own", tables[0])
	}
	if _, ok := ask.(*sql.Tx); !ok {
		return nil // only looking
	}
	_, err := ask.ExecContext(ctx, "CREATE TABLE "+versionTable+" (name varchar(200) NOT NULL PRIMARY KEY, checksum varchar(64) NOT NULL, applied_at varchar(40) NOT NULL)")
	return err
}

func (db *DB) tables(ctx context.Context, ask asker) ([]string, error) {
	query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
	if db.Dialect == dialect.Postgres {
		query = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
	}
	return collect(ctx, ask, query, func(rows *sql.Rows, name *string) error { return rows.Scan(name) })
}

func applied(ctx context.Context, ask asker) ([]version, error) {
	query := "SELECT name, checksum FROM " + versionTable + " ORDER BY name"
	return collect(ctx, ask, query, func(rows *sql.Rows, v *version) error { return rows.Scan(&v.name, &v.checksum) })
}

func collect[T any](ctx context.Context, ask asker, query string, scan func(*sql.Rows, *T) error) (all []T, err error) {
	rows, err := ask.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var one T
		if err := scan(rows, &one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}
