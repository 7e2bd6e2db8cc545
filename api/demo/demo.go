// Package demo fills an empty database with two organisations in the middle of a second start, and
// a third that must see nothing of it. Ids are fixed, days are counted from now, so that links to
// it work and it always looks alive.
package demo

import (
	"context"
	"fmt"
	"time"

	"midspan/api/auth"
	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/viewer"
)

// Password is that of every account of the demo.
const Password = "midspan-demo"

// Load writes the demo when the database is empty. now is what its days are counted from.
func Load(ctx context.Context, client *ent.Client, now time.Time) error {
	ctx = viewer.System(ctx, "demo")
	if full, err := client.User.Query().Exist(ctx); err != nil || full {
		return err
	}
	hash, err := auth.Hash(ctx, Password)
	if err != nil {
		return err
	}
	tx, err := client.Tx(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	b := &builder{ctx: ctx, tx: tx.Client(), now: now.UTC().Truncate(time.Second), hash: hash}
	b.people()
	b.bridges()
	b.rooms()
	b.promises()
	b.talks()
	b.paths()
	b.trust()
	b.focus()
	b.preMortem()
	b.comes()
	b.restart()
	b.happened()
	if b.err != nil {
		return b.err
	}
	return tx.Commit()
}

// builder writes rows until one fails.
type builder struct {
	ctx  context.Context
	tx   *ent.Client
	now  time.Time
	hash string
	err  error
	told []told
}

func (b *builder) add(what string, row interface{ Exec(context.Context) error }) {
	if b.err != nil {
		return
	}
	if err := row.Exec(b.ctx); err != nil {
		b.err = fmt.Errorf("%s: %w", what, err)
	}
}

// ago is a moment some days before now, some hours before the end of that working day; with no
// days, some hours before now.
func (b *builder) ago(days, hours int) time.Time {
	back := time.Duration(hours) * time.Hour
	if days == 0 {
		return b.now.Add(-back)
	}
	minutes := time.Duration((days*7+hours*13)%50) * time.Minute // nobody writes on the hour
	return b.now.Truncate(24*time.Hour).AddDate(0, 0, -days).Add(16*time.Hour - back - minutes)
}

// in is a day of the calendar some days after now.
func (b *builder) in(days int) pact.Date {
	return pact.Date(b.now.AddDate(0, 0, days).Format(time.DateOnly))
}

// ID is a fixed id of the demo: a time before any real one, and a number.
func ID(p pact.Prefix, n int) string { return fmt.Sprintf("%s0193000000007000%016x", p, n) }
