package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"midspan/api/store"
)

// restore fills an empty database and data directory, of either kind, from what backup wrote. The
// file is read to its end before anything is written, and then everything is written or nothing.
func (p *program) restore(ctx context.Context, args []string) error {
	c, words, err := readCommand("restore", args, p.getenv)
	if err == nil && len(words) != 1 {
		err = errors.New("name the one file to restore, as in: midspan restore midspan.zip")
	}
	if err != nil {
		return err
	}
	f, err := os.Open(words[0])
	if err != nil {
		return err
	}
	defer f.Close()
	a, err := open(f)
	if err != nil {
		return err
	}
	keys, err := missingKeys(c.dataDir, a)
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, c.databaseURL)
	if err != nil {
		return err
	}
	if err := errors.Join(restoreInto(ctx, db, filepath.Join(c.dataDir, "keys"), keys, a), db.Close()); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Restored %d rows of %d tables and %d files of keys, as they were at %s.\n",
		a.Rows(), len(a.Tables), len(a.Files), a.MadeAt.Format(time.RFC3339))
	return nil
}

// open opens an archive and reads it to its end.
func open(f *os.File) (*store.Archive, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	a, err := store.OpenArchive(f, info.Size())
	if err != nil {
		return nil, err
	}
	return a, a.Verify()
}

// restoreInto puts the keys in place when all rows are, just before these count: a server that finds
// rows finds their keys.
func restoreInto(ctx context.Context, db *store.DB, dir string, keys map[string][]byte, a *store.Archive) error {
	var made []string
	err := db.Restore(ctx, a, func() (err error) {
		made, err = writeKeys(dir, keys)
		return err
	})
	if err != nil {
		for _, file := range made {
			_ = os.Remove(file) // the error before it is the one to tell
		}
	}
	return err
}

// missingKeys gives the keys of an archive that a data directory lacks. Others than those may not
// be there: they would be the ones to sign.
func missingKeys(dataDir string, a *store.Archive) (map[string][]byte, error) {
	missing := map[string][]byte{}
	for _, f := range a.Files {
		content, err := a.File(f)
		if err != nil {
			return nil, err
		}
		missing[f.Name] = content
	}
	there, err := keyFiles(dataDir)
	if err != nil {
		return nil, err
	}
	for name, content := range there {
		if !bytes.Equal(content, missing[name]) {
			return nil, fmt.Errorf("%s already holds a key that is not in the backup: restore into a new data directory; nothing was touched", filepath.Join(dataDir, "keys"))
		}
		delete(missing, name)
	}
	return missing, nil
}

// writeKeys makes files that only their owner may read, each whole or not at all.
func writeKeys(dir string, files map[string][]byte) (made []string, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	for name, content := range files {
		f, err := os.CreateTemp(dir, ".new-*") // mode 0600
		if err != nil {
			return made, err
		}
		_, err = f.Write(content)
		path := filepath.Join(dir, name)
		if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
			err = os.Rename(f.Name(), path)
		}
		if err != nil {
			return made, errors.Join(err, os.Remove(f.Name()))
		}
		made = append(made, path)
	}
	return made, settleFolder(dir)
}
