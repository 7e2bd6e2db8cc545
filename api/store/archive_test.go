package store_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	"entgo.io/ent/schema/field"

	"midspan/api/demo"
	"midspan/api/store"
	"midspan/api/storetest"
	"midspan/ent/migrate"
)

// ways are the addresses to back up from and to restore into.
func ways(t *testing.T, story func(t *testing.T, from, into string)) {
	kinds := map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "postgres": storetest.EmptyPostgres}
	for a, from := range kinds {
		for b, into := range kinds {
			t.Run(a+" to "+b, func(t *testing.T) { story(t, from(t), into(t)) })
		}
	}
}

var noKeys = func() (map[string][]byte, error) { return nil, nil }

// archived is a backup of a database, in memory.
func archived(t *testing.T, db *store.DB) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := db.Backup(t.Context(), &out, "test", func() (map[string][]byte, error) {
		return map[string][]byte{"0001.pem": []byte("a key")}, nil
	}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(archive []byte) (*store.Archive, error) {
	a, err := store.OpenArchive(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, err
	}
	return a, a.Verify()
}

func restored(t *testing.T, url string, archive []byte) *store.DB {
	t.Helper()
	a, err := read(archive)
	if err != nil {
		t.Fatal(err)
	}
	db := open(t, url)
	if err := db.Restore(t.Context(), a, func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	return db
}

// TestABackupHasEveryColumnOfEveryTable fills the whole schema, new tables too, with values that are
// easily spoiled.
func TestABackupHasEveryColumnOfEveryTable(t *testing.T) {
	ways(t, func(t *testing.T, from, into string) {
		db := storetest.Open(t, from)
		fillEverything(t, db)
		first := archived(t, db)
		second := archived(t, restored(t, into, first))
		before, after := lines(t, first), lines(t, second)
		for _, table := range migrate.Tables {
			if a, b := before[table.Name], after[table.Name]; len(a) != 3 || !slices.Equal(a, b) {
				t.Errorf("%s was\n%s\nand is\n%s", table.Name, strings.Join(a, ""), strings.Join(b, ""))
			}
		}
	})
}

func TestTheDemoIsTheSameAfterItWasRestored(t *testing.T) {
	ways(t, func(t *testing.T, from, into string) {
		db := storetest.Open(t, from)
		if err := demo.Load(t.Context(), db.Client, time.Now()); err != nil {
			t.Fatal(err)
		}
		first := archived(t, db)
		there := restored(t, into, first)
		if a, b := lines(t, first), lines(t, archived(t, there)); fmt.Sprint(a) != fmt.Sprint(b) {
			t.Error("the second backup is not the first")
		}
		if err := there.Current(t.Context()); err != nil {
			t.Error(err)
		}
		if _, err := there.SQL.ExecContext(t.Context(), "DELETE FROM users"); err == nil {
			t.Error("references are not heeded any more")
		}
	})
}

// fillEverything puts three rows into each table. Whatever is text in the same row is the same text,
// so that everything belongs to something; what may be absent is, in the first.
func fillEverything(t *testing.T, db *store.DB) {
	t.Helper()
	conn, err := db.SQL.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	free := map[string]string{dialect.SQLite: "PRAGMA foreign_keys = off", dialect.Postgres: "SET session_replication_role = replica"}
	if _, err := conn.ExecContext(t.Context(), free[db.Dialect]); err != nil {
		t.Fatal(err)
	}
	for _, table := range migrate.Tables {
		for row := range 3 {
			var names, places []string
			var values []any
			for i, c := range table.Columns {
				names, places = append(names, `"`+c.Name+`"`), append(places, fmt.Sprintf("$%d", i+1))
				if c.Nullable && row == 0 {
					values = append(values, nil)
					continue
				}
				values = append(values, awkward(t, c.Type, row))
			}
			insert := "INSERT INTO " + table.Name + " (" + strings.Join(names, ",") + ") VALUES (" + strings.Join(places, ",") + ")"
			if _, err := conn.ExecContext(t.Context(), insert, values...); err != nil {
				t.Fatal(table.Name, err)
			}
		}
	}
	_ = conn.Raw(func(any) error { return driver.ErrBadConn }) // nobody else gets this connection
}

func awkward(t *testing.T, kind field.Type, row int) any {
	switch {
	case kind == field.TypeString || kind == field.TypeEnum:
		return []string{"plain", "\"\\\n\t<&>\u2028", "é🌙שלום"}[row]
	case kind == field.TypeTime:
		return time.Date(2026, 2, 28+row, 23, 59, 59, 123456000, time.UTC)
	case kind == field.TypeBytes:
		return []byte{0, 0xff, '\n', byte(row)}
	case kind == field.TypeBool:
		return row == 1
	case kind == field.TypeJSON:
		return []string{`{}`, `{"a":["\"\\",1.5,null]}`, `[]`}[row]
	case kind.Float():
		return []float64{-0.1, 1e15, 3}[row]
	case kind.Integer():
		return []int64{0, -1, 1<<53 + 1}[row]
	}
	t.Fatalf("a column of kind %s: say here what it may hold", kind)
	return nil
}

// lines gives the rows of an archive by table, sorted, with times as fine as both databases have them.
func lines(t *testing.T, archive []byte) map[string][]string {
	t.Helper()
	a, err := read(archive)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, table := range a.Tables {
		r, err := z.Open("tables/" + table.Name + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		for s := bufio.NewReader(r); ; {
			line, err := s.ReadBytes('\n')
			if errors.Is(err, io.EOF) {
				break
			}
			all[table.Name] = append(all[table.Name], coarse(t, table, line))
		}
		slices.Sort(all[table.Name])
	}
	return all
}

func coarse(t *testing.T, table store.Table, line []byte) string {
	var row []any
	if err := json.Unmarshal(line, &row); err != nil {
		t.Fatal(err)
	}
	for i, c := range table.Columns {
		if said, is := row[i].(string); is && c.Kind == "time" {
			at, err := time.Parse(time.RFC3339Nano, said)
			if err != nil {
				t.Fatal(err)
			}
			row[i] = at.Truncate(time.Microsecond)
		}
	}
	return fmt.Sprintln(row...)
}

func TestAnAlteredBackupIsRefused(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	fillEverything(t, db)
	whole := archived(t, db)
	for n := 0; n < len(whole); n += 1 + len(whole)/200 {
		if _, err := read(whole[:n]); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("cut off after %d of %d bytes: %v", n, len(whole), err)
		}
	}
	noticed, tried := 0, 0
	for n := 0; n < len(whole); n += 1 + len(whole)/500 {
		altered := slices.Clone(whole)
		altered[n] ^= 0x10
		tried++
		a, err := read(altered)
		if err != nil {
			noticed++
			continue
		}
		if before, _ := read(whole); fmt.Sprint(a.Manifest) != fmt.Sprint(before.Manifest) {
			t.Errorf("byte %d was altered, and with it what the backup says", n)
		}
	}
	if noticed < tried*3/4 { // the rest is padding of the form, which nobody reads
		t.Errorf("of %d alterations %d were noticed", tried, noticed)
	}
}

// rewritten is a backup whose manifest says something else.
func rewritten(t *testing.T, archive []byte, how func(m map[string]any)) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		if f.Name != "manifest.json" {
			if err := w.Copy(f); err != nil {
				t.Fatal(err)
			}
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := json.NewDecoder(r).Decode(&m); err != nil {
			t.Fatal(err)
		}
		how(m)
		entry, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.NewEncoder(entry).Encode(m); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestABackupThatDoesNotFitIsRefusedInOneSentence(t *testing.T) {
	from := storetest.Open(t, storetest.SQLite(t))
	fillEverything(t, from)
	whole := archived(t, from)
	for name, c := range map[string]struct {
		how  func(m map[string]any)
		want string
	}{
		"of a newer form":      {func(m map[string]any) { m["format"] = 2 }, "newer program"},
		"of a newer schema":    {func(m map[string]any) { m["changes"] = append(m["changes"].([]any), "9999_later") }, "newer one"},
		"of other tables":      {func(m map[string]any) { m["tables"].([]any)[0].(map[string]any)["columns"] = []any{} }, "damaged"},
		"with a table missing": {func(m map[string]any) { m["tables"] = m["tables"].([]any)[1:] }, "does not belong"},
		"with a file elsewhere": {
			func(m map[string]any) { m["files"].([]any)[0].(map[string]any)["name"] = "../0001.pem" },
			"not the name of a file",
		},
	} {
		t.Run(name, func(t *testing.T) {
			storetest.EachURL(t, func(t *testing.T, url string) {
				a, err := read(rewritten(t, whole, c.how))
				db := open(t, url)
				if err == nil {
					err = db.Restore(t.Context(), a, func() error { return nil })
				}
				if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
					t.Errorf("want one sentence with %q, got: %v", c.want, err)
				}
			})
		})
	}
}

func TestRestoringWritesEverythingOrNothing(t *testing.T) {
	from := storetest.Open(t, storetest.SQLite(t))
	fillEverything(t, from)
	whole := archived(t, from)
	late := errors.New("at the last moment")
	storetest.EachURL(t, func(t *testing.T, url string) {
		a, err := read(whole)
		if err != nil {
			t.Fatal(err)
		}
		db := open(t, url)
		if err := db.Restore(t.Context(), a, func() error { return late }); !errors.Is(err, late) {
			t.Fatal(err)
		}
		if n := count(t, db, "SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM events)"); n != 0 {
			t.Errorf("%d rows of a restore that failed", n)
		}
		if err := db.Restore(t.Context(), a, func() error { return nil }); err != nil {
			t.Errorf("it cannot be tried again: %v", err)
		}
		err = db.Restore(t.Context(), a, func() error { t.Error("keys would be written"); return nil })
		if err == nil || !strings.Contains(err.Error(), "already holds data") {
			t.Errorf("restored over data: %v", err)
		}
		if n := count(t, db, "SELECT count(*) FROM users"); n != 3 {
			t.Errorf("%d of 3 rows are left", n)
		}
	})
}

func TestRowsWithoutWhatTheyBelongToAreRefused(t *testing.T) {
	from := storetest.Open(t, storetest.SQLite(t))
	fillEverything(t, from)
	conn, err := from.SQL.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(t.Context(), "PRAGMA foreign_keys = off; DELETE FROM documents WHERE id = 'plain'"); err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
	whole := archived(t, from)
	storetest.EachURL(t, func(t *testing.T, url string) {
		a, err := read(whole)
		if err != nil {
			t.Fatal(err)
		}
		db := open(t, url)
		if err := db.Restore(t.Context(), a, func() error { return nil }); err == nil {
			t.Error("restored")
		}
		if n := count(t, db, "SELECT count(*) FROM users"); n != 0 {
			t.Errorf("%d rows of a restore that failed", n)
		}
	})
}

func TestADatabaseThatCannotBeBackedUpIsLeftAlone(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		if _, err := open(t, url).Backup(t.Context(), io.Discard, "test", noKeys); err == nil || !strings.Contains(err.Error(), "holds nothing of midspan") {
			t.Error(err)
		}
		db := storetest.Open(t, url)
		exec(t, db, "INSERT INTO schema_version VALUES ('9999_later', 'x', 'now')")
		if _, err := db.Backup(t.Context(), io.Discard, "test", noKeys); err == nil || !strings.Contains(err.Error(), "newer than this program") {
			t.Error(err)
		}
	})
	if _, err := store.OpenExisting(t.Context(), storetest.SQLite(t)); err == nil {
		t.Error("a database was made to be backed up")
	}
}

func TestTheFilesOfADatabaseAreForTheirOwnerAlone(t *testing.T) {
	url := storetest.SQLite(t)
	exec(t, storetest.Open(t, url), "DELETE FROM users")
	for _, beside := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(strings.TrimPrefix(url, "sqlite://") + beside)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%q: %v, %v", beside, info.Mode(), err)
		}
	}
}
