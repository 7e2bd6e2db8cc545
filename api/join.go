package main

import (
	"context"

	"midspan/ent"
	"midspan/graph"
)

// joining makes somebody who signs up by an invitation part of what it is to, and tells of it, in
// the transaction that makes their account.
func joining(contract *graph.Resolver) func(context.Context, *ent.Tx, *ent.User, string, string) error {
	return func(ctx context.Context, tx *ent.Tx, user *ent.User, invitation, organization string) error {
		told, err := contract.Join(ctx, tx.Client(), user, invitation, organization)
		if err != nil {
			return err
		}
		return contract.Journal.Within(ctx, tx, told)
	}
}

// invited says whether a letter is open, to whoever signs up by it.
func invited(contract *graph.Resolver) func(context.Context, string) error {
	return func(ctx context.Context, invitation string) error {
		_, err := contract.Letter(ctx, invitation)
		return err
	}
}
