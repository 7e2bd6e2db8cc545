package main

// focus are sound inputs about who carries what, and what takes both sides' time.
func (v *visitor) focus(rel, seat, outcome string, other *visitor) map[string]vars {
	v.t.Helper()
	make1 := func(query, path string) string { return v.mustText(query, vars{"r": rel}, path) }
	for _, id := range v.listed(rel) { // those of an earlier call
		v.must(`mutation($i: ID!) { decideFocusItem(input: {focusItem: $i, fate: DROPPED}) { focusItem { id } } }`, vars{"i": id}, "")
	}
	for _, t := range v.topicsOf(rel) {
		v.must(`mutation($t: ID!) { deleteTopic(input: {topic: $t}) { deleted } }`, vars{"t": t}, "")
	}
	topic := make1(`mutation($r: ID!) { createTopic(input: {relationship: $r, name: "t"}) { topic { id } } }`, "createTopic.topic.id")
	carried := make1(`mutation($r: ID!) { createTopic(input: {relationship: $r, name: "carried"}) { topic { id } } }`, "createTopic.topic.id")
	meeting := make1(`mutation($r: ID!) { createFocusItem(input: {relationship: $r, kind: MEETING, text: "m"}) { focusItem { id } } }`, "createFocusItem.focusItem.id")
	work := make1(`mutation($r: ID!) { createFocusItem(input: {relationship: $r, kind: WORK, text: "w"}) { focusItem { id } } }`, "createFocusItem.focusItem.id")
	learning := v.mustText(`mutation($i: ID!) { noteLearning(input: {focusItem: $i, text: "l"}) { learning { id } } }`, vars{"i": meeting}, "noteLearning.learning.id")
	all := map[string]vars{
		"createTopic":     {"relationship": rel, "name": "another", "pairings": []string{}},
		"deleteTopic":     {"topic": topic},
		"setPairing":      {"relationship": rel, "participants": []string{seat, seat}, "topics": []string{}},
		"deletePairing":   {"pairing": "none"},
		"setHub":          {"participant": seat, "hub": true},
		"setAdviser":      {"participant": seat, "facet": "f"},
		"createFocusItem": {"relationship": rel, "kind": "MEETING", "text": "t", "rhythm": "r", "outcome": outcome},
		"decideFocusItem": {"focusItem": work, "fate": "HANDED_OUT", "toWhom": "w"},
		"linkFocusItem":   {"focusItem": meeting, "outcome": outcome},
		"setBudget":       {"relationship": rel, "kind": "AGENDA", "items": 6},
		"noteLearning":    {"focusItem": meeting, "text": "t"},
		"deleteLearning":  {"learning": learning},
	}
	if theirs, side := other.me(rel); v != other && side != "" {
		pair := v.mustText(`mutation($r: ID!, $p: [ID!]!) { setPairing(input: {relationship: $r, participants: $p, topics: []}) { pairing { id } } }`,
			vars{"r": rel, "p": []string{seat, theirs}}, "setPairing.pairing.id")
		all["setPairing"] = vars{"relationship": rel, "participants": []string{seat, theirs}, "topics": []string{carried}}
		all["deletePairing"] = vars{"pairing": pair}
	}
	return all
}

// listed are the ids of what takes both sides' time.
func (v *visitor) listed(rel string) (ids []string) {
	v.t.Helper()
	edges := v.must(`query($r: ID!) { node(id: $r) { ... on Relationship { focusItems(first: 100, where: {fates: [KEPT, UNDECIDED]}) { edges { node { id } } } } } }`, vars{"r": rel}, "node.focusItems.edges")
	for _, e := range edges.([]any) {
		ids = append(ids, dig(e, "node.id").(string))
	}
	return ids
}

func (v *visitor) topicsOf(rel string) (ids []string) {
	v.t.Helper()
	edges := v.must(`query($r: ID!) { node(id: $r) { ... on Relationship { topics(first: 20) { edges { node { id } } } } } }`, vars{"r": rel}, "node.topics.edges")
	for _, e := range edges.([]any) {
		ids = append(ids, dig(e, "node.id").(string))
	}
	return ids
}
