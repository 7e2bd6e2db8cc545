package store

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"time"
)

// An archive is a zip file that fits either database: manifest.json says what is in it,
// tables/NAME.jsonl holds a table, each line the values of a row as a JSON array, and files/ what
// belongs to the database and is not in it. The manifest is written last and has the digest of
// everything else, so an archive that was cut off or altered is known before anything is done with it.
const (
	format       = 1
	manifestName = "manifest.json"
	maxFile      = 1 << 20 // bytes of one of the files
)

// Manifest says what is in an archive.
type Manifest struct {
	Format   int       `json:"format"`
	Program  string    `json:"program"` // version of the one that wrote it
	Database string    `json:"database"`
	MadeAt   time.Time `json:"madeAt"`
	Changes  []string  `json:"changes"` // the migrations of the schema, oldest first
	Tables   []Table   `json:"tables"`
	Files    []Item    `json:"files"`
}

// Table is one table of an archive.
type Table struct {
	Item
	Columns []Column `json:"columns"`
	Rows    int64    `json:"rows"`
}

// Column is a column of a table.
type Column struct {
	Name string `json:"name"`
	Kind kind   `json:"kind"`
}

// Item is an entry by its name, with the SHA-256 of what it holds.
type Item struct {
	Name   string `json:"name"`
	Digest string `json:"sha256"`
}

func (t Table) entry() string { return "tables/" + t.Name + ".jsonl" }
func (i Item) entry() string  { return "files/" + i.Name }

// Rows counts what is in all tables.
func (m Manifest) Rows() (n int64) {
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// Archive is an archive that is being read.
type Archive struct {
	Manifest
	zip *zip.Reader
}

var errDamaged = errors.New("this backup is damaged or was cut off")

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{errDamaged}, args...)...)
}

// OpenArchive reads what is in an archive, and refuses one that this program does not understand.
func OpenArchive(r io.ReaderAt, size int64) (*Archive, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, damaged("%w", err)
	}
	a := &Archive{zip: z}
	text, err := fs.ReadFile(z, manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("this is not a backup of midspan: it has no " + manifestName)
	}
	if err != nil {
		return nil, damaged("%w", err)
	}
	if err := json.Unmarshal(text, &a.Manifest); err != nil {
		return nil, damaged("%s: %w", manifestName, err)
	}
	if a.Format > format {
		return nil, fmt.Errorf("this backup was made by a newer program (midspan %s): restore it with that one", a.Program)
	}
	return a, nil
}

// Verify reads everything in the archive and compares it with the manifest.
func (a *Archive) Verify() error {
	expected := []string{manifestName}
	for _, t := range a.Tables {
		expected = append(expected, t.entry())
		if err := a.rows(t, func([]any) error { return nil }); err != nil {
			return err
		}
	}
	for _, f := range a.Files {
		expected = append(expected, f.entry())
		if _, err := a.File(f); err != nil {
			return err
		}
	}
	for _, f := range a.zip.File {
		if !slices.Contains(expected, f.Name) {
			return damaged("%s does not belong into it", f.Name)
		}
	}
	return nil
}

// File gives the content of one of the files.
func (a *Archive) File(i Item) ([]byte, error) {
	if i.Name != path.Base(i.Name) || i.Name == "." || i.Name == ".." {
		return nil, damaged("%q is not the name of a file", i.Name)
	}
	r, err := a.zip.Open(i.entry())
	if err != nil {
		return nil, damaged("%w", err)
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, maxFile))
	if err != nil {
		return nil, damaged("%s: %w", i.entry(), err)
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != i.Digest {
		return nil, damaged("%s is not what was written", i.entry())
	}
	return content, nil
}

// rows reads a table row by row, and says at its end whether it was what had been written. An error
// of each is given back as it is.
func (a *Archive) rows(t Table, each func(row []any) error) error {
	r, err := a.zip.Open(t.entry())
	if err != nil {
		return damaged("%w", err)
	}
	defer r.Close()
	sum, n := sha256.New(), int64(0)
	lines := bufio.NewReaderSize(io.TeeReader(r, sum), 64<<10)
	for {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			break
		}
		if err != nil {
			return damaged("%s: %w", t.entry(), err)
		}
		row, err := t.unpack(line)
		if err != nil {
			return damaged("%s, row %d: %w", t.entry(), n+1, err)
		}
		if err := each(row); err != nil {
			return fmt.Errorf("%s, row %d: %w", t.Name, n+1, err)
		}
		n++
	}
	if n != t.Rows || hex.EncodeToString(sum.Sum(nil)) != t.Digest {
		return damaged("%s is not what was written", t.entry())
	}
	return nil
}

func (t Table) unpack(line []byte) ([]any, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(line, &raw); err != nil {
		return nil, err
	}
	if len(raw) != len(t.Columns) {
		return nil, fmt.Errorf("%d values for %d columns", len(raw), len(t.Columns))
	}
	row := make([]any, len(raw))
	for i, c := range t.Columns {
		v, err := c.Kind.unpack(raw[i])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Name, err)
		}
		row[i] = v
	}
	return row, nil
}
