package auth

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestTheFirstStartMakesAKeyThatLaterStartsKeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	if _, err := LoadKeys(dir, false); !errors.Is(err, ErrNoKey) {
		t.Fatalf("without a key: %v", err)
	}
	first, err := LoadKeys(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	again, err := LoadKeys(dir, false)
	if err != nil || again.all[0].id != first.all[0].id {
		t.Fatalf("another key, or %v", err)
	}
	info, err := os.Stat(filepath.Join(dir, "0001.pem"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatal(info.Mode(), err)
	}
}

func TestServersThatStartAtOnceShareOneKey(t *testing.T) {
	dir := t.TempDir()
	var ids sync.Map
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			keys, err := LoadKeys(dir, true)
			if err != nil {
				t.Error(err)
				return
			}
			ids.Store(keys.all[0].id, true)
		})
	}
	all.Wait()
	n := 0
	ids.Range(func(any, any) bool { n++; return true })
	if n != 1 {
		t.Errorf("%d keys are in use", n)
	}
}

func TestAKeyThatOthersMayReadIsRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := LoadKeys(dir, true); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "0001.pem")
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKeys(dir, false); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("got %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "0002.pem"), []byte("not a key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKeys(dir, false); err == nil || !strings.Contains(err.Error(), "0002.pem") {
		t.Errorf("got %v", err)
	}
}

// twoKeys is a set after one was replaced.
func twoKeys(t *testing.T) *Keys {
	t.Helper()
	dir, other := t.TempDir(), t.TempDir()
	for _, d := range []string{dir, other} {
		if _, err := LoadKeys(d, true); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(filepath.Join(other, "0001.pem"), filepath.Join(dir, "0002.pem")); err != nil {
		t.Fatal(err)
	}
	keys, err := LoadKeys(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}
