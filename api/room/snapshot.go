package room

import "context"

// snapshot counts the log since the last snapshot.
type snapshot struct {
	updates, bytes int
	underway       bool
}

func (s *snapshot) count(bytes int) {
	s.updates++
	s.bytes += bytes
}

// compact counts an update and, when enough have gathered, stores a snapshot beside the
// work. If that fails, the next is tried when as many have gathered again.
func (r *Room) compact(bytes int) {
	r.snapshot.count(bytes)
	limits := r.hub.limits
	if r.snapshot.underway || (r.snapshot.updates < limits.SnapshotUpdates && r.snapshot.bytes < limits.SnapshotBytes) {
		return
	}
	state, err := r.doc.Diff(nil)
	if err != nil {
		r.hub.log.Error("snapshot", "document", r.document, "error", err)
		return
	}
	seq := r.seq
	r.snapshot = snapshot{underway: r.hub.beside(func() { r.keep(seq, state) })}
}

func (r *Room) keep(seq int64, state []byte) {
	ctx, cancel := r.patience(context.Background())
	defer cancel()
	if err := r.hub.store.Compact(ctx, r.document, seq, state); err != nil {
		r.hub.log.Error("snapshot", "document", r.document, "error", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.snapshot.underway = false
}

// beside runs work that Close waits for; false if the hub is closing.
func (h *Hub) beside(work func()) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closing {
		return false
	}
	h.work.Go(work)
	return true
}
