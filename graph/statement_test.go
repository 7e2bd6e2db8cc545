package graph_test

import (
	"strings"
	"testing"

	"midspan/app/pact"
	"midspan/ent/section"
	"midspan/ent/side"
	"midspan/ent/viewer"
)

const (
	writeStatement = `mutation($rel: ID!) { createDocument(input: {relationship: $rel, kind: STATEMENT}) { document { id audience sections { key text } } } }`
	statementNow   = `query($rel: ID!) { node(id: $rel) { ... on Relationship { statement { digest changed unmet { path } proposed { id } inForce { id kind } } accord { proposed { id } inForce { kind } } } } }`
	putStatement   = `mutation($rel: ID!, $d: String!, $s: [ID!]!) { proposeAgreement(input: {relationship: $rel, kind: STATEMENT, digest: $d, signers: $s}) { agreement { id digest kind } } }`
	publishIt      = `mutation($a: ID!) { proposePublication(input: {agreement: $a}) { jointAct { id digest } } }`
	published      = `query($rel: ID!) { node(id: $rel) { ... on Relationship { publications(last: 1) { totalCount edges { node { id } } } } } }`
	readIt         = `query($p: ID!) { node(id: $p) { ... on Publication { leftName rightName digest url texts { text } signers { name side } supersededBy { id } read readings { totalCount edges { node { user { name } } } } } } }`
	acknowledge    = `mutation($p: ID!) { acknowledgePublication(input: {publication: $p}) { publication { read } } }`
)

// states puts the statement as it stands out, signs it for both, and gives its agreement.
func (w *world) states(us, them string) string {
	w.t.Helper()
	digest := dig(w.must(us+" member", statementNow, vars{"rel": w.rel}), "node.statement.digest")
	made := dig(w.must(us+" member", putStatement, vars{"rel": w.rel, "d": digest, "s": []string{w.participant(us + " owner"), w.participant(them + " owner")}}), "proposeAgreement.agreement")
	w.refused(us+" owner", "CONFLICT", publishIt, vars{"a": dig(made, "id")}) // not signed yet
	for _, who := range []string{us + " owner", them + " owner"} {
		w.must(who, sign, vars{"a": dig(made, "id"), "d": dig(made, "digest")})
	}
	return dig(made, "id").(string)
}

// publishes has both owners open a statement to both organisations, and gives its publication.
func (w *world) publishes(us, them, agreement string) string {
	w.t.Helper()
	w.refused(us+" member", "FORBIDDEN", publishIt, vars{"a": agreement})
	act := dig(w.must(us+" owner", publishIt, vars{"a": agreement}), "proposePublication.jointAct")
	w.turnsAtOnce(them+" owner", []any{act, act})
	w.refused(us+" owner", "CONFLICT", publishIt, vars{"a": agreement})
	return dig(w.must(us+" owner", published, vars{"rel": w.rel}), "node.publications.edges.0.node.id").(string)
}

// clerk is somebody of a side's organisation who takes no part in the relationship.
func (w *world) clerk(us string) string {
	w.t.Helper()
	system := viewer.System(w.t.Context(), "test")
	of := w.client.Participant.GetX(system, w.participant(us+" owner"))
	house := w.client.Side.Query().Where(side.ID(*of.SideID)).OnlyX(system).OrganizationID
	name := us + " clerk"
	u := w.client.User.Create().SetName(name).SetEmail(us + ".clerk." + strings.ToLower(w.rel) + "@example.org").SetPasswordHash("none").SaveX(system)
	w.client.Membership.Create().SetUserID(u.ID).SetOrganizationID(*house).SetStanding(pact.OrganizationMember).ExecX(system)
	w.people[name] = u.ID
	return name
}

