package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"midspan/app/pact"
)

// canary is a text that only some people may ever meet.
type canary struct {
	text    string
	readers []string
}

func (c canary) mayRead(name string) bool { return slices.Contains(c.readers, name) }

// aviary plants canaries in every room of a bridge and remembers who may meet them.
type aviary struct {
	t        testing.TB
	b        *bridge
	people   map[string]*visitor
	canaries []canary
}

// bird makes a canary for some people.
func (a *aviary) bird(what string, readers ...string) string {
	text := fmt.Sprintf("canary%dof%s", len(a.canaries), strings.ReplaceAll(what, " ", ""))
	a.canaries = append(a.canaries, canary{text, readers})
	return text
}

// Who stands where. Observers read their side's room too.
var (
	leftSide  = []string{"left owner", "left member", "left observer"}
	rightSide = []string{"right owner", "right member", "right observer"}
	everybody = slices.Concat(leftSide, rightSide)
)

// populate has everybody arrive: two sides with an owner, a member and an observer each,
// somebody who was removed, a third organisation, and one that the left also deals with.
func populate(t *testing.T, s *running) *aviary {
	t.Helper()
	b := meet(t, s)
	a := &aviary{t: t, b: b, people: map[string]*visitor{"left owner": b.left, "right owner": b.right, "outsider": b.outsider, "nobody": s.visitor()}}
	for side, owner := range map[string]*visitor{"left": b.left, "right": b.right} {
		for _, role := range []string{"MEMBER", "OBSERVER"} {
			name := side + " " + strings.ToLower(role)
			a.people[name] = owner.colleague(s, b.rel, strings.ReplaceAll(name, " ", "@")+".example", role)
		}
	}
	gone := b.left.colleague(s, b.rel, "gone@left.example", "MEMBER")
	seat, _ := gone.me(b.rel)
	gone.note(b.rel, "AUTHOR", a.bird("a note of one who was removed"))
	b.left.must(`mutation($p: ID!) { removeParticipant(input: {participant: $p}) { participant { id } } }`, vars{"p": seat}, "")
	a.people["removed"] = gone
	return a
}

// plant fills every room of one side, and what it shares.
func (a *aviary) plant(side []string) {
	a.t.Helper()
	rel, name := a.b.rel, side[0][:strings.Index(side[0], " ")]
	owner, member := a.people[side[0]], a.people[side[1]]
	seat, _ := owner.me(rel)
	in := func(what string, readers []string) string { return a.bird(what+" of the "+name, readers...) }
	do := func(v *visitor, mutation string, input vars) map[string]any {
		a.t.Helper()
		got := v.try(mutation, input, "", nil)
		if got.code() != "" {
			a.t.Fatalf("%s: %s", mutation, got.raw)
		}
		return got.data
	}
	do(owner, "updateSideProfile", vars{"relationship": rel, "title": in("title", side), "why": in("why", side)})
	do(owner, "inviteColleague", vars{"relationship": rel, "recipient": in("recipient", side), "owning": in("owning", side), "role": "MEMBER"})
	do(owner, "takeStance", vars{"relationship": rel, "stand": "NOT_YET"})
	do(owner, "createOutcome", vars{"relationship": rel, "title": in("outcome", everybody), "measure": in("measure", everybody), "unit": "%", "baseline": 1, "target": 2, "due": "2031-01-02"})
	outcome := owner.outcome(rel, in("second outcome", everybody))
	do(owner, "updateOutcome", vars{"outcome": outcome, "reading": 5})
	do(owner, "createCommitment", vars{"relationship": rel, "kind": "INDIVIDUAL", "nature": "SUPPORT", "wording": in("wording", everybody), "rhythm": in("rhythm", everybody), "owners": []string{seat}, "outcome": outcome})
	do(owner, "createCommitment", vars{"relationship": rel, "kind": "MUTUAL", "nature": "DELIVERABLE", "wording": in("mutual wording", everybody), "due": "2031-03-04"})
	do(owner, "proposeName", vars{"relationship": rel, "name": in("name", everybody)})
	for _, room := range []struct {
		audience string
		readers  []string
	}{{"AUTHOR", side[:1]}, {"SIDE", side}, {"SHARED", everybody}} {
		note := owner.note(rel, room.audience, in("note "+room.audience, room.readers))
		do(owner, "updateDocument", vars{"document": note, "title": in("title "+room.audience, room.readers)})
	}
	a.history(member, side, in)
	program := owner.must(makeToken, vars{"in": vars{"name": in("token", side[:1]), "scope": "READ", "days": 1}}, "createApiToken.token")
	a.b.program(program.(string)).must(whoAmI, nil, "")
	vision := owner.open(a.b.vision)
	vision.write("need", in("vision", everybody)+" ")
	eventually(a.t, "the vision is saved", func() bool { return vision.unsent() == 0 })
}

