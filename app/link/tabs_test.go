package link

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"midspan/app/coedit"
)

func TestATabSendsNothingThatAnotherOneIsAboutToSend(t *testing.T) {
	s, hers := newServer(), newDevice()
	s.down = true
	one := open(t, s, hers.tab())
	one.write(0, "One. ")
	until(t, "kept", func() bool { return !hers.empty() })
	other := open(t, s, hers.tab())
	ask(other.Document, func() int { other.gather(); return 0 })
	until(t, "looked", func() bool { return ask(other.Document, func() bool { return other.loaded }) })
	if n := ask(other.Document, func() int { return other.Session().Unsent() }); n != 0 {
		t.Fatalf("the other tab claims %d changes of one that lives", n)
	}
	s.set(func() { s.down = false })
	one.Do(one.Hurry)
	other.Do(other.Hurry)
	other.write(0, "Other. ")
	until(t, "both stored once", func() bool {
		return len(s.text()) == len("One. Other. ") && one.text() == s.text() && other.text() == s.text() && hers.empty()
	})
}

func TestWhatATabLeavesBehindIsSentByTheOneThatStays(t *testing.T) {
	s, hers := newServer(), newDevice()
	stays, dies := open(t, s, hers.tab()), open(t, s, hers.tab())
	until(t, "both saved", func() bool { return stays.save() == coedit.Saved && dies.save() == coedit.Saved })
	var seen string
	stays.Do(func() {
		stays.Watch(Watcher{Before: func() {}, After: func(n News) {
			for _, c := range n.Changes {
				seen += c.Insert
			}
		}})
	})
	s.set(func() { s.down = true })
	s.cut(1006, "")
	dies.write(0, "Mid-sente")
	until(t, "kept", func() bool { return !hers.empty() })
	dies.dies()
	ask(stays.Document, func() int { stays.gather(); return 0 })
	until(t, "seen by the reader", func() bool { return ask(stays.Document, func() string { return seen }) == "Mid-sente" })
	s.set(func() { s.down = false })
	stays.Do(stays.Hurry)
	until(t, "stored once, off the shelf", func() bool { return s.text() == "Mid-sente" && hers.empty() && stays.save() == coedit.Saved })
}

func TestADeadTabIsFoundWhileTheLineIsOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, hers := newServer(), newDevice()
		stays, dies := open(t, s, hers.tab()), open(t, s, hers.tab())
		synctest.Wait()
		s.set(func() { s.mute = true })
		dies.write(0, "Last words.")
		s.set(func() { s.mute = false })
		dies.dies()
		time.Sleep((looks + 1) * heartbeat)
		synctest.Wait()
		if s.text() != "Last words." || !hers.empty() || stays.text() != "Last words." {
			t.Errorf("the server has %q, the device has nothing left: %v", s.text(), hers.empty())
		}
		stays.ends()
	})
}

func TestALineThatDiedWithoutAWordIsFoundByWhatItOwes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer()
		d := open(t, s, newMemory())
		synctest.Wait()
		s.set(func() { s.deaf = true })
		time.Sleep(20 * time.Second)
		if got := d.save(); got != coedit.Saved {
			t.Errorf("all is stored, and it says %q", got)
		}
		d.write(0, "x")
		if got := d.save(); got != coedit.Saving {
			t.Errorf("with a key on its way it says %q", got)
		}
		time.Sleep(silent + time.Second)
		if got := d.save(); got != coedit.Offline {
			t.Errorf("after %v of silence it says %q", silent, got)
		}
		s.set(func() { s.deaf = false })
		time.Sleep(time.Minute)
		if s.text() != "x" || d.save() != coedit.Saved {
			t.Errorf("back again, the server has %q and the page says %q", s.text(), d.save())
		}
		d.ends()
	})
}

func TestWhoComesBackToADeadLineIsToldSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer()
		d := open(t, s, newMemory())
		synctest.Wait()
		s.set(func() { s.deaf = true })
		ask(d.Document, func() int { d.Hurry(); return 0 })
		time.Sleep(silent + time.Second)
		if got := d.save(); got != coedit.Offline {
			t.Errorf("it says %q", got)
		}
		d.ends()
	})
}

