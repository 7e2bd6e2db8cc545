package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"entgo.io/ent/dialect"

	"midspan/ent/migrate"
)

// Migrate brings the database to the schema of this program: all missing migrations in one
// transaction, each once however many servers start together. A database that is newer, changed
// by hand or not ours is refused in one sentence and left as it is.
func (db *DB) Migrate(ctx context.Context) error {
	return db.Apply(ctx, migrate.Versions(db.Dialect))
}

// Apply is Migrate with given migrations, *.sql in the order of their names.
func (db *DB) Apply(ctx context.Context, migrations fs.FS) error {
	known, err := versions(migrations)
	if err != nil {
		return err
	}
	return db.alone(ctx, func(tx *sql.Tx) error {
		missing, err := db.missing(ctx, tx, known)
		if err != nil {
			return err
		}
		for _, v := range missing {
			if err := db.apply(ctx, tx, v); err != nil {
				return fmt.Errorf("migration %s: %w", v.name, err)
			}
		}
		return db.sound(ctx, tx)
	})
}

// Current refuses a database that this program cannot serve: not migrated, newer, or not ours.
func (db *DB) Current(ctx context.Context) error {
	known, err := versions(migrate.Versions(db.Dialect))
	if err != nil {
		return err
	}
	missing, err := db.missing(ctx, db.SQL, known)
	if err == nil && len(missing) > 0 {
		err = fmt.Errorf("the database lacks %d of this program's changes: run midspan migrate", len(missing))
	}
	return err
}

// version is one migration.
type version struct{ name, checksum, statements string }

func versions(migrations fs.FS) (all []version, err error) {
	files, err := fs.Glob(migrations, "*.sql") // sorted
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		text, err := fs.ReadFile(migrations, file)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(text)
		all = append(all, version{strings.TrimSuffix(file, ".sql"), hex.EncodeToString(sum[:]), string(text)})
	}
	return all, nil
}

// versionTable keeps which migrations were applied. Its checksum shows a file edited afterwards.
const versionTable = "schema_version"

// alone runs do in a transaction in which nobody else migrates.
func (db *DB) alone(ctx context.Context, do func(*sql.Tx) error) (err error) {
	conn, err := db.SQL.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if db.Dialect == dialect.SQLite {
		// Tables are rebuilt under this pragma. Inside a transaction it would do nothing, and the
		// rows that hang on a rebuilt table would lose their reference, or go with it. Whoever migrates
		// meanwhile is waited for longer than for a write.
		if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = off; PRAGMA busy_timeout = 60000"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, restore(conn)) }()
	}
	tx, err := conn.BeginTx(ctx, nil) // on SQLite it takes the write lock at once
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	if db.Dialect == dialect.Postgres {
		if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock(7246330615)"); err != nil {
			return err
		}
	}
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// restore has a connection heed references again, and wait as others do, or throws it away.
func restore(conn *sql.Conn) error {
	_, err := conn.ExecContext(context.Background(), "PRAGMA foreign_keys = on; PRAGMA busy_timeout = "+sqliteWait)
	if err != nil {
		_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	}
	return err
}

func (db *DB) apply(ctx context.Context, tx *sql.Tx, v version) error {
	if _, err := tx.ExecContext(ctx, v.statements); err != nil {
		return err
	}
	insert := "INSERT INTO " + versionTable + " (name, checksum, applied_at) VALUES ($1, $2, $3)"
	_, err := tx.ExecContext(ctx, insert, v.name, v.checksum, time.Now().UTC().Format(time.RFC3339))
	return err
}

// sound finds references that a migration left hanging: PostgreSQL watches them itself.
func (db *DB) sound(ctx context.Context, tx *sql.Tx) error {
	if db.Dialect != dialect.SQLite {
		return nil
	}
	rows, err := tx.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		return errors.New("the migrations would leave rows without what they belong to")
	}
	return rows.Err()
}
