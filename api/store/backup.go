package store

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"entgo.io/ent/dialect"

	"midspan/ent/migrate"
)

// OpenExisting is Open for a database that has to be there: it makes none.
func OpenExisting(ctx context.Context, address string) (*DB, error) {
	if file, is := strings.CutPrefix(address, "sqlite://"); is {
		if _, err := os.Stat(file); err != nil {
			return nil, fmt.Errorf("there is no database: %w", err)
		}
	}
	return Open(ctx, address)
}

// Backup writes an archive of everything in the database as it is at one moment, however much is
// written meanwhile, and of the files that belong to it. It changes nothing, keeps nobody waiting
// and holds one row in memory at a time.
func (db *DB) Backup(ctx context.Context, w io.Writer, program string, files func() (map[string][]byte, error)) (Manifest, error) {
	m := Manifest{Format: format, Program: program, Database: db.Dialect, MadeAt: time.Now().UTC()}
	out := packer{zip.NewWriter(w)}
	err := db.still(ctx, func(tx *sql.Tx) (err error) {
		if m.Changes, err = db.changes(ctx, tx); err != nil {
			return err
		}
		tables, err := db.described(ctx, tx)
		if err != nil {
			return err
		}
		for _, t := range tables {
			if err := out.table(ctx, tx, &t); err != nil {
				return fmt.Errorf("table %s: %w", t.Name, err)
			}
			m.Tables = append(m.Tables, t)
		}
		return nil
	})
	if err != nil {
		return m, err
	}
	content, err := files() // after the rows: what they were signed with is there
	if err != nil {
		return m, err
	}
	for _, name := range slices.Sorted(maps.Keys(content)) {
		item, err := out.file(name, content[name])
		if err != nil {
			return m, err
		}
		m.Files = append(m.Files, item)
	}
	return m, out.end(m)
}

// still runs do in a transaction that sees one moment of the database and locks nobody out.
func (db *DB) still(ctx context.Context, do func(*sql.Tx) error) error {
	how := &sql.TxOptions{ReadOnly: true}
	if db.Dialect == dialect.Postgres {
		how.Isolation = sql.LevelRepeatableRead
	}
	tx, err := db.SQL.BeginTx(ctx, how)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing was changed
	return do(tx)
}

// changes says which of our migrations the database has; one that is newer or not ours is refused.
func (db *DB) changes(ctx context.Context, ask asker) (names []string, err error) {
	tables, err := db.tables(ctx, ask)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(tables, versionTable) {
		return nil, errors.New("this database holds nothing of midspan")
	}
	known, err := versions(migrate.Versions(db.Dialect))
	if err != nil {
		return nil, err
	}
	done, err := applied(ctx, ask)
	if err != nil {
		return nil, err
	}
	for i, v := range done {
		if err := follows(v, i, known); err != nil {
			return nil, err
		}
		names = append(names, v.name)
	}
	return names, nil
}

// described gives the tables that hold data, with their columns, each in the order of their names.
func (db *DB) described(ctx context.Context, tx *sql.Tx) (all []Table, err error) {
	names, err := db.tables(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if name == versionTable {
			continue
		}
		t := Table{Item: Item{Name: name}}
		if t.Columns, err = columns(ctx, tx, name); err != nil {
			return nil, fmt.Errorf("table %s: %w", name, err)
		}
		all = append(all, t)
	}
	return all, nil
}

func columns(ctx context.Context, tx *sql.Tx, table string) (all []Column, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT * FROM "+quoted(table)+" LIMIT 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	for _, t := range types {
		k, ok := kindOf(t.DatabaseTypeName())
		if !ok {
			return nil, fmt.Errorf("column %s is of a type that backups do not know, %s", t.Name(), t.DatabaseTypeName())
		}
		all = append(all, Column{t.Name(), k})
	}
	slices.SortFunc(all, func(a, b Column) int { return strings.Compare(a.Name, b.Name) })
	return all, rows.Err()
}

// quoted is a name as both databases take it.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func (t Table) list() string {
	var names []string
	for _, c := range t.Columns {
		names = append(names, quoted(c.Name))
	}
	return strings.Join(names, ", ")
}

// packer writes an archive.
type packer struct{ zip *zip.Writer }

// table writes a table and notes how many rows it had, and their digest.
func (p packer) table(ctx context.Context, tx *sql.Tx, t *Table) error {
	entry, sum, err := p.begin(t.entry())
	if err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, "SELECT "+t.list()+" FROM "+quoted(t.Name))
	if err != nil {
		return err
	}
	defer rows.Close()
	out := bufio.NewWriterSize(entry, 64<<10)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	values, into := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range values {
		into[i] = &values[i]
	}
	for ; rows.Next(); t.Rows++ {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, c := range t.Columns {
			if values[i], err = c.Kind.pack(values[i]); err != nil {
				return fmt.Errorf("column %s: %w", c.Name, err)
			}
		}
		if err := lines.Encode(values); err != nil {
			return err
		}
	}
	if err := errors.Join(rows.Err(), out.Flush()); err != nil {
		return err
	}
	t.Digest = hex.EncodeToString(sum.Sum(nil))
	return nil
}

func (p packer) file(name string, content []byte) (Item, error) {
	i := Item{Name: name}
	entry, sum, err := p.begin(i.entry())
	if err != nil {
		return i, err
	}
	_, err = entry.Write(content)
	i.Digest = hex.EncodeToString(sum.Sum(nil))
	return i, err
}

// begin begins an entry; what is written to it goes into the digest too.
func (p packer) begin(name string) (io.Writer, hash.Hash, error) {
	entry, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return nil, nil, err
	}
	sum := sha256.New()
	return io.MultiWriter(entry, sum), sum, nil
}

// end writes the manifest, without which an archive is none.
func (p packer) end(m Manifest) error {
	entry, err := p.zip.Create(manifestName)
	if err != nil {
		return err
	}
	out := json.NewEncoder(entry)
	out.SetIndent("", "\t")
	return errors.Join(out.Encode(m), p.zip.Close())
}
