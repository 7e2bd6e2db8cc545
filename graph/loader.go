package graph

import (
	"context"
	"slices"
	"sync"

	"entgo.io/ent"

	"midspan/app/pact"
	gen "midspan/ent"
	"midspan/ent/section"
)

// loaders gather, within one operation, what fields of many rows ask for one by one. Every row
// that is read is announced, so the first field that asks loads for all of them, and the number of
// statements does not grow with the page.
type loaders struct {
	accords     loader[accordView]          // by relationship
	restarts    loader[pact.RestartFacts]   // by relationship
	stances     loader[[]*gen.Stance]       // of the viewer's side, by relationship
	sequels     loader[sequel]              // by agreement
	gaps        loader[map[string]pact.Gap] // by relationship: of its topics
	waiting     loader[int]                 // by round: how many of its risks wait for an answer
	accepted    loader[map[string]bool]     // by behaviour: the words that were said yes to
	agreed      loader[map[string]int]      // by safeguard: the sides that said yes, by digest
	ballots     loader[bool]                // by risk: whether the viewer voted for it
	seats       loader[*gen.Participant]    // the viewer's own, by relationship
	nextSteps   loader[pact.NextStepFacts]  // by relationship
	dealings    loader[dealings]            // by relationship
	records     loader[*string]             // by signature: once it is of something in force
	rounds      loader[roundView]           // by round
	digests     loader[string]              // by document
	successes   loader[map[string]int]      // by outcome: the sides that call it their success, by digest
	statements  loader[accordView]          // by relationship
	successions loader[succession]          // by publication
}

type loadersKey struct{}

// WithLoaders gives an operation loaders of its own; api puts it around every answer.
func WithLoaders(ctx context.Context, c *gen.Client) context.Context {
	l := &loaders{
		seats: loader[*gen.Participant]{load: func(ctx context.Context, ids []string) (map[string]*gen.Participant, error) {
			return loadSeats(ctx, c, ids)
		}},
		gaps: loader[map[string]pact.Gap]{load: func(ctx context.Context, ids []string) (map[string]map[string]pact.Gap, error) {
			return loadGaps(ctx, c, ids)
		}},
		digests:  loader[string]{load: func(ctx context.Context, ids []string) (map[string]string, error) { return loadDigests(ctx, c, ids) }},
		dealings: loader[dealings]{load: func(ctx context.Context, ids []string) (map[string]dealings, error) { return loadDealings(ctx, c, ids) }},
		restarts: loader[pact.RestartFacts]{load: func(ctx context.Context, ids []string) (map[string]pact.RestartFacts, error) {
			return loadRestarts(ctx, c, ids)
		}},
		successions: loader[succession]{load: func(ctx context.Context, ids []string) (map[string]succession, error) {
			return loadSuccessions(ctx, c, ids)
		}},
		stances: loader[[]*gen.Stance]{load: func(ctx context.Context, ids []string) (map[string][]*gen.Stance, error) {
			return loadStances(ctx, c, ids)
		}},
		sequels: loader[sequel]{load: func(ctx context.Context, ids []string) (map[string]sequel, error) { return loadSequels(ctx, c, ids) }},
		records: loader[*string]{load: func(ctx context.Context, ids []string) (map[string]*string, error) { return loadRecords(ctx, c, ids) }},
		rounds:  loader[roundView]{load: func(ctx context.Context, ids []string) (map[string]roundView, error) { return loadRounds(ctx, c, ids) }},
		successes: loader[map[string]int]{load: func(ctx context.Context, ids []string) (map[string]map[string]int, error) {
			return loadSuccesses(ctx, c, ids)
		}},
		accepted: loader[map[string]bool]{load: func(ctx context.Context, ids []string) (map[string]map[string]bool, error) {
			return loadAccepted(ctx, c, ids)
		}},
		agreed: loader[map[string]int]{load: func(ctx context.Context, ids []string) (map[string]map[string]int, error) {
			return loadAgreed(ctx, c, ids)
		}},
		ballots: loader[bool]{load: func(ctx context.Context, ids []string) (map[string]bool, error) { return loadBallots(ctx, c, ids) }},
		waiting: loader[int]{load: func(ctx context.Context, ids []string) (map[string]int, error) { return loadUnanswered(ctx, c, ids) }},
	}
	l.nextSteps.load = func(ctx context.Context, ids []string) (map[string]pact.NextStepFacts, error) {
		seats, err := l.seats.some(ctx, ids)
		if err != nil {
			return nil, err
		}
		dealt, err := l.dealings.some(ctx, ids)
		if err != nil {
			return nil, err
		}
		return loadNextSteps(ctx, c, seats, dealt, ids)
	}
	l.accords.load = func(ctx context.Context, ids []string) (map[string]accordView, error) {
		dealt, err := l.dealings.some(ctx, ids)
		if err != nil {
			return nil, err
		}
		return loadAccords(ctx, c, dealt, ids)
	}
	l.statements.load = func(ctx context.Context, ids []string) (map[string]accordView, error) {
		dealt, err := l.dealings.some(ctx, ids)
		if err != nil {
			return nil, err
		}
		return loadStatements(ctx, c, dealt, ids)
	}
	return context.WithValue(ctx, loadersKey{}, l)
}

