package graph_test

import (
	"strings"
	"testing"
	"time"
)

const (
	setMile     = `mutation($out: ID!, $title: String!, $owner: ID!, $due: Date!, $id: String) { createMilestone(input: {outcome: $out, title: $title, due: $due, owner: $owner, clientMutationId: $id}) { milestone { id state due expected slip { days } ofSide { id } owner { id } } } }`
	changeMile  = `mutation($mil: ID!, $title: String, $owner: ID, $day: Date, $why: String) { updateMilestone(input: {milestone: $mil, title: $title, owner: $owner, expected: $day, reason: $why}) { milestone { due expected title slip { days early unsaid } } } }`
	sayMile     = `mutation($mil: ID!) { sayMilestone(input: {milestone: $mil}) { milestone { state digest slip { days } } } }`
	confirmMile = `mutation($mil: ID!, $digest: String!) { confirmMilestone(input: {milestone: $mil, digest: $digest}) { milestone { state } } }`
	reopenMile  = `mutation($mil: ID!, $why: String!) { reopenMilestone(input: {milestone: $mil, reason: $why}) { milestone { state reason } } }`
	dropMile    = `mutation($mil: ID!, $why: String!) { dropMilestone(input: {milestone: $mil, reason: $why}) { milestone { state reason } } }`
)

// inDays is a day of the calendar of the world.
func (w *world) inDays(n int) string { return w.now.AddDate(0, 0, n).Format(time.DateOnly) }

func TestAMilestoneSlipsInSightAndIsReachedWhenBothSaySo(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		out := w.thing(us, "outcome")
		var mil any
		for range 2 { // a retry is one milestone
			made := w.must(them+" member", setMile, vars{"out": out, "title": "One calendar", "owner": w.seatOf(us + " member"), "due": w.inDays(21), "id": "set-once"})
			mil = dig(made, "createMilestone.milestone.id")
			if dig(made, "createMilestone.milestone.ofSide.id") != w.sideOf(us+" owner") || dig(made, "createMilestone.milestone.slip") != nil {
				t.Fatalf("set it is %v", made)
			}
		}
		if got := w.refused(them+" owner", "BAD_USER_INPUT", changeMile, vars{"mil": mil, "day": w.inDays(30)}); got.field != "reason" {
			t.Fatalf("moved without a reason: %s", got.raw)
		}
		for range 2 {
			moved := w.must(them+" owner", changeMile, vars{"mil": mil, "day": w.inDays(30), "why": "The depot moves house."})
			if s := dig(moved, "updateMilestone.milestone.slip"); dig(s, "days") != 9.0 || dig(s, "early") != 21.0 || dig(moved, "updateMilestone.milestone.due") != w.inDays(21) {
				t.Fatalf("moved it is %v", moved)
			}
		}
		w.must(us+" owner", changeMile, vars{"mil": mil, "title": "One calendar for both", "owner": w.seatOf(us + " owner")})
		if got := w.refused(us+" owner", "BAD_USER_INPUT", changeMile, vars{"mil": mil, "owner": w.seatOf(them + " owner")}); got.field != "owner" {
			t.Fatalf("handed to the other side: %s", got.raw)
		}

		w.refused(them+" owner", "FORBIDDEN", sayMile, vars{"mil": mil})
		said := w.must(us+" member", sayMile, vars{"mil": mil})
		digest := dig(said, "sayMilestone.milestone.digest")
		for who, code := range map[string]string{us + " owner": "FORBIDDEN", them + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, confirmMile, vars{"mil": mil, "digest": digest})
		}
		w.refused(them+" owner", "CONFLICT", confirmMile, vars{"mil": mil, "digest": "0"})
		w.refused(us+" owner", "CONFLICT", changeMile, vars{"mil": mil, "title": "Half a calendar"})
		if back := w.must(them+" owner", reopenMile, vars{"mil": mil, "why": "Malmö is not in it."}); dig(back, "reopenMilestone.milestone.reason") != "Malmö is not in it." {
			t.Fatalf("not yet: %v", back)
		}
		digest = dig(w.must(us+" owner", sayMile, vars{"mil": mil}), "sayMilestone.milestone.digest")
		for range 2 {
			if done := w.must(them+" member", confirmMile, vars{"mil": mil, "digest": digest}); dig(done, "confirmMilestone.milestone.state") != "CONFIRMED" {
				t.Fatalf("confirmed it is %v", done)
			}
		}
		told := w.whats("adviser")
		for what, times := range map[string]int{"milestone.set": 1, "milestone.expected": 1, "milestone.changed": 1, "milestone.said": 2, "milestone.reopened": 1, "milestone.confirmed": 1} {
			if strings.Count(told, what) != times {
				t.Errorf("%s is told otherwise than %d times: %s", what, times, told)
			}
		}
	})
}

func TestAMilestoneWhoseDayIsGoneSaysSo(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		out := w.thing(us, "outcome")
		mil := dig(w.must(us+" owner", setMile, vars{"out": out, "title": "m", "owner": w.seatOf(us + " owner"), "due": w.inDays(5)}), "createMilestone.milestone.id")
		w.now = w.now.AddDate(0, 0, 9)
		read := `query($out: ID!) { node(id: $out) { ... on Outcome { milestones(first: 5, where: {states: [AHEAD]}) { edges { node { slip { days unsaid } } } } } } }`
		if got := w.must("adviser", read, vars{"out": out}); dig(got, "node.milestones.edges.0.node.slip.days") != 4.0 || dig(got, "node.milestones.edges.0.node.slip.unsaid") != true {
			t.Fatalf("%v", got)
		}
		w.refused(them+" member", "BAD_USER_INPUT", dropMile, vars{"mil": mil, "why": " "})
		w.must(them+" member", dropMile, vars{"mil": mil, "why": "Both have another way now."})
		if got := w.must(us+" member", reopenMile, vars{"mil": mil, "why": "The other way is closed."}); dig(got, "reopenMilestone.milestone.state") != "AHEAD" {
			t.Fatalf("taken up again: %v", got)
		}
		for _, owner := range []string{w.seatOf("adviser"), w.seatOf(us + " observer"), "nonsense"} {
			w.refused(us+" owner", "BAD_USER_INPUT", setMile, vars{"out": out, "title": "m", "owner": owner, "due": "2999-01-01"})
		}
	})
}
