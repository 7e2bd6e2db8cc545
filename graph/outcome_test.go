package graph_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

const (
	aim       = `mutation($rel: ID!, $title: String!) { createOutcome(input: {relationship: $rel, title: $title, unit: "%", baseline: 71, target: 90, due: "2027-02-28"}) { outcome { id digest agreed } } }`
	callOurs  = `mutation($out: ID!, $digest: String!) { confirmOutcome(input: {outcome: $out, digest: $digest}) { outcome { agreed confirmations { totalCount edges { node { kind digest fromSide { bank } } } } } } }`
	moveAim   = `mutation($out: ID!, $target: Float) { updateOutcome(input: {outcome: $out, target: $target}) { outcome { digest agreed confirmations { totalCount } } } }`
	readTheir = `query($out: ID!) { node(id: $out) { ... on Outcome { agreed } } }`
)

func TestASuccessIsSharedWhenBothSidesSaidSoOfTheSameTerms(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		made := w.must(us+" member", aim, vars{"rel": w.rel, "title": "Full shelves"})
		out, digest := dig(made, "createOutcome.outcome.id"), dig(made, "createOutcome.outcome.digest")

		if stale := w.refused(them+" owner", "CONFLICT", callOurs, vars{"out": out, "digest": "0000"}); stale.state != digest {
			t.Fatalf("the conflict does not tell the digest now: %s", stale.raw)
		}
		for who, code := range map[string]string{us + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, callOurs, vars{"out": out, "digest": digest})
		}
		say := func(who string) map[string]any { return w.must(who, callOurs, vars{"out": out, "digest": digest}) }
		say(them + " owner")
		one := say(them + " member")
		if dig(one, "confirmOutcome.outcome.agreed") != false || dig(one, "confirmOutcome.outcome.confirmations.totalCount") != 1.0 {
			t.Fatalf("one side's word is %v", one)
		}
		if two := say(us + " owner"); dig(two, "confirmOutcome.outcome.agreed") != true {
			t.Fatalf("both said so: %v", two)
		}
		if told := w.whats("adviser"); strings.Count(told, "outcome.confirmed") != 2 {
			t.Errorf("told: %s", told)
		}
		if seen := w.must("adviser", readTheir, vars{"out": out}); dig(seen, "node.agreed") != true {
			t.Errorf("the adviser reads %v", seen)
		}
	})
}

func TestNewTermsOfASuccessAreSaidYesToAnew(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		made := w.must(us+" owner", aim, vars{"rel": w.rel, "title": "Full shelves"})
		out, digest := dig(made, "createOutcome.outcome.id"), dig(made, "createOutcome.outcome.digest")
		for _, who := range []string{us + " owner", them + " owner"} {
			w.must(who, callOurs, vars{"out": out, "digest": digest})
		}
		read := w.must(them+" member", `mutation($out: ID!) { updateOutcome(input: {outcome: $out, reading: 84}) { outcome { digest agreed } } }`, vars{"out": out})
		if dig(read, "updateOutcome.outcome.agreed") != true || dig(read, "updateOutcome.outcome.digest") != digest {
			t.Fatalf("a reading is no new term: %v", read)
		}
		moved := w.must(them+" member", moveAim, vars{"out": out, "target": 95})
		if dig(moved, "updateOutcome.outcome.agreed") != false || dig(moved, "updateOutcome.outcome.confirmations.totalCount") != 0.0 {
			t.Fatalf("one side moved what both had said yes to: %v", moved)
		}
		back := w.must(them+" member", moveAim, vars{"out": out, "target": 90})
		if dig(back, "updateOutcome.outcome.digest") != digest || dig(back, "updateOutcome.outcome.agreed") != false {
			t.Fatalf("moved back it is %v", back)
		}
	})
}

func TestBothSidesMayCallItTheirsAtTheSameMoment(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		made := w.must(us+" owner", aim, vars{"rel": w.rel, "title": "Full shelves"})
		out, digest := dig(made, "createOutcome.outcome.id"), dig(made, "createOutcome.outcome.digest")
		var all sync.WaitGroup
		for _, who := range []string{us + " owner", them + " owner", us + " member", them + " member"} {
			all.Go(func() { w.ask(who, callOurs, vars{"out": out, "digest": digest}) })
		}
		all.Wait()
		got := w.must(us+" owner", `query($out: ID!) { node(id: $out) { ... on Outcome { agreed confirmations { totalCount } } } }`, vars{"out": out})
		if dig(got, "node.agreed") != true || dig(got, "node.confirmations.totalCount") != 2.0 {
			t.Fatalf("%v", got)
		}
	})
}

func TestHowASuccessStandsIsReadForAllAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		cost := func() int64 {
			before := w.statements.Load()
			w.must(them+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { outcomes(first: 50) { edges { node { agreed digest } } } } } }`, vars{"rel": w.rel})
			return w.statements.Load() - before
		}
		w.must(us+" owner", aim, vars{"rel": w.rel, "title": "the first"})
		one := cost()
		for i := range 6 {
			w.must(us+" owner", aim, vars{"rel": w.rel, "title": fmt.Sprint("another ", i)})
		}
		if seven := cost(); seven > one {
			t.Errorf("one outcome took %d statements, seven %d", one, seven)
		}
	})
}
