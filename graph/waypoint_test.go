package graph_test

import (
	"strings"
	"sync"
	"testing"
)

const (
	setWaypoint = `mutation($rel: ID!, $title: String!, $due: Date!) { createWaypoint(input: {relationship: $rel, title: $title, due: $due}) { waypoint { id state } } }`
	correct     = `mutation($w: ID!, $title: String, $due: Date, $state: WaypointState, $why: String) { correctCourse(input: {waypoint: $w, title: $title, due: $due, state: $state, reason: $why}) { waypoint { title due state } } }`
	pathOf      = `query($rel: ID!) { node(id: $rel) { ... on Relationship { stage waypoints(first: 10, orderBy: {field: DUE}) { edges { node { title state author { name } corrections { totalCount edges { node { reason author { name } from { title due state } to { title due state } } } } } } } } } }`
)

func TestACourseIsCorrectedWithItsReason(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.must(us+" member", setWaypoint, vars{"rel": w.rel, "title": "A full winter", "due": "2027-03-01"})
		point := dig(w.must(us+" member", setWaypoint, vars{"rel": w.rel, "title": " One calendar ", "due": "2027-01-15"}), "createWaypoint.waypoint.id")

		for _, v := range []vars{{"due": "2027-02-01"}, {"title": "Two calendars", "why": "  "}, {"state": "DROPPED"}, {"title": ""}, {"due": "2027-02-01", "why": strings.Repeat("é", 601)}} {
			v["w"] = point
			w.refused(them+" owner", "BAD_USER_INPUT", correct, v)
		}
		for who, code := range map[string]string{them + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, correct, vars{"w": point, "state": "REACHED"})
			w.refused(who, code, setWaypoint, vars{"rel": w.rel, "title": "x", "due": "2027-02-01"})
		}

		w.must(them+" owner", correct, vars{"w": point, "due": "2027-02-01", "why": " The harvest was late. "})
		w.must(them+" owner", correct, vars{"w": point, "due": "2027-02-01", "title": "One calendar"})
		reached := w.must(us+" owner", correct, vars{"w": point, "state": "REACHED"})
		if dig(reached, "correctCourse.waypoint.state") != "REACHED" {
			t.Fatalf("reached it is %v", reached)
		}

		got := w.must("adviser", pathOf, vars{"rel": w.rel})
		if dig(got, "node.waypoints.edges.0.node.title") != "One calendar" || dig(got, "node.stage") != "ENVISION" {
			t.Fatalf("the path is %v", got)
		}
		log := dig(got, "node.waypoints.edges.0.node.corrections")
		if dig(log, "totalCount") != 1.0 || dig(log, "edges.0.node.reason") != "The harvest was late." ||
			dig(log, "edges.0.node.from.due") != "2027-01-15" || dig(log, "edges.0.node.to.due") != "2027-02-01" || dig(log, "edges.0.node.author.name") != them+" owner" {
			t.Errorf("the log is %v", log)
		}
		told := w.whats(us + " observer")
		if strings.Count(told, "course.corrected") != 1 || strings.Count(told, "waypoint.reached") != 1 || strings.Count(told, "waypoint.set") != 2 {
			t.Errorf("told: %s", told)
		}
		w.refused(us+" owner", "BAD_USER_INPUT", correct, vars{"w": point, "state": "AHEAD"})
	})
}

func TestCorrectionsAtTheSameMomentFollowEachOther(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		point := dig(w.must(us+" owner", setWaypoint, vars{"rel": w.rel, "title": "Zero", "due": "2027-01-15"}), "createWaypoint.waypoint.id")
		var all sync.WaitGroup
		for who, title := range map[string]string{us + " owner": "One", us + " member": "Two", them + " owner": "Three", them + " member": "Four"} {
			all.Go(func() { w.ask(who, correct, vars{"w": point, "title": title, "why": "because"}) })
		}
		all.Wait()
		got := w.must(us+" owner", pathOf, vars{"rel": w.rel})
		log := dig(got, "node.waypoints.edges.0.node.corrections.edges").([]any)
		if len(log) != 4 {
			t.Fatalf("four corrections left %d", len(log))
		}
		next := map[any]any{}
		for _, e := range log {
			next[dig(e, "node.from.title")] = dig(e, "node.to.title")
		}
		at := any("Zero")
		for range log {
			at = next[at]
		}
		if at != dig(got, "node.waypoints.edges.0.node.title") {
			t.Errorf("the log does not lead to where it is: %v", next)
		}
	})
}
