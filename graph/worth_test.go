package graph_test

import (
	"testing"

	"midspan/app/pact"
	"midspan/ent/section"
	"midspan/ent/viewer"
)

func TestWorthItOpensSigningOrLeadsToAPauseOrAParting(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		const door = `query($rel: ID!) { node(id: $rel) { ... on Relationship { worth { left right round { id } } signing { open why } pausedUntil partedAt nextStep { path } } } }`
		answer := func(ours, theirs string) {
			r := w.asks(us+" owner", "WORTH_IT", nil)
			for who, choice := range map[string]string{us + " owner": ours, them + " owner": theirs} {
				w.says(who, r, "stake", "A winter.")
				own := dig(w.must(who, mine, vars{"r": r}), "node.mine.id")
				w.refused(who, "BAD_USER_INPUT", pick, vars{"a": own, "k": "worth", "c": "MUST_HAVE"})
				w.must(who, pick, vars{"a": own, "k": "worth", "c": choice})
				w.hands(who, r)
			}
			if dig(w.must(us+" owner", door, vars{"rel": w.rel}), "node.signing.open") == true && ours+theirs != "YESYES" {
				t.Fatal("signing is open before the answers are")
			}
			w.must(us+" owner", open, vars{"r": r})
		}
		if dig(w.must(us+" owner", door, vars{"rel": w.rel}), "node.signing.open") != false {
			t.Fatal("signing is open before anybody was asked")
		}
		const propose = `mutation($rel: ID!, $u: Date!) { proposePause(input: {relationship: $rel, until: $u}) { jointAct { id digest } } }`
		answer("YES", "NOT_NOW")
		if got := w.must(them+" member", door, vars{"rel": w.rel}); dig(got, "node.signing.open") != false || dig(got, "node.signing.why") == nil {
			t.Fatalf("%v", got)
		}
		w.refused(us+" member", "FORBIDDEN", propose, vars{"rel": w.rel, "u": "2999-01-01"})
		w.refused(us+" owner", "BAD_USER_INPUT", propose, vars{"rel": w.rel, "u": w.now.Format("2006-01-02")})
		act := w.must(us+" owner", propose, vars{"rel": w.rel, "u": "2999-01-01"})
		turnIt := func(act map[string]any, field, want string) {
			t.Helper()
			w.refused(us+" owner", "FORBIDDEN", turn, vars{"act": dig(act, field+".jointAct.id"), "digest": dig(act, field+".jointAct.digest")})
			a := w.ask(them+" owner", turn, vars{"act": dig(act, field+".jointAct.id"), "digest": dig(act, field+".jointAct.digest")})
			if a.code != want {
				t.Fatalf("the second key of %s: %s", field, a.raw)
			}
		}
		turnIt(act, "proposePause", "")
		if got := w.must(them+" owner", door, vars{"rel": w.rel}); dig(got, "node.pausedUntil") != "2999-01-01" {
			t.Fatalf("%v", got)
		}

		parting := dig(w.must(us+" owner", `mutation($rel: ID!) { createDocument(input: {relationship: $rel, kind: PARTING}) { document { id digest } } }`, vars{"rel": w.rel}), "createDocument.document.id").(string)
		again := dig(w.must(them+" owner", `mutation($rel: ID!) { createDocument(input: {relationship: $rel, kind: PARTING}) { document { id } } }`, vars{"rel": w.rel}), "createDocument.document.id")
		if again != parting {
			t.Fatal("two partings")
		}
		const part = `mutation($d: ID!, $x: String!) { proposeParting(input: {document: $d, digest: $x}) { jointAct { id digest } } }`
		digest := func() any {
			return dig(w.must(us+" owner", `query($d: ID!) { node(id: $d) { ... on Document { digest } } }`, vars{"d": parting}), "node.digest")
		}
		write := func(text string) {
			ctx := viewer.System(t.Context(), "test")
			w.client.Section.Update().Where(section.DocumentID(parting), section.Key("thanks")).SetText(text).ExecX(ctx)
		}
		w.refused(us+" owner", "CONFLICT", part, vars{"d": parting, "x": digest()})
		write("For nine winters.")
		stale := w.must(us+" owner", part, vars{"d": parting, "x": digest()})
		write("For ten winters.")
		turnIt(stale, "proposeParting", "CONFLICT")
		turnIt(w.must(us+" owner", part, vars{"d": parting, "x": digest()}), "proposeParting", "")
		if got := w.must(them+" member", door, vars{"rel": w.rel}); dig(got, "node.partedAt") == nil || dig(got, "node.nextStep.path") != "/r/"+w.rel+"/parting" {
			t.Fatalf("%v", got)
		}
		w.refused(us+" owner", "CONFLICT", askBoth, vars{"rel": w.rel, "kind": "FIRST_QUESTIONS"})
	})
}

