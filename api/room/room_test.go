package room

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

func TestTwoPeopleWriteOneText(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")

	owner.write("We ship")
	sponsor.waitText("We ship")
	sponsor.write(" on time 🚚")
	owner.waitText("We ship on time 🚚")
	if err := owner.edit(ytext.Edit{Root: words, At: 0, Delete: 2, Insert: "Together we"}); err != nil {
		t.Fatal(err)
	}
	sponsor.waitText("Together we ship on time 🚚")

	owner.waitSaved()
	sponsor.waitSaved()
	owner.seen()
	sponsor.seen()
	if got := store.text(vision, words); got != "Together we ship on time 🚚" {
		t.Errorf("stored text %q", got)
	}
	if owner.now().kept+sponsor.now().kept != 0 {
		t.Error("the browsers keep what is stored")
	}
}

func TestWhatIsAcknowledgedIsThereAfterACrash(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+")
	owner := open(t, store).join(vision, "owner")
	owner.write("kept")
	owner.waitSaved()

	other := open(t, store) // knows only what the store knows
	other.join(vision, "owner").waitText("kept")
}

func TestALostAcknowledgementIsNoSecondEdit(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	owner.mu.Lock()
	owner.deaf = true
	owner.mu.Unlock()
	owner.write("once")
	sponsor.waitText("once")
	owner.hangUp()
	if s := owner.now().state; s != coedit.Offline || owner.now().unsent != 1 {
		t.Errorf("offline with something unsent, not %s", s)
	}
	owner.write(", twice")

	owner.connect()
	owner.waitSaved()
	sponsor.waitText("once, twice")
	owner.seen()
	if n := len(store.entries(vision)); n != 2 {
		t.Errorf("%d entries in the log, want 2", n)
	}
}

func TestAReloadSendsWhatWasKeptOnTheDevice(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	owner.write("base ")
	owner.waitSaved()
	state := owner.whole()
	sponsor.waitText("base ")
	sponsor.write("theirs ")
	owner.waitText("base theirs ")
	owner.hangUp()
	owner.write("mine") // builds on text that the saved state lacks

	again := owner.reload(state)
	if again.text() != "base " {
		t.Errorf("restored %q", again.text())
	}
	again.connect()
	again.waitText("base theirs mine")
	again.waitSaved()
	sponsor.waitText("base theirs mine")
	again.seen()
	if again.now().kept != 0 {
		t.Error("the browser keeps what is stored")
	}
}

func TestWhoMayOnlyReadIsToldAndKeepsTheText(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	sponsor.hangUp()
	sponsor.write("too late")
	store.change(vision, func(f *file) { f.admit("sponsor") })
	owner.write("mine")

	sponsor.connect()
	sponsor.wait("the refusal is told", func() bool { return sponsor.refused != nil })
	if sponsor.now().refused.Code != pact.Forbidden || sponsor.now().state != coedit.Refused {
		t.Errorf("refused with %v, state %s", sponsor.now().refused, sponsor.now().state)
	}
	sponsor.wait("the others' text comes", func() bool { return len(sponsor.session.Doc().Text(words)) == len("minetoo late") })
	if sponsor.now().kept != 1 {
		t.Error("what was refused is not kept on the device")
	}
	if err := sponsor.edit(ytext.Edit{Root: words, Insert: "x"}); pact.CodeOf(err) != pact.Forbidden {
		t.Errorf("writes on: %v", err)
	}
	if len(store.entries(vision)) != 1 {
		t.Error("a refused update was stored")
	}
}

func TestARoleThatChangesCountsAtOnce(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	sponsor := h.join(vision, "sponsor")
	store.change(vision, func(f *file) { f.admit("sponsor") })
	sponsor.write("late") // the store refuses, before anybody told the hub
	sponsor.wait("the refusal is told", func() bool { return sponsor.refused != nil })
	if sponsor.now().refused.Code != pact.Forbidden {
		t.Error(sponsor.now().refused)
	}
	h.Recheck("sponsor")
	sponsor.waitClosed(coedit.CloseTryAgain)
	h.join(vision, "owner").waitText("")
}

func TestAnIdOfAnotherIsRefusedAndTheTextWrittenAnew(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	owner := h.tab(vision, "owner", coedit.Options{Client: 7})
	owner.connect()
	owner.waitSaved()
	owner.write("mine")
	owner.waitSaved()
	sponsor := h.tab(vision, "sponsor", coedit.Options{Client: 7})
	sponsor.write("theirs")
	sponsor.connect()
	sponsor.waitSaved()
	if sponsor.now().forks != 1 {
		t.Errorf("%d forks", sponsor.now().forks)
	}
	if got := sponsor.text(); got != "minetheirs" {
		t.Errorf("text %q", got)
	}
	sponsor.seen()
	owner.waitText(sponsor.text())
}

