package graph

import (
	"context"

	"midspan/ent"
)

// PreMortem is preMortems of one relationship, for tests.
func PreMortem(ctx context.Context, c *ent.Client, relationship string) (opened bool, untreated int, err error) {
	all, err := preMortems(ctx, c, []string{relationship})
	untreated, opened = all[relationship]
	return opened, untreated, err
}
