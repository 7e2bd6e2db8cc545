package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"midspan/api/storetest"
)

// TestABackupUnderWayOfWritingIsRestoredWhole has both sides write while the backup is made, and
// restores it into a database of the same kind and of the other.
func TestABackupUnderWayOfWritingIsRestoredWhole(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, url string) {
		dir, file := t.TempDir(), filepath.Join(t.TempDir(), "midspan.zip")
		migrateFirst(t, url, dir)
		s := startProcess(t, "-database-url", url, "-data-dir", dir)
		w := &writers{bridge: meet(t, s.running), t: t}
		w.begin()
		w.wait(20)
		before := w.acknowledged()
		code, out, log := runProgram(t, "backup", "-database-url", url, file, "-data-dir", dir)
		if code != 0 || !strings.Contains(out, "files of keys") {
			t.Fatalf("exit code %d: %s%s", code, out, log)
		}
		w.wait(20)
		w.end()
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the file has the mode %s, %v", info.Mode(), err)
		}
		s.kill()
		storetest.EachURL(t, func(t *testing.T, into string) {
			w.restored(t, file, into, before)
		})
	})
}

// writers are two people who type into one text, and two who make commitments, as fast as they can.
type writers struct {
	*bridge
	t           *testing.T
	left, right *desk

	mu    sync.Mutex
	made  []string // commitments, as they were acknowledged
	asked int
	stop  chan struct{}
	all   sync.WaitGroup
}

func (w *writers) begin() {
	w.stop = make(chan struct{})
	w.left, w.right = newDesk(w.t, 0x4E00, 1), newDesk(w.t, 0x7000, 2)
	for p, v := range map[*desk]*visitor{w.left: w.bridge.left, w.right: w.bridge.right} {
		p.connect(v, w.vision)
		eventually(w.t, "the text is there", p.settled)
		w.all.Go(func() {
			for !isClosed(w.stop) {
				p.hit("boldest")
				eventually(w.t, "few are on their way", func() bool { return p.is(func() bool { return p.session.Unsent() < 8 }) })
			}
		})
		w.all.Go(func() {
			for !isClosed(w.stop) {
				w.promise(v)
			}
		})
	}
}

