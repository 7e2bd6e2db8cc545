package store_test

import (
	"fmt"
	"testing"

	"midspan/api/store"
	"midspan/api/storetest"
)

// asked gives the single number that a statement answers with.
func asked(t *testing.T, db *store.DB, statement string, args ...any) (n int) {
	t.Helper()
	if err := db.SQL.QueryRowContext(t.Context(), statement, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

const (
	shelf  = `SELECT * FROM shelf WHERE n = $1`
	keptOf = `SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%shelf%'`
)

func openShelf(t *testing.T) *store.DB {
	t.Helper()
	db := storetest.Open(t, storetest.Postgres(t))
	db.SQL.SetMaxOpenConns(1) // what one connection keeps
	exec(t, db, "CREATE TABLE shelf (n int)")
	exec(t, db, "INSERT INTO shelf VALUES (7)")
	return db
}

func TestAConnectionPreparesAStatementOnceAndKeepsSoMany(t *testing.T) {
	db := openShelf(t)
	for range 3 {
		if got := asked(t, db, shelf, 7); got != 7 {
			t.Fatalf("%d", got)
		}
	}
	if got := asked(t, db, keptOf); got != 1 {
		t.Errorf("%d statements are kept", got)
	}
	for i := range 250 {
		asked(t, db, fmt.Sprintf("SELECT n + %d FROM shelf WHERE n = $1", i), 7)
	}
	if got := asked(t, db, keptOf); got == 0 || got > 100 {
		t.Errorf("%d statements are kept after 250", got)
	}
}

func TestAKeptStatementIsForgottenWhenItsTableHasChanged(t *testing.T) {
	db := openShelf(t)
	asked(t, db, shelf, 7)
	exec(t, db, "ALTER TABLE shelf ALTER n TYPE bigint")
	_ = db.SQL.QueryRowContext(t.Context(), shelf, 7).Scan(new(int)) // may be told of the change
	if got := asked(t, db, shelf, 7); got != 7 {
		t.Errorf("%d", got)
	}
	tx, err := db.SQL.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.ExecContext(t.Context(), "INSERT INTO shelf SELECT n / ($1 - 7) FROM shelf", 7); err == nil {
		t.Error("a division by zero succeeds")
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if got := asked(t, db, shelf, 7); got != 7 {
		t.Errorf("after a failed transaction: %d", got)
	}
}
