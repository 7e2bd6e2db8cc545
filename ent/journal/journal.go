// Package journal writes and reads the events behind subscriptions, activity and catching up.
// An event is written in the transaction of the change it tells of, in exactly one stream: a
// relationship's shared one, a side's or a person's. Each stream counts its own events without
// gaps, so what happens in one room leaves no trace in another.
package journal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/viewer"
)

// Entry is one thing to tell. It carries ids and never text that people wrote.
type Entry struct {
	Stream       string // whom it tells: a relationship, side or user id
	Relationship string // "" when it belongs to none
	Actor        string // the user who did it, "" for the product itself
	What         string // noun.verb
	Subject      string // the id of what it happened to
}

// StreamOf gives the stream that tells the readers of a room.
func StreamOf(room pact.Audience, relationship string, side *string, author string) string {
	switch {
	case room == pact.Author:
		return author
	case room == pact.OurSide && side != nil:
		return *side
	}
	return relationship
}

// Journal changes things and tells of it.
type Journal struct {
	client *ent.Client
	feed   *Feed
}

// New makes a journal over a client; feed hears of every commit.
func New(client *ent.Client, feed *Feed) *Journal { return &Journal{client: client, feed: feed} }

// Change runs do in one short transaction as the viewer in ctx, writes the entries it returns, and
// after the commit, and only then, tells the feed. Nothing slow belongs inside do. When checks are
// made, whoever tells the same streams waits, and what they told before is seen; one that fails
// undoes it all.
func (j *Journal) Change(ctx context.Context, do func(ctx context.Context, tx *ent.Client) ([]Entry, error), checks ...func(ctx context.Context, tx *ent.Client) error) error {
	tx, err := j.client.Tx(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	entries, err := do(ctx, tx.Client())
	if err != nil {
		return err
	}
	streams, err := write(ctx, tx.Client(), entries)
	if err != nil {
		return err
	}
	for _, holds := range checks {
		if err := holds(ctx, tx.Client()); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	j.feed.Publish(streams...)
	return nil
}

// write gives the entries their places, stream by stream in the order of ids, and says which
// streams grew.
func write(ctx context.Context, tx *ent.Client, entries []Entry) ([]string, error) {
	ctx = viewer.System(ctx, "journal")
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b Entry) int { return cmp.Compare(a.Stream, b.Stream) })
	var streams []string
	for at := 0; at < len(entries); {
		id := entries[at].Stream
		end := at
		for end < len(entries) && entries[end].Stream == id {
			end++
		}
		if err := writeStream(ctx, tx, id, entries[at:end]); err != nil {
			return nil, fmt.Errorf("write journal: %w", err)
		}
		streams, at = append(streams, id), end
	}
	return streams, nil
}

func writeStream(ctx context.Context, tx *ent.Client, id string, entries []Entry) error {
	n := int64(len(entries))
	last, err := grow(ctx, tx, id, n)
	if err != nil {
		return err
	}
	rows := make([]*ent.EventCreate, n)
	for i, e := range entries {
		rows[i] = tx.Event.Create().SetStream(id).SetSeq(last - n + int64(i) + 1).SetWhat(e.What).
			SetNillableRelationshipID(some(e.Relationship)).SetNillableActorID(some(e.Actor)).SetNillableSubjectID(some(e.Subject))
	}
	return tx.Event.CreateBulk(rows...).Exec(ctx)
}

// grow takes the next n places of a stream and gives the last of them. One statement does both: the
// row is taken until the commit, and others who tell the same people wait for it.
func grow(ctx context.Context, tx *ent.Client, id string, n int64) (last int64, err error) {
	rows, err := tx.QueryContext(ctx, "INSERT INTO streams (id, seq) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET seq = streams.seq + $3 RETURNING seq", id, n, n)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&last); err != nil {
			return 0, err
		}
	}
	return last, errors.Join(rows.Err(), rows.Close())
}

// Hold takes a stream for the rest of the transaction, and gives the last place that is told: whoever
// tells the same people comes before, or waits.
func Hold(ctx context.Context, tx *ent.Client, stream string) (last int64, err error) {
	return grow(viewer.System(ctx, "hold a stream"), tx, stream, 0)
}

func some(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
