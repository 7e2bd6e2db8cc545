package room

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

func TestAFullDocumentCanBeReadAndShortenedStill(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store, func(l *Limits) { l.State = 10_000 })
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	text := strings.Repeat("0123456789", 990)
	owner.write(text)
	owner.waitSaved()
	sponsor.write(strings.Repeat("more", 100))
	sponsor.wait("it is refused", func() bool { return sponsor.refused != nil && sponsor.session.State() == coedit.Refused })
	if sponsor.now().refused.Code != pact.Limited || !strings.Contains(sponsor.now().refused.Reason, "full") || sponsor.now().kept == 0 {
		t.Errorf("told %v, %d changes kept", sponsor.now().refused, sponsor.now().kept)
	}
	if err := owner.edit(ytext.Edit{Root: words, Delete: 9000}); err != nil {
		t.Fatal(err)
	}
	owner.waitSaved()
	owner.waitText(text[9000:])

	stock := raw{t, h.dial(vision, "owner")}
	stock.send(coedit.Encode(coedit.Update{Update: typed(words, strings.Repeat("more", 5000))}))
	denied, _ := stock.until(is[coedit.Denied])
	if d, ok := denied.(coedit.Denied); !ok || d.Reason == "" {
		t.Errorf("a stock client is told %+v", denied)
	}
	if _, code := stock.until(none); code != coedit.CloseTooLarge {
		t.Errorf("closed with %d", code)
	}
}

func TestWhoIsRefusedAgainAndAgainIsClosedForGood(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+")
	h := open(t, store, func(l *Limits) { l.Refusals = 3 })
	ours := raw{t, h.dial(vision, "owner")}
	for range 3 {
		ours.send(coedit.Encode(coedit.Hello{Version: 1}))
		ours.send(coedit.Encode(coedit.Update{Update: typed("other", "x")}))
		if m, _ := ours.until(is[coedit.Refusal]); m == nil {
			t.Fatal("closed without a word")
		}
	}
	if _, code := ours.until(none); code != coedit.CloseTooMany || !code.Final() {
		t.Errorf("closed with %d", code)
	}
}

func TestTooManyClientIdsAreRefused(t *testing.T) {
	store := newShelf()
	store.mostIDs = 1
	store.put(vision, []string{words}, "owner+")
	h := open(t, store)
	owner := h.join(vision, "owner")
	owner.write("mine")
	owner.waitSaved()
	again := h.join(vision, "owner")
	again.write(" under another id")
	again.wait("it is refused", func() bool { return again.refused != nil && again.session.State() == coedit.Refused })
	if again.now().refused.Code != pact.Limited || again.now().kept != 1 || again.text() != "mine under another id" {
		t.Errorf("%v, %d kept, %q", again.now().refused, again.now().kept, again.text())
	}
	stock := raw{t, h.dial(vision, "owner")}
	stock.send(coedit.Encode(coedit.Update{Update: typed(words, "and another")}))
	if _, code := stock.until(none); code != coedit.CloseTooMany {
		t.Errorf("closed with %d", code)
	}
	owner.write(" goes on")
	owner.waitSaved()
}

func TestWhoSendsTooMuchIsReadMoreSlowlyAndLosesNothing(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store, func(l *Limits) { l.Rate, l.Rush = 200, 20 })
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	var all strings.Builder
	begun := time.Now()
	for i := range 120 {
		token := fmt.Sprintf("%d ", i)
		all.WriteString(token)
		owner.write(token)
	}
	sponsor.write("!")
	sponsor.waitSaved()
	owner.waitSaved()
	if took := time.Since(begun); took < 400*time.Millisecond {
		t.Errorf("120 changes went through in %v, where 200 a second may", took)
	}
	if got := strings.ReplaceAll(owner.text(), "!", ""); got != all.String() {
		t.Errorf("the text is %q", got)
	}
	sponsor.waitText(owner.text())
}

