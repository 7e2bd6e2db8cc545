package room

// Waiting tells, for those who watch the server, how many frames wait to be sent to peers, and how
// many of them to the slowest.
func (h *Hub) Waiting() (all, longest int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for p := range h.peers {
		n := p.out.waiting()
		all, longest = all+n, max(longest, n)
	}
	return all, longest
}

func (o *outbox) waiting() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.frames)
}
