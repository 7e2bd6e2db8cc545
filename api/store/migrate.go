package store

import "context"

// Migrate brings the database to the schema of this program.
func (db *DB) Migrate(ctx context.Context) error { return db.Client.Schema.Create(ctx) }