// theirsAlone says whether an id is of what is listed for its owner alone and is no node: a session,
// or a program's token.
func theirsAlone(id string) bool { return pact.SessionID.Is(id) || pact.APITokenID.Is(id) }

// history has a note begun in private, half of it taken back, and the rest shared: what was taken
// back is nobody's, and how the rest came about is its author's.
func (a *aviary) history(v *visitor, side []string, in func(string, []string) string) {
	a.t.Helper()
	taken, kept := in("second thoughts", nil), in("what is shared", append(slices.Clone(everybody), side[1]))
	note := v.note(a.b.rel, "AUTHOR", taken)
	p := v.open(note)
	p.erase("text", len(taken))
	p.write("text", kept)
	eventually(a.t, "the note is saved", func() bool { return p.unsent() == 0 })
	if got := v.try("shareNote", vars{"document": note, "audience": "SHARED"}, "", nil); got.code() != "" {
		a.t.Fatal(got.raw)
	}
	gone := v.note(a.b.rel, "AUTHOR", in("a deleted note", nil))
	if got := v.try("deleteNote", vars{"document": gone}, "", nil); got.code() != "" {
		a.t.Fatal(got.raw)
	}
}

// agree has both sides confirm a wording, so that there are confirmations and revisions.
func (a *aviary) agree() {
	a.t.Helper()
	made := a.b.left.must(`mutation($r: ID!) { createCommitment(input: {relationship: $r, kind: MUTUAL, nature: BEHAVIOUR, wording: "We call."}) { commitment { id document { digest } } } }`,
		vars{"r": a.b.rel}, "createCommitment.commitment")
	for _, v := range []*visitor{a.b.left, a.b.right} {
		v.must(`mutation($c: ID!, $d: String!) { confirmCommitment(input: {commitment: $c, digest: $d}) { commitment { state } } }`,
			vars{"c": dig(made, "id"), "d": dig(made, "document.digest")}, "")
	}
	act := a.b.left.must(`mutation($r: ID!) { proposeName(input: {relationship: $r, name: "The agreed name"}) { jointAct { id digest } } }`, vars{"r": a.b.rel}, "proposeName.jointAct")
	a.b.right.must(`mutation($a: ID!, $d: String!) { turnKey(input: {jointAct: $a, digest: $d}) { jointAct { state } } }`, vars{"a": dig(act, "id"), "d": dig(act, "digest")}, "")
}

// write has the left write to somebody else: to one who answers, and to one it thinks better of.
func (a *aviary) write(rel string) (token string) {
	a.t.Helper()
	a.b.left.must(`mutation($r: ID!, $w: String!) { updateSideProfile(input: {relationship: $r, why: $w}) { relationship { id } } }`, vars{"r": rel, "w": a.bird("another relationship", "left owner")}, "")
	bird := func(what string) string { return a.bird("a letter: "+what, "left owner", "letter holder") }
	made := a.b.left.must(`mutation($r: ID!, $to: String!, $own: String!, $ask: String) { inviteCounterpart(input: {relationship: $r, recipient: $to, owning: $own, asking: $ask}) { link invitation { id } } }`,
		vars{"r": rel, "to": bird("recipient"), "own": bird("owning"), "ask": bird("asking")}, "inviteCounterpart")
	token = linkToken(dig(made, "link").(string))
	a.people["nobody"].must(`mutation($t: String!, $d: Date) { answerInvitation(input: {token: $t, answer: NOT_BEFORE, notBefore: $d}) { letter { answer } } }`,
		vars{"t": token, "d": time.Now().AddDate(0, 1, 0).Format(time.DateOnly)}, "")
	thought := a.b.left.mustText(`mutation($r: ID!, $o: String!) { inviteCounterpart(input: {relationship: $r, recipient: "r", owning: $o}) { invitation { id } } }`,
		vars{"r": rel, "o": a.bird("a letter taken back", "left owner")}, "inviteCounterpart.invitation.id")
	a.b.left.must(`mutation($i: ID!) { revokeInvitation(input: {invitation: $i}) { invitation { id } } }`, vars{"i": thought}, "")
	return token
}

// holder is whoever has the link of a letter.
func (a *aviary) holder(token string, schema walkedSchema) *walker {
	a.t.Helper()
	w := a.people["nobody"].walker("letter holder", schema)
	w.ask(`query($t: String!) { invitationLetter(token: $t) { `+schema.selection("InvitationLetter")+`} }`, vars{"t": token})
	w.heard.WriteString(w.get("/i/" + token).body)
	return w
}
