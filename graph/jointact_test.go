package graph_test

import (
	"sync"
	"testing"
	"time"

	"midspan/app/pact"
)

const (
	propose = `mutation($rel: ID!, $name: String!) { proposeName(input: {relationship: $rel, name: $name}) { jointAct { id digest state } } }`
	turn    = `mutation($act: ID!, $digest: String!) { turnKey(input: {jointAct: $act, digest: $digest}) { jointAct { state relationship { name agreed } } } }`
)

func TestANameTakesTwoKeys(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		for _, who := range []string{us + " member", us + " observer", "adviser"} {
			w.refused(who, "FORBIDDEN", propose, vars{"rel": w.rel, "name": "N"})
		}
		w.refused("outsider", "NOT_FOUND", propose, vars{"rel": w.rel, "name": "N"})
		w.refused(us+" owner", "BAD_USER_INPUT", propose, vars{"rel": w.rel, "name": "  "})

		made := w.must(us+" owner", propose, vars{"rel": w.rel, "name": "The winter bridge 🌉"})
		act, digest := dig(made, "proposeName.jointAct.id"), dig(made, "proposeName.jointAct.digest")
		w.refused(us+" owner", "FORBIDDEN", turn, vars{"act": act, "digest": digest})
		w.refused(them+" member", "FORBIDDEN", turn, vars{"act": act, "digest": digest})
		w.refused(them+" owner", "CONFLICT", turn, vars{"act": act, "digest": "another"})
		w.refused("outsider", "NOT_FOUND", turn, vars{"act": act, "digest": digest})

		done := w.must(them+" owner", turn, vars{"act": act, "digest": digest})
		if dig(done, "turnKey.jointAct.state") != "EFFECTIVE" || dig(done, "turnKey.jointAct.relationship.name") != "The winter bridge 🌉" {
			t.Fatalf("%v", done)
		}
		w.refused(them+" owner", "CONFLICT", turn, vars{"act": act, "digest": digest})
	})
}

func TestAJointActHappensOnceHoweverBothPress(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		made := w.must(us+" owner", propose, vars{"rel": w.rel, "name": "Once"})
		act, digest := dig(made, "proposeName.jointAct.id"), dig(made, "proposeName.jointAct.digest")
		var mu sync.Mutex
		won := map[string]int{}
		var all sync.WaitGroup
		tally := func(key string, a answer) {
			mu.Lock()
			defer mu.Unlock()
			if a.code == "" {
				won[key]++
			}
		}
		for range 3 {
			all.Go(func() { tally("turned", w.ask(them+" owner", turn, vars{"act": act, "digest": digest})) })
			all.Go(func() {
				tally("withdrawn", w.ask(us+" owner", `mutation($act: ID!) { withdrawJointAct(input: {jointAct: $act}) { jointAct { state } } }`, vars{"act": act}))
			})
		}
		all.Wait()
		if won["turned"]+won["withdrawn"] != 1 {
			t.Fatalf("%v", won)
		}
		got := w.must(them+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { name events(last: 10) { edges { node { what } } } } } }`, vars{"rel": w.rel})
		if (dig(got, "node.name") == "Once") != (won["turned"] == 1) {
			t.Fatalf("%v %v", won, got)
		}
	})
}

func TestAProposalRunsOut(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		made := w.must(us+" owner", propose, vars{"rel": w.rel, "name": "Late"})
		w.now = w.now.Add(pact.JointActLasts + time.Minute)
		late := w.refused(them+" owner", "CONFLICT", turn, vars{"act": dig(made, "proposeName.jointAct.id"), "digest": dig(made, "proposeName.jointAct.digest")})
		if late.state != "EXPIRED" {
			t.Fatal(late.raw)
		}
	})
}
