package store_test

import (
	"testing"

	"midspan/api/store"
	"midspan/api/storetest"
	"midspan/app/pact"
	"midspan/ent/journal"
)

// One key stroke: the permission, the sequence, the log and the text, durable.
func BenchmarkAppend(b *testing.B) {
	for name, url := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			w := newWorld(b, storetest.Open(b, url(b)))
			id := w.document(b, pact.VisionDocument, pact.Shared)
			ctx, pen := w.as(b, "hanna"), newPen(7)
			base := int64(0)
			b.ReportAllocs()
			for b.Loop() {
				u := pen.write(b, "boldest", "x", base)
				u.Burst = base == 0
				if base > 0 {
					u.Fresh = nil
				}
				seq, err := w.rooms.Append(ctx, id, u)
				if err != nil {
					b.Fatal(err)
				}
				base = seq
			}
		})
	}
}

// Opening a document of a thousand updates with a snapshot at the eight hundredth.
func BenchmarkLoad(b *testing.B) {
	db := storetest.Open(b, storetest.SQLite(b))
	w := newWorld(b, db)
	w.rooms = store.NewRooms(db, journal.New(db.Client, journal.NewFeed()))
	id := w.document(b, pact.VisionDocument, pact.Shared)
	ctx, pen := w.as(b, "hanna"), newPen(7)
	for base := range int64(1000) {
		u := pen.write(b, "boldest", "some words ", base)
		u.Burst = false
		if _, err := w.rooms.Append(ctx, id, u); err != nil {
			b.Fatal(err)
		}
		if base == 799 {
			state, err := pen.doc.Diff(nil)
			if err == nil {
				err = w.rooms.Compact(ctx, id, 800, state)
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := w.rooms.Load(ctx, id); err != nil {
			b.Fatal(err)
		}
	}
}
