package main

// pledged has one promise something to the other, in words that both said yes to.
func (v *visitor) pledged(rel string, to *visitor) (id, digest any) {
	v.t.Helper()
	made := v.must(`mutation($r: ID!) { createCommitment(input: {relationship: $r, kind: INDIVIDUAL, nature: SUPPORT, wording: "We call.", confirm: true}) { commitment { id document { digest } } } }`, vars{"r": rel}, "createCommitment.commitment")
	id, digest = dig(made, "id"), dig(made, "document.digest")
	to.must(`mutation($c: ID!, $d: String!) { confirmCommitment(input: {commitment: $c, digest: $d}) { commitment { id } } }`, vars{"c": id, "d": digest}, "")
	return id, digest
}

// reported has one promise something, and say that it is done.
func (v *visitor) reported(rel string, to *visitor) (id, digest any) {
	v.t.Helper()
	id, digest = v.pledged(rel, to)
	v.must(`mutation($c: ID!) { reportCommitment(input: {commitment: $c}) { commitment { id } } }`, vars{"c": id}, "")
	return id, digest
}

// slipped gives the talk about a promise of one that slipped, with words in it, and their digest.
func (v *visitor) slipped(rel string, to *visitor, learned, better string) (talk, digest any) {
	v.t.Helper()
	id, _ := v.pledged(rel, to)
	made := v.must(`mutation($c: ID!) { slipCommitment(input: {commitment: $c}) { conversation { id document { id } } } }`, vars{"c": id}, "slipCommitment.conversation")
	for section, text := range map[string]string{"learned": learned, "better": better} {
		v.must(`mutation($in: EditSectionInput!) { editSection(input: $in) { document { id } } }`, vars{"in": vars{"document": dig(made, "document.id"), "section": section, "baseSeq": 0, "edits": []vars{{"at": 0, "insert": text}}}}, "")
	}
	digest = v.must(`query($d: ID!) { node(id: $d) { ... on Document { digest } } }`, vars{"d": dig(made, "document.id")}, "node.digest")
	return dig(made, "id"), digest
}

// lives are sound inputs about what became of promises.
func (v *visitor) lives(rel string, other *visitor) map[string]vars {
	v.t.Helper()
	ours, _ := v.pledged(rel, other)
	slips, _ := v.pledged(rel, other)
	done, _ := v.reported(rel, other)
	theirs, _ := other.pledged(rel, v)
	kept, digest := other.reported(rel, v)
	late, _ := other.reported(rel, v)
	draft := v.must(`mutation($r: ID!) { createCommitment(input: {relationship: $r, kind: MUTUAL, nature: SUPPORT}) { commitment { id } } }`, vars{"r": rel}, "createCommitment.commitment.id")
	talk, words := v.slipped(rel, other, "Too late.", "A day more.")
	return map[string]vars{
		"reportCommitment":    {"commitment": ours},
		"takeBackReport":      {"commitment": done},
		"keepCommitment":      {"commitment": kept, "digest": digest},
		"notYetCommitment":    {"commitment": late, "note": "half of it"},
		"slipCommitment":      {"commitment": slips},
		"releaseCommitment":   {"commitment": theirs},
		"withdrawCommitment":  {"commitment": draft},
		"confirmConversation": {"conversation": talk, "ending": "KEPT", "digest": words},
	}
}

// lived plants what is said of promises: of one that is not yet kept, and of one that slipped.
func (a *aviary) lived() {
	a.t.Helper()
	late, _ := a.b.left.reported(a.b.rel, a.b.right)
	if got := a.b.right.try("notYetCommitment", vars{"commitment": late, "note": a.bird("a not yet", everybody...)}, "", nil); got.code() != "" {
		a.t.Fatal(got.raw)
	}
	a.b.left.reported(a.b.rel, a.b.right)
	talk, digest := a.b.right.slipped(a.b.rel, a.b.left, a.bird("what was learned", everybody...), a.bird("what is better", everybody...))
	for _, v := range []*visitor{a.b.left, a.b.right} {
		if got := v.try("confirmConversation", vars{"conversation": talk, "ending": "RENEWED", "due": "2999-01-01", "digest": digest}, "", nil); got.code() != "" {
			a.t.Fatal(got.raw)
		}
	}
}
