package journal

import (
	"context"

	"midspan/ent"
)

// Within writes entries in a transaction of the caller's, as the last thing it does, and tells the
// feed once that is committed.
func (j *Journal) Within(ctx context.Context, tx *ent.Tx, entries []Entry) error {
	streams, err := write(ctx, tx.Client(), entries)
	if err != nil {
		return err
	}
	tx.OnCommit(func(next ent.Committer) ent.Committer {
		return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
			err := next.Commit(ctx, tx)
			if err == nil {
				j.feed.Publish(streams...)
			}
			return err
		})
	})
	return nil
}
