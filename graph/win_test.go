package graph_test

import (
	"strings"
	"sync"
	"testing"
)

const (
	planWin    = `mutation($rel: ID!, $text: String!, $of: ID, $out: ID, $people: [ID!], $id: String) { createWin(input: {relationship: $rel, text: $text, due: "2999-01-01", ofSide: $of, outcome: $out, people: $people, clientMutationId: $id}) { win { id state ofSide { id } outcome { id } people { id user { name } } } } }`
	sayWin     = `mutation($win: ID!, $learning: String) { sayWin(input: {win: $win, learning: $learning}) { win { state digest learning saidBy { name } saidSide { id } } } }`
	confirmWin = `mutation($win: ID!, $digest: String!) { confirmWin(input: {win: $win, digest: $digest}) { win { state confirmations { totalCount edges { node { kind digest fromSide { id } } } } } } }`
	reopenWin  = `mutation($win: ID!) { reopenWin(input: {win: $win}) { win { state learning saidBy { name } } } }`
	dropWin    = `mutation($win: ID!) { dropWin(input: {win: $win}) { win { state } } }`
	winWall    = `query($rel: ID!) { node(id: $rel) { ... on Relationship { wins(first: 10, orderBy: {field: CHANGED, direction: DESC}, where: {states: [CONFIRMED]}) { totalCount edges { node { text people { id } digest } } } } } }`
)

func TestAWinCountsOnceTheOtherSideSaysSoToo(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		out := w.thing(us, "outcome")
		w.refused(us+" owner", "BAD_USER_INPUT", planWin, vars{"rel": w.rel, "text": "No missed slot"})
		made := w.must(us+" member", planWin, vars{"rel": w.rel, "text": " No missed slot for a week ", "out": out, "people": []string{w.seatOf(us + " owner"), w.seatOf(them + " owner")}})
		win := dig(made, "createWin.win.id")
		if dig(made, "createWin.win.state") != "AHEAD" || dig(made, "createWin.win.ofSide") != nil || dig(made, "createWin.win.people.1.id") == nil {
			t.Fatalf("planned it is %v", made)
		}
		w.refused(them+" owner", "CONFLICT", confirmWin, vars{"win": win, "digest": "0"})
		said := w.must(us+" owner", sayWin, vars{"win": win, "learning": "Ring first."})
		old := dig(said, "sayWin.win.digest")
		said = w.must(us+" member", sayWin, vars{"win": win, "learning": "Ring first, then write."})
		digest := dig(said, "sayWin.win.digest")
		for who, code := range map[string]string{
			us + " owner": "FORBIDDEN", us + " member": "FORBIDDEN", them + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED",
		} {
			w.refused(who, code, confirmWin, vars{"win": win, "digest": digest})
		}
		w.refused(them+" owner", "CONFLICT", sayWin, vars{"win": win})
		if stale := w.refused(them+" owner", "CONFLICT", confirmWin, vars{"win": win, "digest": old}); stale.state != digest {
			t.Fatalf("the conflict does not tell the digest now: %s", stale.raw)
		}
		for range 2 { // a second press changes nothing
			done := w.must(them+" member", confirmWin, vars{"win": win, "digest": digest})
			if dig(done, "confirmWin.win.state") != "CONFIRMED" || dig(done, "confirmWin.win.confirmations.totalCount") != 1.0 || dig(done, "confirmWin.win.confirmations.edges.0.node.kind") != "KEPT" {
				t.Fatalf("confirmed it is %v", done)
			}
		}
		for _, deed := range []string{sayWin, reopenWin, dropWin} {
			w.refused(us+" owner", "CONFLICT", deed, vars{"win": win})
		}
		if wall := w.must("adviser", winWall, vars{"rel": w.rel}); dig(wall, "node.wins.totalCount") != 1.0 {
			t.Errorf("the adviser reads %v", wall)
		}
		if told := w.whats(us + " observer"); strings.Count(told, "win.said") != 2 || strings.Count(told, "win.confirmed") != 1 || strings.Contains(told, "win.reopened") {
			t.Errorf("told: %s", told)
		}
	})
}

