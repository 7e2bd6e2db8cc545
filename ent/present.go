package ent

import "context"

// Present gives the rows of a table with these ids that the viewer may see, nil at the place of
// each other. Unlike Noders it puts no errors into the answer of a GraphQL operation.
func (c *Client) Present(ctx context.Context, table string, ids []string) ([]Noder, error) {
	return c.noders(ctx, table, ids)
}