func TestWhatDoesNotFitIsRefusedAndGoesOnWhenShortened(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store, func(l *Limits) { l.Section = 10 })
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	owner.write("12345")
	owner.waitSaved()
	sponsor.waitText("12345")
	owner.write("67890abc")
	owner.wait("it is refused", func() bool { return owner.session.State() == coedit.Refused })
	if owner.text() != "1234567890abc" || owner.now().kept != 1 {
		t.Errorf("%q, %d kept", owner.text(), owner.now().kept)
	}
	sponsor.write("!")
	owner.wait("others go on", func() bool { return len(owner.text0()) == 14 })
	sponsor.waitText("12345!")
	if err := owner.edit(ytext.Edit{Root: words, At: 5, Delete: 7}); err != nil {
		t.Fatal(err)
	}
	owner.wait("refused or saved", func() bool { return owner.session.State() == coedit.Saved })
	sponsor.waitText(owner.text())
	owner.seen()
}

// text0 is text for those who hold the lock.
func (c *tab) text0() string { return c.session.Doc().Text(words) }

func TestALongPasteIsSentInParts(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	long := strings.Repeat("夜明けの街 🌅 ", 20_000)
	owner.write(long)
	owner.waitSaved()
	sponsor.waitText(long)
	for _, u := range store.entries(vision) {
		if len(u.Bytes) > coedit.MaxUpdate {
			t.Errorf("an update of %d bytes", len(u.Bytes))
		}
	}
	if err := owner.edit(ytext.Edit{Root: words, Insert: long}); pact.CodeOf(err) != pact.Limited {
		t.Errorf("a section past its limit: %v", err)
	}
}

func TestWhileStorageIsAwayNothingIsCalledSaved(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	store.breakDown(errors.New("disk full"))
	owner.write("soon")
	owner.waitClosed(coedit.CloseTryAgain)
	sponsor.waitClosed(coedit.CloseTryAgain)
	if sponsor.text() != "" || owner.now().unsent != 1 {
		t.Error("told of what is not stored")
	}
	store.breakDown(nil)
	owner.connect()
	sponsor.connect()
	owner.waitSaved()
	sponsor.waitText("soon")
}

func TestRemovalEndsOpenSockets(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	store.put("doc_other", []string{words}, "sponsor+")
	h := open(t, store)
	sponsor, elsewhere := h.join(vision, "sponsor"), h.join("doc_other", "sponsor")
	owner := h.join(vision, "owner")

	store.change(vision, func(f *file) { delete(f.people, "sponsor") })
	h.Expel("sponsor", vision)
	sponsor.waitClosed(coedit.CloseForbidden)
	owner.write("alone")
	owner.waitSaved()
	sponsor.connect()
	sponsor.waitClosed(coedit.CloseNotFound)
	if sponsor.text() != "" {
		t.Error("saw what came after")
	}
	elsewhere.write("still here")
	elsewhere.waitSaved()

	h.signOut("sponsor", pact.Refuse(pact.Unauthenticated, "Signed out."))
	elsewhere.waitClosed(coedit.CloseSignedOut)
	if !coedit.CloseSignedOut.Final() || coedit.CloseTryAgain.Final() {
		t.Error("which codes are final")
	}
}

// slowLoad waits before it loads a document for the first time.
type slowLoad struct {
	*shelf
	once       sync.Once
	asks, goOn chan bool
}

func (s *slowLoad) Load(ctx context.Context, document string) (Loaded, error) {
	s.once.Do(func() { s.asks <- true; <-s.goOn })
	return s.shelf.Load(ctx, document)
}

// TestWhoIsRemovedWhileTheyComeInDoesNotStay removes somebody when they were let in and nobody knows of
// their socket yet.
func TestWhoIsRemovedWhileTheyComeInDoesNotStay(t *testing.T) {
	store := &slowLoad{shelf: newShelf(), asks: make(chan bool), goOn: make(chan bool)}
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	sponsor := h.tab(vision, "sponsor")
	go func() {
		<-store.asks
		store.change(vision, func(f *file) { delete(f.people, "sponsor") })
		h.Recheck("", vision)
		close(store.goOn)
	}()
	sponsor.connect()
	sponsor.waitClosed(coedit.CloseNotFound)
}

func TestStrangersAndMissingDocumentsLookTheSame(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+")
	h := open(t, store)
	outsider, nobody := h.tab(vision, "outsider"), h.tab("doc_none", "owner")
	outsider.connect()
	nobody.connect()
	outsider.waitClosed(coedit.CloseNotFound)
	nobody.waitClosed(coedit.CloseNotFound)
}

func TestNobodyOpensSocketsWithoutEnd(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store, func(l *Limits) { l.Sockets = 2 })
	h.join(vision, "owner")
	second := h.join(vision, "owner")
	third := h.tab(vision, "owner")
	third.connect()
	third.waitClosed(coedit.CloseTooMany)
	h.join(vision, "sponsor")
	second.hangUp()
	eventually(t, "the socket is counted out", func() bool { return len(h.those("owner", nil)) == 1 })
	h.join(vision, "owner")
}

func TestANewSectionIsThereAfterAReload(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{"other"}, "owner+")
	h := open(t, store)
	owner := h.join(vision, "owner")
	store.change(vision, func(f *file) { f.sections = append(f.sections, words) })
	h.Reload(vision)
	h.Reload("doc_none")
	owner.waitClosed(coedit.CloseTryAgain)
	owner.connect()
	owner.write("now")
	owner.waitSaved()
}
