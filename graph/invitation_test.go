package graph_test

import (
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	start  = `mutation { createRelationship(input: {counterpart: "Somebody", kind: PARTNER, why: "canary-why"}) { relationship { id } } }`
	invite = `mutation($rel: ID!) { inviteCounterpart(input: {relationship: $rel, recipient: "Tomás", owning: "I let our mails do the talking.", asking: "An hour?"}) { link invitation { id } } }`
	letter = `query($token: String!) { invitationLetter(token: $token) { recipient owning asking from fromSide toSide colleague answer notBefore } }`
	accept = `mutation($token: String!) { acceptInvitation(input: {token: $token}) { relationship { id name stage } } }`
	reply  = `mutation($token: String!, $answer: InvitationAnswer!, $date: Date) { answerInvitation(input: {token: $token, answer: $answer, notBefore: $date}) { letter { answer notBefore } } }`
)

// invited founds a relationship of an owner and writes its letter.
func (w *world) invited(host string) (rel, id, token string) {
	w.t.Helper()
	rel = dig(w.must(host, start, nil), "createRelationship.relationship.id").(string)
	out := w.must(host, invite, vars{"rel": rel})
	return rel, dig(out, "inviteCounterpart.invitation.id").(string), tokenOf(dig(out, "inviteCounterpart.link").(string))
}

func TestALetterIsAnsweredWithoutAnAccountAndAcceptedOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, _ string) {
		rel, id, token := w.invited(us + " owner")
		read := w.must("nobody", letter, vars{"token": token})
		if dig(read, "invitationLetter.owning") != "I let our mails do the talking." || strings.Contains(w.ask("nobody", letter, vars{"token": token}).raw, "canary") {
			t.Fatalf("%v", read)
		}
		w.refused("nobody", "NOT_FOUND", letter, vars{"token": token + "x"})
		w.refused("nobody", "BAD_USER_INPUT", reply, vars{"token": token, "answer": "NOT_BEFORE"})
		w.refused("nobody", "BAD_USER_INPUT", reply, vars{"token": token, "answer": "NOT_BEFORE", "date": "2027-02-30"})
		w.must("nobody", reply, vars{"token": token, "answer": "NOT_BEFORE", "date": "2027-01-15"})
		w.must("nobody", reply, vars{"token": token, "answer": "NO"})
		w.refused("nobody", "UNAUTHENTICATED", accept, vars{"token": token})
		w.refused(us+" owner", "CONFLICT", accept, vars{"token": token})

		won := 0
		var mu sync.Mutex
		var all sync.WaitGroup
		for _, guest := range []string{"outsider", "adviser"} {
			all.Go(func() {
				if a := w.ask(guest, accept, vars{"token": token}); a.code == "" {
					mu.Lock()
					won++
					mu.Unlock()
				} else if a.code != "CONFLICT" {
					t.Errorf("%s: %s", guest, a.raw)
				}
			})
		}
		all.Wait()
		if won != 1 {
			t.Fatalf("%d people accepted one invitation", won)
		}
		w.refused("nobody", "CONFLICT", letter, vars{"token": token})
		w.refused(us+" owner", "CONFLICT", `mutation($id: ID!) { revokeInvitation(input: {invitation: $id}) { invitation { id } } }`, vars{"id": id})
		w.refused(us+" owner", "CONFLICT", invite, vars{"rel": rel})
	})
}

func TestAClosedLinkSaysWhy(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		_, id, token := w.invited(us + " owner")
		w.refused(them+" owner", "NOT_FOUND", `mutation($id: ID!) { revokeInvitation(input: {invitation: $id}) { invitation { id } } }`, vars{"id": id})
		w.must(us+" owner", `mutation($id: ID!) { revokeInvitation(input: {invitation: $id}) { invitation { revokedAt } } }`, vars{"id": id})
		if a := w.refused("outsider", "CONFLICT", accept, vars{"token": token}); a.state != "REVOKED" {
			t.Fatal(a.raw)
		}
		_, _, late := w.invited(us + " owner")
		w.now = w.now.Add(29 * 24 * time.Hour)
		if a := w.refused("outsider", "CONFLICT", accept, vars{"token": late}); a.state != "EXPIRED" {
			t.Fatal(a.raw)
		}
		w.refused("nobody", "CONFLICT", reply, vars{"token": late, "answer": "YES"})
		seen := w.must("outsider", `{ relationships { totalCount } }`, nil)
		if dig(seen, "relationships.totalCount") != 0.0 {
			t.Fatalf("a refused guest is inside: %v", seen)
		}
	})
}

func TestASideIsInvitedByItself(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.refused(us+" member", "FORBIDDEN", invite, vars{"rel": w.rel})
		w.refused(us+" owner", "CONFLICT", invite, vars{"rel": w.rel})
		seen := w.must(them+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { invitations { totalCount edges { node { recipient toSide { name } } } } } } }`, vars{"rel": w.rel})
		for _, e := range dig(seen, "node.invitations.edges").([]any) {
			if dig(e, "node.toSide.name") == us {
				t.Fatalf("the other side reads our letters: %v", seen)
			}
		}
	})
}

func TestRemovalEndsAccessAtOnceAndLeavesAnOwner(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		const people = `query($rel: ID!) { node(id: $rel) { ... on Relationship { me { id } participants(first: 50) { edges { node { id user { name } } } } } } }`
		ids := map[string]any{}
		for _, e := range dig(w.must(us+" owner", people, vars{"rel": w.rel}), "node.participants.edges").([]any) {
			ids[dig(e, "node.user.name").(string)] = dig(e, "node.id")
		}
		const remove = `mutation($id: ID!) { removeParticipant(input: {participant: $id}) { participant { removedAt } } }`
		w.refused(them+" owner", "FORBIDDEN", remove, vars{"id": ids[us+" member"]})
		w.refused(us+" member", "FORBIDDEN", remove, vars{"id": ids[us+" observer"]})
		w.refused(us+" owner", "CONFLICT", remove, vars{"id": ids[us+" owner"]})
		w.refused("outsider", "NOT_FOUND", remove, vars{"id": ids[us+" member"]})

		w.must(us+" member", `mutation($rel: ID!) { createDocument(input: {relationship: $rel, kind: NOTES, title: "mine"}) { document { id } } }`, vars{"rel": w.rel})
		w.must(us+" owner", remove, vars{"id": ids[us+" member"]})
		w.refused(us+" member", "NOT_FOUND", people, vars{"rel": w.rel})
		if len(w.expels) != 1 || !strings.HasPrefix(w.expels[0], w.people[us+" member"]) {
			t.Fatalf("open sockets: %v", w.expels)
		}
		left := w.must(us+" member", `{ relationships { totalCount } }`, nil)
		if dig(left, "relationships.totalCount") != 0.0 {
			t.Fatalf("%v", left)
		}
	})
}
