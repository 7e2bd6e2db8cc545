package main

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"midspan/api/store"
	"midspan/app/pact"
)

// ailment is something that befalls a server's disk and goes away again.
type ailment struct {
	folder       string // where its database is
	worsen, mend func(p *process)
}

// TestAFullOrLockedDiskIsSurvived has people read and write before, during and after.
func TestAFullOrLockedDiskIsSurvived(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]func(*testing.T) ailment{"full": fullDisk, "locked": lockedDisk} {
		t.Run(name, func(t *testing.T) {
			a := of(t)
			args := []string{"-database-url", "sqlite://" + filepath.Join(a.folder, "midspan.db"), "-data-dir", t.TempDir()}
			s := startProcess(t, args...)
			p := &patient{bridge: meet(t, s.running), process: s, t: t}
			p.typist = newDesk(t, 0x4E00, 1)
			p.typist.connect(p.left, p.vision)
			eventually(t, "the text is there", p.typist.settled)
			p.works()
			a.worsen(s)
			p.refusesAndReads()
			a.mend(s)
			p.works()
			s.kill()
			p.isWhole(args)
		})
	}
}

// fullDisk is a small one of its own, where that may be made, else one on which no file may grow.
func fullDisk(t *testing.T) ailment {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=6m"); err != nil {
		return ailment{folder, func(p *process) { p.limitFiles(1 << 20) }, func(p *process) { p.limitFiles(unlimited) }}
	}
	t.Cleanup(func() { _ = syscall.Unmount(folder, syscall.MNT_DETACH) })
	filler := filepath.Join(folder, "filler")
	return ailment{
		folder,
		func(p *process) {
			f, err := os.Create(filler)
			if err != nil {
				p.t.Fatal(err)
			}
			defer f.Close()
			if _, err := io.Copy(f, zeros{}); !errors.Is(err, syscall.ENOSPC) {
				p.t.Fatal("the disk does not fill up:", err)
			}
		},
		func(p *process) {
			if err := os.Remove(filler); err != nil {
				p.t.Fatal(err)
			}
		},
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// lockedDisk takes not a single byte: to a server it is a file system that turned read-only.
func lockedDisk(t *testing.T) ailment {
	return ailment{t.TempDir(), func(p *process) { p.limitFiles(0) }, func(p *process) { p.limitFiles(unlimited) }}
}

const unlimited = ^uint64(0)

// limitFiles lets the process write files up to a size; the limit may be lifted again.
func (p *process) limitFiles(size uint64) {
	p.t.Helper()
	limit := struct{ now, most uint64 }{size, unlimited}
	_, _, failed := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(p.cmd.Process.Pid), syscall.RLIMIT_FSIZE, uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
	if failed != 0 {
		p.t.Fatal(failed)
	}
}

// patient is a bridge on a server whose disk fails.
type patient struct {
	*bridge
	process *process
	t       *testing.T
	typist  *desk
	made    []string // outcomes that were acknowledged
}

func (p *patient) outcome() reply {
	return p.left.query(`mutation($r: ID!) { createOutcome(input: {relationship: $r, title: "an outcome"}) { outcome { id } } }`, vars{"r": p.rel})
}

// works writes in both ways until it is taken, as people do who try again.
func (p *patient) works() {
	p.t.Helper()
	eventually(p.t, "an outcome is taken", func() bool {
		id, taken := dig(p.outcome().data, "createOutcome.outcome.id").(string)
		if taken {
			p.made = append(p.made, id)
		}
		return taken
	})
	p.typist.hit("boldest")
	eventually(p.t, "what was typed is saved", func() bool {
		if isClosed(p.typist.over) {
			p.typist.connect(p.left, p.vision)
		}
		return p.typist.settled()
	})
	onceEach(p.t, p.left.section(p.vision, "boldest"), p.typist)
}

// refusesAndReads writes until it is refused, and reads all the while.
func (p *patient) refusesAndReads() {
	p.t.Helper()
	eventually(p.t, "a write is refused", func() bool {
		got := p.outcome()
		if id, taken := dig(got.data, "createOutcome.outcome.id").(string); taken {
			p.made = append(p.made, id)
			return false
		}
		if got.code() != pact.Internal || got.status != http.StatusOK {
			p.t.Errorf("refused with %d %s", got.status, got.raw)
		}
		return true
	})
	text := p.left.section(p.vision, "boldest")
	saved := p.typist.is(func() bool { return p.typist.session.Unsent() == 0 })
	for range 20 { // so that it fills what a page of the database had left
		p.typist.hit("boldest")
	}
	for range 10 {
		p.reads()
	}
	if !saved || p.typist.settled() {
		p.t.Error("what was typed counts as saved, on a disk that takes nothing")
	}
	now := p.left.section(p.vision, "boldest")
	for _, r := range text {
		if strings.Count(now, string(r)) != 1 {
			p.t.Errorf("%q is there %d times", r, strings.Count(now, string(r)))
		}
	}
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/readyz": http.StatusOK} {
		if got := p.left.get(path).status; got != want {
			p.t.Errorf("%s: %d", path, got)
		}
	}
}

// reads looks at everything, by the graph and by opening the text.
func (p *patient) reads() {
	p.t.Helper()
	for _, v := range []*visitor{p.left, p.right} {
		got := v.query(everything, vars{"r": p.rel})
		if got.code() != "" {
			p.t.Errorf("reading gives %s", got.raw)
		}
		for _, id := range p.made {
			if !strings.Contains(got.raw, id) {
				p.t.Errorf("%s was acknowledged and is not read", id)
			}
		}
	}
	if reader := p.right.open(p.vision); reader.text("boldest") == "" {
		p.t.Error("the text cannot be opened")
	}
}

// isWhole looks at the database behind a server that was killed, and starts another on it.
func (p *patient) isWhole(args []string) {
	p.t.Helper()
	again := startProcess(p.t, args...)
	got := p.left.at(again).query(everything, vars{"r": p.rel})
	for _, id := range slices.Compact(p.made) {
		if strings.Count(got.raw, `"id":"`+id+`"`) != 1 {
			p.t.Errorf("%s is not there once: %s", id, got.raw)
		}
	}
	onceEach(p.t, p.left.at(again).section(p.vision, "boldest"), p.typist)
	again.kill()
	db, err := store.Open(p.t.Context(), args[1])
	if err != nil {
		p.t.Fatal(err)
	}
	defer db.Close()
	var verdict string
	if err := db.SQL.QueryRowContext(p.t.Context(), "PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		p.t.Errorf("the database: %s, %v", verdict, err)
	}
	inOrder(p.t, args[1])
}
