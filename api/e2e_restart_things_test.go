package main

import (
	"strings"
	"testing"
	"time"

	"midspan/api/storetest"
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

// TestASealingEndsSocketsOnEveryServer has the second key turned at one server, while the other side has
// what is sealed open at another.
func TestASealingEndsSocketsOnEveryServer(t *testing.T) {
	t.Parallel()
	url, dir := storetest.EmptyPostgres(t), t.TempDir()
	migrateFirst(t, url, dir)
	b := meet(t, serveEmpty(t, url, dir))
	there := *b.right
	there.url = serveEmpty(t, url, dir).url
	round := b.left.asks(b.rel, "FIRST_QUESTIONS")
	for _, v := range []*visitor{b.left, b.right} {
		v.answers(round, "origin", "what was")
		v.handsIn(round)
	}
	b.left.reveals(round)
	doc := b.left.mustText(`query($r: ID!) { node(id: $r) { ... on Round { document { id } } } }`, vars{"r": round}, "node.document.id")
	here, elsewhere, vision := b.left.open(doc), there.open(doc), there.open(b.vision)
	here.write("origin", "words of the past")
	eventually(t, "both read it", func() bool { return elsewhere.text("origin") == "words of the past" })
	b.left.ripe(b.rel, b.right, "We call first.")
	b.left.failed(b.rel, b.right)
	agreement, digest := b.left.puts(b.rel, b.right)
	b.left.signs(agreement, digest)
	b.right.signs(agreement, digest)
	b.left.bindsWith(b.right, "proposeRestart", vars{"relationship": b.rel, "on": time.Now().UTC().Format(time.DateOnly)})
	eventually(t, "it is closed here", func() bool { return here.isClosed() })
	eventually(t, "it is closed there", func() bool { return elsewhere.isClosed() })
	if vision.isClosed() {
		t.Error("the vision was closed as well")
	}
}
