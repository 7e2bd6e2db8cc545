package graph

import (
	"context"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/membership"
	"midspan/ent/organization"
)

// housesOf gives the organizations of somebody.
func housesOf(ctx context.Context, c *ent.Client, user string) ([]*ent.Organization, error) {
	return c.Membership.Query().Where(membership.UserID(user)).QueryOrganization().
		Order(ent.Asc(organization.FieldID)).Limit(pact.MaxPage).All(ctx)
}

// houseOf gives the organization somebody acts for: the named one, or their only one.
func houseOf(ctx context.Context, c *ent.Client, user string, id *string) (*ent.Organization, error) {
	houses, err := housesOf(ctx, c, user)
	if err != nil {
		return nil, err
	}
	for _, h := range houses {
		if id != nil && h.ID == *id || id == nil && len(houses) == 1 {
			return h, nil
		}
	}
	if id != nil {
		return nil, pact.Invalid("organization", "This is not one of your organisations. Nothing was changed.")
	}
	return nil, pact.Invalid("organization", "Say for which of your organisations this is. Nothing was changed.")
}
