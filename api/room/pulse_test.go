package room

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"testing"
	"time"

	"midspan/app/coedit"
)

func quick(l *Limits) { l.Pulse, l.Review = 20*time.Millisecond, 20*time.Millisecond }

func TestALostNotificationIsMadeUpFor(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	left, right := open(t, store, quick), open(t, store, quick) // nobody calls Notify
	owner, sponsor := left.join(vision, "owner"), right.join(vision, "sponsor")
	owner.write("from the left")
	sponsor.waitText("from the left")
}

func TestARemovalNobodyToldOfIsFound(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store, quick)
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	store.change(vision, func(f *file) { delete(f.people, "sponsor"); f.admit("owner") })
	sponsor.waitClosed(coedit.CloseNotFound)
	owner.waitClosed(coedit.CloseTryAgain) // may only read now
	owner.connect()
	owner.waitSaved()
	if owner.session.Writable() {
		t.Error("may still write")
	}
}

func TestAnExpiredSignInEndsTheSocket(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
	defer cancel()
	<-ctx.Done()
	if code, _ := departure(ctx); code != coedit.CloseSignedOut {
		t.Errorf("closed with %d", code)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if code, _ := departure(stopped); code != coedit.CloseGone {
		t.Errorf("closed with %d", code)
	}
}

// brisk is a quick beat, with patience for whoever does not answer.
func brisk(l *Limits) {
	l.Beat, l.Hush, l.Pulse = 20*time.Millisecond, 50*time.Millisecond, 20*time.Millisecond
}

// shows has a tab say that somebody is in front of it.
func (c *tab) shows() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.send(c.session.SetPresence(coedit.Presence{}))
}

func (c *tab) waitPeers(n int) {
	c.t.Helper()
	c.wait(fmt.Sprintf("%d others are seen", n), func() bool { return len(c.session.Peers()) == n })
}

func TestWhoIsOutOfReachIsNotSeenAndIsSeenAgain(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store, brisk)
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	owner.shows()
	sponsor.shows()
	sponsor.waitPeers(1)

	owner.device.asleep.Lock()
	sponsor.waitPeers(0)
	sponsor.write("meanwhile")
	owner.device.asleep.Unlock()
	sponsor.waitPeers(1)
	owner.waitText("meanwhile")
	owner.waitPeers(1)
	if len(h.those("owner", nil)) != 1 || owner.now().code != 0 {
		t.Errorf("the socket was closed with %d", owner.now().code)
	}
}

func TestWhoNeverAnswersIsDisconnected(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+")
	h := open(t, store, brisk, func(l *Limits) { l.Patience = 100 * time.Millisecond })
	owner := h.join(vision, "owner")
	owner.device.asleep.Lock()
	eventually(t, "the socket is given up", func() bool { return h.those("owner", nil)[0].ended() })
	owner.device.asleep.Unlock()
	owner.waitClosed(coedit.CloseTryAgain)
}

func TestAStockClientThatSleepsIsNotSeenAndIsSeenAgain(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store, brisk)
	owner, sponsor := h.join(vision, "owner"), h.stock(vision, "sponsor")
	sponsor.waitSynced()
	owner.waitPeers(1)
	sponsor.signal(syscall.SIGSTOP)
	owner.waitPeers(0)
	sponsor.signal(syscall.SIGCONT)
	owner.waitPeers(1)
	if s := sponsor.status(); s.Drops != 0 || !s.Connected {
		t.Errorf("%+v", s)
	}
}

func TestAStoreThatIsAwayClosesNobodyWhoReads(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store, quick)
	owner, sponsor := h.join(vision, "owner"), h.join(vision, "sponsor")
	asked := make(chan struct{})
	store.breakDown(errors.New("away"))
	store.listen(func() {
		select {
		case asked <- struct{}{}:
		default:
		}
	})
	for range 5 {
		<-asked
	}
	store.breakDown(nil)
	owner.write("still here")
	sponsor.waitText("still here")
	if len(h.those("", nil)) != 2 || owner.now().code != 0 {
		t.Errorf("closed with %d", owner.now().code)
	}
}
