package store_test

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"midspan/api/room"
	"midspan/api/store"
	"midspan/api/storetest"
	"midspan/app/pact"
	"midspan/app/ytext"
	"midspan/ent"
	"midspan/ent/event"
	"midspan/ent/participant"
	"midspan/ent/section"
	"midspan/ent/viewer"
)

func TestWhoMayDoWhatInWhichRoom(t *testing.T) {
	const none, read, write = "none", "read", "write"
	cases := []struct {
		room pact.Audience
		may  map[string]string
	}{
		{pact.Shared, map[string]string{"hanna": write, "tomas": write, "olga": read, "ada": read, "ivo": none, "nobody": none}},
		{pact.OurSide, map[string]string{"hanna": write, "tomas": none, "olga": none, "ada": none, "ivo": none, "nobody": none}},
		{pact.Author, map[string]string{"hanna": write, "tomas": none, "olga": none, "ada": none, "ivo": none, "nobody": none}},
	}
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, c := range cases {
			doc, seq := w.document(t, pact.NotesDocument, c.room), int64(0)
			for _, name := range []string{"hanna", "tomas", "olga", "ada", "ivo", "nobody"} {
				access, err := w.rooms.May(w.as(t, name), doc)
				got := none
				if err == nil {
					got = map[bool]string{false: read, true: write}[access.Write]
				}
				if got != c.may[name] {
					t.Errorf("%s, a note for %s: may %s, want %s (%v)", name, c.room, got, c.may[name], err)
				}
				_, err = w.rooms.Append(w.as(t, name), doc, newPen(uint32(seq+7)).write(t, "text", name, seq))
				if (err == nil) != (c.may[name] == write) {
					t.Errorf("%s, a note for %s: writing gave %v", name, c.room, err)
				}
				want := map[string]pact.Code{read: pact.Forbidden, none: pact.NotFound}[c.may[name]]
				if name == "nobody" {
					want = pact.Unauthenticated
				}
				if err != nil && pact.CodeOf(err) != want {
					t.Errorf("%s, a note for %s: refused with %v, want %s", name, c.room, err, want)
				}
				if err == nil {
					seq++
				}
			}
		}
	})
}

func TestAPersonAppearsAsWhoTheyAre(t *testing.T) {
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		doc := w.document(t, pact.VisionDocument, pact.Shared)
		for name, side := range map[string]string{"hanna": "LEFT", "tomas": "RIGHT", "ada": ""} {
			a, err := w.rooms.May(w.as(t, name), doc)
			if err != nil {
				t.Fatal(err)
			}
			if a.Person.ID != w.users[name].ID || a.Person.Name != name || a.Person.Side != side || a.Person.Color == "" {
				t.Errorf("%s appears as %+v", name, a.Person)
			}
		}
	})
}

func TestWhatIsAppendedIsThereWhole(t *testing.T) {
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		ctx := viewer.System(t.Context(), "test")
		id := w.document(t, pact.VisionDocument, pact.Shared)
		hanna, pen := w.as(t, "hanna"), newPen(7)
		first := pen.write(t, "boldest", "Trucks leave full. 🚚 שלום", 0)
		second := pen.write(t, "care", "Nobody waits.", 1)
		second.Burst, second.Fresh = false, nil
		for i, u := range []room.Update{first, second} {
			seq, err := w.rooms.Append(hanna, id, u)
			if err != nil || seq != int64(i+1) {
				t.Fatal(seq, err)
			}
		}
		loaded, err := w.rooms.Load(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if loaded.Seq != 2 || loaded.Updates != 2 || loaded.Bytes != len(first.Bytes)+len(second.Bytes) || len(loaded.Sections) != 6 {
			t.Errorf("loaded %+v", loaded)
		}
		if got := texts(t, loaded.State); got["boldest"] != "Trucks leave full. 🚚 שלום" || got["care"] != "Nobody waits." {
			t.Errorf("texts %q", got)
		}
		s := db.Client.Section.Query().Where(section.DocumentID(id), section.Key("care")).OnlyX(ctx)
		if s.Text != "Nobody waits." || s.Seq != 2 {
			t.Errorf("section %q at %d", s.Text, s.Seq)
		}
		doc := db.Client.Document.GetX(ctx, id)
		if doc.Seq != 2 || doc.EditedAt == nil {
			t.Errorf("document at %d, edited %v", doc.Seq, doc.EditedAt)
		}
		if stage := db.Client.Relationship.GetX(ctx, w.rel.ID).Stage; stage != pact.Envision {
			t.Errorf("the first words of a vision left the stage at %s", stage)
		}
		events := db.Client.Event.Query().Where(event.Stream(w.rel.ID)).AllX(ctx)
		if len(events) != 1 || events[0].What != "document.edited" || *events[0].SubjectID != id || *events[0].ActorID != w.users["hanna"].ID {
			t.Errorf("a burst of two updates told %v", events)
		}
	})
}

