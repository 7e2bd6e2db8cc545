package graph_test

import (
	"strings"
	"testing"
)

const (
	sidesOf    = `query($rel: ID!) { node(id: $rel) { ... on Relationship { me { side { id } } sides { id } } } }`
	nameNeed   = `mutation($rel: ID!, $of: ID!, $text: String!, $id: String) { createNeed(input: {relationship: $rel, ofSide: $of, kind: SOON, text: $text, clientMutationId: $id}) { need { id state text guess ofSide { id } } } }`
	settleNeed = `mutation($need: ID!, $text: String, $kind: NeedKind) { confirmNeed(input: {need: $need, text: $text, kind: $kind}) { need { state kind text guess } } }`
	dropNeed   = `mutation($need: ID!) { dropNeed(input: {need: $need}) { need { state } } }`
	answerNeed = `mutation($need: ID!, $com: ID, $out: ID) { linkNeed(input: {need: $need, commitment: $com, outcome: $out}) { need { commitment { id } outcome { id title agreed } } } }`
	needsOf    = `query($rel: ID!) { node(id: $rel) { ... on Relationship { stage needs(first: 10) { totalCount edges { node { state text guess author { name } } } } } } }`
)

// whats is what somebody reads in the journal, newest last.
func (w *world) whats(who string) string {
	w.t.Helper()
	got := w.must(who, `query($rel: ID!) { node(id: $rel) { ... on Relationship { events(last: 50) { edges { node { what } } } } } }`, vars{"rel": w.rel})
	var all []string
	for _, e := range dig(got, "node.events.edges").([]any) {
		all = append(all, dig(e, "node.what").(string))
	}
	return strings.Join(all, " ")
}

// sideOf gives the side that somebody stands on.
func (w *world) sideOf(who string) string {
	return dig(w.must(who, sidesOf, vars{"rel": w.rel}), "node.me.side.id").(string)
}

func TestANeedIsGuessedByTheOtherSideAndSettledByItsOwn(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		theirs := w.sideOf(them + " owner")
		made := w.must(us+" member", nameNeed, vars{"rel": w.rel, "of": theirs, "text": "  To know a week ahead  "})
		if dig(made, "createNeed.need.state") != "GUESSED" || dig(made, "createNeed.need.guess") != "To know a week ahead" {
			t.Fatalf("a guess is %v", made)
		}
		need := dig(made, "createNeed.need.id")
		for _, who := range []string{us + " owner", us + " member", them + " observer", "adviser"} {
			w.refused(who, "FORBIDDEN", settleNeed, vars{"need": need})
			w.refused(who, "FORBIDDEN", dropNeed, vars{"need": need})
		}
		w.refused("outsider", "NOT_FOUND", settleNeed, vars{"need": need})
		w.refused("nobody", "UNAUTHENTICATED", dropNeed, vars{"need": need})
		w.refused(them+" owner", "BAD_USER_INPUT", settleNeed, vars{"need": need, "text": "\u200b "})

		put := w.must(them+" member", settleNeed, vars{"need": need, "text": " To know two weeks ahead", "kind": "TODAY"})
		if dig(put, "confirmNeed.need.text") != "To know two weeks ahead" || dig(put, "confirmNeed.need.kind") != "TODAY" || dig(put, "confirmNeed.need.guess") != "To know a week ahead" {
			t.Fatalf("corrected it is %v", put)
		}
		w.must(them+" owner", settleNeed, vars{"need": need})
		w.must(them+" owner", dropNeed, vars{"need": need})
		w.must(them+" owner", dropNeed, vars{"need": need})
		if again := w.must(them+" owner", settleNeed, vars{"need": need}); dig(again, "confirmNeed.need.state") != "CONFIRMED" {
			t.Fatalf("said after all, it is %v", again)
		}
		if told := w.whats("adviser"); strings.Count(told, "need.confirmed") != 2 || strings.Count(told, "need.dropped") != 1 {
			t.Errorf("saying what is so already was told: %s", told)
		}
	})
}

func TestWhatASideSaysOfItselfIsNoGuess(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		ours := w.sideOf(us + " owner")
		for range 2 { // a retry is one need
			w.must(us+" owner", nameNeed, vars{"rel": w.rel, "of": ours, "text": "Steady orders", "id": "named-once"})
		}
		got := w.must(them+" observer", needsOf, vars{"rel": w.rel})
		if dig(got, "node.needs.totalCount") != 1.0 || dig(got, "node.needs.edges.0.node.state") != "CONFIRMED" || dig(got, "node.needs.edges.0.node.guess") != "" {
			t.Fatalf("they read %v", got)
		}
		if dig(got, "node.stage") != "ENVISION" {
			t.Errorf("the stage is %v", dig(got, "node.stage"))
		}
		for who, code := range map[string]string{us + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, nameNeed, vars{"rel": w.rel, "of": ours, "text": "x"})
		}
		elsewhere := dig(w.must("outsider", start, nil), "createRelationship.relationship.id")
		foreign := dig(w.must("outsider", sidesOf, vars{"rel": elsewhere}), "node.me.side.id")
		for _, v := range []vars{{"of": foreign, "text": "x"}, {"of": "nonsense", "text": "x"}, {"of": ours, "text": "  "}, {"of": ours, "text": strings.Repeat("é", 601)}} {
			v["rel"] = w.rel
			w.refused(us+" owner", "BAD_USER_INPUT", nameNeed, v)
		}
	})
}

func TestANeedIsLinkedToWhatAnswersIt(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		need := dig(w.must(us+" owner", nameNeed, vars{"rel": w.rel, "of": w.sideOf(us + " owner"), "text": "Calls before mails"}), "createNeed.need.id")
		com := dig(w.must(them+" owner", commit, vars{"rel": w.rel, "w": "We call first."}), "createCommitment.commitment.id")
		out := w.thing(us, "outcome")

		linked := w.must(them+" member", answerNeed, vars{"need": need, "com": com})
		if dig(linked, "linkNeed.need.commitment.id") != com || dig(linked, "linkNeed.need.outcome") != nil {
			t.Fatalf("linked to %v", linked)
		}
		linked = w.must(us+" member", answerNeed, vars{"need": need, "out": out})
		if dig(linked, "linkNeed.need.commitment.id") != com || dig(linked, "linkNeed.need.outcome.agreed") != false {
			t.Fatalf("linked to %v", linked)
		}
		w.must(us+" member", answerNeed, vars{"need": need, "out": out})
		linked = w.must(us+" member", answerNeed, vars{"need": need, "com": nil})
		if dig(linked, "linkNeed.need.commitment") != nil || dig(linked, "linkNeed.need.outcome.id") != out {
			t.Fatalf("taken away it is %v", linked)
		}
		if told := w.whats(us + " observer"); strings.Count(told, "need.linked") != 3 {
			t.Errorf("told: %s", told)
		}

		elsewhere := dig(w.must("outsider", start, nil), "createRelationship.relationship.id")
		foreign := dig(w.must("outsider", commit, vars{"rel": elsewhere, "w": "x"}), "createCommitment.commitment.id")
		for _, v := range []vars{{"com": foreign}, {"com": out}, {"out": com}, {"out": "nonsense"}} {
			v["need"] = need
			w.refused(us+" owner", "BAD_USER_INPUT", answerNeed, v)
		}
		for who, code := range map[string]string{them + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, answerNeed, vars{"need": need, "com": com})
		}
	})
}
