package journal_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"midspan/api/storetest"
	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/schema"
	"midspan/ent/viewer"
)

// bridge is a relationship with one person a side, and its journal.
type bridge struct {
	client      *ent.Client
	journal     *journal.Journal
	feed        *journal.Feed
	rel         string
	left, right journal.Reader
}

func newBridge(t *testing.T, client *ent.Client) *bridge {
	t.Helper()
	ctx := viewer.System(t.Context(), "test")
	b := &bridge{client: client, feed: journal.NewFeed()}
	b.journal = journal.New(client, b.feed)
	b.rel = client.Relationship.Create().SetName("L and R").SaveX(ctx).ID
	person := func(bank pact.Bank) journal.Reader {
		u := client.User.Create().SetName("P").SetEmail(schema.NewID(pact.UserID) + "@x.example").SetPasswordHash("x").SaveX(ctx)
		s := client.Side.Create().SetRelationshipID(b.rel).SetBank(bank).SetName("S").SaveX(ctx)
		client.Participant.Create().SetRelationshipID(b.rel).SetSideID(s.ID).SetUserID(u.ID).SetRole(pact.Owner).ExecX(ctx)
		return journal.Reader{Client: client, Relationship: b.rel, Side: s.ID, User: u.ID}
	}
	b.left, b.right = person(pact.Left), person(pact.Right)
	return b
}

func as(t *testing.T, r journal.Reader) context.Context {
	return viewer.New(t.Context(), viewer.Viewer{User: r.User})
}

func (b *bridge) tell(t *testing.T, who journal.Reader, stream, what string) {
	t.Helper()
	err := b.journal.Change(as(t, who), func(context.Context, *ent.Client) ([]journal.Entry, error) {
		return []journal.Entry{{Stream: stream, Relationship: b.rel, Actor: who.User, What: what, Subject: b.rel}}, nil
	})
	if err != nil {
		t.Error(err)
	}
}

func read(t *testing.T, r journal.Reader, from journal.Place, page int) (lines []journal.Line, at journal.Place) {
	t.Helper()
	at = from
	for {
		some, err := r.After(as(t, r), at, page)
		if err != nil {
			t.Fatal(err)
		}
		if len(some) == 0 {
			return lines, at
		}
		lines, at = append(lines, some...), some[len(some)-1].Place
	}
}

func TestStreamsHaveNoGapsHoweverManyWrite(t *testing.T) {
	storetest.Each(t, func(t *testing.T, client *ent.Client) {
		b := newBridge(t, client)
		var all sync.WaitGroup
		for w := range 6 {
			all.Go(func() {
				who := []journal.Reader{b.left, b.right}[w%2]
				for i := range 15 {
					b.tell(t, who, []string{b.rel, who.Side, who.User}[i%3], fmt.Sprintf("w%d.%d", w, i))
				}
			})
		}
		all.Wait()
		for _, r := range []journal.Reader{b.left, b.right} {
			lines, _ := read(t, r, journal.Place{}, 7)
			if len(lines) != 30+15+15 {
				t.Fatalf("%d lines", len(lines))
			}
			next, last := map[string]int64{}, map[string]int{}
			for _, l := range lines {
				next[l.Stream]++
				if l.Seq != next[l.Stream] {
					t.Fatalf("%s: %d after %d", l.Stream, l.Seq, next[l.Stream]-1)
				}
				if l.Stream != b.rel && l.Stream != r.Side && l.Stream != r.User {
					t.Fatalf("a line of somebody else's room: %s", l.Stream)
				}
				var w, i int
				_, _ = fmt.Sscanf(l.What, "w%d.%d", &w, &i)
				key := fmt.Sprint(l.Stream, w)
				if i < last[key] {
					t.Fatalf("writer %d's %d came after %d in its stream", w, i, last[key])
				}
				last[key] = i
			}
		}
	})
}

