package main

import (
	"testing"
)

const (
	asksToSee  = `mutation($r: ID!, $t: String!, $s: String!) { createTrustBehaviour(input: {relationship: $r, text: $t, seen: $s}) { trustBehaviour { id digest } } }`
	willShow   = `mutation($b: ID!, $d: String!) { confirmTrustBehaviour(input: {trustBehaviour: $b, digest: $d}) { trustBehaviour { accepted } } }`
	looksBack  = `mutation($r: ID!, $e: Boolean!) { openLookback(input: {relationship: $r, elsewhere: $e, minutes: 25}) { lookback { id document { id } } } }`
	namesCause = `mutation($l: ID!, $c: String!, $t: String) { createSafeguard(input: {lookback: $l, cause: $c, text: $t}) { safeguard { id digest } } }`
	saysYes    = `mutation($s: ID!, $d: String!) { confirmSafeguard(input: {safeguard: $s, digest: $d}) { safeguard { agreed } } }`
	closesIt   = `mutation($l: ID!) { closeLookback(input: {lookback: $l}) { lookback { id } } }`
)

// trusts are sound inputs about trust and looking back. Of what few are remembered, a first call leaves
// no more than a second needs.
func (v *visitor) trusts(rel string, other *visitor, commitment any) map[string]vars {
	v.t.Helper()
	for _, one := range []*visitor{v, other} {
		one.forgetsTrust(rel)
	}
	ours := v.must(asksToSee, vars{"r": rel, "t": "t", "s": "s"}, "createTrustBehaviour.trustBehaviour")
	theirs := other.must(asksToSee, vars{"r": rel, "t": "t", "s": "s"}, "createTrustBehaviour.trustBehaviour")
	l := v.lookback(rel)
	var cause any
	if all := v.must(`query($l: ID!) { node(id: $l) { ... on Lookback { safeguards(first: 12) { edges { node { id digest } } } } } }`, vars{"l": l}, "node.safeguards.edges").([]any); len(all) > 3 {
		cause = dig(all[0], "node") // named by an earlier call
	} else {
		cause = v.must(namesCause, vars{"l": l, "c": "c", "t": "t"}, "createSafeguard.safeguard")
	}
	return map[string]vars{
		"createTrustBehaviour":  {"relationship": rel, "text": "t", "seen": "s"},
		"updateTrustBehaviour":  {"trustBehaviour": dig(ours, "id"), "text": "t", "seen": "s"},
		"confirmTrustBehaviour": {"trustBehaviour": dig(theirs, "id"), "digest": dig(theirs, "digest")},
		"deleteTrustBehaviour":  {"trustBehaviour": dig(ours, "id")},
		"openLookback":          {"relationship": rel, "elsewhere": true, "minutes": 25},
		"startLookbackTimer":    {"lookback": l, "minutes": 15},
		"closeLookback":         {"lookback": l},
		"createSafeguard":       {"lookback": l, "cause": "c", "text": "t"},
		"updateSafeguard":       {"safeguard": dig(cause, "id"), "cause": "c", "text": "t", "commitment": commitment},
		"confirmSafeguard":      {"safeguard": dig(cause, "id"), "digest": dig(cause, "digest")},
		"deleteSafeguard":       {"safeguard": dig(cause, "id")},
	}
}

func TestTheInputsAboutTrustAreSound(t *testing.T) {
	t.Parallel()
	b := meet(t, anyServer(t))
	deeds := b.left.trusts(b.rel, b.right, nil)
	for _, name := range []string{
		"updateTrustBehaviour", "createTrustBehaviour", "confirmTrustBehaviour", "deleteTrustBehaviour",
		"startLookbackTimer", "createSafeguard", "updateSafeguard", "confirmSafeguard", "deleteSafeguard",
	} {
		if got := b.left.try(name, deeds[name], "", nil); got.code() != "" {
			t.Errorf("%s is not sound: %s", name, got.raw)
		}
	}
}

// forgetsTrust takes away what one's own side needed to see.
func (v *visitor) forgetsTrust(rel string) {
	v.t.Helper()
	there := v.must(`query($r: ID!) { node(id: $r) { ... on Relationship { me { side { id } } trustBehaviours(first: 10) { edges { node { id receiver { id } } } } } } }`, vars{"r": rel}, "node")
	for _, e := range dig(there, "trustBehaviours.edges").([]any) {
		if dig(e, "node.receiver.id") == dig(there, "me.side.id") {
			v.must(`mutation($b: ID!) { deleteTrustBehaviour(input: {trustBehaviour: $b}) { deleted } }`, vars{"b": dig(e, "node.id")}, "")
		}
	}
}