func texts(t *testing.T, state []byte) map[string]string {
	t.Helper()
	doc := ytext.New(0)
	if _, err := doc.Apply(state, nil); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, key := range doc.Roots() {
		all[key] = doc.Text(key)
	}
	return all
}

func TestPrivateWritingIsToldToNobodyElse(t *testing.T) {
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for audience, stream := range map[pact.Audience]string{pact.Author: w.users["hanna"].ID, pact.OurSide: w.sides["alder"].ID} {
			id := w.document(t, pact.NotesDocument, audience)
			if _, err := w.rooms.Append(w.as(t, "hanna"), id, newPen(7).write(t, "text", "secret", 0)); err != nil {
				t.Fatal(err)
			}
			events := db.Client.Event.Query().AllX(viewer.System(t.Context(), "test"))
			last := events[len(events)-1]
			if last.Stream != stream {
				t.Errorf("a note for %s was told in %s", audience, last.Stream)
			}
		}
	})
}

func TestWhoIsBehindIsToldAndStoresNothing(t *testing.T) {
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		id := w.document(t, pact.VisionDocument, pact.Shared)
		if _, err := w.rooms.Append(w.as(t, "hanna"), id, newPen(7).write(t, "boldest", "one", 0)); err != nil {
			t.Fatal(err)
		}
		late := newPen(8).write(t, "boldest", "two", 0)
		if _, err := w.rooms.Append(w.as(t, "tomas"), id, late); !errors.Is(err, room.ErrBehind) {
			t.Fatalf("want ErrBehind, got %v", err)
		}
		updates, last, err := w.rooms.Since(t.Context(), id, 0)
		if err != nil || last != 1 || len(updates) != 1 {
			t.Errorf("%d updates until %d, %v", len(updates), last, err)
		}
	})
}

func TestManyWritersGetOneOrderWithoutGaps(t *testing.T) {
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		id := w.document(t, pact.VisionDocument, pact.Shared)
		const writers, each = 6, 10
		var all sync.WaitGroup
		for n := range writers {
			ctx := w.as(t, []string{"hanna", "tomas"}[n%2])
			all.Go(func() {
				pen, base := newPen(uint32(100+n)), int64(0)
				for range each {
					u := pen.write(t, "boldest", "x", base)
					for {
						u.Base = base
						seq, err := w.rooms.Append(ctx, id, u)
						if err == nil {
							base = seq
							break
						}
						if !errors.Is(err, room.ErrBehind) {
							t.Error(err)
							return
						}
						_, base, _ = w.rooms.Since(ctx, id, base)
					}
				}
			})
		}
		all.Wait()
		loaded, err := w.rooms.Load(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(texts(t, loaded.State)["boldest"]); loaded.Seq != writers*each || got != writers*each {
			t.Errorf("%d letters at sequence %d, want %d", got, loaded.Seq, writers*each)
		}
	})
}

