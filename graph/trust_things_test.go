package graph_test

const trustThere = `query($rel: ID!) { node(id: $rel) { ... on Relationship { me { side { id } }
	trustBehaviours(first: 10) { edges { node { id receiver { id } } } } lookbacks(last: 1) { edges { node { id closedAt safeguards(last: 1) { edges { node { id } } } } } } } } }`

// behaviour is something that our side needs to see, freshly worded in the place of all others.
func (w *world) behaviour(us string) string {
	w.t.Helper()
	there := w.must(us+" owner", trustThere, vars{"rel": w.rel})
	for _, e := range dig(there, "node.trustBehaviours.edges").([]any) {
		if dig(e, "node.receiver.id") == dig(there, "node.me.side.id") {
			w.must(us+" owner", dropTrust, vars{"b": dig(e, "node.id")})
		}
	}
	return dig(w.must(us+" owner", askTrust, vars{"rel": w.rel, "text": "t", "seen": "s"}), "createTrustBehaviour.trustBehaviour.id").(string)
}

// lookedBack is the look back that is open.
func (w *world) lookedBack(us string) string {
	w.t.Helper()
	there := w.must(us+" owner", trustThere, vars{"rel": w.rel})
	if id, ok := dig(there, "node.lookbacks.edges.0.node.id").(string); ok && dig(there, "node.lookbacks.edges.0.node.closedAt") == nil {
		return id
	}
	return dig(w.must(us+" owner", lookBack, vars{"rel": w.rel, "min": 25, "else": false}), "openLookback.lookback.id").(string)
}

// safeguard is one for a cause of it.
func (w *world) safeguard(us string) string {
	w.t.Helper()
	l := w.lookedBack(us)
	there := w.must(us+" owner", trustThere, vars{"rel": w.rel})
	if id, ok := dig(there, "node.lookbacks.edges.0.node.safeguards.edges.0.node.id").(string); ok {
		return id
	}
	return dig(w.must(us+" owner", nameCause, vars{"l": l, "cause": "c", "text": "t"}), "createSafeguard.safeguard.id").(string)
}
