package graph_test

import (
	"strings"
	"testing"
	"time"

	"midspan/app/pact"
	"midspan/ent/viewer"
)

const (
	nameTopic  = `mutation($rel: ID!, $name: String!, $pairs: [ID!]) { createTopic(input: {relationship: $rel, name: $name, pairings: $pairs}) { topic { id uncovered } } }`
	dropTopic  = `mutation($t: ID!) { deleteTopic(input: {topic: $t}) { deleted } }`
	pairUp     = `mutation($rel: ID!, $people: [ID!]!, $topics: [ID!]!) { setPairing(input: {relationship: $rel, participants: $people, topics: $topics}) { pairing { id left { user { name } } right { user { name } } topics { name } } } }`
	unpair     = `mutation($p: ID!) { deletePairing(input: {pairing: $p}) { deleted } }`
	hubIs      = `mutation($p: ID!, $hub: Boolean!) { setHub(input: {participant: $p, hub: $hub}) { participant { hub } } }`
	advise     = `mutation($p: ID!, $facet: String!, $until: Date) { setAdviser(input: {participant: $p, facet: $facet, until: $until}) { participant { facet until } } }`
	gapsOf     = `query($rel: ID!) { node(id: $rel) { ... on Relationship { topics(first: 20) { edges { node { name uncovered } } } pairings(first: 40) { totalCount edges { node { topics { name } } } } } } }`
	endSeat    = `mutation($p: ID!) { removeParticipant(input: {participant: $p}) { participant { id } } }`
	relOnly    = `query($rel: ID!) { node(id: $rel) { id } }`
	followOnly = `query($rel: ID!) { node(id: $rel) { ... on Relationship { events(last: 1) { edges { node { what } } } } } }`
)

// topic names one, on a map of its own.
func (w *world) topic(who string) string {
	w.t.Helper()
	w.clearTopics(who)
	return dig(w.must(who, nameTopic, vars{"rel": w.rel, "name": "t"}), "createTopic.topic.id").(string)
}

func (w *world) clearTopics(who string) {
	w.t.Helper()
	got := w.must(who, `query($rel: ID!) { node(id: $rel) { ... on Relationship { topics(first: 20) { edges { node { id } } } } } }`, vars{"rel": w.rel})
	for _, e := range dig(got, "node.topics.edges").([]any) {
		w.must(who, dropTopic, vars{"t": dig(e, "node.id")})
	}
}

func TestATopicNobodyCarriesShows(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		made := w.must(us+" member", nameTopic, vars{"rel": w.rel, "name": " Returns "})
		topic := dig(made, "createTopic.topic.id")
		if got := dig(made, "createTopic.topic.uncovered").([]any); len(got) != 2 {
			t.Fatalf("nobody carries it, and it says %v", got)
		}
		w.refused(them+" member", "BAD_USER_INPUT", nameTopic, vars{"rel": w.rel, "name": "returns"})
		ours, theirs := w.seat(us+" member"), w.seat(them+" member")
		for _, people := range [][]any{{ours}, {ours, ours}, {ours, w.seat(us + " owner")}, {ours, w.seat("adviser")}, {ours, topic}} {
			w.refused(us+" owner", "BAD_USER_INPUT", pairUp, vars{"rel": w.rel, "people": people, "topics": []any{topic}})
		}
		w.refused(us+" owner", "BAD_USER_INPUT", pairUp, vars{"rel": w.rel, "people": []any{ours, theirs}, "topics": []any{ours}})
		set := w.must(them+" owner", pairUp, vars{"rel": w.rel, "people": []any{theirs, ours}, "topics": []any{topic, topic}})
		if dig(set, "setPairing.pairing.left.user.name") != "left member" || len(dig(set, "setPairing.pairing.topics").([]any)) != 1 {
			t.Fatalf("the pair is %v", set)
		}
		pair := dig(set, "setPairing.pairing.id")
		again := w.must(us+" member", pairUp, vars{"rel": w.rel, "people": []any{ours, theirs}, "topics": []any{topic}})
		if dig(again, "setPairing.pairing.id") != pair || strings.Count(w.whats(us+" owner"), "pairing.set") != 1 {
			t.Errorf("saying what is so: %v, %s", again, w.whats(us+" owner"))
		}
		if got := w.must("adviser", gapsOf, vars{"rel": w.rel}); len(dig(got, "node.topics.edges.0.node.uncovered").([]any)) != 0 {
			t.Errorf("carried, it is %v", got)
		}
		w.must(them+" owner", endSeat, vars{"p": theirs})
		bank := map[string]string{"left": "LEFT", "right": "RIGHT"}[them]
		if got := w.must(us+" observer", gapsOf, vars{"rel": w.rel}); dig(got, "node.topics.edges.0.node.uncovered.0") != bank {
			t.Errorf("somebody left, and it is %v", got)
		}
		w.must(us+" member", dropTopic, vars{"t": topic})
		got := w.must(us+" member", gapsOf, vars{"rel": w.rel})
		if dig(got, "node.pairings.totalCount") != 1.0 || len(dig(got, "node.pairings.edges.0.node.topics").([]any)) != 0 {
			t.Errorf("without the topic: %v", got)
		}
		w.must(us+" member", nameTopic, vars{"rel": w.rel, "name": "Returns", "pairs": []any{pair}})
		if got := w.must(us+" member", gapsOf, vars{"rel": w.rel}); dig(got, "node.pairings.edges.0.node.topics.0.name") != "Returns" {
			t.Errorf("taken back: %v", got)
		}
		w.must(us+" member", unpair, vars{"p": pair})
		w.refused(us+" member", "NOT_FOUND", unpair, vars{"p": pair})
	})
}