func TestAClientIdBelongsToWhoWroteUnderItFirst(t *testing.T) {
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		id := w.document(t, pact.VisionDocument, pact.Shared)
		pen := newPen(7)
		if _, err := w.rooms.Append(w.as(t, "hanna"), id, pen.write(t, "boldest", "mine", 0)); err != nil {
			t.Fatal(err)
		}
		again := pen.write(t, "boldest", " and mine", 1)
		if _, err := w.rooms.Append(w.as(t, "tomas"), id, again); pact.CodeOf(err) != pact.Conflict {
			t.Errorf("somebody else wrote under the id: %v", err)
		}
		if _, err := w.rooms.Append(w.as(t, "hanna"), id, again); err != nil {
			t.Errorf("its owner may not write on, in another session: %v", err)
		}
	})
}

func TestSnapshotsAreOnlyAShortcut(t *testing.T) {
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		id := w.document(t, pact.NotesDocument, pact.Author)
		ctx, pen := w.as(t, "hanna"), newPen(7)
		for base := range int64(9) {
			if _, err := w.rooms.Append(ctx, id, pen.write(t, "text", string(rune('a'+base)), base)); err != nil {
				t.Fatal(err)
			}
			if base%2 == 1 {
				state, err := pen.doc.Diff(nil)
				if err == nil {
					err = w.rooms.Compact(ctx, id, base+1, state)
				}
				if err == nil { // twice does no harm
					err = w.rooms.Compact(ctx, id, base+1, state)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		loaded, err := w.rooms.Load(ctx, id)
		if err != nil || loaded.Seq != 9 || loaded.Updates != 1 || texts(t, loaded.State)["text"] != "abcdefghi" {
			t.Errorf("%+v %v", loaded, err)
		}
		for seq := range int64(10) {
			state, err := w.rooms.StateAt(ctx, id, seq)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if state != nil {
				got = texts(t, state)["text"]
			}
			if got != "abcdefghi"[:seq] {
				t.Errorf("at %d it was %q", seq, got)
			}
		}
		if _, err := w.rooms.StateAt(ctx, id, 10); pact.CodeOf(err) != pact.Conflict {
			t.Errorf("a sequence that never was: %v", err)
		}
	})
}

func TestTooLongAgoIsAConflictAndTheLogStays(t *testing.T) {
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		id := w.document(t, pact.NotesDocument, pact.Author)
		ctx, pen := w.as(t, "hanna"), newPen(7)
		const all = 1300
		states := w.fill(t, pen, id, all)
		at := func(seq int64) (string, pact.Code) {
			state, err := w.rooms.StateAt(ctx, id, seq)
			if err != nil {
				return "", pact.CodeOf(err)
			}
			return texts(t, state)["text"], ""
		}
		if got, code := at(1200); len(got) != 1200 {
			t.Errorf("with 1,200 updates to read it was %d letters long, %s", len(got), code)
		}
		if _, code := at(1201); code != pact.Conflict {
			t.Errorf("more updates to read than may be: %q", code)
		}
		for seq := int64(20); seq <= all; seq += 20 {
			if err := w.rooms.Compact(ctx, id, seq, states[seq]); err != nil {
				t.Fatal(err)
			}
		}
		if got, code := at(1201); len(got) != 1201 {
			t.Errorf("beside a snapshot it was %d letters long, %s", len(got), code)
		}
		system := viewer.System(t.Context(), "test")
		if snapshots, log := db.Client.DocumentSnapshot.Query().CountX(system), db.Client.DocumentLog.Query().CountX(system); snapshots != 12 || log != all {
			t.Errorf("%d snapshots are kept and %d updates", snapshots, log)
		}
	})
}

// fill has a pen write so many letters into the log of a note, and gives the states between.
func (w *world) fill(t *testing.T, pen *pen, id string, letters int) (states map[int64][]byte) {
	t.Helper()
	states = map[int64][]byte{}
	var rows []*ent.DocumentLogCreate
	for seq := int64(1); seq <= int64(letters); seq++ {
		u := pen.write(t, "text", "x", seq-1)
		rows = append(rows, w.db.Client.DocumentLog.Create().SetDocumentID(id).SetSeq(seq).SetAuthorID(w.users["hanna"].ID).SetBytes(u.Bytes))
		states[seq], _ = pen.doc.Diff(nil)
	}
	for some := range slices.Chunk(rows, 500) {
		w.db.Client.DocumentLog.CreateBulk(some...).ExecX(viewer.System(t.Context(), "test"))
	}
	return states
}

