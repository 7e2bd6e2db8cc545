package main

import (
	"slices"

	"midspan/api/storetest"
	"midspan/app/pact"
	"midspan/ent/viewer"
)

// focused plants what is written about who carries what, and what takes both sides' time.
func (a *aviary) focused(name string, owner *visitor) {
	a.t.Helper()
	rel := a.b.rel
	topic := owner.mustText(`mutation($r: ID!, $t: String!) { createTopic(input: {relationship: $r, name: $t}) { topic { id } } }`, vars{"r": rel, "t": a.bird("a topic of "+name, everybody...)}, "createTopic.topic.id")
	meeting := owner.mustText(`mutation($r: ID!, $t: String!, $y: String) { createFocusItem(input: {relationship: $r, kind: MEETING, text: $t, rhythm: $y}) { focusItem { id } } }`,
		vars{"r": rel, "t": a.bird("a meeting of the "+name, everybody...), "y": a.bird("a rhythm of "+name, everybody...)}, "createFocusItem.focusItem.id")
	owner.must(`mutation($i: ID!, $t: String!) { noteLearning(input: {focusItem: $i, text: $t}) { learning { id } } }`, vars{"i": meeting, "t": a.bird("a learning of the "+name, everybody...)}, "")
	work := owner.mustText(`mutation($r: ID!, $t: String!) { createFocusItem(input: {relationship: $r, kind: WORK, text: $t}) { focusItem { id } } }`,
		vars{"r": rel, "t": a.bird("work of the "+name, everybody...)}, "createFocusItem.focusItem.id")
	owner.must(`mutation($i: ID!, $w: String) { decideFocusItem(input: {focusItem: $i, fate: HANDED_OUT, toWhom: $w}) { focusItem { id } } }`,
		vars{"i": work, "w": a.bird("to whom the "+name+" hands it", everybody...)}, "")
	outcome := owner.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { outcomes { edges { node { id } } } } } }`, vars{"r": rel}, "node.outcomes.edges.0.node.id")
	owner.must(`mutation($i: ID!, $o: ID) { linkFocusItem(input: {focusItem: $i, outcome: $o}) { focusItem { id } } }`, vars{"i": work, "o": outcome}, "")
	left, _ := a.people["left owner"].me(rel)
	right, _ := a.people["right owner"].me(rel)
	owner.must(`mutation($r: ID!, $p: [ID!]!, $t: [ID!]!) { setPairing(input: {relationship: $r, participants: $p, topics: $t}) { pairing { id } } }`,
		vars{"r": rel, "p": []string{left, right}, "t": []string{topic}}, "")
	member, _ := a.people[name+" member"].me(rel)
	a.advised(member, a.bird("what an adviser of the "+name+" is asked for", everybody...))
}

// advised gives somebody what advisers have.
func (a *aviary) advised(seat, facet string) {
	a.t.Helper()
	url := a.b.args[slices.Index(a.b.args, "-database-url")+1]
	storetest.Open(a.t, url).Client.Participant.UpdateOneID(seat).SetFacet(facet).SetUntil(pact.Date("2999-01-01")).
		ExecX(viewer.System(a.t.Context(), "test"))
}
