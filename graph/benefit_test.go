package graph_test

import (
	"strings"
	"testing"
)

const (
	nameGain    = `mutation($rel: ID!, $of: ID!, $kind: BenefitKind!, $label: String!, $unit: String, $cur: String, $before: Int, $hoped: Int, $kept: Boolean, $id: String) { createBenefit(input: {relationship: $rel, ofSide: $of, kind: $kind, label: $label, unit: $unit, currency: $cur, before: $before, hoped: $hoped, kept: $kept, clientMutationId: $id}) { benefit { id audience state } } }`
	sayGain     = `mutation($ben: ID!, $after: Int, $came: String) { sayBenefit(input: {benefit: $ben, after: $after, came: $came}) { benefit { state digest after came confirmations { totalCount } } } }`
	confirmGain = `mutation($ben: ID!, $digest: String!) { confirmBenefit(input: {benefit: $ben, digest: $digest}) { benefit { state confirmations { totalCount edges { node { fromSide { id } } } } } } }`
	shareGain   = `mutation($ben: ID!, $id: String) { shareBenefit(input: {benefit: $ben, clientMutationId: $id}) { benefit { id audience label came state confirmations { totalCount } } } }`
	reopenGain  = `mutation($ben: ID!) { reopenBenefit(input: {benefit: $ben}) { benefit { state after } } }`
	dropGain    = `mutation($ben: ID!) { dropBenefit(input: {benefit: $ben}) { benefit { state } } }`
	gainsOf     = `query($rel: ID!) { node(id: $rel) { ... on Relationship { benefits(first: 50) { totalCount edges { node { id label came audience } } } } } }`
)

func TestAFigureCountsOnceTheSideThatHasItSaysSo(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		theirs := w.sideOf(them + " owner")
		ben := dig(w.must(us+" owner", nameGain, vars{"rel": w.rel, "of": theirs, "kind": "FIGURE", "label": "Night calls", "unit": "a month", "before": 14, "hoped": 4}), "createBenefit.benefit.id")
		w.refused(us+" owner", "BAD_USER_INPUT", sayGain, vars{"ben": ben, "came": "fewer"})
		w.refused(us+" owner", "BAD_USER_INPUT", sayGain, vars{"ben": ben, "after": -2147483648})
		digest := dig(w.must(them+" owner", sayGain, vars{"ben": ben, "after": 5}), "sayBenefit.benefit.digest")
		for who, code := range map[string]string{
			them + " owner": "FORBIDDEN", us + " owner": "FORBIDDEN", them + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED",
		} {
			w.refused(who, code, confirmGain, vars{"ben": ben, "digest": digest}) // who wrote it, the other side, and who reads
		}
		w.refused(them+" member", "CONFLICT", confirmGain, vars{"ben": ben, "digest": "0"})
		again := dig(w.must(us+" member", sayGain, vars{"ben": ben, "after": 6, "came": "We counted twice."}), "sayBenefit.benefit.digest")
		w.refused(them+" member", "CONFLICT", confirmGain, vars{"ben": ben, "digest": digest})
		for range 2 {
			done := w.must(them+" owner", confirmGain, vars{"ben": ben, "digest": again})
			if dig(done, "confirmBenefit.benefit.confirmations.totalCount") != 1.0 || dig(done, "confirmBenefit.benefit.confirmations.edges.0.node.fromSide.id") != theirs {
				t.Fatalf("confirmed it is %v", done)
			}
		}
		w.refused(us+" owner", "CONFLICT", reopenGain, vars{"ben": ben})
		if told := w.whats("adviser"); strings.Count(told, "benefit.said") != 2 || strings.Count(told, "benefit.confirmed") != 1 {
			t.Errorf("told: %s", told)
		}
		for field, v := range map[string]vars{
			"currency": {"cur": "EURO"}, "unit": {"cur": "EUR", "unit": "crates"}, "before": {"before": -2147483648}, "label": {"label": " "}, "kept": {"kept": true}, "ofSide": {"of": "nonsense"},
		} {
			for name, is := range (vars{"rel": w.rel, "of": theirs, "kind": "FIGURE", "label": "x"}) {
				if v[name] == nil {
					v[name] = is
				}
			}
			if got := w.refused(us+" owner", "BAD_USER_INPUT", nameGain, v); got.field != field {
				t.Errorf("refused by %q instead of %q: %s", got.field, field, got.raw)
			}
		}
	})
}

