package graph

import (
	"context"
	"time"

	"github.com/graph-gophers/dataloader/v7"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/section"
)

// loaders gather, within one operation, what fields of many rows ask for one by one, so that the
// number of statements does not grow with the page.
type loaders struct {
	standings *dataloader.Loader[string, stands] // by relationship
	digests   *dataloader.Loader[string, string] // by document
}

// stands is how the viewer stands in a relationship.
type stands struct {
	mine  *ent.Participant
	facts pact.NextStepFacts
}

type loadersKey struct{}

// WithLoaders gives an operation loaders of its own; api puts it around every operation and every
// answer of a subscription.
func WithLoaders(ctx context.Context, c *ent.Client) context.Context {
	return context.WithValue(ctx, loadersKey{}, &loaders{
		standings: batched(func(ctx context.Context, ids []string) (map[string]stands, error) { return loadStandings(ctx, c, ids) }),
		digests:   batched(func(ctx context.Context, ids []string) (map[string]string, error) { return loadDigests(ctx, c, ids) }),
	})
}

func loadersOf(ctx context.Context, c *ent.Client) *loaders {
	if l, ok := ctx.Value(loadersKey{}).(*loaders); ok {
		return l
	}
	return loadersOf(WithLoaders(ctx, c), c)
}

// batched makes a loader of a function that loads many at once; what it leaves out is not to be seen.
func batched[V any](load func(context.Context, []string) (map[string]V, error)) *dataloader.Loader[string, V] {
	return dataloader.NewBatchedLoader(func(ctx context.Context, ids []string) []*dataloader.Result[V] {
		found, err := load(ctx, ids)
		results := make([]*dataloader.Result[V], len(ids))
		for i, id := range ids {
			v, ok := found[id]
			results[i] = &dataloader.Result[V]{Data: v, Error: err}
			if err == nil && !ok {
				results[i].Error = pact.Unseen()
			}
		}
		return results
	}, dataloader.WithWait[string, V](time.Millisecond), dataloader.WithBatchCapacity[string, V](pact.MaxPage))
}

func loadStandings(ctx context.Context, c *ent.Client, ids []string) (map[string]stands, error) {
	f := &facts{known: map[string]*pact.NextStepFacts{}, mine: map[string]*ent.Participant{}}
	if err := f.load(ctx, c, ids); err != nil {
		return nil, err
	}
	all := map[string]stands{}
	for id, known := range f.known {
		all[id] = stands{f.mine[id], *known}
	}
	return all, nil
}

func loadDigests(ctx context.Context, c *ent.Client, ids []string) (map[string]string, error) {
	rows, err := c.Section.Query().Where(section.DocumentIDIn(ids...)).Order(ent.Asc(section.FieldPosition)).All(ctx)
	if err != nil {
		return nil, err
	}
	texts := map[string][]pact.SectionText{}
	for _, s := range rows {
		texts[s.DocumentID] = append(texts[s.DocumentID], sectionTexts([]*ent.Section{s})...)
	}
	digests := map[string]string{}
	for id, t := range texts {
		digests[id] = pact.Digest(t)
	}
	return digests, nil
}
