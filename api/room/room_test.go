package room

import (
	"errors"
	"strings"
	"testing"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

func TestTwoPeopleWriteOneText(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+", "theo+")
	h := open(t, store)
	mara, theo := h.join(vision, "mara"), h.join(vision, "theo")

	mara.write("We ship")
	theo.waitText("We ship")
	theo.write(" on time 🚚")
	mara.waitText("We ship on time 🚚")
	if err := mara.edit(ytext.Edit{Root: words, At: 0, Delete: 2, Insert: "Together we"}); err != nil {
		t.Fatal(err)
	}
	theo.waitText("Together we ship on time 🚚")

	mara.waitSaved()
	theo.waitSaved()
	mara.seen()
	theo.seen()
	if got := store.text(vision, words); got != "Together we ship on time 🚚" {
		t.Errorf("stored text %q", got)
	}
	if len(mara.stored)+len(theo.stored) != 0 {
		t.Error("the browsers keep what is stored")
	}
}

func TestWhatIsAcknowledgedIsThereAfterACrash(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+")
	mara := open(t, store).join(vision, "mara")
	mara.write("kept")
	mara.waitSaved()

	other := open(t, store) // knows only what the store knows
	other.join(vision, "mara").waitText("kept")
}

func TestALostAcknowledgementIsNoSecondEdit(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+", "theo+")
	h := open(t, store)
	mara, theo := h.join(vision, "mara"), h.join(vision, "theo")
	mara.mu.Lock()
	mara.deaf = true
	mara.mu.Unlock()
	mara.write("once")
	theo.waitText("once")
	mara.hangUp()
	if s := mara.session.State(); s != coedit.Offline || mara.session.Unsent() != 1 {
		t.Errorf("offline with something unsent, not %s", s)
	}
	mara.write(", twice")

	mara.connect()
	mara.waitSaved()
	theo.waitText("once, twice")
	mara.seen()
	if n := len(store.entries(vision)); n != 2 {
		t.Errorf("%d entries in the log, want 2", n)
	}
}

func TestAReloadSendsWhatWasKeptOnTheDevice(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+", "theo+")
	h := open(t, store)
	mara, theo := h.join(vision, "mara"), h.join(vision, "theo")
	mara.write("base ")
	mara.waitSaved()
	state, _ := mara.session.Doc().Diff(nil)
	theo.waitText("base ")
	theo.write("theirs ")
	mara.waitText("base theirs ")
	mara.hangUp()
	mara.write("mine") // builds on text that the saved state lacks

	again := mara.reload(state)
	if again.text() != "base " {
		t.Errorf("restored %q", again.text())
	}
	again.connect()
	again.waitText("base theirs mine")
	again.waitSaved()
	theo.waitText("base theirs mine")
	again.seen()
	if len(again.stored) != 0 {
		t.Error("the browser keeps what is stored")
	}
}

func TestWhoMayOnlyReadIsToldAndKeepsTheText(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+", "theo+")
	h := open(t, store)
	mara, theo := h.join(vision, "mara"), h.join(vision, "theo")
	theo.hangUp()
	theo.write("too late")
	store.change(vision, func(f *file) { f.admit("theo") })
	mara.write("mine")

	theo.connect()
	theo.wait("the refusal is told", func() bool { return theo.refused != nil })
	if theo.refused.Code != pact.Forbidden || theo.session.State() != coedit.Refused {
		t.Errorf("refused with %v, state %s", theo.refused, theo.session.State())
	}
	theo.wait("the others' text comes", func() bool { return len(theo.session.Doc().Text(words)) == len("minetoo late") })
	if len(theo.stored) != 1 {
		t.Error("what was refused is not kept on the device")
	}
	if err := theo.edit(ytext.Edit{Root: words, Insert: "x"}); pact.CodeOf(err) != pact.Forbidden {
		t.Errorf("writes on: %v", err)
	}
	if len(store.entries(vision)) != 1 {
		t.Error("a refused update was stored")
	}
}

func TestARoleThatChangesCountsAtOnce(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+", "theo+")
	h := open(t, store)
	theo := h.join(vision, "theo")
	store.change(vision, func(f *file) { f.admit("theo") })
	theo.write("late") // the store refuses, before anybody told the hub
	theo.wait("the refusal is told", func() bool { return theo.refused != nil })
	if theo.refused.Code != pact.Forbidden {
		t.Error(theo.refused)
	}
	h.Recheck("theo")
	theo.waitClosed(coedit.CloseTryAgain)
	h.join(vision, "mara").waitText("")
}

func TestAnIdOfAnotherIsRefusedAndTheTextWrittenAnew(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+", "theo+")
	h := open(t, store)
	mara := h.tab(vision, "mara", coedit.Options{Client: 7})
	mara.connect()
	mara.waitSaved()
	mara.write("mine")
	mara.waitSaved()
	theo := h.tab(vision, "theo", coedit.Options{Client: 7})
	theo.write("theirs")
	theo.connect()
	theo.waitSaved()
	if theo.forks != 1 {
		t.Errorf("%d forks", theo.forks)
	}
	if got := theo.text(); got != "minetheirs" {
		t.Errorf("text %q", got)
	}
	theo.seen()
	mara.waitText(theo.text())
}

func TestWhatDoesNotFitIsRefusedAndGoesOnWhenShortened(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+", "theo+")
	h := open(t, store, func(l *Limits) { l.Section = 10 })
	mara, theo := h.join(vision, "mara"), h.join(vision, "theo")
	mara.write("12345")
	mara.waitSaved()
	mara.write("67890abc")
	mara.wait("it is refused", func() bool { return mara.session.State() == coedit.Refused })
	if mara.text() != "1234567890abc" || len(mara.stored) != 1 {
		t.Errorf("%q, %d kept", mara.text(), len(mara.stored))
	}
	theo.write("!")
	mara.wait("others go on", func() bool { return len(mara.text0()) == 14 })
	theo.waitText("12345!")
	if err := mara.edit(ytext.Edit{Root: words, At: 5, Delete: 7}); err != nil {
		t.Fatal(err)
	}
	mara.wait("refused or saved", func() bool { return mara.session.State() == coedit.Saved })
	theo.waitText(mara.text())
	mara.seen()
}

// text0 is text for those who hold the lock.
func (c *tab) text0() string { return c.session.Doc().Text(words) }

func TestALongPasteIsSentInParts(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+", "theo+")
	h := open(t, store)
	mara, theo := h.join(vision, "mara"), h.join(vision, "theo")
	long := strings.Repeat("夜明けの街 🌅 ", 20_000)
	mara.write(long)
	mara.waitSaved()
	theo.waitText(long)
	for _, u := range store.entries(vision) {
		if len(u.Bytes) > coedit.MaxUpdate {
			t.Errorf("an update of %d bytes", len(u.Bytes))
		}
	}
	if err := mara.edit(ytext.Edit{Root: words, Insert: long}); pact.CodeOf(err) != pact.Limited {
		t.Errorf("a section past its limit: %v", err)
	}
}

func TestWhileStorageIsAwayNothingIsCalledSaved(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+", "theo+")
	h := open(t, store)
	mara, theo := h.join(vision, "mara"), h.join(vision, "theo")
	store.breakDown(errors.New("disk full"))
	mara.write("soon")
	mara.waitClosed(coedit.CloseTryAgain)
	theo.waitClosed(coedit.CloseTryAgain)
	if theo.text() != "" || mara.session.Unsent() != 1 {
		t.Error("told of what is not stored")
	}
	store.breakDown(nil)
	mara.connect()
	theo.connect()
	mara.waitSaved()
	theo.waitText("soon")
}

func TestRemovalEndsOpenSockets(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+", "theo+")
	store.put("doc_other", []string{words}, "theo+")
	h := open(t, store)
	theo, elsewhere := h.join(vision, "theo"), h.join("doc_other", "theo")
	mara := h.join(vision, "mara")

	store.change(vision, func(f *file) { delete(f.people, "theo") })
	h.Expel("theo", vision)
	theo.waitClosed(coedit.CloseForbidden)
	mara.write("alone")
	mara.waitSaved()
	theo.connect()
	theo.waitClosed(coedit.CloseNotFound)
	if theo.text() != "" {
		t.Error("saw what came after")
	}
	elsewhere.write("still here")
	elsewhere.waitSaved()

	h.signOut("theo", pact.Refuse(pact.Unauthenticated, "Signed out."))
	elsewhere.waitClosed(coedit.CloseSignedOut)
	if !coedit.CloseSignedOut.Final() || coedit.CloseTryAgain.Final() {
		t.Error("which codes are final")
	}
}

func TestStrangersAndMissingDocumentsLookTheSame(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+")
	h := open(t, store)
	oak, nobody := h.tab(vision, "oak"), h.tab("doc_none", "mara")
	oak.connect()
	nobody.connect()
	oak.waitClosed(coedit.CloseNotFound)
	nobody.waitClosed(coedit.CloseNotFound)
}

func TestNobodyOpensSocketsWithoutEnd(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "mara+", "theo+")
	h := open(t, store, func(l *Limits) { l.Sockets = 2 })
	h.join(vision, "mara")
	second := h.join(vision, "mara")
	third := h.tab(vision, "mara")
	third.connect()
	third.waitClosed(coedit.CloseTooMany)
	h.join(vision, "theo")
	second.hangUp()
	eventually(t, "the socket is counted out", func() bool { return len(h.those("mara", nil)) == 1 })
	h.join(vision, "mara")
}
