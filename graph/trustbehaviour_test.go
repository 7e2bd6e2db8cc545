package graph_test

import (
	"strings"
	"testing"
)

const (
	askTrust    = `mutation($rel: ID!, $text: String!, $seen: String!, $id: String) { createTrustBehaviour(input: {relationship: $rel, text: $text, seen: $seen, clientMutationId: $id}) { trustBehaviour { id text seen digest accepted receiver { id } } } }`
	rewordTrust = `mutation($b: ID!, $text: String, $seen: String) { updateTrustBehaviour(input: {trustBehaviour: $b, text: $text, seen: $seen}) { trustBehaviour { text seen digest accepted confirmations { totalCount } } } }`
	showTrust   = `mutation($b: ID!, $digest: String!) { confirmTrustBehaviour(input: {trustBehaviour: $b, digest: $digest}) { trustBehaviour { accepted confirmations { edges { node { fromSide { id } } } } } } }`
	dropTrust   = `mutation($b: ID!) { deleteTrustBehaviour(input: {trustBehaviour: $b}) { deleted } }`
	trustOf     = `query($rel: ID!) { node(id: $rel) { ... on Relationship { stage nextStep { sentence path } trustBehaviours(first: 10) { totalCount edges { node { text accepted receiver { id } } } } } } }`
	charter     = `mutation($rel: ID!) { createDocument(input: {relationship: $rel, kind: CHARTER}) { document { id kind audience sections { key } } } }`
)

func TestASideWordsWhatItNeedsToSeeAndTheOtherShowsIt(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		var b, digest any
		for range 2 { // a retry is one behaviour
			made := dig(w.must(us+" member", askTrust, vars{"rel": w.rel, "text": "  A call before a mail ", "seen": "The phone rings", "id": "once"}), "createTrustBehaviour.trustBehaviour")
			if dig(made, "text") != "A call before a mail" || dig(made, "accepted") != false || dig(made, "receiver.id") != w.sideOf(us+" owner") {
				t.Fatalf("it is %v", made)
			}
			b, digest = dig(made, "id"), dig(made, "digest")
		}
		seen := w.must(them+" owner", trustOf, vars{"rel": w.rel})
		if dig(seen, "node.trustBehaviours.totalCount") != 1.0 || dig(seen, "node.stage") != "TRUST" || dig(seen, "node.nextStep.path") != "/r/"+w.rel+"/trust" {
			t.Errorf("they see %v", seen)
		}

		for _, who := range []string{them + " owner", them + " member", us + " observer", "adviser"} {
			w.refused(who, "FORBIDDEN", rewordTrust, vars{"b": b, "text": "x"})
			w.refused(who, "FORBIDDEN", dropTrust, vars{"b": b})
		}
		for _, who := range []string{us + " owner", us + " member", them + " observer", "adviser"} {
			w.refused(who, "FORBIDDEN", showTrust, vars{"b": b, "digest": digest})
		}
		w.refused(them+" owner", "CONFLICT", showTrust, vars{"b": b, "digest": "stale"})
		for range 2 { // whoever says it again says the same
			said := w.must(them+" member", showTrust, vars{"b": b, "digest": digest})
			if dig(said, "confirmTrustBehaviour.trustBehaviour.accepted") != true || dig(said, "confirmTrustBehaviour.trustBehaviour.confirmations.edges.0.node.fromSide.id") != w.sideOf(them+" owner") {
				t.Fatalf("said yes to, it is %v", said)
			}
		}
		same := w.must(us+" owner", rewordTrust, vars{"b": b, "text": "A call before a mail "})
		if dig(same, "updateTrustBehaviour.trustBehaviour.accepted") != true {
			t.Errorf("the same words took the yes away: %v", same)
		}
		other := w.must(us+" owner", rewordTrust, vars{"b": b, "seen": "Ines rings"})
		if dig(other, "updateTrustBehaviour.trustBehaviour.accepted") != false || dig(other, "updateTrustBehaviour.trustBehaviour.confirmations.totalCount") != 0.0 {
			t.Errorf("the yes outlived its words: %v", other)
		}
		w.refused(them+" owner", "CONFLICT", showTrust, vars{"b": b, "digest": digest})
		w.must(us+" member", dropTrust, vars{"b": b})
		w.refused(them+" owner", "NOT_FOUND", showTrust, vars{"b": b, "digest": digest})
		if told, want := w.whats("adviser"), "trust.worded trust.accepted trust.changed trust.taken_away"; !strings.HasSuffix(told, want) {
			t.Errorf("told: %s", told)
		}
	})
}

func TestFewAreRemembered(t *testing.T) {
	crosswise(t, func(t *testing.T, w *world, us, them string) {
		for range 5 {
			w.must(us+" owner", askTrust, vars{"rel": w.rel, "text": "t", "seen": "s"})
		}
		got := w.refused(us+" member", "LIMITED", askTrust, vars{"rel": w.rel, "text": "t", "seen": "s"})
		if !strings.Contains(got.raw, "which one leaves") {
			t.Errorf("a sixth: %s", got.raw)
		}
		w.must(them+" member", askTrust, vars{"rel": w.rel, "text": "t", "seen": "s"})
		for field, v := range map[string]vars{
			"text": {"text": "\u200b ", "seen": "s"},
			"seen": {"text": "t", "seen": strings.Repeat("é", 281)},
		} {
			v["rel"] = w.rel
			if got := w.refused(them+" owner", "BAD_USER_INPUT", askTrust, v); got.field != field {
				t.Errorf("%s: %s", field, got.raw)
			}
		}
		for who, code := range map[string]string{them + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, askTrust, vars{"rel": w.rel, "text": "t", "seen": "s"})
		}
	})
}

func TestThereIsOneCharterForBoth(t *testing.T) {
	crosswise(t, func(t *testing.T, w *world, us, them string) {
		for who, code := range map[string]string{us + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, charter, vars{"rel": w.rel})
		}
		ours := dig(w.must(us+" member", charter, vars{"rel": w.rel}), "createDocument.document")
		theirs := dig(w.must(them+" owner", charter, vars{"rel": w.rel}), "createDocument.document")
		if dig(ours, "id") != dig(theirs, "id") || dig(ours, "audience") != "SHARED" || dig(ours, "sections.0.key") != "means" {
			t.Errorf("ours %v, theirs %v", ours, theirs)
		}
		if stage := dig(w.must(them+" observer", trustOf, vars{"rel": w.rel}), "node.stage"); stage != "TRUST" {
			t.Errorf("the stage is %v", stage)
		}
		if told := w.whats("adviser"); strings.Count(told, "document.created") != 1 {
			t.Errorf("told: %s", told)
		}
	})
}