func loadersOf(ctx context.Context, c *gen.Client) *loaders {
	if l, ok := ctx.Value(loadersKey{}).(*loaders); ok {
		return l
	}
	return loadersOf(WithLoaders(ctx, c), c)
}

// forget drops what was loaded: a mutation has changed things.
func forget(ctx context.Context) {
	if l, ok := ctx.Value(loadersKey{}).(*loaders); ok {
		l.seats.reset()
		l.nextSteps.reset()
		l.digests.reset()
		l.rounds.reset()
		l.dealings.reset()
		l.accords.reset()
		l.statements.reset()
		l.successions.reset()
		l.restarts.reset()
		l.stances.reset()
		l.sequels.reset()
		l.records.reset()
		l.successes.reset()
		l.accepted.reset()
		l.agreed.reset()
		l.gaps.reset()
		l.ballots.reset()
		l.waiting.reset()
	}
}

// announce has every row with a loader that is read in an operation known to its loaders.
func announce(c *gen.Client) {
	watch(c.Relationship, func(l *loaders, r *gen.Relationship) {
		l.seats.want(r.ID)
		l.nextSteps.want(r.ID)
		l.dealings.want(r.ID)
		l.accords.want(r.ID)
		l.statements.want(r.ID)
		l.restarts.want(r.ID)
		l.stances.want(r.ID)
	})
	watch(c.Round, func(l *loaders, r *gen.Round) {
		l.rounds.want(r.ID)
		l.waiting.want(r.ID)
	})
	watch(c.Risk, func(l *loaders, k *gen.Risk) { l.ballots.want(k.ID) })
	watch(c.Document, func(l *loaders, d *gen.Document) { l.digests.want(d.ID) })
	watch(c.Signature, func(l *loaders, s *gen.Signature) { l.records.want(s.ID) })
	watch(c.Publication, func(l *loaders, p *gen.Publication) { l.successions.want(p.ID) })
	watch(c.Agreement, func(l *loaders, a *gen.Agreement) { l.sequels.want(a.ID) })
	watch(c.Outcome, func(l *loaders, o *gen.Outcome) { l.successes.want(o.ID) })
	watch(c.TrustBehaviour, func(l *loaders, b *gen.TrustBehaviour) { l.accepted.want(b.ID) })
	watch(c.Safeguard, func(l *loaders, s *gen.Safeguard) { l.agreed.want(s.ID) })
}

func watch[T any](c interface{ Intercept(...ent.Interceptor) }, seen func(*loaders, *T)) {
	c.Intercept(ent.InterceptFunc(func(next ent.Querier) ent.Querier {
		return ent.QuerierFunc(func(ctx context.Context, q ent.Query) (ent.Value, error) {
			v, err := next.Query(ctx, q)
			l, watched := ctx.Value(loadersKey{}).(*loaders)
			if rows, ok := v.([]*T); ok && watched && err == nil {
				for _, row := range rows {
					seen(l, row)
				}
			}
			return v, err
		})
	}))
}

// loader loads many at once, each id once.
type loader[V any] struct {
	load func(context.Context, []string) (map[string]V, error)

	mu     sync.Mutex
	wanted []string
	known  map[string]V
}

func (l *loader[V]) want(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.wanted = append(l.wanted, id)
}

func (l *loader[V]) reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.known = nil
}

// get gives what belongs to an id; what load leaves out is not to be seen.
func (l *loader[V]) get(ctx context.Context, id string) (V, error) {
	some, err := l.some(ctx, []string{id})
	v, ok := some[id]
	if err == nil && !ok {
		err = pact.Unseen()
	}
	return v, err
}

// some gives what belongs to ids, as far as it is to be seen.
func (l *loader[V]) some(ctx context.Context, ids []string) (map[string]V, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	known := func(id string) bool { _, ok := l.known[id]; return ok }
	if missing := slices.DeleteFunc(slices.Clone(ids), known); len(missing) > 0 {
		// What a loader reads is nothing to load for: without loaders in its context it cannot wait
		// for itself.
		loaded, err := l.load(context.WithValue(ctx, loadersKey{}, nil), append(l.wanted, missing...))
		if err != nil {
			return nil, err
		}
		l.wanted, l.known = nil, merged(l.known, loaded)
	}
	all := map[string]V{}
	for _, id := range ids {
		if known(id) {
			all[id] = l.known[id]
		}
	}
	return all, nil
}

func merged[V any](known, loaded map[string]V) map[string]V {
	if known == nil {
		return loaded
	}
	for id, v := range loaded {
		known[id] = v
	}
	return known
}

func loadDigests(ctx context.Context, c *gen.Client, ids []string) (map[string]string, error) {
	rows, err := c.Section.Query().Where(section.DocumentIDIn(ids...)).Order(gen.Asc(section.FieldPosition)).All(ctx)
	if err != nil {
		return nil, err
	}
	texts := map[string][]pact.SectionText{}
	for _, s := range rows {
		texts[s.DocumentID] = append(texts[s.DocumentID], sectionTexts([]*gen.Section{s})...)
	}
	digests := map[string]string{}
	for id, t := range texts {
		digests[id] = pact.Digest(t)
	}
	return digests, nil
}