func TestAStatementIsSignedPublishedAndRead(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.refused(us+" owner", "CONFLICT", writeStatement, vars{"rel": w.rel})
		w.ripe(us, them)
		w.signs(us, them)
		doc := dig(w.must(them+" member", writeStatement, vars{"rel": w.rel}), "createDocument.document")
		if dig(doc, "audience") != "SHARED" || !strings.Contains(dig(doc, "sections.1.text").(string), "- We call first.") {
			t.Fatalf("it is made from the accord: %v", doc)
		}
		w.refused("adviser", "FORBIDDEN", writeStatement, vars{"rel": w.rel})
		first := w.states(us, them)
		got := w.must(us+" owner", statementNow, vars{"rel": w.rel})
		if dig(got, "node.statement.inForce.id") != first || dig(got, "node.statement.inForce.kind") != "STATEMENT" || dig(got, "node.statement.changed") != false || dig(got, "node.accord.inForce.kind") != "ACCORD" {
			t.Fatalf("one of each kind is in force: %v", got)
		}
		clerk, theirs := w.clerk(us), w.clerk(them)
		p := w.publishes(us, them, first)
		for _, who := range []string{us + " observer", "adviser", clerk, theirs} {
			got := w.must(who, readIt, vars{"p": p})
			if dig(got, "node.leftName") == "" || len(dig(got, "node.signers").([]any)) != 2 || !strings.Contains(w.ask(who, readIt, vars{"p": p}).raw, "We call first.") {
				t.Fatalf("%s reads %v", who, got)
			}
		}
		w.refused("outsider", "NOT_FOUND", readIt, vars{"p": p})
		w.refused("outsider", "NOT_FOUND", acknowledge, vars{"p": p})
		w.refused("nobody", "UNAUTHENTICATED", readIt, vars{"p": p})
		w.refused("adviser", "FORBIDDEN", acknowledge, vars{"p": p})
		for _, id := range []any{w.rel, first, dig(doc, "id")} { // nothing else of it is theirs
			w.refused(clerk, "NOT_FOUND", `query($id: ID!) { node(id: $id) { id } }`, vars{"id": id})
		}

		before := w.ask(them+" owner", readIt, vars{"p": p}).raw
		w.must(clerk, acknowledge, vars{"p": p})
		w.must(clerk, acknowledge, vars{"p": p})
		if now := w.ask(them+" owner", readIt, vars{"p": p}).raw; now != before {
			t.Fatalf("they learn who of us read it:\n%s\n%s", before, now)
		}
		mine := w.must(us+" owner", readIt, vars{"p": p})
		if dig(mine, "node.readings.totalCount") != 1.0 || dig(mine, "node.readings.edges.0.node.user.name") != clerk || dig(mine, "node.read") != false {
			t.Fatalf("our organisation knows: %v", mine)
		}
		if dig(w.must(clerk, readIt, vars{"p": p}), "node.read") != true {
			t.Fatal("they have read it")
		}

		system := viewer.System(t.Context(), "test")
		w.client.Section.Update().Where(section.DocumentID(dig(doc, "id").(string)), section.Key("whom")).SetText("Hanna, or Tomás.").ExecX(system)
		second := w.publishes(them, us, w.states(them, us))
		if dig(w.must(theirs, readIt, vars{"p": p}), "node.supersededBy.id") != second || dig(w.must(theirs, readIt, vars{"p": second}), "node.supersededBy") != nil {
			t.Fatal("the first says that another one counts now")
		}
	})
}

// TestOnlyTheWordsThatCountArePublished has an old key wait while both sign and publish other words.
func TestOnlyTheWordsThatCountArePublished(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.ripe(us, them)
		w.signs(us, them)
		doc := dig(w.must(them+" member", writeStatement, vars{"rel": w.rel}), "createDocument.document.id").(string)
		first := w.states(us, them)
		old := dig(w.must(us+" owner", publishIt, vars{"a": first}), "proposePublication.jointAct")
		w.client.Section.Update().Where(section.DocumentID(doc), section.Key("whom")).SetText("New words that count.").ExecX(viewer.System(t.Context(), "test"))
		second := w.publishes(us, them, w.states(us, them))
		w.refused(them+" owner", "CONFLICT", turn, vars{"act": dig(old, "id"), "digest": dig(old, "digest")})
		w.refused(us+" owner", "CONFLICT", publishIt, vars{"a": first})
		if got := w.must(us+" owner", readIt, vars{"p": second}); dig(got, "node.supersededBy") != nil {
			t.Errorf("what counts is said to be replaced: %v", got)
		}
	})
}

// TestAReaderWhoLeftIsCounted reads it as a colleague who never met the one who read it and left.
func TestAReaderWhoLeftIsCounted(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.ripe(us, them)
		w.signs(us, them)
		w.must(them+" member", writeStatement, vars{"rel": w.rel})
		p := w.publishes(us, them, w.states(us, them))
		clerk := w.clerk(us)
		w.must(us+" member", acknowledge, vars{"p": p})
		w.must(us+" owner", `mutation($p: ID!) { removeParticipant(input: {participant: $p}) { participant { id } } }`, vars{"p": w.participant(us + " member")})
		got := w.must(clerk, readIt, vars{"p": p})
		if dig(got, "node.readings.totalCount") != 1.0 || dig(got, "node.readings.edges.0.node.user") != nil {
			t.Errorf("the clerk reads %v", got)
		}
		if got := w.must(us+" owner", readIt, vars{"p": p}); dig(got, "node.readings.edges.0.node.user.name") != us+" member" {
			t.Errorf("who met them reads %v", got)
		}
	})
}
