// Package store keeps everything in a database: SQLite in one file, or PostgreSQL. It opens and
// migrates it, keeps live documents for api/room, and carries news between servers.
package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"midspan/ent"
	_ "midspan/ent/runtime" // the rules of rooms
)

// DB is an open database.
type DB struct {
	Client  *ent.Client
	SQL     *sql.DB
	Dialect string // dialect.SQLite or dialect.Postgres
	URL     string
}

// Open opens the database at an address, sqlite://data/midspan.db or postgres://…, and looks
// whether it answers. Of SQLite it makes the file and its folder. It does not migrate.
func Open(ctx context.Context, address string) (*DB, error) {
	driver, source, err := locate(address)
	if err != nil {
		return nil, err
	}
	db, err := connect(driver, source)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	settle(db, driver)
	if err := db.PingContext(ctx); err != nil {
		_ = db.Close() // the first error is the one to tell
		return nil, fmt.Errorf("database does not answer: %w", err)
	}
	name := dialect.SQLite
	if driver == dialect.Postgres {
		name = dialect.Postgres
	}
	client := ent.NewClient(ent.Driver(entsql.OpenDB(name, db)))
	return &DB{Client: client, SQL: db, Dialect: name, URL: address}, nil
}

// Close closes the database.
func (db *DB) Close() error { return db.Client.Close() }

func connect(driver, source string) (*sql.DB, error) {
	if driver == "sqlite" {
		return sql.Open(driver, source)
	}
	c, err := newPreparing(source)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(c), nil
}

// locate tells the driver and its own form of an address.
func locate(address string) (driver, source string, err error) {
	scheme, rest, _ := strings.Cut(address, "://")
	switch scheme {
	case "sqlite":
		if rest == "" || strings.ContainsRune(rest, 0) {
			break
		}
		if err := os.MkdirAll(filepath.Dir(rest), 0o700); err != nil {
			return "", "", fmt.Errorf("folder of the database: %w", err)
		}
		if err := ownersAlone(rest); err != nil {
			return "", "", err
		}
		return "sqlite", "file:" + escapes.Replace(rest) + "?" + sqliteSettings, nil
	case "postgres", "postgresql":
		source, err := withSettings(address)
		return "postgres", source, err
	}
	return "", "", fmt.Errorf("a database address begins with sqlite:// and a file, or with postgres://")
}

// ownersAlone makes the file of a database, so that nobody else may read it nor what SQLite puts
// beside it. One that is there stays as it is.
func ownersAlone(file string) error {
	f, err := os.OpenFile(file, os.O_RDONLY|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("file of the database: %w", err)
	}
	return f.Close()
}

// sqliteWait is how many milliseconds a write waits for the others: SQLite lets in whoever asks at the
// right moment, not who came first.
const sqliteWait = "15000"

// sqliteSettings: rows keep their references, readers do not wait for writers, transactions take
// the write lock when they begin (so none fails half-way), and times are written so that they
// compare and read back. A commit is on the disk when it returns.
const sqliteSettings = "_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)&_pragma=busy_timeout(" + sqliteWait + ")&_pragma=synchronous(FULL)" +
	"&_txlock=immediate&_time_format=sqlite&_timezone=UTC"

// escapes are what a file name may not hold in a SQLite URI.
var escapes = strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23")

// withSettings has PostgreSQL speak of times in UTC and not let us wait for ever for a connection,
// where the address does not say otherwise.
func withSettings(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("this is not a postgres:// address") // the parser's error would show the password
	}
	q := u.Query()
	for key, value := range map[string]string{"timezone": "UTC", "connect_timeout": "5", "application_name": "midspan"} {
		if !q.Has(key) {
			q.Set(key, value)
		}
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// settle bounds the connections.
func settle(db *sql.DB, driver string) {
	db.SetConnMaxIdleTime(5 * time.Minute)
	if driver == "sqlite" {
		db.SetMaxOpenConns(8)
		db.SetMaxIdleConns(8)
		return
	}
	db.SetMaxOpenConns(32)
	db.SetMaxIdleConns(16)
	db.SetConnMaxLifetime(time.Hour)
}
