package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"entgo.io/ent/dialect"

	"midspan/ent/migrate"
)

// Restore fills an empty database from an archive that Verify found whole: everything or nothing.
// It brings the schema to what the archive has, fills it, has every reference checked, and then
// brings it up to date. before is called when all rows are in place, just before they count; its
// error undoes them.
func (db *DB) Restore(ctx context.Context, a *Archive, before func() error) error {
	if err := db.Vacant(ctx, a); err != nil {
		return err
	}
	if err := db.Apply(ctx, upTo{migrate.Versions(db.Dialect), a.Changes}); err != nil {
		return err
	}
	err := db.alone(ctx, func(tx *sql.Tx) error {
		if err := db.fill(ctx, tx, a); err != nil {
			return err
		}
		return before()
	})
	if err != nil {
		return err
	}
	return db.Migrate(ctx)
}

// Vacant refuses an archive that is newer than this program, and a database that is not empty.
func (db *DB) Vacant(ctx context.Context, a *Archive) error {
	known, err := versions(migrate.Versions(db.Dialect))
	if err != nil {
		return err
	}
	for i, name := range a.Changes {
		if i >= len(known) || known[i].name != name {
			return fmt.Errorf("this backup was made by another program than this one (midspan %s, with the change %s): restore it with that one or a newer one", a.Program, name)
		}
	}
	tables, err := db.tables(ctx, db.SQL)
	if err != nil || len(tables) == 0 {
		return err
	}
	there, err := db.changes(ctx, db.SQL)
	if err != nil {
		return fmt.Errorf("%w; a backup is restored into an empty database", err)
	}
	if !slices.Equal(there, a.Changes) {
		return errors.New("this database has another schema than the backup had: restore into an empty database, without running midspan migrate before")
	}
	return empty(ctx, db.SQL, tables)
}

func empty(ctx context.Context, ask asker, tables []string) error {
	for _, name := range tables {
		if name == versionTable {
			continue
		}
		found, err := collect(ctx, ask, "SELECT 1 FROM "+quoted(name)+" LIMIT 1", func(rows *sql.Rows, one *int) error { return rows.Scan(one) })
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return fmt.Errorf("this database already holds data (in the table %s): a backup is restored into an empty database; nothing was touched", name)
		}
	}
	return nil
}

// upTo are the migrations of some names.
type upTo struct {
	fs.FS
	names []string
}

// Glob lists them: that is how Apply finds migrations.
func (u upTo) Glob(pattern string) ([]string, error) {
	all, err := fs.Glob(u.FS, pattern)
	return slices.DeleteFunc(all, func(file string) bool {
		return !slices.Contains(u.names, strings.TrimSuffix(file, ".sql"))
	}), err
}

// fill writes all rows, in a transaction in which references are checked at the end: tables come in
// any order.
func (db *DB) fill(ctx context.Context, tx *sql.Tx, a *Archive) error {
	tables, err := db.described(ctx, tx)
	if err != nil {
		return err
	}
	if err := sameTables(a.Tables, tables); err != nil {
		return err
	}
	tie, err := db.untie(ctx, tx, tables)
	if err != nil {
		return err
	}
	for _, t := range a.Tables {
		if err := empty(ctx, tx, []string{t.Name}); err != nil {
			return err
		}
		if err := db.load(ctx, tx, a, t); err != nil {
			return err
		}
	}
	if err := tie(); err != nil {
		return fmt.Errorf("the backup has rows without what they belong to: %w", err)
	}
	return db.sound(ctx, tx)
}

// sameTables refuses an archive whose tables are not those of the database.
func sameTables(archived, there []Table) error {
	for i := range max(len(archived), len(there)) {
		if i >= len(archived) || i >= len(there) || archived[i].Name != there[i].Name || !slices.Equal(archived[i].Columns, there[i].Columns) {
			return errors.New("this backup was made by another edition of midspan with other tables: restore it with the program that made it")
		}
	}
	return nil
}

// load writes the rows of one table.
func (db *DB) load(ctx context.Context, tx *sql.Tx, a *Archive, t Table) error {
	var places []string
	for i := range t.Columns {
		places = append(places, fmt.Sprintf("$%d", i+1))
	}
	statement := "INSERT INTO " + quoted(t.Name) + " (" + t.list() + ") VALUES (" + strings.Join(places, ", ") + ")"
	if db.Dialect == dialect.Postgres {
		statement = "COPY " + quoted(t.Name) + " (" + t.list() + ") FROM STDIN"
	}
	insert, err := tx.PrepareContext(ctx, statement)
	if err != nil {
		return err
	}
	defer insert.Close()
	err = a.rows(t, func(row []any) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		_, err := insert.ExecContext(ctx, db.fitting(t, row)...)
		return err
	})
	if err == nil && db.Dialect == dialect.Postgres {
		_, err = insert.ExecContext(ctx) // ends the copy
	}
	return err
}

// fitting makes the values of a row what PostgreSQL takes: trees as text, where bytes would be taken
// for bytes, and times no finer than it keeps them, where it would round them up.
func (db *DB) fitting(t Table, row []any) []any {
	if db.Dialect != dialect.Postgres {
		return row
	}
	for i, c := range t.Columns {
		switch v := row[i].(type) {
		case []byte:
			if c.Kind == tree {
				row[i] = string(v)
			}
		case time.Time:
			row[i] = v.Truncate(time.Microsecond)
		}
	}
	return row
}

// untie takes the references between tables away until tie puts them back, which checks them all.
// SQLite heeds none while it migrates; sound checks them there.
func (db *DB) untie(ctx context.Context, tx *sql.Tx, tables []Table) (tie func() error, err error) {
	if db.Dialect != dialect.Postgres {
		return func() error { return nil }, nil
	}
	for _, t := range tables {
		if _, err := tx.ExecContext(ctx, "LOCK TABLE "+quoted(t.Name)+" IN ACCESS EXCLUSIVE MODE"); err != nil {
			return nil, err
		}
	}
	type reference struct{ table, name, says string }
	const all = `SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
		WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conname`
	references, err := collect(ctx, tx, all, func(rows *sql.Rows, r *reference) error { return rows.Scan(&r.table, &r.name, &r.says) })
	if err != nil {
		return nil, err
	}
	for _, r := range references {
		if _, err := tx.ExecContext(ctx, "ALTER TABLE "+r.table+" DROP CONSTRAINT "+r.name); err != nil {
			return nil, err
		}
	}
	return func() error {
		for _, r := range references {
			if _, err := tx.ExecContext(ctx, "ALTER TABLE "+r.table+" ADD CONSTRAINT "+r.name+" "+r.says); err != nil {
				return err
			}
		}
		return nil
	}, nil
}
