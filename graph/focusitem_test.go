package graph_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"midspan/app/pact"
)

const (
	addItem    = `mutation($rel: ID!, $kind: FocusKind!, $text: String!, $leaves: ID, $out: ID) { createFocusItem(input: {relationship: $rel, kind: $kind, text: $text, leaves: $leaves, outcome: $out, rhythm: "weekly"}) { focusItem { id fate text } } }`
	decideItem = `mutation($i: ID!, $fate: FocusFate!, $whom: String, $leaves: ID) { decideFocusItem(input: {focusItem: $i, fate: $fate, toWhom: $whom, leaves: $leaves}) { focusItem { fate toWhom decidedBy { name } } } }`
	linkItem   = `mutation($i: ID!, $out: ID) { linkFocusItem(input: {focusItem: $i, outcome: $out}) { focusItem { outcome { id } } } }`
	allow      = `mutation($rel: ID!, $kind: FocusKind!, $n: Int!) { setBudget(input: {relationship: $rel, kind: $kind, items: $n}) { relationship { meetingBudget agendaBudget } } }`
	focusOf    = `query($rel: ID!, $kind: FocusKind) { node(id: $rel) { ... on Relationship { stage agendaBudget meetingBudget focusItems(first: 100, where: {kind: $kind, fates: [KEPT, UNDECIDED]}) { totalCount edges { node { id text } } } } } }`
	learn      = `mutation($i: ID!, $text: String!) { noteLearning(input: {focusItem: $i, text: $text}) { learning { id } } }`
)

func (w *world) item(who, kind, text string) string {
	w.t.Helper()
	return dig(w.must(who, addItem, vars{"rel": w.rel, "kind": kind, "text": text}), "createFocusItem.focusItem.id").(string)
}

// clearList lets everything on a list go.
func (w *world) clearList(who, kind string) {
	w.t.Helper()
	got := w.must(who, focusOf, vars{"rel": w.rel, "kind": kind})
	for _, e := range dig(got, "node.focusItems.edges").([]any) {
		w.must(who, decideItem, vars{"i": dig(e, "node.id"), "fate": "DROPPED"})
	}
}

func TestOneMoreOnAFullListAsksWhichLeaves(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		v := vars{"rel": w.rel, "kind": "MEETING", "text": "The Monday call"}
		first := w.item(us+" member", "MEETING", "The Thursday call")
		w.item(them+" owner", "MEETING", "The depot walk")
		full := w.refused(us+" member", "CONFLICT", addItem, v)
		if full.state != "FULL" || !strings.Contains(full.raw, "The Thursday call") || !strings.Contains(full.raw, "The depot walk") {
			t.Fatalf("a full list says %s", full.raw)
		}
		v["leaves"] = w.item(them+" owner", "AGENDA", "Slots")
		w.refused(us+" member", "BAD_USER_INPUT", addItem, v)
		v["leaves"] = first
		w.must(us+" member", addItem, v)
		w.refused(them+" member", "CONFLICT", addItem, v) // it has left, and the place is taken
		if back := w.refused(them+" member", "CONFLICT", decideItem, vars{"i": first, "fate": "KEPT"}); back.state != "FULL" {
			t.Errorf("it came back: %s", back.raw)
		}
		w.refused(us+" owner", "CONFLICT", allow, vars{"rel": w.rel, "kind": "MEETING", "n": 1})
		w.refused(us+" owner", "BAD_USER_INPUT", allow, vars{"rel": w.rel, "kind": "MEETING", "n": 0})
		w.refused(us+" owner", "BAD_USER_INPUT", allow, vars{"rel": w.rel, "kind": "WORK", "n": 3})
		w.must(them+" member", allow, vars{"rel": w.rel, "kind": "MEETING", "n": 3})
		w.must(them+" member", decideItem, vars{"i": first, "fate": "KEPT"})
		got := w.must("adviser", focusOf, vars{"rel": w.rel, "kind": "MEETING"})
		if dig(got, "node.focusItems.totalCount") != 3.0 || dig(got, "node.meetingBudget") != 3.0 || dig(got, "node.stage") != "FOCUS" {
			t.Errorf("they read %v", got)
		}
	})
}

