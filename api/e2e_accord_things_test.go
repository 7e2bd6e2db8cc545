package main

import (
	"midspan/app/pact"
)

// ripe brings about what an accord needs beside its words: both say yes to it, each side promises
// something that both agree to, and both asked what could go wrong.
func (v *visitor) ripe(rel string, other *visitor, wording string) {
	v.t.Helper()
	for _, id := range v.openRounds(rel, "WORTH_IT") {
		v.must(`mutation($r: ID!) { withdrawRound(input: {round: $r}) { round { id } } }`, vars{"r": id}, "")
	}
	worth := v.asks(rel, "WORTH_IT")
	for _, one := range []*visitor{v, other} {
		one.answers(worth, "stake", "A winter.")
		one.picks(worth, pact.WorthKey, pact.ChoiceYes)
		one.handsIn(worth)
	}
	v.reveals(worth)
	outcome := v.outcome(rel, "Shelves full")
	for _, one := range []*visitor{v, other} {
		seat, _ := one.me(rel)
		made := one.must(`mutation($in: CreateCommitmentInput!) { createCommitment(input: $in) { commitment { id document { digest } } } }`, vars{"in": vars{
			"relationship": rel, "kind": "INDIVIDUAL", "nature": "BEHAVIOUR", "wording": wording, "owners": []string{seat}, "outcome": outcome,
		}}, "createCommitment.commitment")
		for _, by := range []*visitor{v, other} {
			by.must(`mutation($c: ID!, $d: String!) { confirmCommitment(input: {commitment: $c, digest: $d}) { commitment { state } } }`,
				vars{"c": dig(made, "id"), "d": dig(made, "document.digest")}, "")
		}
	}
	for _, c := range v.unready(rel) { // an accord names a person and an outcome in each
		seat, _ := v.me(rel)
		if side := dig(c, "promiser.id"); side != nil && side != v.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { me { side { id } } } } }`, vars{"r": rel}, "node.me.side.id") {
			seat, _ = other.me(rel)
		}
		v.must(`mutation($in: UpdateCommitmentInput!) { updateCommitment(input: $in) { commitment { id } } }`,
			vars{"in": vars{"commitment": dig(c, "id"), "owners": []string{seat}, "outcome": outcome}}, "")
	}
}

// unready are those that both agreed to and that name nobody, or no outcome.
func (v *visitor) unready(rel string) (all []any) {
	v.t.Helper()
	edges := v.must(`query($r: ID!) { node(id: $r) { ... on Relationship { commitments(first: 100, where: {state: AGREED}) { edges { node { id promiser { id } owners { id } outcome { id } } } } } } }`, vars{"r": rel}, "node.commitments.edges")
	for _, e := range edges.([]any) {
		if len(dig(e, "node.owners").([]any)) == 0 || dig(e, "node.outcome") == nil {
			all = append(all, dig(e, "node"))
		}
	}
	return all
}

// failed has both ask what could go wrong, and opens it.
func (v *visitor) failed(rel string, other *visitor) {
	v.t.Helper()
	for _, id := range v.openRounds(rel, "PRE_MORTEM") {
		v.must(`mutation($r: ID!) { withdrawRound(input: {round: $r}) { round { id } } }`, vars{"r": id}, "")
	}
	r := v.asks(rel, "PRE_MORTEM")
	for _, p := range v.must(`query($r: ID!) { node(id: $r) { ... on Round { asked { id role side { id } } } } }`, vars{"r": r}, "node.asked").([]any) {
		for _, one := range []*visitor{v, other} {
			if side := one.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { me { side { id } } } } }`, vars{"r": rel}, "node.me.side.id"); dig(p, "role") != "OWNER" && dig(p, "side.id") == side {
				one.must(`mutation($r: ID!, $p: ID!) { excuseParticipant(input: {round: $r, participant: $p}) { round { id } } }`, vars{"r": r, "p": dig(p, "id")}, "")
			}
		}
	}
	for _, one := range []*visitor{v, other} {
		one.handsIn(r) // without a word: nothing waits for an answer
	}
	v.reveals(r)
}

