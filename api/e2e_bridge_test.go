package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

const password = "a-password-of-their-own"

// signUp is a browser in which somebody new has founded an organisation. Their name is their
// address's.
func (r *running) signUp(email, organization string) *visitor {
	r.t.Helper()
	v := r.visitor()
	v.must(`mutation($n: String!, $e: String!, $p: String!, $o: String!) {
		signUp(input: {name: $n, email: $e, password: $p, organization: $o}) { user { id } } }`,
		vars{"n": nameOf(email), "e": email, "p": password, "o": organization}, "")
	return v
}

// join is a browser in which somebody new has signed up by an invitation.
func (r *running) join(email, organization, token string) *visitor {
	r.t.Helper()
	v := r.visitor()
	input := vars{"name": nameOf(email), "email": email, "password": password, "invitation": token}
	if organization != "" {
		input["organization"] = organization
	}
	v.must(`mutation($in: SignUpInput!) { signUp(input: $in) { user { id } } }`, vars{"in": input}, "")
	return v
}

func nameOf(email string) string {
	return "the " + strings.NewReplacer("@", " of ", ".example", "").Replace(email)
}

// bridge is two organisations that have met on a server, an owner on each bank, and somebody of a
// third organisation who has a bridge of their own.
type bridge struct {
	*running
	left, right, outsider *visitor
	rel, vision           string // of left and right
	elsewhere             string // the outsider's relationship
}

// meet has the two sign up, one by the other's letter.
func meet(t testing.TB, s *running) *bridge {
	t.Helper()
	b := &bridge{running: s, left: s.signUp("owner@left.example", "Left House"), outsider: s.signUp("owner@outside.example", "Outside House")}
	b.rel = b.left.begin("Right House")
	b.elsewhere = b.outsider.begin("Somebody Else")
	b.right = s.join("owner@right.example", "Right House", b.left.invite(b.rel))
	b.vision = b.left.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { documents(where: {kind: VISION}) { edges { node { id } } } } } }`,
		vars{"r": b.rel}, "node.documents.edges.0.node.id")
	return b
}

// begin creates a relationship.
func (v *visitor) begin(counterpart string) string {
	v.t.Helper()
	return v.mustText(`mutation($c: String!) { createRelationship(input: {counterpart: $c, kind: SUPPLIER, why: "It worries me."}) { relationship { id } } }`,
		vars{"c": counterpart}, "createRelationship.relationship.id")
}

// invite writes to the counterpart and gives the token of the link.
func (v *visitor) invite(rel string) string {
	v.t.Helper()
	return linkToken(v.mustText(`mutation($r: ID!) { inviteCounterpart(input: {relationship: $r, recipient: "You", owning: "I was late, and said nothing."}) { link } }`,
		vars{"r": rel}, "inviteCounterpart.link"))
}

// colleague has somebody new join one's own side.
func (v *visitor) colleague(s *running, rel, email, role string) *visitor {
	v.t.Helper()
	link := v.mustText(`mutation($r: ID!, $role: Role!) { inviteColleague(input: {relationship: $r, recipient: "Colleague", owning: "Come along.", role: $role}) { link } }`,
		vars{"r": rel, "role": role}, "inviteColleague.link")
	return s.join(email, "", linkToken(link))
}

// linkToken is what an invitation's link ends in.
func linkToken(link string) string { return link[strings.LastIndex(link, "/")+1:] }

// me gives the seat of somebody in a relationship, and the person.
func (v *visitor) me(rel string) (participant, user string) {
	v.t.Helper()
	got := v.must(`query($r: ID!) { node(id: $r) { ... on Relationship { me { id user { id } } } } }`, vars{"r": rel}, "node.me")
	return dig(got, "id").(string), dig(got, "user.id").(string)
}

// note makes a note in a room and types a text into it over a socket.
func (v *visitor) note(rel, audience, text string) string {
	v.t.Helper()
	id := v.mustText(`mutation($r: ID!, $a: Audience!) { createDocument(input: {relationship: $r, kind: NOTES, title: "A note", audience: $a}) { document { id } } }`,
		vars{"r": rel, "a": audience}, "createDocument.document.id")
	p := v.open(id)
	p.write("text", text)
	eventually(v.t, "the note is saved", func() bool { return p.unsent() == 0 })
	return id
}

// everything is all that somebody may see of a relationship.
const everything = `query($r: ID!) { viewer { user { id } organizations { id } } node(id: $r) { ... on Relationship { id name agreed stage profile { id why } sides { id organization { id } } me { id }
	participants(first: 100) { edges { node { id role removedAt user { id name } } } } invitations(first: 100) { edges { node { id revokedAt answer } } }
	documents(first: 100) { edges { node { id title audience seq author { id } sections { id text } revisions(first: 5) { edges { node { id } } } } } }
	outcomes(first: 100) { edges { node { id title reading } } } jointActs(first: 100) { edges { node { id state text } } }
	commitments(first: 100) { edges { node { id state rhythm document { id sections { id text } } confirmations { edges { node { id } } } } } }
	trustBehaviours(first: 10) { edges { node { id text accepted confirmations { edges { node { id } } } } } }
	lookbacks(first: 10) { edges { node { id closedAt minutes document { id } safeguards(first: 12) { edges { node { id cause text agreed } } } } } }
	wins(first: 50) { edges { node { id text state learning } } } milestones(first: 50) { edges { node { id title state expected } } }
	benefits(first: 50) { edges { node { id label state came confirmations { edges { node { id } } } } } }
	events(first: 100) { edges { node { id what } } } } } }`

var anyID = regexp.MustCompile(`[a-z]{3}_[0-9a-f]{32}`)

// everyID is of every thing that somebody may see of a relationship.
func (v *visitor) everyID(rel string) []string {
	v.t.Helper()
	got := v.query(everything, vars{"r": rel})
	if got.code() != "" {
		v.t.Fatal(got.raw)
	}
	ids := anyID.FindAllString(got.raw, -1)
	slices.Sort(ids)
	return slices.Compact(ids)
}
