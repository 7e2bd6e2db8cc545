package room

import (
	"context"
	"testing"
	"time"

	"midspan/app/coedit"
)

func quick(l *Limits) { l.Pulse = 20 * time.Millisecond }

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
