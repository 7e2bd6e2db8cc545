package graph_test

import (
	"strings"
	"testing"
	"time"

	"midspan/app/pact"
)

const askAdviser = `mutation($rel: ID!, $facet: String!, $until: Date) { inviteAdviser(input: {relationship: $rel, recipient: "Ida", owning: "You know both of us.", facet: $facet, until: $until}) { link invitation { id role } } }`

// asksAdviser proposes an adviser, and gives the token of their link and what waits for the second key.
func (w *world) asksAdviser(who string) (token, invitation string, act any) {
	w.t.Helper()
	made := w.must(who, askAdviser, vars{"rel": w.rel, "facet": "The freight contract", "until": pact.Date(w.now.Format(time.DateOnly)).Plus(30)})
	act = dig(w.must(who, `query($rel: ID!) { node(id: $rel) { ... on Relationship { jointActs(last: 1) { edges { node { id kind text digest state } } } } } }`, vars{"rel": w.rel}), "node.jointActs.edges.0.node")
	return tokenOf(dig(made, "inviteAdviser.link").(string)), dig(made, "inviteAdviser.invitation.id").(string), act
}

// TestAnAdviserComesWhenBothAsked has one side ask, the other turn its key, and only then the link let in
// somebody who belongs to neither.
func TestAnAdviserComesWhenBothAsked(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.account("ida wise")
		for _, who := range []string{us + " member", us + " observer", "adviser"} {
			w.refused(who, "FORBIDDEN", askAdviser, vars{"rel": w.rel, "facet": "x"})
		}
		w.refused("outsider", "NOT_FOUND", askAdviser, vars{"rel": w.rel, "facet": "x"})
		w.refused(us+" owner", "BAD_USER_INPUT", askAdviser, vars{"rel": w.rel, "facet": " "})
		w.refused(us+" owner", "BAD_USER_INPUT", askAdviser, vars{"rel": w.rel, "facet": "x", "until": "2001-01-01"})
		alone, _, _ := w.invited(us + " owner")
		w.refused(us+" owner", "CONFLICT", askAdviser, vars{"rel": alone, "facet": "x"})

		token, invitation, act := w.asksAdviser(us + " owner")
		if dig(act, "kind") != "ADVISE" || !strings.HasPrefix(dig(act, "text").(string), "Ida\nThe freight contract\n") {
			t.Fatalf("they read %v", act)
		}
		w.refused(them+" owner", "NOT_FOUND", `query($id: ID!) { node(id: $id) { id } }`, vars{"id": invitation})
		read := w.must("nobody", `query($token: String!) { invitationLetter(token: $token) { role colleague from fromSide toSide } }`, vars{"token": token})
		if dig(read, "invitationLetter.role") != "ADVISER" || dig(read, "invitationLetter.colleague") != false || dig(read, "invitationLetter.toSide") == dig(read, "invitationLetter.fromSide") {
			t.Fatalf("the letter is %v", read)
		}
		if got := w.refused("ida wise", "CONFLICT", accept, vars{"token": token}); got.state != "WAITS" {
			t.Fatalf("one side alone lets in: %s", got.raw)
		}
		w.refused(us+" owner", "FORBIDDEN", turn, vars{"act": dig(act, "id"), "digest": dig(act, "digest")})
		w.must(them+" owner", turn, vars{"act": dig(act, "id"), "digest": dig(act, "digest")})
		if got := w.refused(them+" member", "CONFLICT", accept, vars{"token": token}); got.state != "SAME_ORGANIZATION" {
			t.Fatalf("somebody of theirs: %s", got.raw)
		}
		w.must("ida wise", accept, vars{"token": token})
		w.refused("outsider", "CONFLICT", accept, vars{"token": token})
		seat := w.must("ida wise", `query($rel: ID!) { node(id: $rel) { ... on Relationship { me { role facet until side { id } } } } }`, vars{"rel": w.rel})
		if dig(seat, "node.me.role") != "ADVISER" || dig(seat, "node.me.facet") != "The freight contract" || dig(seat, "node.me.until") == nil || dig(seat, "node.me.side") != nil {
			t.Fatalf("she is %v", seat)
		}
		w.refused("ida wise", "FORBIDDEN", askAdviser, vars{"rel": w.rel, "facet": "x"})
	})
}

// TestAnAdvisersLetterTakenBackAsksNobody takes the letter back while the other side thinks about it.
func TestAnAdvisersLetterTakenBackAsksNobody(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.account("ida wise")
		token, invitation, act := w.asksAdviser(us + " owner")
		w.must(us+" owner", `mutation($i: ID!) { revokeInvitation(input: {invitation: $i}) { invitation { revokedAt } } }`, vars{"i": invitation})
		w.refused(them+" owner", "CONFLICT", turn, vars{"act": dig(act, "id"), "digest": dig(act, "digest")})
		w.refused("ida wise", "CONFLICT", accept, vars{"token": token})
		if told := w.hears(them + " owner"); !strings.Contains(told, "adviser.withdrawn") {
			t.Errorf("they are not told: %s", told)
		}
		again, _, act := w.asksAdviser(us + " owner")
		w.must(them+" owner", `mutation($a: ID!) { withdrawJointAct(input: {jointAct: $a}) { jointAct { state } } }`, vars{"a": dig(act, "id")})
		if got := w.refused("ida wise", "CONFLICT", accept, vars{"token": again}); got.state != "WAITS" {
			t.Errorf("they said no, and the link: %s", got.raw)
		}
	})
}
