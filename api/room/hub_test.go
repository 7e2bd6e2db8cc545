package room

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

func TestASlowReaderIsDisconnectedAndOthersGoOn(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+", "slow")
	h := open(t, store, func(l *Limits) { l.Queue, l.Patience = 8, time.Second })
	h.dial(vision, "slow") // and never reads
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	eventually(t, "the slow one is in", func() bool { return len(h.those("slow", nil)) == 1 })
	part := strings.Repeat("0123456789", 6000)
	for end := time.Now().Add(patient); len(h.those("slow", nil)) > 0; {
		if time.Now().After(end) {
			t.Fatal("still connected")
		}
		for _, e := range []ytext.Edit{{Root: words, Insert: part}, {Root: words, Delete: len(part)}} {
			if err := owner.edit(e); err != nil {
				t.Fatal(err)
			}
			owner.waitSaved()
			sponsor.waitText(owner.text()) // who reads keeps up
		}
	}
	owner.write("done")
	sponsor.waitText("done")
}

func TestNothingIsLeftRunning(t *testing.T) {
	before := runtime.NumGoroutine()
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	t.Run("a hub", func(t *testing.T) {
		h := open(t, store)
		owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
		owner.write("bye")
		sponsor.waitText("bye")
		owner.hangUp()
		ctx, cancel := context.WithTimeout(t.Context(), patient)
		defer cancel()
		if err := h.Close(ctx); err != nil {
			t.Fatal(err)
		}
		sponsor.waitClosed(coedit.CloseRestart)
		late := h.tab(vision, "owner")
		late.connect()
		late.waitClosed(coedit.CloseRestart)
	})
	eventually(t, "all goroutines end", func() bool { return runtime.NumGoroutine() <= before+1 })
}

func TestTwoReplicasKeepOneOrder(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	left, right := open(t, store), open(t, store)
	told := make(chan int64, 1000)
	store.stored = func(document string) { told <- int64(len(store.entries(document))) }
	go func() {
		for seq := range told {
			_ = left.Notify(context.Background(), vision, seq)
			_ = right.Notify(context.Background(), vision, seq)
		}
	}()
	owner, sponsor := left.join(vision, "owner"), right.join(vision, "sponsor")
	for i := range 50 {
		owner.write(fmt.Sprintf("m%d ", i))
		sponsor.write(fmt.Sprintf("t%d ", i))
	}
	owner.waitSaved()
	sponsor.waitSaved()
	owner.wait("all of sponsor's", func() bool { return strings.Contains(owner.text0(), "t49") && strings.Contains(owner.text0(), "m49") })
	sponsor.waitText(owner.text())
	if store.text(vision, words) != owner.text() {
		t.Error("the text that is stored is another")
	}
	store.mu.Lock()
	store.stored = nil
	store.mu.Unlock()
	close(told)
	owner.seen()
	sponsor.seen()
}