func TestWorkIsKeptDroppedOrHandedOutByEitherSide(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		work := w.item(us+" owner", "WORK", "Weighing every pallet")
		w.refused(them+" member", "BAD_USER_INPUT", decideItem, vars{"i": work, "fate": "HANDED_OUT", "whom": " "})
		got := w.must(them+" member", decideItem, vars{"i": work, "fate": "HANDED_OUT", "whom": " The scale house "})
		if dig(got, "decideFocusItem.focusItem.toWhom") != "The scale house" || dig(got, "decideFocusItem.focusItem.decidedBy.name") != them+" member" {
			t.Errorf("it is %v", got)
		}
		w.must(them+" member", decideItem, vars{"i": work, "fate": "HANDED_OUT", "whom": "The scale house"})
		got = w.must(us+" member", decideItem, vars{"i": work, "fate": "UNDECIDED"})
		if dig(got, "decideFocusItem.focusItem.decidedBy") != nil || dig(got, "decideFocusItem.focusItem.toWhom") != "" {
			t.Errorf("taken back it is %v", got)
		}
		out := w.thing(us, "outcome")
		w.must(us+" member", linkItem, vars{"i": work, "out": out})
		if got := w.must(them+" owner", linkItem, vars{"i": work}); dig(got, "linkFocusItem.focusItem.outcome") != nil {
			t.Errorf("unlinked it is %v", got)
		}
		w.refused(us+" owner", "BAD_USER_INPUT", linkItem, vars{"i": work, "out": work})
		if told := w.whats(us + " observer"); strings.Count(told, "focus.handed_out") != 1 || strings.Count(told, "focus.reopened") != 1 || strings.Count(told, "focus.linked") != 2 {
			t.Errorf("told: %s", told)
		}
	})
}

func TestAMeetingLeavesALine(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		meeting := w.item(us+" owner", "MEETING", "The Thursday call")
		l := dig(w.must(them+" member", learn, vars{"i": meeting, "text": " Ring before you write. "}), "noteLearning.learning.id")
		w.refused(us+" owner", "BAD_USER_INPUT", learn, vars{"i": w.item(us+" owner", "WORK", "w"), "text": "x"})
		w.refused(us+" owner", "BAD_USER_INPUT", learn, vars{"i": meeting, "text": " "})
		take := `mutation($l: ID!) { deleteLearning(input: {learning: $l}) { deleted } }`
		w.refused(us+" owner", "FORBIDDEN", take, vars{"l": l})
		read := `query($i: ID!) { node(id: $i) { ... on FocusItem { learnings(last: 5) { totalCount edges { node { text author { name } } } } } } }`
		if got := w.must(us+" observer", read, vars{"i": meeting}); dig(got, "node.learnings.edges.0.node.text") != "Ring before you write." {
			t.Errorf("they read %v", got)
		}
		w.must(them+" member", take, vars{"l": l})
		w.refused(them+" member", "NOT_FOUND", take, vars{"l": l})
	})
}

// TestNoListIsOverItsBudgetHoweverBothPress has people of both sides add, drop, take up again and
// set budgets as they like, also at the same moment.
func TestNoListIsOverItsBudgetHoweverBothPress(t *testing.T) {
	crosswise(t, func(t *testing.T, w *world, us, them string) {
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		chance := rand.New(rand.NewPCG(seed, 2))
		people := []string{us + " owner", us + " member", them + " owner", them + " member"}
		var all []string
		for i := range pact.AgendaBudget {
			all = append(all, w.item(people[i%4], "AGENDA", fmt.Sprintf("point %d", i)))
		}
		for turn := range 8 {
			var acts sync.WaitGroup
			for n := range 3 {
				who, act, one, budget := people[chance.IntN(4)], chance.IntN(5), all[chance.IntN(len(all))], 3+chance.IntN(4)
				acts.Go(func() {
					v := vars{"rel": w.rel, "kind": "AGENDA", "text": fmt.Sprintf("point of turn %d, %d", turn, n), "i": one}
					switch act {
					case 0:
						w.ask(who, addItem, v)
					case 1:
						v["leaves"] = one
						w.ask(who, addItem, v)
					case 2:
						w.ask(who, decideItem, vars{"i": one, "fate": "DROPPED"})
					case 3:
						w.ask(who, decideItem, vars{"i": one, "fate": "KEPT"})
					case 4:
						w.ask(who, allow, vars{"rel": w.rel, "kind": "AGENDA", "n": budget})
					}
				})
			}
			acts.Wait()
			got := w.must(us+" owner", focusOf, vars{"rel": w.rel, "kind": "AGENDA"})
			if n, budget := dig(got, "node.focusItems.totalCount").(float64), dig(got, "node.agendaBudget").(float64); n > budget {
				t.Fatalf("turn %d: %v on a list of %v", turn, n, budget)
			}
		}
	})
}
