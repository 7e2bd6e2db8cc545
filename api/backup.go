package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"midspan/api/store"
)

// backup writes everything the server keeps into one file that nobody but its owner may read. The
// server may run meanwhile. What was written is read back before the file has its name.
func (p *program) backup(ctx context.Context, args []string) error {
	c, words, err := readCommand("backup", args, p.getenv)
	if err == nil && len(words) != 1 {
		err = errors.New("name one file to write, as in: midspan backup midspan.zip")
	}
	if err != nil {
		return err
	}
	db, err := store.OpenExisting(ctx, c.databaseURL)
	if err != nil {
		return err
	}
	defer db.Close()
	write := func(w io.Writer) (store.Manifest, error) {
		return db.Backup(ctx, w, versionName(), func() (map[string][]byte, error) { return keysToKeep(c.dataDir) })
	}
	if words[0] == "-" {
		_, err := write(p.out)
		return err
	}
	m, err := writeNew(words[0], write)
	if err == nil {
		fmt.Fprintf(p.out, "%s holds %d rows of %d tables and %d files of keys. Whoever reads it reads everything: keep it as you keep the database.\n",
			words[0], m.Rows(), len(m.Tables), len(m.Files))
	}
	return err
}

// writeNew makes a file that is whole when it has its name. It does not replace one.
func writeNew(name string, write func(io.Writer) (store.Manifest, error)) (m store.Manifest, err error) {
	if _, err := os.Lstat(name); err == nil {
		return m, fmt.Errorf("%s is already there: name a new file", name)
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".partial-*") // mode 0600
	if err != nil {
		return m, err
	}
	defer os.Remove(f.Name()) // does nothing once it has its name
	defer f.Close()
	if m, err = write(f); err != nil {
		return m, err
	}
	if err := errors.Join(f.Sync(), readBack(f)); err != nil {
		return m, fmt.Errorf("what was written to %s does not read back: %w", name, err)
	}
	return m, errors.Join(os.Rename(f.Name(), name), settleFolder(filepath.Dir(name)))
}

func readBack(f *os.File) error {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	a, err := store.OpenArchive(f, size)
	if err != nil {
		return err
	}
	return a.Verify()
}

// settleFolder has a new name survive a loss of power.
func settleFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// keysToKeep reads the keys that a backup must have.
func keysToKeep(dataDir string) (map[string][]byte, error) {
	files, err := keyFiles(dataDir)
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("there are no keys in %s: name the data directory of the server with -data-dir", filepath.Join(dataDir, "keys"))
	}
	return files, err
}

// keyFiles reads the keys in a data directory; none where there is no such folder.
func keyFiles(dataDir string) (map[string][]byte, error) {
	dir := filepath.Join(dataDir, "keys")
	found, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	files := map[string][]byte{}
	for _, f := range found {
		if !f.Type().IsRegular() || f.Name()[0] == '.' {
			continue
		}
		if files[f.Name()], err = os.ReadFile(filepath.Join(dir, f.Name())); err != nil {
			return nil, err
		}
	}
	return files, nil
}