func TestYesFromBothOpensSigning(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		r := w.asks(us+" owner", "WORTH_IT", nil)
		for _, who := range []string{us + " owner", them + " owner"} {
			w.says(who, r, "stake", "A winter.")
			w.must(who, pick, vars{"a": dig(w.must(who, mine, vars{"r": r}), "node.mine.id"), "k": "worth", "c": "YES"})
			w.hands(who, r)
		}
		w.must(us+" owner", open, vars{"r": r})
		got := w.must(them+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { signing { open why } worth { left right } } } }`, vars{"rel": w.rel})
		if dig(got, "node.signing.open") != true || dig(got, "node.worth.left") != "YES" || dig(got, "node.worth.right") != "YES" {
			t.Fatalf("%v", got)
		}
		w.refused(us+" owner", "CONFLICT", `mutation($rel: ID!) { createDocument(input: {relationship: $rel, kind: PARTING}) { document { id } } }`, vars{"rel": w.rel})
	})
}

func TestALightResetTakesQuestionsCommitmentsAndTwoKeys(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		const propose = `mutation($rel: ID!) { proposeLightReset(input: {relationship: $rel}) { jointAct { id digest } } }`
		unmet := func() int {
			return len(dig(w.must(us+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { lightReset { why path } } } }`, vars{"rel": w.rel}), "node.lightReset").([]any))
		}
		if unmet() != 2 {
			t.Fatal("nothing was done yet")
		}
		w.refused(us+" owner", "CONFLICT", propose, vars{"rel": w.rel})
		for _, kind := range []string{"FIRST_QUESTIONS", "LATER_QUESTIONS"} {
			r := w.asks(us+" owner", kind, nil)
			for _, who := range []string{us + " owner", them + " owner"} {
				w.says(who, r, string(pact.Questions(pact.RoundKind(kind), false)[0].Key), "A word.")
				w.hands(who, r)
			}
			w.must(us+" owner", open, vars{"r": r})
		}
		made := w.must(us+" member", commit, vars{"rel": w.rel, "w": "We call."})
		for _, who := range []string{us + " owner", them + " owner"} {
			w.must(who, confirm, vars{"com": dig(made, "createCommitment.commitment.id"), "digest": dig(made, "createCommitment.commitment.document.digest")})
		}
		if unmet() != 0 {
			t.Fatal("both did what a light reset asks")
		}
		act := w.must(us+" owner", propose, vars{"rel": w.rel})
		w.must(them+" owner", turn, vars{"act": dig(act, "proposeLightReset.jointAct.id"), "digest": dig(act, "proposeLightReset.jointAct.digest")})
		got := w.must(them+" member", `query($rel: ID!) { node(id: $rel) { ... on Relationship { stage resetAt } } }`, vars{"rel": w.rel})
		if dig(got, "node.stage") != "SUSTAIN" || dig(got, "node.resetAt") == nil {
			t.Fatalf("%v", got)
		}
	})
}
