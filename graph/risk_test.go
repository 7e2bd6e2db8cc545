package graph_test

import (
	"slices"
	"strings"
	"testing"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/viewer"
)

const (
	doubt      = `mutation($rel: ID!, $text: String!, $id: String) { createRisk(input: {relationship: $rel, text: $text, clientMutationId: $id}) { clientMutationId risk { id text audience author { id } relationship { id } } } }`
	dropDoubt  = `mutation($id: ID!) { deleteRisk(input: {risk: $id}) { deleted } }`
	ownDoubts  = `query($rel: ID!) { node(id: $rel) { ... on Relationship { risks(first: 100) { totalCount edges { node { id text } } } } } }`
	riskNode   = `query($id: ID!) { node(id: $id) { ... on Risk { text } } }`
	riskEvents = `query($rel: ID!) { node(id: $rel) { ... on Relationship { events(last: 100) { edges { node { what audience subject { id } } } } } } }`
)

func TestADoubtIsItsAuthorsAlone(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		made := w.must(us+" member", doubt, vars{"rel": w.rel, "text": "  canary-doubt: the road stays closed in winter  "})
		id := dig(made, "createRisk.risk.id").(string)
		if dig(made, "createRisk.risk.text") != "canary-doubt: the road stays closed in winter" || dig(made, "createRisk.risk.audience") != "AUTHOR" {
			t.Fatalf("%v", made)
		}
		if got := w.must(us+" member", riskNode, vars{"id": id}); dig(got, "node.text") != "canary-doubt: the road stays closed in winter" {
			t.Fatalf("its author does not see it: %v", got)
		}
		for _, who := range []string{us + " owner", us + " observer", them + " owner", them + " member", them + " observer", "adviser"} {
			w.refused(who, "NOT_FOUND", riskNode, vars{"id": id})
			w.refused(who, "NOT_FOUND", dropDoubt, vars{"id": id})
			list := w.ask(who, ownDoubts, vars{"rel": w.rel})
			if dig(list.data, "node.risks.totalCount") != 0.0 || strings.Contains(list.raw, "canary-doubt") {
				t.Errorf("%s finds it in the list: %s", who, list.raw)
			}
			if told := w.ask(who, riskEvents, vars{"rel": w.rel}); strings.Contains(told.raw, "risk.") || strings.Contains(told.raw, id) {
				t.Errorf("%s is told of it: %s", who, told.raw)
			}
		}
		w.refused("outsider", "NOT_FOUND", ownDoubts, vars{"rel": w.rel})
		w.refused("outsider", "NOT_FOUND", riskNode, vars{"id": id})
		w.refused("outsider", "NOT_FOUND", doubt, vars{"rel": w.rel, "text": "x"})
		w.refused("nobody", "UNAUTHENTICATED", doubt, vars{"rel": w.rel, "text": "x"})
		w.refused("nobody", "UNAUTHENTICATED", dropDoubt, vars{"id": id})

		own := w.must(us+" member", riskEvents, vars{"rel": w.rel})
		last := dig(own, "node.events.edges").([]any)
		told := last[len(last)-1]
		if dig(told, "node.what") != "risk.kept" || dig(told, "node.audience") != "AUTHOR" || dig(told, "node.subject.id") != id {
			t.Errorf("its author is told %v", told)
		}
		w.must(us+" member", dropDoubt, vars{"id": id})
		w.refused(us+" member", "NOT_FOUND", dropDoubt, vars{"id": id})
		gone := w.must(us+" member", ownDoubts, vars{"rel": w.rel})
		if dig(gone, "node.risks.totalCount") != 0.0 {
			t.Errorf("it is still there: %v", gone)
		}
		if got := w.must(us+" member", riskEvents, vars{"rel": w.rel}); !slices.Contains(kinds(got), "risk.dropped") {
			t.Errorf("nothing tells that it was taken away: %v", got)
		}
	})
}

func kinds(answer map[string]any) (all []string) {
	for _, e := range dig(answer, "node.events.edges").([]any) {
		what, _ := dig(e, "node.what").(string)
		all = append(all, what)
	}
	return all
}

func TestWhoeverTakesPartMayKeepADoubt(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		for _, who := range []string{us + " owner", us + " observer", them + " member", "adviser"} {
			w.must(who, doubt, vars{"rel": w.rel, "text": "the doubt of " + who})
			mine := w.must(who, ownDoubts, vars{"rel": w.rel})
			if dig(mine, "node.risks.totalCount") != 1.0 || dig(mine, "node.risks.edges.0.node.text") != "the doubt of "+who {
				t.Errorf("%s sees %v", who, mine)
			}
		}
		made := w.must(us+" member", doubt, vars{"rel": w.rel, "text": "gone with me"})
		seat := dig(w.must(us+" member", `query($rel: ID!) { node(id: $rel) { ... on Relationship { me { id } } } }`, vars{"rel": w.rel}), "node.me.id")
		w.must(us+" owner", `mutation($id: ID!) { removeParticipant(input: {participant: $id}) { clientMutationId } }`, vars{"id": seat})
		w.refused(us+" member", "NOT_FOUND", riskNode, vars{"id": dig(made, "createRisk.risk.id")})
		w.refused(us+" member", "NOT_FOUND", doubt, vars{"rel": w.rel, "text": "x"})
	})
}

func TestADoubtHasAFewWordsAndIsKeptOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, _ string) {
		for _, text := range []string{"", "   ", strings.Repeat("é", pact.MaxNeed+1)} {
			if got := w.refused(us+" owner", "BAD_USER_INPUT", doubt, vars{"rel": w.rel, "text": text}); got.field != "text" {
				t.Errorf("%q: %s", text, got.raw)
			}
		}
		w.must(us+" owner", doubt, vars{"rel": w.rel, "text": strings.Repeat("📦", pact.MaxNeed)})
		one := w.must(us+" owner", doubt, vars{"rel": w.rel, "text": "once", "id": "keep-1"})
		two := w.must(us+" owner", doubt, vars{"rel": w.rel, "text": "once", "id": "keep-1"})
		if dig(one, "createRisk.risk.id") != dig(two, "createRisk.risk.id") {
			t.Error("a retried doubt is another one")
		}
		w.refused(us+" owner", "CONFLICT", doubt, vars{"rel": w.rel, "text": "another", "id": "keep-1"})
	})
}

func TestThereIsRoomForManyDoubtsAndNotForMore(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		me, ctx := w.people[us+" owner"], viewer.System(t.Context(), "test")
		rows := w.client.Risk.MapCreateBulk(make([]struct{}, pact.MaxRisks), func(c *ent.RiskCreate, _ int) {
			c.SetAudience(pact.Author).SetRelationshipID(w.rel).SetAuthorID(me).SetText("one of many")
		})
		rows.ExecX(ctx)
		w.refused(us+" owner", "LIMITED", doubt, vars{"rel": w.rel, "text": "one too many"})
		w.must(us+" member", doubt, vars{"rel": w.rel, "text": "others have room of their own"})
		w.must(them+" owner", doubt, vars{"rel": w.rel, "text": "and the other side"})
	})
}
