package graph

import (
	"context"
	"errors"
	"sync"

	"midspan/app/pact"
)

// Farewell keeps why a subscription ended by itself, for whoever says its last word.
type Farewell struct {
	mu  sync.Mutex
	why *pact.Error
}

type farewellKey struct{}

// WithFarewell gives a subscription a place to leave its reason.
func WithFarewell(ctx context.Context) (context.Context, *Farewell) {
	f := &Farewell{}
	return context.WithValue(ctx, farewellKey{}, f), f
}

// Why is the reason, nil when none was left.
func (f *Farewell) Why() *pact.Error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.why
}

// leave notes why a subscription ends. A reader whose part ended is told so: they know what there is.
func leave(ctx context.Context, err error) {
	f, ok := ctx.Value(farewellKey{}).(*Farewell)
	why, ours := errors.AsType[*pact.Error](err)
	if !ok || !ours {
		return
	}
	if why.Code == pact.NotFound {
		why = pact.Refuse(pact.Forbidden, "You no longer take part in this relationship, so nothing more is told from it.")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.why = why
}