func TestAReaderResumesAnywhereWithoutLossOrRepetition(t *testing.T) {
	storetest.Each(t, func(t *testing.T, client *ent.Client) {
		b := newBridge(t, client)
		for i := range 40 {
			who := []journal.Reader{b.left, b.right}[rand.IntN(2)]
			b.tell(t, who, []string{b.rel, who.Side, who.User}[rand.IntN(3)], fmt.Sprint("e.", i))
		}
		whole, end := read(t, b.left, journal.Place{}, 100)
		for cut := range whole {
			rest, at := read(t, b.left, whole[cut].Place, 3)
			if len(rest) != len(whole)-cut-1 || at != end {
				t.Fatalf("after %d of %d come %d", cut+1, len(whole), len(rest))
			}
			for i := range rest {
				if rest[i].ID != whole[cut+1+i].ID {
					t.Fatal("another order after a break")
				}
			}
			parsed, err := journal.ParsePlace(whole[cut].Place.String())
			if err != nil || parsed != whole[cut].Place {
				t.Fatal(parsed, err)
			}
		}
		back, err := b.left.Before(as(t, b.left), end, 100)
		if err != nil || len(back) != len(whole) {
			t.Fatal(len(back), err)
		}
		for i := range back {
			if back[i].ID != whole[i].ID || back[i].Place != whole[i].Place {
				t.Fatalf("line %d differs when read backward", i)
			}
		}
		if now, err := b.left.Now(as(t, b.left)); err != nil || now != end {
			t.Fatal(now, end, err)
		}
	})
}

func TestWhatIsTakenBackLeavesNoLineAndRingsNoBell(t *testing.T) {
	storetest.Each(t, func(t *testing.T, client *ent.Client) {
		b := newBridge(t, client)
		bell, stop := b.feed.Listen(b.left.Streams()...)
		defer stop()
		no := errors.New("no")
		err := b.journal.Change(as(t, b.left), func(ctx context.Context, tx *ent.Client) ([]journal.Entry, error) {
			if err := tx.Relationship.UpdateOneID(b.rel).SetName("half done").Exec(ctx); err != nil {
				return nil, err
			}
			return []journal.Entry{{Stream: b.rel, Relationship: b.rel, What: "x.y"}}, no
		})
		if !errors.Is(err, no) {
			t.Fatal(err)
		}
		select {
		case <-bell:
			t.Fatal("the bell rang")
		default:
		}
		if lines, _ := read(t, b.left, journal.Place{}, 10); len(lines) != 0 {
			t.Fatal(lines)
		}
		if got := client.Relationship.GetX(as(t, b.left), b.rel).Name; got != "L and R" {
			t.Fatal(got)
		}
		b.tell(t, b.right, b.rel, "x.y")
		<-bell
		if lines, _ := read(t, b.left, journal.Place{}, 10); len(lines) != 1 || lines[0].Seq != 1 {
			t.Fatal("what was taken back left a gap")
		}
	})
}

func TestTheOtherSidesRoomLeavesNoTrace(t *testing.T) {
	storetest.Each(t, func(t *testing.T, client *ent.Client) {
		b := newBridge(t, client)
		bell, stop := b.feed.Listen(b.right.Streams()...)
		defer stop()
		b.tell(t, b.left, b.left.Side, "side.profile.changed")
		b.tell(t, b.left, b.left.User, "document.created")
		select {
		case <-bell:
			t.Fatal("the other side is woken")
		default:
		}
		if now, _ := b.right.Now(as(t, b.right)); now != (journal.Place{}) {
			t.Fatal(now)
		}
		forged := b.right
		forged.Side, forged.User = b.left.Side, b.left.User
		lines, err := forged.After(as(t, b.right), journal.Place{}, 10)
		if err != nil || len(lines) != 0 {
			t.Fatalf("read through a forged reader: %v %v", lines, err)
		}
	})
}

func FuzzParsePlace(f *testing.F) {
	f.Add("1.2.3")
	f.Add("-1.0.0")
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := journal.ParsePlace(s); err == nil && p.String() != s {
			t.Fatalf("%q reads as %v", s, p)
		}
	})
}