func TestASlowServerIsGivenMoreTimeEachTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer()
		d := open(t, s, newMemory())
		synctest.Wait()
		s.set(func() { s.late = 20 * time.Second })
		d.write(0, "A page pasted over a thin line.")
		time.Sleep(3 * time.Minute)
		if s.text() != "A page pasted over a thin line." || d.save() != coedit.Saved {
			t.Errorf("the server has %q and the page says %q", s.text(), d.save())
		}
		d.ends()
	})
}

func TestAnExpiredSignInKeepsWhatWasWrittenUntilTheSamePersonIsBack(t *testing.T) {
	s, hers := newServer(), newDevice()
	d := open(t, s, hers.tab())
	until(t, "saved", func() bool { return d.save() == coedit.Saved })
	s.set(func() { s.mute = true })
	d.write(0, "Typed as it expired.")
	s.set(func() { s.doc, s.mute = newServer().doc, false }) // it was not taken
	s.cut(int(coedit.CloseSignedOut), "")
	until(t, "told", func() bool { return ask(d.Document, func() bool { return d.Status().Ended != nil }) })
	dials := s.dials
	ask(d.Document, func() int { d.Hurry(); return 0 })
	if d.text(); s.dials != dials || hers.empty() {
		t.Fatal("it was sent as somebody else, or is gone")
	}
	hers.set(func() { hers.in = admitted })
	d.Do(d.Hurry)
	until(t, "stored", func() bool {
		return s.text() == "Typed as it expired." && d.save() == coedit.Saved && hers.empty()
	})
}

func TestWordsThatNobodyWasToldOfStayWhenTheDocumentIsClosedToThem(t *testing.T) {
	s, hers := newServer(), newDevice()
	s.down = true
	before := open(t, s, hers.tab())
	before.write(0, "Written before she was removed.")
	until(t, "kept", func() bool { return !hers.empty() })
	before.dies()
	s.set(func() { s.down, s.deaf = false, true })
	d := open(t, s, hers.tab())
	d.Close() // it was opened to send them, on no page
	until(t, "connected", func() bool { return s.connections() == 1 })
	s.cut(int(coedit.CloseNotFound), "")
	until(t, "over", func() bool { d.loop.mu.Lock(); defer d.loop.mu.Unlock(); return d.loop.ended })
	if hers.empty() {
		t.Error("her words are gone, and she does not know")
	}
}

// hung is a database that never answers.
type hung struct{ *memory }

func (hung) Load(uint32, func(kept, error))                              {}
func (hung) Write(_ []coedit.Pending, _ []coedit.Key, _ func(err error)) {}

func TestADatabaseThatNeverAnswersKeepsNobodyFromWriting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer()
		d := open(t, s, hung{newMemory()})
		time.Sleep(stuck + time.Second)
		d.write(0, "x")
		if got := d.save(); got != coedit.Saving {
			t.Errorf("it says %q", got)
		}
		s.set(func() { s.mute = true })
		time.Sleep(stuck + time.Millisecond)
		if volatile := ask(d.Document, func() bool { return d.Status().Volatile }); !volatile || s.text() != "x" {
			t.Errorf("it claims to keep what it does not: %v; the server has %q", !volatile, s.text())
		}
		d.ends()
	})
}

func TestADatabaseThatFailedOnceIsTrustedAgain(t *testing.T) {
	s, shelf := newServer(), &slow{memory: newMemory(), fails: errors.New("quota")}
	d := open(t, s, shelf)
	until(t, "saved", func() bool { return d.save() == coedit.Saved })
	s.set(func() { s.mute = true })
	d.write(0, "x")
	until(t, "it says so", func() bool {
		shelf.finish()
		return ask(d.Document, func() bool { return d.Status().Volatile })
	})
	shelf.mu.Lock()
	shelf.fails = nil
	shelf.mu.Unlock()
	s.set(func() { s.mute = false })
	d.write(1, "y")
	until(t, "all stored, nothing at stake", func() bool {
		shelf.finish()
		return s.text() == "xy" && !ask(d.Document, func() bool { return d.Status().Volatile })
	})
}
