package graph_test

import (
	"sync"
	"testing"
	"time"
)

const people = `query($rel: ID!) { node(id: $rel) { ... on Relationship { participants(first: 50) { edges { node { id role removedAt side { bank } user { name } } } } } } }`

// seat gives the participant id of somebody.
func (w *world) seat(name string) any {
	w.t.Helper()
	for _, e := range dig(w.must("adviser", people, vars{"rel": w.rel}), "node.participants.edges").([]any) {
		if dig(e, "node.user.name") == name {
			return dig(e, "node.id")
		}
	}
	w.t.Fatalf("%s has no seat", name)
	return nil
}

const (
	remove = `mutation($id: ID!) { removeParticipant(input: {participant: $id}) { participant { removedAt } } }`
	hold   = `mutation($id: ID!, $role: Role!) { updateParticipant(input: {participant: $id, role: $role}) { participant { role } } }`
	ask    = `mutation($rel: ID!, $role: Role!) { inviteColleague(input: {relationship: $rel, recipient: "C", owning: "with us", role: $role}) { link } }`
)

func TestWhoIsRemovedDoesNotComeBackByTheirOwnLetter(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, _ string) {
		w.must(us+" owner", hold, vars{"id": w.seat(us + " member"), "role": "OWNER"})
		own := tokenOf(dig(w.must(us+" member", ask, vars{"rel": w.rel, "role": "SPONSOR"}), "inviteColleague.link").(string))
		before := tokenOf(dig(w.must(us+" owner", ask, vars{"rel": w.rel, "role": "MEMBER"}), "inviteColleague.link").(string))
		w.now = time.Now()
		w.must(us+" owner", remove, vars{"id": w.seat(us + " member")})
		if a := w.refused(us+" member", "CONFLICT", accept, vars{"token": own}); a.state != "REVOKED" {
			t.Fatal(a.raw)
		}
		if a := w.refused(us+" member", "CONFLICT", accept, vars{"token": before}); a.state != "REMOVED" {
			t.Fatal(a.raw)
		}
		w.refused(us+" member", "BAD_USER_INPUT", `mutation($org: ID) { createRelationship(input: {counterpart: "X", kind: OTHER, organization: $org}) { relationship { id } } }`,
			vars{"org": dig(w.must(us+" owner", `{ viewer { organizations { id } } }`, nil), "viewer.organizations.0.id")})
		again := tokenOf(dig(w.must(us+" owner", ask, vars{"rel": w.rel, "role": "MEMBER"}), "inviteColleague.link").(string))
		w.must(us+" member", accept, vars{"token": again})
	})
}

func TestASideKeepsAnOwnerHoweverTwoRemoveEachOther(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.must(us+" owner", hold, vars{"id": w.seat(us + " member"), "role": "OWNER"})
		one, two := w.seat(us+" owner"), w.seat(us+" member")
		var all sync.WaitGroup
		all.Go(func() { w.ask(us+" owner", remove, vars{"id": two}) })
		all.Go(func() { w.ask(us+" member", remove, vars{"id": one}) })
		all.Wait()
		owners := 0
		for _, e := range dig(w.must(them+" owner", people, vars{"rel": w.rel}), "node.participants.edges").([]any) {
			if id := dig(e, "node.id"); (id == one || id == two) && dig(e, "node.removedAt") == nil && dig(e, "node.role") == "OWNER" {
				owners++
			}
		}
		if owners != 1 {
			t.Fatalf("%d owners are left", owners)
		}
	})
}

func TestAnAdviserOfBothGoesByEitherSide(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		seat := w.seat("adviser")
		w.refused(us+" member", "FORBIDDEN", remove, vars{"id": seat})
		w.must(them+" owner", remove, vars{"id": seat})
		w.refused("adviser", "NOT_FOUND", people, vars{"rel": w.rel})
	})
}
