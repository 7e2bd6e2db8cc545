package storetest_test

import (
	"testing"

	"midspan/api/storetest"
	"midspan/ent"
	"midspan/ent/viewer"
)

func TestEachGivesAnEmptyMigratedDatabase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, client *ent.Client) {
		ctx := viewer.System(t.Context(), "test")
		client.Organization.Create().SetName("Alder").SaveX(ctx)
		if n := client.Organization.Query().CountX(ctx); n != 1 {
			t.Errorf("%d organisations where one was made", n)
		}
	})
}