// puts has somebody put the accord out for signature by both owners.
func (v *visitor) puts(rel string, other *visitor) (agreement, digest string) {
	v.t.Helper()
	mine, _ := v.me(rel)
	theirs, _ := other.me(rel)
	now := v.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { accord { digest } } } }`, vars{"r": rel}, "node.accord.digest")
	made := v.must(`mutation($in: ProposeAgreementInput!) { proposeAgreement(input: $in) { agreement { id digest } } }`,
		vars{"in": vars{"relationship": rel, "digest": now, "signers": []string{mine, theirs}}}, "proposeAgreement.agreement")
	return dig(made, "id").(string), dig(made, "digest").(string)
}

// signs has somebody sign what is out.
func (v *visitor) signs(agreement, digest string) {
	v.t.Helper()
	v.must(`mutation($a: ID!, $d: String!) { signAgreement(input: {agreement: $a, digest: $d}) { agreement { state } } }`, vars{"a": agreement, "d": digest}, "")
}

// accords are sound inputs about what both sign: something is out for signature.
func (v *visitor) accords(rel string, other *visitor) map[string]vars {
	v.t.Helper()
	if v == other || v.query(`query($r: ID!) { node(id: $r) { ... on Relationship { joinedAt } } }`, vars{"r": rel}).raw == `{"data":{"node":{"joinedAt":null}}}` {
		return map[string]vars{} // alone, nothing is signed
	}
	out, _ := v.query(`query($r: ID!) { node(id: $r) { ... on Relationship { accord { proposed { id } } } } }`, vars{"r": rel}).data["node"].(map[string]any)
	id, _ := dig(out, "accord.proposed.id").(string)
	digest := ""
	if id == "" {
		v.ripe(rel, other, "We call first.")
		v.failed(rel, other)
		id, digest = v.puts(rel, other)
	}
	mine, _ := v.me(rel)
	theirs, _ := other.me(rel)
	return map[string]vars{
		"proposeAgreement":  {"relationship": rel, "digest": "none", "signers": []string{mine, theirs}},
		"signAgreement":     {"agreement": id, "digest": digest},
		"withdrawAgreement": {"agreement": id},
	}
}

// signs plants what both sign: one that is taken back, one that is in force, and one in its place.
func (a *aviary) signs() {
	a.t.Helper()
	left, right, rel := a.people["left owner"], a.people["right owner"], a.b.rel
	left.ripe(rel, right, a.bird("a promise that was signed", everybody...))
	left.failed(rel, right)
	sign := func() (agreement string) {
		agreement, digest := left.puts(rel, right)
		left.signs(agreement, digest)
		right.signs(agreement, digest)
		return agreement
	}
	taken, digest := right.puts(rel, left)
	right.signs(taken, digest)
	left.must(`mutation($a: ID!) { withdrawAgreement(input: {agreement: $a}) { agreement { state } } }`, vars{"a": taken}, "")
	amend := func(words string) {
		vision := left.open(a.b.vision)
		vision.write("only", a.bird(words, everybody...)+" ")
		eventually(a.t, "the vision is saved", func() bool { return vision.unsent() == 0 })
	}
	sign()
	amend("an amendment")
	sign()
	amend("what is out for signature")
	right.puts(rel, left)
	side := left.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { me { side { id } } } } }`, vars{"r": rel}, "node.me.side.id")
	for _, e := range left.must(`query($r: ID!) { node(id: $r) { ... on Relationship { commitments(first: 100, where: {state: AGREED}) { edges { node { id promiser { id } } } } } } }`, vars{"r": rel}, "node.commitments.edges").([]any) {
		if dig(e, "node.promiser.id") == side { // what is out stays out: a report is none of its words
			left.must(`mutation($c: ID!) { reportCommitment(input: {commitment: $c}) { commitment { id } } }`, vars{"c": dig(e, "node.id")}, "")
		}
	}
}