func TestThereAreNoMoreTopicsThanOneCanHold(t *testing.T) {
	crosswise(t, func(t *testing.T, w *world, us, _ string) {
		for i := range pact.MaxTopics {
			w.must(us+" owner", nameTopic, vars{"rel": w.rel, "name": "topic " + string(rune('a'+i))})
		}
		w.refused(us+" owner", "LIMITED", nameTopic, vars{"rel": w.rel, "name": "one more"})
	})
}

func TestEachSideSaysWhoHoldsItsWhole(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		ours := w.seat(us + " member")
		if got := w.must(us+" owner", hubIs, vars{"p": ours, "hub": true}); dig(got, "setHub.participant.hub") != true {
			t.Fatalf("the hub is %v", got)
		}
		w.must(us+" owner", hubIs, vars{"p": ours, "hub": true})
		w.refused(us+" owner", "BAD_USER_INPUT", hubIs, vars{"p": w.seat("adviser"), "hub": true})
		for who, code := range map[string]string{us + " member": "FORBIDDEN", them + " owner": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, hubIs, vars{"p": ours, "hub": false})
		}
		if told := w.whats(them + " observer"); strings.Count(told, "hub.changed") != 1 {
			t.Errorf("told: %s", told)
		}
	})
}

// TestAnAdviserIsGoneAfterTheLastDay lets the day pass: nothing of the relationship is there any more.
func TestAnAdviserIsGoneAfterTheLastDay(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		seat, day := w.seat("adviser"), func(days int) string { return string(pact.Today(w.now.AddDate(0, 0, days))) }
		note := w.thing(us, "adviser's note")
		got := w.must(us+" owner", advise, vars{"p": seat, "facet": " The freight contract ", "until": day(0)})
		if dig(got, "setAdviser.participant.facet") != "The freight contract" || dig(got, "setAdviser.participant.until") != day(0) {
			t.Fatalf("the adviser is %v", got)
		}
		w.must("adviser", relOnly, vars{"rel": w.rel}) // through the last day
		w.refused(them+" owner", "BAD_USER_INPUT", advise, vars{"p": seat, "facet": "", "until": day(-1)})
		for who, code := range map[string]string{us + " member": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, advise, vars{"p": seat, "facet": "x"})
		}
		w.refused(them+" owner", "BAD_USER_INPUT", advise, vars{"p": w.seat(them + " member"), "facet": "x"})

		yesterday := pact.Today(time.Now().AddDate(0, 0, -1))
		w.client.Participant.UpdateOneID(seat.(string)).SetUntil(yesterday).ExecX(viewer.System(t.Context(), "test")) // a day passes
		for _, q := range []string{relOnly, followOnly, sidesOf} {
			w.refused("adviser", "NOT_FOUND", q, vars{"rel": w.rel})
		}
		w.refused("adviser", "NOT_FOUND", `query($n: ID!) { node(id: $n) { id } }`, vars{"n": note})
		w.refused("adviser", "NOT_FOUND", `mutation($rel: ID!) { createRisk(input: {relationship: $rel, text: "d"}) { risk { id } } }`, vars{"rel": w.rel})
		if mine := w.ask("adviser", `{ viewer { user { id } } relationships(first: 5) { totalCount } }`, nil); strings.Contains(mine.raw, w.rel) {
			t.Errorf("listed: %s", mine.raw)
		}
		w.must(them+" owner", advise, vars{"p": seat, "facet": "The freight contract", "until": day(30)})
		w.must("adviser", relOnly, vars{"rel": w.rel})
		w.must(us+" owner", advise, vars{"p": seat, "facet": "The freight contract"})
		if told := w.whats("adviser"); strings.Count(told, "adviser.changed") != 3 {
			t.Errorf("told: %s", told)
		}
	})
}