func TestWhoIsAloneOnTheirSideSaysItThemselves(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.must(us+" owner", `mutation($p: ID!) { removeParticipant(input: {participant: $p}) { participant { id } } }`, vars{"p": w.seatOf(us + " member")})
		ben := dig(w.must(us+" owner", nameGain, vars{"rel": w.rel, "of": w.sideOf(us + " owner"), "kind": "FIGURE", "label": "Late fees", "cur": "EUR", "before": 1840000}), "createBenefit.benefit.id")
		digest := dig(w.must(us+" owner", sayGain, vars{"ben": ben, "after": 250000}), "sayBenefit.benefit.digest")
		w.refused(them+" owner", "FORBIDDEN", confirmGain, vars{"ben": ben, "digest": digest})
		w.must(us+" owner", confirmGain, vars{"ben": ben, "digest": digest})
	})
}

func TestWhatOneGainsPersonallyIsTheirsUntilTheyShareIt(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		ours := w.sideOf(us + " owner")
		own := vars{"rel": w.rel, "of": ours, "kind": "PERSONAL", "label": "Sundays without the phone", "kept": true}
		before := w.ask(us+" member", gainsOf, vars{"rel": w.rel}).raw + w.ask(them+" owner", everything, vars{"rel": w.rel}).raw
		ben := dig(w.must(us+" owner", nameGain, own), "createBenefit.benefit.id")
		said := w.must(us+" owner", sayGain, vars{"ben": ben, "came": "Three of four."})
		if dig(said, "sayBenefit.benefit.state") != "CONFIRMED" || dig(said, "sayBenefit.benefit.confirmations.totalCount") != 1.0 {
			t.Fatalf("its person's own word is %v", said)
		}
		if after := w.ask(us+" member", gainsOf, vars{"rel": w.rel}).raw + w.ask(them+" owner", everything, vars{"rel": w.rel}).raw; after != before {
			t.Fatalf("somebody else learned of it:\n%s\n%s", before, after)
		}
		for _, who := range []string{us + " member", them + " owner", "adviser"} {
			w.refused(who, "NOT_FOUND", shareGain, vars{"ben": ben})
			w.refused(who, "NOT_FOUND", `query($ben: ID!) { node(id: $ben) { id } }`, vars{"ben": ben})
			if told := w.whats(who); strings.Contains(told, "benefit.") {
				t.Errorf("%s is told of it: %s", who, told)
			}
		}
		var shared map[string]any
		for range 2 { // a retry shares it once
			shared = w.must(us+" owner", shareGain, vars{"ben": ben, "id": "shared-once"})
		}
		id := dig(shared, "shareBenefit.benefit.id")
		if id == ben || dig(shared, "shareBenefit.benefit.audience") != "SHARED" || dig(shared, "shareBenefit.benefit.confirmations.totalCount") != 1.0 {
			t.Fatalf("shared it is %v", shared)
		}
		got := w.must(them+" member", gainsOf, vars{"rel": w.rel})
		if dig(got, "node.benefits.totalCount") != 1.0 || dig(got, "node.benefits.edges.0.node.came") != "Three of four." {
			t.Fatalf("they read %v", got)
		}
		w.refused(us+" owner", "NOT_FOUND", dropGain, vars{"ben": ben})

		open := dig(w.must(us+" owner", nameGain, vars{"rel": w.rel, "of": ours, "kind": "PERSONAL", "label": "To be asked first"}), "createBenefit.benefit.id")
		for _, deed := range []string{sayGain, dropGain, reopenGain} {
			w.refused(us+" member", "FORBIDDEN", deed, vars{"ben": open, "came": "x"})
			w.refused(them+" owner", "FORBIDDEN", deed, vars{"ben": open, "came": "x"})
		}
		w.must(us+" owner", dropGain, vars{"ben": open})
		w.must(us+" owner", reopenGain, vars{"ben": open})
		w.refused(us+" owner", "BAD_USER_INPUT", nameGain, vars{"rel": w.rel, "of": w.sideOf(them + " owner"), "kind": "PERSONAL", "label": "Theirs"})
		w.refused(us+" owner", "BAD_USER_INPUT", nameGain, vars{"rel": w.rel, "of": ours, "kind": "PERSONAL", "label": "x", "before": 1})
	})
}