func TestSomebodyWithoutYjsEditsWhatTheyRead(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+", "outsider")
	h := open(t, store)
	owner := h.join(vision, "owner")
	owner.write("one two three")
	owner.waitSaved()
	texts, seq, err := h.Text(as(t.Context(), "sponsor"), vision)
	if err != nil || texts[words] != "one two three" {
		t.Fatal(texts, err)
	}
	if err := owner.edit(ytext.Edit{Root: words, Insert: "zero "}); err != nil {
		t.Fatal(err)
	}
	owner.waitSaved()

	sponsor := as(t.Context(), "sponsor")
	after, err := h.Edit(sponsor, vision, words, seq, []coedit.TextEdit{{At: 4, Delete: 3, Insert: "2"}, {At: 13, Insert: "!"}}, 0)
	if err != nil || after <= seq {
		t.Fatal(after, err)
	}
	owner.waitText("zero one 2 three!")
	owner.seen()

	refused := []struct {
		what string
		ctx  context.Context
		at   string
		base int64
		edit coedit.TextEdit
		want pact.Code
	}{
		{"past the end", sponsor, words, after, coedit.TextEdit{At: 99}, pact.BadInput},
		{"before the start", sponsor, words, after, coedit.TextEdit{At: -1}, pact.BadInput},
		{"more than is there", sponsor, words, after, coedit.TextEdit{At: 1, Delete: 99}, pact.BadInput},
		{"less than nothing", sponsor, words, after, coedit.TextEdit{At: 1, Delete: -1}, pact.BadInput},
		{"a section that is not there", sponsor, "other", after, coedit.TextEdit{Insert: "x"}, pact.BadInput},
		{"a sequence to come", sponsor, words, after + 1, coedit.TextEdit{Insert: "x"}, pact.BadInput},
		{"a sequence before all", sponsor, words, -1, coedit.TextEdit{Insert: "x"}, pact.BadInput},
		{"far too much", sponsor, words, after, coedit.TextEdit{Insert: strings.Repeat("x", coedit.MaxUpdate)}, pact.Limited},
		{"a reader", as(t.Context(), "outsider"), words, after, coedit.TextEdit{Insert: "x"}, pact.Forbidden},
		{"a stranger", as(t.Context(), "none"), words, after, coedit.TextEdit{Insert: "x"}, pact.NotFound},
	}
	for _, c := range refused {
		if _, err := h.Edit(c.ctx, vision, c.at, c.base, []coedit.TextEdit{c.edit}, 0); pact.CodeOf(err) != c.want {
			t.Errorf("%s: %v", c.what, err)
		}
	}
	overlap := []coedit.TextEdit{{At: 4, Delete: 3}, {At: 5, Insert: "x"}}
	if _, err := h.Edit(sponsor, vision, words, after, overlap, 0); pact.CodeOf(err) != pact.BadInput {
		t.Errorf("overlapping: %v", err)
	}
	if owner.text() != "zero one 2 three!" || len(store.entries(vision)) != 3 {
		t.Error("a refused edit changed something")
	}
	for range 3 { // one edit whose answer is lost, and sent again
		again, err := h.Edit(sponsor, vision, words, after, []coedit.TextEdit{{At: 0, Insert: "so "}}, 4711)
		if err != nil || again != after+1 {
			t.Fatal(again, err)
		}
	}
	owner.waitText("so zero one 2 three!")
}

func TestDocumentsNobodyUsesLeaveMemory(t *testing.T) {
	store := newShelf()
	h := open(t, store, func(l *Limits) { l.Memory = 200_000 })
	long := strings.Repeat("0123456789", 1000)
	for i := range 5 {
		name := fmt.Sprintf("doc_%d", i)
		store.put(name, []string{words}, "owner+")
		tab := h.join(name, "owner")
		tab.write(long)
		tab.waitSaved()
		tab.hangUp()
		eventually(t, "the tab is gone", func() bool { return len(h.those("owner", nil)) == 0 })
	}
	eventually(t, "few are left", func() bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		return h.memory <= h.limits.Memory && len(h.rooms) < 5 && len(h.rooms) == h.idle.Len()
	})
	h.join("doc_0", "owner").waitText(long)
}

func TestSnapshotsAreMadeAndLoaded(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+")
	h := open(t, store, func(l *Limits) { l.SnapshotUpdates = 10 })
	owner := h.join(vision, "owner")
	want := ""
	for i := range 35 {
		word := fmt.Sprintf("%d ", i)
		want += word
		owner.write(word)
		owner.waitSaved()
	}
	eventually(t, "there is a snapshot", func() bool {
		var seq int64
		store.change(vision, func(f *file) { seq = f.snapSeq })
		return seq >= 20
	})
	open(t, store).join(vision, "owner").waitText(want)
}

func TestABurstOfTypingIsOneEvent(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	for range 3 {
		owner.write("m")
		owner.waitSaved()
		sponsor.write("t")
		sponsor.waitSaved()
	}
	bursts := map[string]int{}
	for _, u := range store.entries(vision) {
		if u.Burst {
			bursts[u.author]++
		}
	}
	if bursts["owner"] != 1 || bursts["sponsor"] != 1 {
		t.Error(bursts)
	}
}

func TestALostCommitIsNotStoredTwice(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+")
	flaky := &flaky{shelf: store}
	h := open(t, flaky)
	owner := h.join(vision, "owner")
	flaky.lose = true
	owner.write("once") // stored, but the answer is lost
	owner.waitClosed(coedit.CloseTryAgain)
	flaky.lose = false
	owner.connect()
	owner.waitSaved()
	if n := len(store.entries(vision)); n != 1 || store.text(vision, words) != "once" {
		t.Errorf("%d entries, %q", n, store.text(vision, words))
	}
}

// flaky loses the answer of a store that has done its work.
type flaky struct {
	*shelf
	lose bool
}

func (f *flaky) Append(ctx context.Context, document string, u Update) (int64, error) {
	seq, err := f.shelf.Append(ctx, document, u)
	if f.lose {
		return 0, errors.New("connection reset")
	}
	return seq, err
}
