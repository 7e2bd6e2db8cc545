package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"midspan/api/store"
	"midspan/app/pact"
)

// TestAPostgresThatTakesNoWritesIsSurvived has it run out of space, or refuse what changes anything,
// as a standby does. People read on, and write again when it is over.
func TestAPostgresThatTakesNoWritesIsSurvived(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]func(*testing.T, string) (worsen, mend func()){"full": fullPostgres, "locked": lockedPostgres} {
		t.Run(name, func(t *testing.T) {
			postgres := ownPostgres(t)
			if err := postgres.Exec(t.Context(), "CREATE DATABASE struck"); err != nil {
				t.Fatal(err)
			}
			url, dir := postgres.URL("struck"), t.TempDir()
			worsen, mend := of(t, url)
			url = asOrdinaryRole(t, url)
			migrateFirst(t, url, dir)
			b := meet(t, serveEmpty(t, url, dir))
			typist := b.left.open(b.vision)
			typist.write("care", "before")
			eventually(t, "it is saved", func() bool { return typist.unsent() == 0 })
			made := b.left.outcome(b.rel, "before")
			worsen()
			eventually(t, "writing is refused", func() bool { return b.left.promises(b.rel) == pact.Internal })
			for range 3 {
				readsOn(t, b, made)
			}
			typist.write("care", noise(50_000))
			eventually(t, "the socket ends, for the time being", typist.isClosed)
			if end := typist.ended(); end != 1013 || typist.unsent() == 0 {
				t.Errorf("closed with %d, %d unsent", end, typist.unsent())
			}
			readsOn(t, b, made)
			mend()
			eventually(t, "writing is taken again", func() bool { return b.left.promises(b.rel) == "" })
			back := b.right.open(b.vision)
			back.write("care", ", after")
			eventually(t, "the text is saved again", func() bool { return back.unsent() == 0 })
			if got := b.left.section(b.vision, "care"); got != "before, after" {
				t.Errorf("the text is %.100q", got)
			}
		})
	}
}

// readsOn reads everything, by the graph and by opening the text.
func readsOn(t *testing.T, b *bridge, made string) {
	t.Helper()
	if got := b.right.query(everything, vars{"r": b.rel}); got.code() != "" || !strings.Contains(got.raw, made) {
		t.Errorf("reading gives %s", got.raw)
	}
	if reader := b.right.open(b.vision); reader.text("care") != "before" {
		t.Errorf("the text is %.100q", reader.text("care"))
	}
	if got := b.visitor().get("/readyz").status; got != 200 {
		t.Errorf("it counts as not ready: %d", got)
	}
}

// noise is text that does not pack.
func noise(n int) string {
	b := make([]byte, n/2)
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}

// promises makes a commitment with many words and gives the code it is refused with.
func (v *visitor) promises(rel string) pact.Code {
	return v.query(`mutation($r: ID!, $w: String!) { createCommitment(input: {relationship: $r, kind: MUTUAL, nature: SUPPORT, wording: $w}) { commitment { id } } }`,
		vars{"r": rel, "w": strings.Repeat("many words ", 30)}).code()
}

// asOrdinaryRole makes a role that owns a database and is nothing special.
func asOrdinaryRole(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimPrefix(u.Path, "/")
	asSuperuser(t, address, "CREATE ROLE "+name+" LOGIN", "ALTER SCHEMA public OWNER TO "+name)
	q := u.Query()
	q.Set("user", name)
	u.RawQuery = q.Encode()
	return u.String()
}

func asSuperuser(t *testing.T, address string, statements ...string) {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.SQL.ExecContext(t.Context(), s); err != nil {
			t.Fatal(s, err)
		}
	}
}

// lockedPostgres takes the right to change anything away, and gives it back.
func lockedPostgres(t *testing.T, address string) (worsen, mend func()) {
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	role := strings.TrimPrefix(u.Path, "/")
	return func() {
			asSuperuser(t, address, "REVOKE INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public FROM "+role)
		}, func() {
			asSuperuser(t, address, "GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "+role)
		}
}

// fullPostgres has a database live on a small disk of its own, where that may be made.
func fullPostgres(t *testing.T, address string) (worsen, mend func()) {
	owner, err := user.Lookup("postgres")
	if err != nil {
		return lockedPostgres(t, address)
	}
	disk, err := os.MkdirTemp("", "midspan-disk-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(disk) })
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=40m,mode=0700,uid="+owner.Uid+",gid="+owner.Gid); err != nil {
		return lockedPostgres(t, address)
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimPrefix(u.Path, "/")
	u.Path = "/postgres"
	asSuperuser(t, u.String(), "CREATE TABLESPACE "+name+" LOCATION '"+disk+"'", "ALTER DATABASE "+name+" SET TABLESPACE "+name)
	filler := filepath.Join(disk, "filler")
	return func() {
			if err := os.WriteFile(filler, make([]byte, 64<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
				t.Fatal("the disk does not fill up:", err)
			}
		}, func() {
			if err := os.Remove(filler); err != nil {
				t.Fatal(fmt.Errorf("the disk cannot be emptied: %w", err))
			}
		}
}
