package store_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	atlas "ariga.io/atlas/sql/migrate"
	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"midspan/api/store"
	"midspan/api/storetest"
	"midspan/ent/migrate"
)

// open opens an address without migrating.
func open(t *testing.T, url string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func exec(t *testing.T, db *store.DB, statement string) {
	t.Helper()
	if _, err := db.SQL.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, db *store.DB, query string) (n int) {
	t.Helper()
	if err := db.SQL.QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestMigrationsLeadExactlyToTheSchema(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		db := open(t, url)
		path := t.TempDir()
		if err := os.CopyFS(path, migrate.Versions(db.Dialect)); err != nil {
			t.Fatal(err)
		}
		dir, err := atlas.NewLocalDir(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := atlas.Validate(dir); err != nil {
			t.Errorf("a migration was edited by hand: %v", err)
		}
		err = migrate.Next(t.Context(), entsql.OpenDB(db.Dialect, db.SQL), dir, "missing")
		if !errors.Is(err, atlas.ErrNoPlan) {
			written, _ := os.ReadFile(path + "/0002_missing.sql")
			t.Errorf("the schema has changed, run make migration (%v)\n%s", err, written)
		}
	})
}

func TestManyServersThatStartTogetherMigrateOnce(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		var all sync.WaitGroup
		for range 6 {
			db := open(t, url)
			all.Go(func() {
				if err := db.Migrate(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		db := open(t, url)
		if err := db.Current(t.Context()); err != nil {
			t.Error(err)
		}
		known, _ := fs.Glob(migrate.Versions(db.Dialect), "*.sql")
		if n := count(t, db, "SELECT count(*) FROM schema_version"); n != len(known) {
			t.Errorf("%d records of %d migrations", n, len(known))
		}
	})
}

func TestADatabaseThatIsNotOursToChangeIsRefusedAndLeftAlone(t *testing.T) {
	for name, c := range map[string]struct{ done, want string }{
		"newer":            {"INSERT INTO schema_version VALUES ('9999_later', 'x', 'now')", "newer than this program"},
		"edited":           {"UPDATE schema_version SET checksum = 'x' WHERE name = '0001_initial'", "another edition of the change 0001_initial"},
		"records lost":     {"DELETE FROM schema_version", "changed by hand"},
		"of somebody else": {"DROP TABLE schema_version", "belongs to something else"},
	} {
		t.Run(name, func(t *testing.T) {
			storetest.EachDB(t, func(t *testing.T, db *store.DB) {
				exec(t, db, c.done)
				for _, err := range []error{db.Migrate(t.Context()), db.Current(t.Context())} {
					if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
						t.Errorf("want one sentence with %q, got: %v", c.want, err)
					}
				}
				exec(t, db, "SELECT id FROM users")
			})
		})
	}
}

var two = fstest.MapFS{
	"0001_initial.sql": {Data: []byte("CREATE TABLE one (id integer NOT NULL PRIMARY KEY);")},
	"0002_second.sql":  {Data: []byte("CREATE TABLE two (id integer NOT NULL PRIMARY KEY);")},
}

func TestAHalfMigratedDatabaseIsRefused(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		db := open(t, url)
		if err := db.Apply(t.Context(), two); err != nil {
			t.Fatal(err)
		}
		exec(t, db, "DELETE FROM schema_version WHERE name = '0001_initial'")
		if err := db.Apply(t.Context(), two); err == nil || !strings.Contains(err.Error(), "half migrated") {
			t.Error(err)
		}
	})
}

func TestAMigrationThatFailsLeavesNothingOfAnyOfThem(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		db := open(t, url)
		broken := fstest.MapFS{
			"0001_initial.sql": two["0001_initial.sql"],
			"0002_broken.sql":  {Data: []byte("CREATE TABLE two (id integer); INSERT INTO nowhere VALUES (1);")},
		}
		if err := db.Apply(t.Context(), broken); err == nil || !strings.Contains(err.Error(), "0002_broken") {
			t.Fatal(err)
		}
		if err := db.Apply(t.Context(), two); err != nil {
			t.Errorf("the mended migrations do not apply afresh: %v", err)
		}
	})
}

func TestRebuildingATableKeepsTheRowsThatHangOnIt(t *testing.T) {
	db := open(t, storetest.SQLite(t))
	before := fstest.MapFS{"0001_initial.sql": {Data: []byte(`
CREATE TABLE parents (id integer NOT NULL PRIMARY KEY);
CREATE TABLE loose (parent integer NULL REFERENCES parents (id) ON DELETE SET NULL);
CREATE TABLE bound (parent integer NOT NULL REFERENCES parents (id) ON DELETE CASCADE);`)}}
	if err := db.Apply(t.Context(), before); err != nil {
		t.Fatal(err)
	}
	exec(t, db, "INSERT INTO parents VALUES (1); INSERT INTO loose VALUES (1); INSERT INTO bound VALUES (1);")
	after := fstest.MapFS{"0001_initial.sql": before["0001_initial.sql"], "0002_rebuild.sql": {Data: []byte(`
PRAGMA foreign_keys = off;
CREATE TABLE new_parents (id integer NOT NULL PRIMARY KEY, name text NOT NULL DEFAULT '');
INSERT INTO new_parents (id) SELECT id FROM parents;
DROP TABLE parents;
ALTER TABLE new_parents RENAME TO parents;
PRAGMA foreign_keys = on;`)}}
	if err := db.Apply(t.Context(), after); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, "SELECT (SELECT count(*) FROM loose WHERE parent = 1) + (SELECT count(*) FROM bound WHERE parent = 1)"); n != 2 {
		t.Errorf("%d of 2 rows still know their parent", n)
	}
	for range 20 { // whichever connection
		if _, err := db.SQL.ExecContext(t.Context(), "INSERT INTO loose VALUES (7)"); err == nil {
			t.Fatal("references are not heeded after a migration")
		}
	}
}

func TestAMigrationThatLeavesRowsHangingIsRefused(t *testing.T) {
	db := open(t, storetest.SQLite(t))
	first := "CREATE TABLE parents (id integer NOT NULL PRIMARY KEY); CREATE TABLE children (parent integer REFERENCES parents (id));"
	files := fstest.MapFS{"0001_initial.sql": {Data: []byte(first)}}
	if err := db.Apply(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	exec(t, db, "INSERT INTO parents VALUES (1); INSERT INTO children VALUES (1);")
	files["0002_loss.sql"] = &fstest.MapFile{Data: []byte("DELETE FROM parents;")}
	if err := db.Apply(t.Context(), files); err == nil {
		t.Error("rows were left without what they belong to")
	}
	if n := count(t, db, "SELECT count(*) FROM parents"); n != 1 {
		t.Error("the refused migration has left its mark")
	}
}

func TestBadAddressesAreToldInOneSentence(t *testing.T) {
	for _, url := range []string{"", "data/midspan.db", "mysql://x", "sqlite://", "postgres://\x7f"} {
		if db, err := store.Open(t.Context(), url); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, %v", url, db, err)
		}
	}
}

func TestSQLiteFilesMayHaveAnyName(t *testing.T) {
	path := t.TempDir() + "/a folder/100%25 ?really#?.db"
	db := open(t, "sqlite://"+path)
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
	if db.Dialect != dialect.SQLite {
		t.Error(db.Dialect)
	}
}
