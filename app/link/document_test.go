package link

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"midspan/app/coedit"
)

// slow is a shelf that is done when it is told to.
type slow struct {
	*memory
	mu      sync.Mutex
	waiting []func()
	fails   error
}

func (s *slow) Write(keep []coedit.Pending, drop []coedit.Key, done func(error)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting = append(s.waiting, func() { s.memory.Write(keep, drop, func(error) { done(s.fails) }) })
}

func (s *slow) finish() (some bool) {
	s.mu.Lock()
	waiting := s.waiting
	s.waiting = nil
	s.mu.Unlock()
	for _, f := range waiting {
		f()
	}
	return len(waiting) > 0
}

func (m *memory) empty() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.held) == 0
}

func TestNothingIsSentBeforeThisDeviceHasIt(t *testing.T) {
	s, shelf := newServer(), &slow{memory: newMemory()}
	d := open(t, s, shelf)
	until(t, "saved", func() bool { return d.save() == coedit.Saved })
	d.write(0, "Kept first.")
	if got := d.save(); got != coedit.Saving {
		t.Errorf("it says %q while nothing is stored", got)
	}
	if d.text(); s.text() != "" {
		t.Fatal("the server has what this device has not kept")
	}
	until(t, "sent", func() bool { shelf.finish(); return s.text() == "Kept first." })
	until(t, "saved and off the shelf", func() bool { shelf.finish(); return d.save() == coedit.Saved && shelf.empty() })
}

func TestWhatWasWrittenWithoutNetworkSurvivesAReload(t *testing.T) {
	s, hers := newServer(), newDevice()
	s.down = true
	before := open(t, s, hers.tab())
	before.write(0, "Written in the tunnel.")
	until(t, "kept, and it says so", func() bool { return !hers.empty() && before.save() == coedit.Offline })
	before.dies()

	after := open(t, s, hers.tab())
	until(t, "the text back", func() bool { return after.text() == "Written in the tunnel." })
	s.set(func() { s.down = false })
	after.Do(after.Hurry)
	until(t, "stored", func() bool { return s.text() == "Written in the tunnel." && after.save() == coedit.Saved })
}

func TestItIsNotCalledKeptBeforeItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, shelf := newServer(), &slow{memory: newMemory()}
		s.down = true
		d := open(t, s, shelf)
		d.write(0, "x")
		time.Sleep(2 * onItsWay)
		if got := d.save(); got != coedit.Saving {
			t.Errorf("this device has not kept it, and it says %q", got)
		}
		shelf.finish()
		if got := d.save(); got != coedit.Offline {
			t.Errorf("this device has kept it, and it says %q", got)
		}
		d.ends()
	})
}

func TestWhatBuildsOnWordsJustArrivedSurvivesAReloadWithoutNetwork(t *testing.T) {
	s, his := newServer(), newDevice()
	hanna, tomas := open(t, s, newMemory()), open(t, s, his.tab())
	hanna.write(0, "Hers. ")
	until(t, "there", func() bool { return tomas.text() == "Hers. " })
	s.set(func() { s.down = true })
	s.cut(1006, "")
	until(t, "offline", func() bool { return tomas.save() == coedit.Offline })
	tomas.write(6, "His.")
	until(t, "kept", func() bool { return !his.empty() })
	tomas.dies()

	after := open(t, s, his.tab())
	until(t, "both back", func() bool { return after.text() == "Hers. His." })
}

func TestTheLineComesBackAndNothingIsTwice(t *testing.T) {
	s := newServer()
	hanna, tomas := open(t, s, newMemory()), open(t, s, newMemory())
	hanna.write(0, "one ")
	until(t, "seen", func() bool { return tomas.text() == "one " })
	s.set(func() { s.mute = true })
	hanna.write(4, "two ") // stored, but the acknowledgement is lost
	until(t, "relayed", func() bool { return tomas.text() == "one two " })
	s.set(func() { s.mute = false; s.down = true })
	s.cut(1006, "")
	tomas.write(0, "zero ")
	s.set(func() { s.down = false })
	until(t, "both alike and saved", func() bool {
		return hanna.text() == "zero one two " && tomas.text() == hanna.text() && s.text() == hanna.text() &&
			hanna.save() == coedit.Saved && tomas.save() == coedit.Saved
	})
}

func TestOthersWaitWhileSomebodyComposes(t *testing.T) {
	s := newServer()
	hanna, tomas := open(t, s, newMemory()), open(t, s, newMemory())
	until(t, "both there", func() bool { return hanna.save() == coedit.Saved && tomas.save() == coedit.Saved })
	ask(tomas.Document, func() int { tomas.Hold(true); return 0 })
	hanna.write(0, "Meanwhile. ")
	tomas.write(0, "に")
	until(t, "my own saved", func() bool { return tomas.save() == coedit.Saved })
	if got := tomas.text(); got != "に" {
		t.Errorf("others' words came in: %q", got)
	}
	ask(tomas.Document, func() int { tomas.Hold(false); return 0 })
	until(t, "both alike", func() bool { return tomas.text() == hanna.text() && len(tomas.text()) > len("Meanwhile. ") })
}