// promise makes a commitment, whose wording is a document of its own.
func (w *writers) promise(v *visitor) {
	w.mu.Lock()
	w.asked++
	words := fmt.Sprintf("promise %d", w.asked)
	w.mu.Unlock()
	got := v.query(`mutation($r: ID!, $w: String!) { createCommitment(input: {relationship: $r, kind: MUTUAL, nature: SUPPORT, wording: $w}) { commitment { id } } }`,
		vars{"r": w.rel, "w": words})
	id, _ := dig(got.data, "createCommitment.commitment.id").(string)
	if id == "" {
		w.t.Error(got.raw)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.made = append(w.made, id)
}

// wait waits until so many more of each are acknowledged.
func (w *writers) wait(more int) {
	w.t.Helper()
	goal := w.acknowledged()
	eventually(w.t, "more is acknowledged", func() bool {
		now := w.acknowledged()
		return len(now.made) >= len(goal.made)+more && len(now.typed) >= len(goal.typed)+more
	})
}

type acknowledged struct {
	made  []string
	typed []rune
}

func (w *writers) acknowledged() (a acknowledged) {
	for _, p := range []*desk{w.left, w.right} {
		p.is(func() bool { a.typed = append(a.typed, p.saved...); return true })
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	a.made = slices.Clone(w.made)
	return a
}

func (w *writers) end() {
	close(w.stop)
	w.all.Wait()
}

// restored restores a backup and looks for everything that was acknowledged before it was begun.
func (w *writers) restored(t *testing.T, file, url string, before acknowledged) {
	dir := filepath.Join(t.TempDir(), "data")
	args := []string{"-database-url", url, "-data-dir", dir}
	if code, out, log := runProgram(t, append([]string{"restore", file}, args...)...); code != 0 || !strings.Contains(out, "Restored") {
		t.Fatalf("exit code %d: %s%s", code, out, log)
	}
	s := startProcess(t, args...)
	left, right := w.bridge.left.at(s), w.bridge.right.at(s)
	left.t, right.t, s.t = t, t, t
	w.hasWhatWasTyped(t, left, before)
	w.hasWhatWasPromised(t, left, right, before)
	goesOn(t, s, w.bridge, left, right)
	s.kill()
	inOrder(t, url)
}

func (w *writers) hasWhatWasTyped(t *testing.T, left *visitor, before acknowledged) {
	there := left.section(w.vision, "boldest")
	for _, r := range before.typed {
		if strings.Count(there, string(r)) != 1 {
			t.Errorf("%q was acknowledged and is there %d times", r, strings.Count(there, string(r)))
		}
	}
	for _, p := range []*desk{w.left, w.right} {
		for _, r := range p.typed {
			there = strings.Replace(there, string(r), "", 1)
		}
	}
	if there != "" {
		t.Errorf("nobody typed %q", there)
	}
}

// hasWhatWasPromised reads the commitments and replays their documents from the log.
func (w *writers) hasWhatWasPromised(t *testing.T, left, right *visitor, before acknowledged) {
	var there []string
	for after, more := any(nil), true; more; {
		page := left.must(`query($r: ID!, $c: Cursor) { node(id: $r) { ... on Relationship { commitments(first: 100, after: $c) {
			edges { node { id document { id sections { text } } } } pageInfo { hasNextPage endCursor } } } } }`, vars{"r": w.rel, "c": after}, "node.commitments")
		for _, e := range dig(page, "edges").([]any) {
			there = append(there, fmt.Sprint(dig(e, "node.id")))
			words := dig(e, "node.document.sections.0.text")
			if len(there)%10 == 1 {
				if p := right.open(fmt.Sprint(dig(e, "node.document.id"))); p.text("wording") != words {
					t.Errorf("the log says %q, the graph %q", p.text("wording"), words)
				}
			}
		}
		more, after = dig(page, "pageInfo.hasNextPage").(bool), dig(page, "pageInfo.endCursor")
	}
	for _, id := range before.made {
		if !slices.Contains(there, id) {
			t.Errorf("%s was acknowledged and is not there", id)
		}
	}
	for _, id := range there {
		if !slices.Contains(w.made, id) {
			t.Errorf("%s was never made", id)
		}
	}
}

// goesOn signs in with the passwords there were, writes, and is heard.
func goesOn(t *testing.T, s *process, b *bridge, left, right *visitor) {
	again := s.visitor()
	again.must(signIn, vars{"e": "owner@left.example", "p": password}, "signIn.user.id")
	typist, reader := again.open(b.vision), right.open(b.vision)
	if typist.text("boldest") != left.section(b.vision, "boldest") {
		t.Error("the log of the vision does not lead to its text")
	}
	typist.write("care", "after the restore")
	eventually(t, "the other side reads it", func() bool { return reader.text("care") == "after the restore" })
	listed := left.journal(b.rel)
	live := right.listen(b.rel, listed[len(listed)-1].Cursor, nil)
	made := left.outcome(b.rel, "after the restore")
	if heard := live.next(1)[0]; heard.Subject.ID != made {
		t.Errorf("heard %v", heard)
	}
}

// inOrder finds a stream or log with a gap or a number twice.
func inOrder(t *testing.T, url string) {
	db := storetest.Open(t, url)
	for name, query := range map[string]string{
		"streams": `SELECT count(*) FROM streams s WHERE s.seq <> (SELECT count(*) FROM events e WHERE e.stream = s.id)
			OR s.seq <> (SELECT coalesce(max(e.seq), 0) FROM events e WHERE e.stream = s.id)`,
		"logs": `SELECT count(*) FROM documents d WHERE d.seq <> (SELECT count(*) FROM document_update u WHERE u.document_id = d.id)
			OR d.seq <> (SELECT coalesce(max(u.seq), 0) FROM document_update u WHERE u.document_id = d.id)`,
	} {
		var n int
		if err := db.SQL.QueryRowContext(t.Context(), query).Scan(&n); err != nil || n != 0 {
			t.Errorf("%d %s are not in order, %v", n, name, err)
		}
	}
}

func TestABackupOrRestoreThatCannotBeIsRefusedInOneLine(t *testing.T) {
	t.Parallel()
	from, dir, folder := storetest.SQLite(t), t.TempDir(), t.TempDir()
	migrateFirst(t, from, dir)
	file := filepath.Join(folder, "midspan.zip")
	if code, _, log := runProgram(t, "backup", file, "-database-url", from, "-data-dir", dir); code != 0 {
		t.Fatal(log)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	put := func(name string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	spoiled := bytes.Clone(whole)
	spoiled[len(spoiled)/2] ^= 1
	cut, other := put("cut.zip", whole[:len(whole)-30]), put("other.zip", []byte("no backup at all"))
	elsewhere := filepath.Join(t.TempDir(), "none.db")
	taken := filepath.Join(t.TempDir(), "keys")
	if err := os.MkdirAll(taken, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(taken, "0001.pem"), []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	into := []string{"-database-url", "sqlite://" + elsewhere, "-data-dir", t.TempDir()}
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"a file that is there":      {[]string{"backup", file, "-database-url", from, "-data-dir", dir}, "already there"},
		"no file":                   {[]string{"backup", "-database-url", from, "-data-dir", dir}, "name one file"},
		"two files":                 {[]string{"restore", file, file}, "name the one file"},
		"no keys":                   {[]string{"backup", file + "2", "-database-url", from, "-data-dir", t.TempDir()}, "no keys"},
		"no database":               {[]string{"backup", file + "2", "-database-url", "sqlite://" + elsewhere, "-data-dir", dir}, "no database"},
		"no folder for it":          {[]string{"backup", filepath.Join(folder, "none", "x.zip"), "-database-url", from, "-data-dir", dir}, "no such file"},
		"nothing to restore":        {append([]string{"restore", file + "3"}, into...), "no such file"},
		"something else":            {append([]string{"restore", other}, into...), "damaged"},
		"cut off":                   {append([]string{"restore", cut}, into...), "damaged"},
		"spoiled":                   {append([]string{"restore", put("spoiled.zip", spoiled)}, into...), "damaged"},
		"into keys of another":      {[]string{"restore", file, "-database-url", "sqlite://" + elsewhere, "-data-dir", filepath.Dir(taken)}, "not in the backup"},
		"into where somebody lives": {[]string{"restore", file, "-database-url", livedIn(t), "-data-dir", t.TempDir()}, "already holds data"},
	} {
		code, out, log := runProgram(t, c.args...)
		if code != 1 || out != "" || strings.Count(log, "\n") != 1 || !strings.Contains(log, c.says) {
			t.Errorf("%s: exit code %d\n%s%s", name, code, out, log)
		}
	}
	if _, err := os.Stat(file + "2"); err == nil {
		t.Error("a backup that failed left a file")
	}
	if left, _ := filepath.Glob(filepath.Join(folder, ".*")); len(left) > 0 {
		t.Errorf("backups that failed left %s", left)
	}
	if keys, err := fs.Glob(os.DirFS(into[3]), "keys/*"); err != nil || len(keys) > 0 {
		t.Errorf("restores that failed left %s", keys)
	}
}

// livedIn is a database that somebody has signed up in.
func livedIn(t *testing.T) string {
	url := storetest.SQLite(t)
	serveEmpty(t, url, t.TempDir()).signUp("owner@left.example", "Left House")
	return url
}

func TestABackupGoesDownAPipe(t *testing.T) {
	t.Parallel()
	url, dir := storetest.SQLite(t), t.TempDir()
	migrateFirst(t, url, dir)
	code, out, log := runProgram(t, "backup", "-", "-database-url", url, "-data-dir", dir)
	if code != 0 || log != "" {
		t.Fatalf("exit code %d: %s", code, log)
	}
	file := filepath.Join(t.TempDir(), "from-the-pipe.zip")
	if err := os.WriteFile(file, []byte(out), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, log := runProgram(t, "restore", file, "-database-url", storetest.SQLite(t), "-data-dir", t.TempDir()); code != 0 {
		t.Error(log)
	}
}