func TestAllThatOnePersonHasOpenCountsTogether(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	h.join(vision, "owner")
	h.join(vision, "owner")
	h.join(vision, "sponsor")
	both, other := h.those("owner", nil), h.those("sponsor", nil)[0]
	if both[0].rate != both[1].rate || both[0].rate == other.rate {
		t.Error("each socket has a rate of its own, or all have one")
	}
	large := &Peer{rate: both[0].rate}
	for range 200 { // of 256 KB each
		large.owe(cost(coedit.MaxUpdate))
	}
	if wait := large.owe(1); wait < time.Second {
		t.Errorf("50 MB wait for %v", wait)
	}
}

func TestEditsInAHurryAreRefusedWithATime(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store, func(l *Limits) { l.Rate, l.Rush = 0.001, 4*(errand+1) })
	owner, edit := as(t.Context(), "owner"), []coedit.TextEdit{{Insert: "x"}}
	for range 4 {
		if _, err := h.Edit(owner, vision, words, 0, edit, 0); err != nil {
			t.Fatal(err)
		}
	}
	_, err := h.Edit(owner, vision, words, 0, edit, 0)
	limited, ok := errors.AsType[*pact.Error](err)
	if !ok || limited.Code != pact.Limited || limited.RetryAfter < time.Second {
		t.Errorf("want LIMITED with a time, got %v", err)
	}
	if got := store.text(vision, words); got != "xxxx" {
		t.Errorf("the text is %q", got)
	}
	if _, err := h.Edit(as(t.Context(), "sponsor"), vision, words, 0, edit, 0); err != nil {
		t.Error("others wait with them:", err)
	}
}

func TestPeopleWhoAreGoneAreForgotten(t *testing.T) {
	all := people{}
	limits := DefaultLimits()
	for i := range 5000 {
		who := all.of(fmt.Sprint(i), limits)
		if i < 10 {
			who.sockets++
		}
	}
	if len(all) > 1024 {
		t.Errorf("%d are remembered", len(all))
	}
	for i := range 10 {
		if all[fmt.Sprint(i)] == nil {
			t.Error("somebody with a socket is forgotten")
		}
	}
}

func TestMuchTextMakesASnapshotAsManyChangesDo(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+")
	h := open(t, store, func(l *Limits) { l.SnapshotBytes = 10_000 })
	owner := h.join(vision, "owner")
	for range 3 {
		owner.write(strings.Repeat("0123456789", 500))
		owner.waitSaved()
	}
	eventually(t, "there is a snapshot, and the log beside it", func() bool {
		var seq int64
		store.change(vision, func(f *file) { seq = f.snapSeq })
		return seq >= 2 && len(store.entries(vision)) == 3
	})
	open(t, store).join(vision, "owner").waitText(owner.text())
}

func TestDocumentsWithoutTextLeaveMemoryAsWell(t *testing.T) {
	store := newShelf()
	h := open(t, store, func(l *Limits) { l.Memory = 100_000 })
	for i := range 200 {
		name := fmt.Sprint("doc_", i)
		store.put(name, []string{words}, "owner+")
		if _, _, err := h.Text(as(t.Context(), "owner"), name); err != nil {
			t.Fatal(err)
		}
	}
	if load := h.Load(); load.Documents > 30 || load.Bytes > 100_000 {
		t.Errorf("%+v", load)
	}
}

func TestNobodyFillsARoomWithStrangers(t *testing.T) {
	owner := &Peer{access: Access{Person: Person{ID: "owner"}}}
	again := &Peer{access: owner.access}
	sponsor := &Peer{access: Access{Person: Person{ID: "sponsor"}}}
	now := time.Unix(1000, 0)
	s := presence{}
	for c := range uint32(2000) { // each comes and goes, and is remembered
		s.take(owner, []coedit.Entry{entry(c, 1, `{}`), entry(c, 2, "")}, now)
	}
	if len(s) > mostHere {
		t.Errorf("%d are remembered", len(s))
	}
	for c := range uint32(1000) {
		s.take([]*Peer{owner, again}[c%2], []coedit.Entry{entry(20_000+c, 1, `{}`)}, now)
	}
	if here := len(s.all(now)); here != mostOwn {
		t.Errorf("one person is there %d times", here)
	}
	if news := s.take(sponsor, []coedit.Entry{entry(1, 9, `{}`)}, now); len(news) != 1 || !s.shows(sponsor) {
		t.Error("nobody else is seen beside them")
	}
}
