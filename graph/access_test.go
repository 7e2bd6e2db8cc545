package graph_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// access is who may do what, as data: for each deed on a thing, the answer to each person in turn.
type access struct {
	People []string
	Cases  []struct{ Deed, On, Expect string }
	Deeds  map[string]string
}

func readAccess(t *testing.T) access {
	t.Helper()
	b, err := os.ReadFile("testdata/access.json")
	if err != nil {
		t.Fatal(err)
	}
	var a access
	if err := json.Unmarshal(b, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// everything is what a person sees of a relationship, the newest of each list, to compare before and after.
const everything = `query($rel: ID!) { node(id: $rel) { ... on Relationship { name agreed stage profile { why } nextStep { sentence }
	participants { edges { node { role removedAt } } } invitations { edges { node { revokedAt answer } } }
	documents(last: 20) { edges { node { id title seq sections { text } } } } outcomes(last: 20) { edges { node { title reading } } }
	commitments(last: 20) { edges { node { state rhythm reportedAt steps { totalCount } } } } conversations(last: 20) { edges { node { state ending } } } jointActs(last: 20) { edges { node { state text } } }
	rounds(last: 10) { edges { node { id state timerMinutes mine { id submittedAt } marks { totalCount } } } } needs(last: 20) { edges { node { state text } } }
	waypoints(last: 20) { edges { node { due state } } } risks(last: 20) { edges { node { text } } } pausedUntil partedAt resetAt
	agreements(last: 5) { edges { node { state signatures { totalCount } } } }
	waypoints(last: 20) { edges { node { due state } } } risks(last: 20) { edges { node { text } } } trustBehaviours(last: 10) { edges { node { text accepted } } }
	lookbacks(last: 5) { edges { node { minutes closedAt safeguards(last: 12) { edges { node { cause text agreed } } } } } } pausedUntil partedAt resetAt
	agendaBudget meetingBudget
	topics(last: 20) { edges { node { id uncovered } } } pairings(last: 40) { edges { node { id topics { id } } } }
	focusItems(last: 20) { edges { node { id fate toWhom outcome { id } learnings(last: 5) { edges { node { id } } } } } }
	waypoints(last: 20) { edges { node { due state } } } risks(last: 20) { edges { node { text votes voted treatment } } } pausedUntil partedAt resetAt
	wins(last: 20) { edges { node { text state } } } milestones(last: 20) { edges { node { state expected } } } benefits(last: 20) { edges { node { state label } } }
	events(last: 30) { edges { node { id what } } } } } }`

func TestWhoMayDoWhat(t *testing.T) {
	table := readAccess(t)
	crosswise(t, func(t *testing.T, w *world, us, them string) {
		person := strings.NewReplacer("us ", us+" ", "them ", them+" ")
		witnesses := []string{us + " owner", them + " owner"}
		for _, c := range table.Cases {
			try := func(i int, want, id string) {
				who := person.Replace(table.People[i])
				got := w.ask(who, table.Deeds[c.Deed], vars{"id": id})
				if got.code != want && (got.code != "" || want != "ok") {
					t.Errorf("%s, %s, by %s: expected %s, got %s", c.Deed, c.On, who, want, got.raw)
				}
			}
			expect := strings.Fields(c.Expect)
			id := w.thing(us, c.On)
			var before []string
			if c.Deed != "read" {
				before = w.seenBy(witnesses)
			}
			for i, want := range expect {
				if want != "ok" {
					try(i, want, id)
				}
			}
			if before != nil {
				if after := w.seenBy(witnesses); !slices.Equal(before, after) {
					t.Errorf("%s, %s: what was refused changed something:\n%v\n%v", c.Deed, c.On, before, after)
				}
			}
			for i, want := range expect {
				if want == "ok" {
					if c.Deed != "read" {
						id = w.thing(us, c.On)
					}
					try(i, want, id)
				}
			}
		}
	})
}

func (w *world) seenBy(people []string) (all []string) {
	for _, p := range people {
		all = append(all, w.ask(p, everything, vars{"rel": w.rel}).raw)
	}
	return all
}

// thing gives the id of something in the world, freshly made where a deed may use it up.
func (w *world) thing(us, name string) string {
	w.t.Helper()
	them := map[string]string{"left": "right", "right": "left"}[us]
	one := func(who, query, path string) string {
		v := vars{}
		if strings.Contains(query, "$rel") {
			v["rel"] = w.rel
		}
		id, _ := dig(w.must(who, query, v), path).(string)
		if id == "" {
			w.t.Fatalf("no %s", name)
		}
		return id
	}
	note := func(who, room, path string) string {
		return one(who, `mutation($rel: ID!) { createDocument(input: {relationship: $rel, kind: NOTES, title: "n", audience: `+room+`}) { document { id sections { id } } } }`, "createDocument.document."+path)
	}
	vision := func(path string) string {
		return one(us+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { documents(where: {kind: VISION}) { edges { node { id sections { id } } } } } } }`, "node.documents.edges.0.node."+path)
	}
	switch name {
	case "relationship":
		return w.rel
	case "our profile":
		return one(us+" owner", `mutation($rel: ID!) { updateSideProfile(input: {relationship: $rel, why: "ours"}) { relationship { profile { id } } } }`, "updateSideProfile.relationship.profile.id")
	case "our letter":
		return one(us+" owner", `mutation($rel: ID!) { inviteColleague(input: {relationship: $rel, recipient: "C", owning: "o", role: MEMBER}) { invitation { id } } }`, "inviteColleague.invitation.id")
	case "our member":
		return one(us+" member", `query($rel: ID!) { node(id: $rel) { ... on Relationship { me { id } } } }`, "node.me.id")
	case "our side":
		return one(us+" member", `query($rel: ID!) { node(id: $rel) { ... on Relationship { me { side { id } } } } }`, "node.me.side.id")
	case "vision":
		return vision("id")
	case "vision section":
		return vision("sections.0.id")
	case "shared note":
		return note(us+" owner", "SHARED", "id")
	case "our note":
		return note(us+" owner", "SIDE", "id")
	case "our note section":
		return note(us+" owner", "SIDE", "sections.0.id")
	case "own note":
		return note(us+" owner", "AUTHOR", "id")
	case "own note section":
		return note(us+" owner", "AUTHOR", "sections.0.id")
	case "adviser's note":
		return note("adviser", "AUTHOR", "id")
	case "outcome":
		return one(us+" owner", `mutation($rel: ID!) { createOutcome(input: {relationship: $rel, title: "o"}) { outcome { id } } }`, "createOutcome.outcome.id")
	case "commitment":
		return one(us+" owner", commit, "createCommitment.commitment.id")
	case "promise in draft", "ask":
		by, nature := w.sideOf(us+" owner"), "DELIVERABLE"
		if name == "ask" {
			by, nature = w.sideOf(them+" owner"), "SUPPORT"
		}
		made := w.must(us+" owner", promise, vars{"rel": w.rel, "w": "w", "nature": nature, "by": by})
		return dig(made, "createCommitment.commitment.id").(string)
	case "agreed promise", "reported promise", "step", "slip":
		com, _ := w.agreed(us+" owner", them+" owner")
		if name == "slip" {
			return w.slipped(us+" owner", com)
		}
		if name != "agreed promise" {
			w.must(us+" owner", report, vars{"com": com})
		}
		if name == "step" {
			return dig(w.life(us+" owner", com), "steps.edges.0.node.id").(string)
		}
		return com
	case "joint act":
		return one(us+" owner", `mutation($rel: ID!) { proposeName(input: {relationship: $rel, name: "N"}) { jointAct { id } } }`, "proposeName.jointAct.id")
	case "our stance":
		return one(us+" owner", `mutation($rel: ID!) { takeStance(input: {relationship: $rel, stand: NOT_YET}) { stance { id } } }`, "takeStance.stance.id")
	case "round":
		return w.alone(us+" owner", "CANDID")
	case "our answer", "own answer":
		kind := map[string]string{"our answer": "EXPECTATIONS", "own answer": "CANDID"}[name]
		r := w.alone(us+" owner", kind)
		return dig(w.must(us+" owner", mine, vars{"r": r}), "node.mine.id").(string)
	case "opened answer", "mark":
		r := w.alone(us+" owner", "EXPECTATIONS")
		for _, who := range []string{us + " owner", them + " owner"} {
			w.says(who, r, "ours", "A call.")
			w.hands(who, r)
		}
		w.must(us+" owner", open, vars{"r": r})
		answer := dig(w.must(us+" owner", mine, vars{"r": r}), "node.mine.id").(string)
		if name != "mark" {
			return answer
		}
		made := w.must(us+" owner", `mutation($r: ID!, $a: ID!) { createMark(input: {round: $r, key: "ours", kind: DIFFERS, name: "n", spans: [{source: $a, from: 0, to: 2}]}) { mark { id } } }`, vars{"r": r, "a": answer})
		return dig(made, "createMark.mark.id").(string)
	case "need":
		side := one(us+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { me { side { id } } } } }`, "node.me.side.id")
		made := w.must(them+" owner", `mutation($rel: ID!, $side: ID!) { createNeed(input: {relationship: $rel, ofSide: $side, kind: TODAY, text: "guessed"}) { need { id } } }`, vars{"rel": w.rel, "side": side})
		return dig(made, "createNeed.need.id").(string)
	case "waypoint":
		return one(us+" owner", `mutation($rel: ID!) { createWaypoint(input: {relationship: $rel, title: "w", due: "2998-01-01"}) { waypoint { id } } }`, "createWaypoint.waypoint.id")
	case "agreement":
		return w.out(us)
	case "trust behaviour":
		return w.behaviour(us)
	case "look back":
		return w.lookedBack(us)
	case "safeguard":
		return w.safeguard(us)
	case "relationship without topics":
		w.clearTopics(us + " owner")
		return w.rel
	case "relationship without an agenda":
		w.clearList(us+" owner", "AGENDA")
		return w.rel
	case "topic":
		return w.topic(us + " owner")
	case "pairing":
		made := w.must(us+" owner", pairUp, vars{"rel": w.rel, "people": []any{w.seat(us + " owner"), w.seat(them + " owner")}, "topics": []string{}})
		return dig(made, "setPairing.pairing.id").(string)
	case "meeting":
		w.clearList(us+" owner", "MEETING")
		return w.item(us+" owner", "MEETING", "m")
	case "work":
		return w.item(us+" owner", "WORK", "w")
	case "learning":
		return dig(w.must(us+" owner", learn, vars{"i": w.thing(us, "meeting"), "text": "l"}), "noteLearning.learning.id").(string)
	case "adviser's seat":
		return w.seat("adviser").(string)
	case "win", "said win", "milestone", "gain", "own gain", "told gain":
		return w.comes(us, name)
	case "doubt":
		return one(us+" owner", `mutation($rel: ID!) { createRisk(input: {relationship: $rel, text: "d"}) { risk { id } } }`, "createRisk.risk.id")
	case "risk":
		r := w.alone(us+" owner", "PRE_MORTEM")
		for _, who := range []string{us + " owner", us + " member", them + " owner", them + " member"} {
			w.hands(who, r)
		}
		w.must(us+" owner", open, vars{"r": r})
		return w.risk(us+" owner", r, "r")
	case "outsider's relationship":
		return one("outsider", start, "createRelationship.relationship.id")
	}
	w.t.Fatalf("what is %q?", name)
	return ""
}