// lookback is the one that is open.
func (v *visitor) lookback(rel string) any {
	v.t.Helper()
	newest := v.must(`query($r: ID!) { node(id: $r) { ... on Relationship { lookbacks(last: 1) { edges { node { id closedAt } } } } } }`, vars{"r": rel}, "node.lookbacks.edges").([]any)
	if len(newest) > 0 && dig(newest[0], "node.closedAt") == nil {
		return dig(newest[0], "node.id")
	}
	return v.must(looksBack, vars{"r": rel, "e": true}, "openLookback.lookback.id")
}

// trusts plants what both write about trust, and about an earlier failure that they close.
func (a *aviary) trusts(us, them string) {
	a.t.Helper()
	rel, one, other := a.b.rel, a.people[us], a.people[them]
	doc := one.mustText(`mutation($r: ID!) { createDocument(input: {relationship: $r, kind: CHARTER}) { document { id } } }`, vars{"r": rel}, "createDocument.document.id")
	a.writes(one, doc, "means", "what trust means to "+us)
	b := one.must(asksToSee, vars{"r": rel, "t": a.bird("what "+us+" needs to see", everybody...), "s": a.bird("how "+us+" sees it", everybody...)}, "createTrustBehaviour.trustBehaviour")
	other.must(willShow, vars{"b": dig(b, "id"), "d": dig(b, "digest")}, "")
	l := one.must(looksBack, vars{"r": rel, "e": false}, "openLookback.lookback")
	a.writes(other, dig(l, "document.id").(string), "text", "what happened, by "+them)
	s := other.must(namesCause, vars{"l": dig(l, "id"), "c": a.bird("a cause by "+them, everybody...), "t": a.bird("a safeguard by "+them, everybody...)}, "createSafeguard.safeguard")
	for _, v := range []*visitor{one, other} {
		v.must(saysYes, vars{"s": dig(s, "id"), "d": dig(s, "digest")}, "")
	}
	if us == "left owner" { // the other one stays open, with its timer
		one.must(closesIt, vars{"l": dig(l, "id")}, "")
		return
	}
	commitment := one.must(`query($r: ID!) { node(id: $r) { ... on Relationship { commitments { edges { node { id } } } } } }`, vars{"r": rel}, "node.commitments.edges.0.node.id")
	one.must(`mutation($s: ID!, $c: ID) { updateSafeguard(input: {safeguard: $s, commitment: $c}) { safeguard { id } } }`, vars{"s": dig(s, "id"), "c": commitment}, "")
	one.must(`mutation($l: ID!) { startLookbackTimer(input: {lookback: $l, minutes: 25}) { lookback { id } } }`, vars{"l": dig(l, "id")}, "")
}

func (a *aviary) writes(v *visitor, doc, section, what string) {
	a.t.Helper()
	p := v.open(doc)
	p.write(section, a.bird(what, everybody...))
	eventually(a.t, what+" is saved", func() bool { return p.unsent() == 0 })
}

// TestNobodyWritesInWhatWasClosed has both look back and close it, while one of them has the text open.
func TestNobodyWritesInWhatWasClosed(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		l := b.left.must(looksBack, vars{"r": b.rel, "e": false}, "openLookback.lookback")
		doc := dig(l, "document.id").(string)
		p := b.right.open(doc)
		p.write("text", "We both waited.")
		eventually(t, "it is saved", func() bool { return p.unsent() == 0 })
		cause := b.right.must(namesCause, vars{"l": dig(l, "id"), "c": "Nobody rang", "t": "The night desk rings"}, "createSafeguard.safeguard")
		for _, v := range []*visitor{b.left, b.right} {
			v.must(saysYes, vars{"s": dig(cause, "id"), "d": dig(cause, "digest")}, "")
		}
		b.left.must(closesIt, vars{"l": dig(l, "id")}, "")
		for _, v := range []*visitor{b.left, b.right} {
			got := v.query(`mutation($d: ID!) { editSection(input: {document: $d, section: "text", baseSeq: 1, edits: [{at: 0, insert: "x"}]}) { document { id } } }`, vars{"d": doc})
			if got.code() != "FORBIDDEN" {
				t.Errorf("written in what was closed: %s", got.raw)
			}
			if text := v.section(doc, "text"); text != "We both waited." {
				t.Errorf("it says %q", text)
			}
		}
	})
}