func TestAWinIsTakenBackAndLetGo(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		for range 2 { // a retry is one win
			w.must(us+" owner", planWin, vars{"rel": w.rel, "text": "One call a day", "of": w.sideOf(them + " owner"), "id": "planned-once"})
		}
		win := w.thing(us, "win")
		w.must(them+" owner", sayWin, vars{"win": win})
		w.refused(us+" owner", "CONFLICT", dropWin, vars{"win": win})
		if back := w.must(us+" member", reopenWin, vars{"win": win}); dig(back, "reopenWin.win.state") != "AHEAD" || dig(back, "reopenWin.win.saidBy") != nil {
			t.Fatalf("not yet: %v", back)
		}
		w.must(us+" owner", reopenWin, vars{"win": win})
		w.must(them+" member", dropWin, vars{"win": win})
		w.must(them+" member", dropWin, vars{"win": win})
		w.must(us+" owner", reopenWin, vars{"win": win})
		if told := w.whats("adviser"); strings.Count(told, "win.planned") != 2 || strings.Count(told, "win.reopened") != 2 || strings.Count(told, "win.dropped") != 1 {
			t.Errorf("told: %s", told)
		}
		elsewhere := dig(w.must("outsider", start, nil), "createRelationship.relationship.id")
		foreign := dig(w.must("outsider", sidesOf, vars{"rel": elsewhere}), "node.me.side.id")
		for field, v := range map[string]vars{
			"ofSide": {"text": "x", "of": foreign}, "outcome": {"text": "x", "out": "nonsense"}, "text": {"text": "\u200b "}, "people": {"text": "x", "people": []string{win}},
		} {
			v["rel"] = w.rel
			if got := w.refused(us+" owner", "BAD_USER_INPUT", planWin, v); got.field != field {
				t.Errorf("refused by %q instead of %q: %s", got.field, field, got.raw)
			}
		}
	})
}

func TestBothMayPressAtTheSameMoment(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		win := w.thing(us, "win")
		digest := dig(w.must(us+" owner", sayWin, vars{"win": win}), "sayWin.win.digest")
		var all sync.WaitGroup
		for _, press := range []func(){
			func() { w.ask(them+" owner", confirmWin, vars{"win": win, "digest": digest}) },
			func() { w.ask(them+" member", confirmWin, vars{"win": win, "digest": digest}) },
			func() { w.ask(us+" owner", confirmWin, vars{"win": win, "digest": digest}) },
			func() { w.ask(us+" member", sayWin, vars{"win": win, "learning": "another"}) },
		} {
			all.Go(press)
		}
		all.Wait()
		got := w.must(us+" owner", `query($win: ID!) { node(id: $win) { ... on Win { state digest saidSide { id } confirmations { totalCount edges { node { digest fromSide { id } } } } } } }`, vars{"win": win})
		if dig(got, "node.state") == "SAID" {
			return // said in other words before anybody confirmed: their digest is stale
		}
		if dig(got, "node.confirmations.totalCount") != 1.0 || dig(got, "node.confirmations.edges.0.node.digest") != dig(got, "node.digest") ||
			dig(got, "node.confirmations.edges.0.node.fromSide.id") == dig(got, "node.saidSide.id") {
			t.Fatalf("%v", got)
		}
	})
}

func TestTheWallIsReadAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		cost := func() int64 {
			before := w.statements.Load()
			w.must(them+" owner", winWall, vars{"rel": w.rel})
			return w.statements.Load() - before
		}
		confirmed := func() {
			win := w.thing(us, "win")
			digest := dig(w.must(us+" owner", sayWin, vars{"win": win}), "sayWin.win.digest")
			w.must(them+" owner", confirmWin, vars{"win": win, "digest": digest})
		}
		confirmed()
		one := cost()
		for range 4 {
			confirmed()
		}
		if five := cost(); five > one {
			t.Errorf("one win took %d statements, five %d", one, five)
		}
	})
}

// comes gives the id of something that counts once its receiver says so, freshly made.
func (w *world) comes(us, name string) string {
	w.t.Helper()
	one := func(query, path string, v vars) string {
		v["rel"] = w.rel
		return dig(w.must(us+" owner", query, v), path).(string)
	}
	side := w.sideOf(us + " owner")
	switch name {
	case "win", "said win":
		v := vars{"text": "w"}
		if seen := w.must(us+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { outcomes(first: 1) { edges { node { id } } } } } }`, vars{"rel": w.rel}); dig(seen, "node.outcomes.edges.0.node.id") != nil {
			v["out"] = dig(seen, "node.outcomes.edges.0.node.id")
		}
		id := one(planWin, "createWin.win.id", v)
		if name == "said win" {
			w.must(us+" owner", sayWin, vars{"win": id})
		}
		return id
	case "milestone":
		return one(setMile, "createMilestone.milestone.id", vars{"out": w.thing(us, "outcome"), "title": "m", "due": "2998-01-01", "owner": w.seatOf(us + " owner")})
	case "gain":
		return one(nameGain, "createBenefit.benefit.id", vars{"of": side, "kind": "FIGURE", "label": "l"})
	}
	return one(nameGain, "createBenefit.benefit.id", vars{"of": side, "kind": "PERSONAL", "label": "l", "kept": name == "own gain"})
}