func TestWhoLeavesStillSendsTheirLastWords(t *testing.T) {
	s, shelf := newServer(), &slow{memory: newMemory()}
	d := open(t, s, shelf)
	until(t, "saved", func() bool { return d.save() == coedit.Saved })
	d.write(0, "And one more thing.")
	d.Close()
	if d.text(); s.text() != "" {
		t.Fatal("sent too early")
	}
	until(t, "stored", func() bool { shelf.finish(); return s.text() == "And one more thing." })
	until(t, "hung up", func() bool { shelf.finish(); return s.connections() == 0 })
}

func TestWhoIsRemovedDoesNotComeBack(t *testing.T) {
	s, shelf := newServer(), newMemory()
	d := open(t, s, shelf)
	d.Do(func() { d.Watch(Watcher{Before: func() {}, After: func(News) {}, Tells: true}) })
	until(t, "saved", func() bool { return d.save() == coedit.Saved })
	s.set(func() { s.mute = true })
	d.write(0, "unsaved")
	s.cut(int(coedit.CloseForbidden), "You no longer take part here.")
	until(t, "told", func() bool { return ask(d.Document, func() bool { return d.Status().Ended != nil }) })
	ask(d.Document, func() int { d.Hurry(); return 0 })
	if ended := ask(d.Document, func() Ended { return *d.Status().Ended }); ended.Code != coedit.CloseForbidden || s.dials != 1 {
		t.Errorf("%+v after %d dials", ended, s.dials)
	}
	if !shelf.empty() || shelf.state != nil {
		t.Error("this device still holds what is not theirs to see")
	}
}

func TestWordsThatAreRefusedAfterTheirTabIsGoneAreGivenBack(t *testing.T) {
	s, shelf := newServer(), newMemory()
	d := open(t, s, shelf)
	until(t, "saved", func() bool { return d.save() == coedit.Saved })
	s.set(func() { s.mute = true })
	d.write(0, "unsaved")
	returned := make(chan map[string][]string, 2)
	d.deliver(func(unsent map[string][]string) { returned <- unsent })
	s.cut(int(coedit.CloseForbidden), "You no longer take part here.")
	for _, passages := range <-returned {
		if !slices.Equal(passages, []string{"unsaved"}) {
			t.Errorf("given back: %q", passages)
		}
	}
	until(t, "nothing is kept", shelf.empty)
	if len(returned) > 0 {
		t.Error("they were given back twice")
	}
}

func TestWordsStayWhereNobodyWasToldOfThem(t *testing.T) {
	s, shelf := newServer(), newMemory()
	d := open(t, s, shelf)
	until(t, "saved", func() bool { return d.save() == coedit.Saved })
	s.set(func() { s.mute = true })
	d.write(0, "unsaved")
	d.Close()
	s.cut(int(coedit.CloseForbidden), "You no longer take part here.")
	until(t, "hung up", func() bool { return s.connections() == 0 })
	if shelf.empty() {
		t.Error("they are gone, and nobody has seen them")
	}
}

func TestABrowserThatKeepsNothingSaysSo(t *testing.T) {
	s, shelf := newServer(), &slow{memory: newMemory(), fails: errors.New("quota")}
	d := open(t, s, shelf)
	until(t, "saved", func() bool { return d.save() == coedit.Saved })
	d.write(0, "x")
	until(t, "sent all the same", func() bool { shelf.finish(); return s.text() == "x" })
	if !ask(d.Document, func() bool { return d.Status().Volatile }) {
		t.Error("it claims to keep what it does not")
	}
}

func TestPresenceReachesTheOthers(t *testing.T) {
	s := newServer()
	hanna, tomas := open(t, s, newMemory()), open(t, s, newMemory())
	hanna.write(0, "Hello")
	until(t, "seen", func() bool { return tomas.text() == "Hello" })
	ask(hanna.Document, func() int {
		a := hanna.Session().Doc().Anchor("t", 3, -1)
		hanna.Point(coedit.Presence{Cursor: &coedit.Cursor{Anchor: a, Head: a}})
		return 0
	})
	until(t, "the caret behind the third letter", func() bool {
		return ask(tomas.Document, func() bool {
			for _, p := range tomas.Session().Peers() {
				if _, _, at, ok := tomas.Session().Selection(p); ok && at == 3 {
					return true
				}
			}
			return false
		})
	})
}
