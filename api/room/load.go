package room

import (
	"context"

	"midspan/app/ytext"
)

// ready loads the document, or catches up with what other replicas stored.
func (r *Room) ready(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken {
		return errBroken
	}
	if r.doc != nil {
		return r.catchUp(ctx)
	}
	err := r.load(ctx)
	if err != nil {
		r.breakUp()
	}
	return err
}

func (r *Room) load(ctx context.Context) error {
	ctx, cancel := r.patience(ctx)
	defer cancel()
	loaded, err := r.hub.store.Load(ctx, r.document)
	if err != nil {
		return err
	}
	doc := ytext.New(0)
	if len(loaded.State) > 0 {
		if _, err := doc.Apply(loaded.State, nil); err != nil {
			return err
		}
	}
	doc.Observe(func(c ytext.Change) {
		for _, s := range c.Splices {
			r.touched[s.Root] = true
		}
	})
	r.doc, r.seq = doc, loaded.Seq
	r.sections = map[string]bool{}
	for _, key := range loaded.Sections {
		r.sections[key] = true
	}
	r.snapshot.updates, r.snapshot.bytes = loaded.Updates, loaded.Bytes
	r.current = r.hub.now()
	clear(r.touched)
	r.hub.weigh(r, doc.Size())
	return nil
}

// reload replaces a document that took in what the store refused. What others stored
// meanwhile is relayed: all that is not covered by the state vector from before.
func (r *Room) reload(ctx context.Context, before []byte) {
	known := r.seq
	if err := r.load(ctx); err != nil {
		r.fail("load", err)
		return
	}
	if r.seq == known {
		return
	}
	if missed, err := r.doc.Diff(before); err == nil {
		r.relay(missed, nil)
	}
}

// catchUp takes in and relays what other replicas stored.
func (r *Room) catchUp(ctx context.Context) error {
	ctx, cancel := r.patience(ctx)
	defer cancel()
	updates, last, err := r.hub.store.Since(ctx, r.document, r.seq)
	if err != nil {
		return err
	}
	for _, u := range updates {
		if _, err := r.doc.Apply(u, nil); err != nil {
			return err
		}
		r.relay(u, nil)
		r.snapshot.count(len(u))
	}
	r.seq = max(r.seq, last)
	r.current = r.hub.now()
	return nil
}

// refresh catches up if nothing did for a while: a notification may have been lost. If the store
// does not answer, the room goes on as it is until it has something to store.
func (r *Room) refresh() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken || r.doc == nil || r.hub.now().Sub(r.current) < r.hub.limits.Pulse {
		return
	}
	if err := r.catchUp(context.Background()); err != nil {
		r.hub.log.Warn("no news of a document", "document", r.document, "error", err)
	}
}
