package main

import (
	"strings"
	"time"
)

// beginsAnew has both begin anew, and open what was sealed.
func (a *aviary) beginsAnew() {
	a.t.Helper()
	left, right := a.people["left owner"], a.people["right owner"]
	left.bindsWith(right, "proposeRestart", vars{"relationship": a.b.rel, "on": time.Now().UTC().Format(time.DateOnly)})
	right.bindsWith(left, "proposeUnseal", vars{"relationship": a.b.rel})
}

// publishes has both write, sign and publish a statement, and a reader of each organisation say that they
// read it.
func (a *aviary) publishes() {
	a.t.Helper()
	left, right, rel := a.people["left owner"], a.people["right owner"], a.b.rel
	doc := left.mustText(`mutation($r: ID!) { createDocument(input: {relationship: $r, kind: STATEMENT}) { document { id } } }`, vars{"r": rel}, "createDocument.document.id")
	p := left.open(doc)
	p.write("whom", a.bird("the statement", everybody...))
	eventually(a.t, "the statement is saved", func() bool { return p.unsent() == 0 })
	for _, v := range []*visitor{left, right} {
		v.bindsWith(map[*visitor]*visitor{left: right, right: left}[v], "proposePublication", vars{"agreement": left.states(rel, right)})
		p.write("whom", "Again. ")
		eventually(a.t, "the statement is saved", func() bool { return p.unsent() == 0 })
	}
	for _, v := range []*visitor{left, right} {
		v.must(`mutation($p: ID!) { acknowledgePublication(input: {publication: $p}) { publication { read } } }`,
			vars{"p": v.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { publications(first: 1) { edges { node { id } } } } } }`, vars{"r": rel}, "node.publications.edges.0.node.id")}, "")
	}
}

// states puts the statement out as it stands, and has both sign it.
func (v *visitor) states(rel string, other *visitor) string {
	v.t.Helper()
	mine, _ := v.me(rel)
	theirs, _ := other.me(rel)
	digest := v.must(`query($r: ID!) { node(id: $r) { ... on Relationship { statement { digest } } } }`, vars{"r": rel}, "node.statement.digest")
	made := v.must(`mutation($r: ID!, $d: String!, $s: [ID!]!) { proposeAgreement(input: {relationship: $r, kind: STATEMENT, digest: $d, signers: $s}) { agreement { id digest } } }`,
		vars{"r": rel, "d": digest, "s": []string{mine, theirs}}, "proposeAgreement.agreement")
	id, pinned := dig(made, "id").(string), dig(made, "digest").(string)
	v.signs(id, pinned)
	other.signs(id, pinned)
	return id
}

// bindsWith turns the first key of something, and has another turn the second.
func (v *visitor) bindsWith(other *visitor, mutation string, input vars) {
	v.t.Helper()
	kind := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input"
	act := v.must("mutation($in: "+kind+"!) { "+mutation+"(input: $in) { jointAct { id digest } } }", vars{"in": input}, mutation+".jointAct")
	other.must(`mutation($a: ID!, $d: String!) { turnKey(input: {jointAct: $a, digest: $d}) { jointAct { state } } }`,
		vars{"a": dig(act, "id"), "d": dig(act, "digest")}, "")
}