func TestTextThatADatabaseCannotHoldIsRefused(t *testing.T) {
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		id := w.document(t, pact.NotesDocument, pact.Author)
		_, err := w.rooms.Append(w.as(t, "hanna"), id, newPen(7).write(t, "text", "a\x00b", 0))
		if pact.CodeOf(err) != pact.BadInput {
			t.Error(err)
		}
		if _, err := w.rooms.Append(w.as(t, "hanna"), id, newPen(8).write(t, "text", "ab", 0)); err != nil {
			t.Error(err)
		}
	})
}

func TestRemovalHoldsFromTheNextWriteOn(t *testing.T) {
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		id := w.document(t, pact.VisionDocument, pact.Shared)
		ctx, pen := w.as(t, "tomas"), newPen(7)
		if _, err := w.rooms.Append(ctx, id, pen.write(t, "boldest", "one", 0)); err != nil {
			t.Fatal(err)
		}
		db.Client.Participant.Update().Where(participant.UserID(w.users["tomas"].ID)).SetRemovedAt(w.rel.CreatedAt).
			ExecX(viewer.System(t.Context(), "test"))
		if _, err := w.rooms.Append(ctx, id, pen.write(t, "boldest", "two", 1)); pact.CodeOf(err) != pact.NotFound {
			t.Errorf("a removed person wrote: %v", err)
		}
		if _, err := w.rooms.May(ctx, id); pact.CodeOf(err) != pact.NotFound {
			t.Errorf("a removed person may: %v", err)
		}
	})
}

func TestADocumentThatIsAbsentIsUnseen(t *testing.T) {
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, id := range []string{"", "doc_0", "doc_00000000000000000000000000000000", "doc_'; DROP TABLE users"} {
			_, may := w.rooms.May(w.as(t, "hanna"), id)
			_, load := w.rooms.Load(t.Context(), id)
			_, appended := w.rooms.Append(w.as(t, "hanna"), id, newPen(7).write(t, "text", "x", 0))
			for _, err := range []error{may, load, appended} {
				if pact.CodeOf(err) != pact.NotFound {
					t.Errorf("%q: %v", id, err)
				}
			}
		}
	})
}

func TestANewIdForEveryKeyStrokeIsTooMuch(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	w := newWorld(t, db)
	ctx := viewer.System(t.Context(), "test")
	note := w.document(t, pact.NotesDocument, pact.Author)
	clients := make([]uint32, 2000)
	for i := range clients {
		clients[i] = uint32(i + 1000)
	}
	for some := range slices.Chunk(clients, 500) {
		rows := make([]*ent.ClientBindingCreate, len(some))
		for i, c := range some {
			rows[i] = db.Client.ClientBinding.Create().SetDocumentID(note).SetClient(c).SetUserID(w.users["hanna"].ID)
		}
		db.Client.ClientBinding.CreateBulk(rows...).ExecX(ctx)
	}
	_, err := w.rooms.Append(w.as(t, "hanna"), note, newPen(7).write(t, "text", "x", 0))
	limited, ok := errors.AsType[*pact.Error](err)
	if !ok || limited.Code != pact.Limited || limited.RetryAfter <= 0 {
		t.Errorf("want LIMITED with a time, got %v", err)
	}
}

func TestTheFeedHearsOfABurstAfterItIsStored(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	w := newWorld(t, db)
	id := w.document(t, pact.VisionDocument, pact.Shared)
	bell, stop := w.feed.Listen(w.rel.ID)
	defer stop()
	if _, err := w.rooms.Append(w.as(t, "hanna"), id, newPen(7).write(t, "boldest", "x", 0)); err != nil {
		t.Fatal(err)
	}
	select {
	case <-bell:
	default:
		t.Error("the bell did not ring")
	}
}
