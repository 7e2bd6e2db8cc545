package main

import "midspan/app/pact"

// asks begins a round on a relationship.
func (v *visitor) asks(rel, kind string, more ...vars) string {
	v.t.Helper()
	in := vars{"relationship": rel, "kind": kind}
	for _, m := range more {
		for k, x := range m {
			in[k] = x
		}
	}
	return v.mustText(`mutation($in: StartRoundInput!) { startRound(input: $in) { round { id } } }`, vars{"in": in}, "startRound.round.id")
}

// openRounds are the rounds of a kind that still wait for answers.
func (v *visitor) openRounds(rel, kind string) (ids []string) {
	v.t.Helper()
	got := v.must(`query($r: ID!, $k: RoundKind!) { node(id: $r) { ... on Relationship { rounds(first: 100, where: {kind: $k, state: OPEN}) { edges { node { id } } } } } }`, vars{"r": rel, "k": kind}, "node.rounds.edges")
	for _, e := range got.([]any) {
		ids = append(ids, dig(e, "node.id").(string))
	}
	return ids
}

// answerIn is one's own answer in a round, or one's side's: its id, its document, and the digest of
// what stands there.
func (v *visitor) answerIn(round string) map[string]string {
	v.t.Helper()
	got := v.must(`query($r: ID!) { node(id: $r) { ... on Round { mine { id document { id digest } } } } }`, vars{"r": round}, "node.mine")
	text := func(path string) string { s, _ := dig(got, path).(string); return s }
	return map[string]string{"id": text("id"), "document": text("document.id"), "digest": text("document.digest")}
}

// answers writes in one's answer, live.
func (v *visitor) answers(round, key, text string) {
	v.t.Helper()
	p := v.open(v.answerIn(round)["document"])
	p.write(key, text)
	eventually(v.t, "the answer is saved", func() bool { return p.unsent() == 0 })
}

// picks chooses an answer to a question that has a few.
func (v *visitor) picks(round, key string, c pact.Choice) {
	v.t.Helper()
	v.must(`mutation($a: ID!, $k: String!, $c: Choice!) { pickChoice(input: {answer: $a, key: $k, choice: $c}) { answer { id } } }`,
		vars{"a": v.answerIn(round)["id"], "k": key, "c": c}, "")
}

// handsIn hands in what stands there.
func (v *visitor) handsIn(round string) {
	v.t.Helper()
	a := v.answerIn(round)
	in := vars{"answer": a["id"]}
	if a["digest"] != "" {
		in["digest"] = a["digest"]
	}
	v.must(`mutation($in: SubmitAnswerInput!) { submitAnswer(input: $in) { answer { id } } }`, vars{"in": in}, "")
}

// opens reveals a round for both.
func (v *visitor) reveals(round string) {
	v.t.Helper()
	v.must(`mutation($r: ID!) { revealRound(input: {round: $r}) { round { id } } }`, vars{"r": round}, "")
}
