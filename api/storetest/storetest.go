// Package storetest gives tests real databases: a SQLite file each, and a database each on a
// PostgreSQL that lives as long as the test program.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"midspan/api/store"
	"midspan/ent"
)

// Each runs a test on a fresh SQLite database and on a fresh PostgreSQL one.
func Each(t *testing.T, test func(t *testing.T, client *ent.Client)) {
	t.Helper()
	EachDB(t, func(t *testing.T, db *store.DB) { test(t, db.Client) })
}

// EachDB is Each for tests that want more than the client.
func EachDB(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, Open(t, SQLite(t))) })
	t.Run("postgres", func(t *testing.T) { test(t, Open(t, Postgres(t))) })
}

// EachURL runs a test on the address of an empty SQLite database and of an empty PostgreSQL one.
func EachURL(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, EmptyPostgres(t)) })
}

// SQLite gives the address of a database that does not exist yet.
func SQLite(t testing.TB) string { return "sqlite://" + filepath.Join(t.TempDir(), "midspan.db") }

// Quick gives the address of a database for a story that needs either: SQLite, or PostgreSQL where the
// race detector would make SQLite slow.
func Quick(t testing.TB) string {
	t.Helper()
	if UnderRace {
		return Postgres(t)
	}
	return SQLite(t)
}

// Open opens a database, migrates it, and closes it after the test.
func Open(t testing.TB, url string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db
}

// Postgres gives the address of a fresh, migrated PostgreSQL database. Without PostgreSQL the test
// is skipped, or fails where MIDSPAN_PEERS demands it.
func Postgres(t testing.TB) string {
	t.Helper()
	s := running(t)
	if err := migrated(); err != nil {
		t.Fatal(err)
	}
	return create(t, s, " TEMPLATE migrated STRATEGY FILE_COPY")
}

// EmptyPostgres gives the address of a PostgreSQL database with nothing in it.
func EmptyPostgres(t testing.TB) string {
	t.Helper()
	return create(t, running(t), "")
}

var (
	server = sync.OnceValues(func() (*Server, error) { return Start(context.Background()) })
	count  atomic.Int64

	// migrated makes the database that the others are copied from.
	migrated = sync.OnceValue(func() error {
		s, err := server()
		if err != nil {
			return err
		}
		ctx := context.Background()
		if err := s.Exec(ctx, "CREATE DATABASE migrated"); err != nil {
			return err
		}
		db, err := store.Open(ctx, s.URL("migrated"))
		if err != nil {
			return err
		}
		return errors.Join(db.Migrate(ctx), db.Close())
	})
)

func running(t testing.TB) *Server {
	t.Helper()
	s, err := server()
	if errors.Is(err, ErrNoPostgres) && os.Getenv("MIDSPAN_PEERS") == "" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// copying lets one database be copied at a time: PostgreSQL wants nobody else at the template.
var copying sync.Mutex

func create(t testing.TB, s *Server, how string) string {
	t.Helper()
	copying.Lock()
	defer copying.Unlock()
	name := fmt.Sprintf("test%d", count.Add(1))
	if err := s.Exec(t.Context(), "CREATE DATABASE "+name+how); err != nil {
		t.Fatal(err)
	}
	return s.URL(name)
}
