package store_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"midspan/api/store"
	"midspan/api/storetest"
	"midspan/app/pact"
	"midspan/ent/journal"
)

// replica is one of several servers on the same database, and what it hears.
type replica struct {
	*world
	streams chan []string
	grown   chan int64
}

// anotherServer opens the database of a world once more, as a server beside it would.
func anotherServer(t *testing.T, w *world, url string) *replica {
	t.Helper()
	db := open(t, url)
	r := &replica{streams: make(chan []string, 100), grown: make(chan int64, 100)}
	feed := journal.NewFeed()
	news := store.NewNews(db, slog.New(slog.DiscardHandler))
	news.Streams = func(streams ...string) { r.streams <- streams }
	news.Document = func(_ context.Context, _ string, seq int64) error { r.grown <- seq; return nil }
	feed.Relay = news.Send
	r.world = &world{db: db, feed: feed, rel: w.rel, sides: w.sides, users: w.users, rooms: store.NewRooms(db, journal.New(db.Client, feed))}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- news.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	await(t, r.streams, func(s []string) bool { return len(s) == 0 }) // it listens: whatever was before is looked at
	return r
}

// await takes from a channel until something fits.
func await[T any](t *testing.T, from <-chan T, fits func(T) bool) {
	t.Helper()
	late := time.After(10 * time.Second)
	for {
		select {
		case v := <-from:
			if fits(v) {
				return
			}
		case <-late:
			t.Fatal("nothing was heard for ten seconds")
		}
	}
}

func TestServersTellEachOtherWhatGrew(t *testing.T) {
	url := storetest.Postgres(t)
	w := newWorld(t, storetest.Open(t, url))
	id := w.document(t, pact.VisionDocument, pact.Shared)
	here, there := anotherServer(t, w, url), anotherServer(t, w, url)
	if _, err := here.rooms.Append(w.as(t, "hanna"), id, newPen(7).write(t, "boldest", "one", 0)); err != nil {
		t.Fatal(err)
	}
	await(t, there.grown, func(seq int64) bool { return seq == 1 })
	await(t, there.streams, func(s []string) bool { return slices.Contains(s, w.rel.ID) })
}

func TestNothingIsMissedWhileTheLineIsCut(t *testing.T) {
	url := storetest.Postgres(t)
	w := newWorld(t, storetest.Open(t, url))
	id := w.document(t, pact.VisionDocument, pact.Shared)
	here, there := anotherServer(t, w, url), anotherServer(t, w, url)
	cut := "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
	exec(t, w.db, cut)
	pen := newPen(7)
	u := pen.write(t, "boldest", "one", 0)
	until := time.Now().Add(5 * time.Second)
	for { // the pool finds out by failing
		if _, err := here.rooms.Append(w.as(t, "hanna"), id, u); err == nil {
			break
		} else if time.Now().After(until) {
			t.Fatal(err)
		}
	}
	await(t, there.grown, func(seq int64) bool { return seq == 1 })
	await(t, there.streams, func(s []string) bool { return len(s) == 0 || slices.Contains(s, w.rel.ID) })
}
