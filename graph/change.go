package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"

	"entgo.io/ent/dialect/sql"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/idempotencykey"
	"midspan/ent/journal"
	"midspan/ent/participant"
)

// deed is the inside of a mutation: it works in one transaction and gives the id of what it made
// or changed, and what is to be told of it.
type deed func(ctx context.Context, tx *ent.Client) (result string, told []journal.Entry, err error)

// doing is a deed that takes one thing.
func doing[A any](do func(context.Context, *ent.Client, A) (string, []journal.Entry, error), with A) deed {
	return func(ctx context.Context, tx *ent.Client) (string, []journal.Entry, error) { return do(ctx, tx, with) }
}

// changed does a deed, and reads what came of it through the viewer's eyes.
func changed[T any](ctx context.Context, r *Resolver, input any, id *string, do deed, of func(context.Context, *ent.Client, string) (T, error)) (result T, err error) {
	key, err := r.change(ctx, input, id, do)
	if err != nil {
		return result, err
	}
	return of(ctx, r.Client, key)
}

// change does a deed in one transaction. With a client mutation id it is done once: a retry with
// the same input gives the same result, the same id with another input is a conflict.
func (r *Resolver) change(ctx context.Context, input any, id *string, do deed) (result string, err error) {
	v, err := asker(ctx)
	if err != nil {
		return "", err
	}
	defer forget(ctx)
	if id == nil || *id == "" {
		return r.carryOut(ctx, do)
	}
	if err := pact.Within("clientMutationId", "The client mutation id", *id, true, pact.MaxMutationID); err != nil {
		return "", err
	}
	sum, err := inputDigest(input)
	if err != nil {
		return "", err
	}
	if result, done, err := r.done(ctx, v.User, *id, sum); done || err != nil {
		return result, err
	}
	result, err = r.carryOut(ctx, func(ctx context.Context, tx *ent.Client) (string, []journal.Entry, error) {
		result, told, err := do(ctx, tx)
		if err == nil {
			err = tx.IdempotencyKey.Create().SetUserID(v.User).SetKey(*id).SetDigest(sum).SetResult(result).Exec(ctx)
		}
		return result, told, err
	})
	if err == nil {
		return result, nil
	}
	// A retry may have been faster; then its result is the answer, whatever stopped this one.
	if result, done, again := r.done(ctx, v.User, *id, sum); done || again != nil {
		return result, again
	}
	return "", err
}

// carryOut does a deed, and what follows from it for what is out for signature. When something was put
// out, or what it covers changed, at the same moment, it is done anew: by then that is seen.
func (r *Resolver) carryOut(ctx context.Context, do deed) (result string, err error) {
	for range 3 {
		var told []journal.Entry
		var kept []string
		err = r.Journal.Change(ctx, func(ctx context.Context, tx *ent.Client) ([]journal.Entry, error) {
			if result, told, err = do(ctx, tx); err != nil {
				return nil, err
			}
			told, kept, err = r.keep(ctx, tx, told)
			return told, err
		}, func(ctx context.Context, tx *ent.Client) error { return overtaken(ctx, tx, told, kept) })
		if !errors.Is(err, errOvertaken) {
			return result, err
		}
	}
	return "", err
}

// done says what a client mutation id of a user brought about, if it did.
func (r *Resolver) done(ctx context.Context, user, id, sum string) (result string, done bool, err error) {
	k, err := r.Client.IdempotencyKey.Query().Where(idempotencykey.UserID(user), idempotencykey.Key(id)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return "", false, nil
	case err != nil:
		return "", false, err
	case k.Digest != sum:
		return "", false, &pact.Error{Code: pact.Conflict, State: k.Result, Message: "This client mutation id was used for something else. Nothing was changed; use a fresh one."}
	}
	return k.Result, true, nil
}

func inputDigest(input any) (string, error) {
	b, err := json.Marshal([]any{typeName(input), input})
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), err
}

// standing gives a user's current participation in a relationship.
func standing(ctx context.Context, c *ent.Client, relationship, user string) (*ent.Participant, error) {
	p, err := c.Participant.Query().Where(
		participant.RelationshipID(relationship), participant.UserID(user), participant.RemovedAtIsNil(),
	).Only(ctx)
	return p, found(err)
}

// found turns "no such row" into the one answer for what is absent or not the asker's to see.
func found(err error) error {
	if ent.IsNotFound(err) {
		return pact.Unseen()
	}
	return err
}

// one turns "no row was changed" into the one answer for what is absent or not the asker's to see.
func one(n int, err error) error {
	if err == nil && n != 1 {
		err = pact.Unseen()
	}
	return err
}

// asItIs changes a row into what it is, which takes it for the rest of the transaction.
func asItIs(column string) func(*sql.UpdateBuilder) {
	return func(u *sql.UpdateBuilder) { u.Set(column, sql.Expr(column)) }
}
