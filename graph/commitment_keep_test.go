package graph_test

import (
	"strings"
	"sync"
	"testing"
)

const (
	promise  = `mutation($rel: ID!, $w: String, $nature: CommitmentNature!, $by: ID, $yes: Boolean) { createCommitment(input: {relationship: $rel, kind: INDIVIDUAL, nature: $nature, wording: $w, promiser: $by, confirm: $yes, due: "2027-03-01"}) { commitment { id state fromSide { bank } document { digest } confirmations { totalCount } } } }`
	lifeOf   = `query($com: ID!) { node(id: $com) { ... on Commitment { id state digest reportedAt reportedBy { name } reportedSide { bank } due document { sections { text } } confirmations(last: 10) { edges { node { kind digest fromSide { bank } author { name } } } } steps(first: 20) { totalCount edges { node { id kind note fromSide { bank } author { name } commitment { id } } } } conversations(last: 5) { totalCount edges { node { id state ending due } } } } } }`
	report   = `mutation($com: ID!) { reportCommitment(input: {commitment: $com}) { commitment { reportedAt } } }`
	takeBack = `mutation($com: ID!) { takeBackReport(input: {commitment: $com}) { commitment { reportedAt } } }`
	keep     = `mutation($com: ID!, $digest: String!, $id: String) { keepCommitment(input: {commitment: $com, digest: $digest, clientMutationId: $id}) { commitment { state } } }`
	notYet   = `mutation($com: ID!, $note: String!) { notYetCommitment(input: {commitment: $com, note: $note}) { commitment { reportedAt } } }`
	release  = `mutation($com: ID!) { releaseCommitment(input: {commitment: $com}) { commitment { state } } }`
	withdraw = `mutation($com: ID!) { withdrawCommitment(input: {commitment: $com}) { commitment { state } } }`
)

// agreed makes a promise of the first's side, with words both said yes to.
func (w *world) agreed(us, them string) (com, digest string) {
	w.t.Helper()
	made := w.must(us, promise, vars{"rel": w.rel, "w": "Two slots stay open on Mondays.", "nature": "DELIVERABLE", "yes": true})
	com, digest = dig(made, "createCommitment.commitment.id").(string), dig(made, "createCommitment.commitment.document.digest").(string)
	w.must(them, confirm, vars{"com": com, "digest": digest})
	return com, digest
}

func (w *world) life(who, com string) any {
	w.t.Helper()
	return dig(w.must(who, lifeOf, vars{"com": com}), "node")
}

// kinds are the steps of a commitment's life, oldest first.
func (w *world) kinds(com string) string {
	w.t.Helper()
	var all []string
	for _, e := range dig(w.life("adviser", com), "steps.edges").([]any) {
		all = append(all, dig(e, "node.kind").(string))
	}
	return strings.Join(all, " ")
}

func TestAPromiseIsKeptWhenItsReceiverSaysSo(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		com, digest := w.agreed(us+" member", them+" owner")
		v := vars{"com": com, "digest": digest}
		w.refused(them+" owner", "CONFLICT", keep, v)
		for who, code := range map[string]string{them + " owner": "FORBIDDEN", us + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, report, v)
		}
		for range 2 { // saying what is so already changes nothing
			w.must(us+" member", report, v)
		}
		if got := w.life(them+" observer", com); dig(got, "reportedBy.name") != us+" member" || dig(got, "reportedSide.bank") != strings.ToUpper(us) || dig(got, "state") != "AGREED" {
			t.Fatalf("reported, it is %v", got)
		}
		if next := dig(w.must(them+" member", `query($rel: ID!) { node(id: $rel) { ... on Relationship { nextStep { label mine } } } }`, vars{"rel": w.rel}), "node.nextStep.label"); next != "Say whether it was kept" {
			t.Errorf("their next step is %v", next)
		}
		w.refused(us+" owner", "FORBIDDEN", keep, v)
		w.refused(them+" owner", "BAD_USER_INPUT", notYet, vars{"com": com, "note": " \u200b"})
		w.must(them+" owner", notYet, vars{"com": com, "note": " The second slot was taken.  "})
		w.refused(them+" owner", "CONFLICT", keep, v)
		w.must(us+" owner", report, v)
		w.refused(them+" owner", "FORBIDDEN", takeBack, v)
		w.must(us+" member", takeBack, v)
		w.must(us+" owner", report, v)
		w.refused(them+" member", "CONFLICT", keep, vars{"com": com, "digest": "0000"})
		for range 2 {
			w.must(them+" member", keep, vars{"com": com, "digest": digest, "id": "kept-once"})
		}
		w.must(them+" owner", keep, v)
		got := w.life(us+" owner", com)
		last := dig(got, "confirmations.edges").([]any)
		if word := last[len(last)-1]; len(last) != 3 || dig(word, "node.kind") != "KEPT" || dig(word, "node.digest") != digest || dig(word, "node.author.name") != them+" member" || dig(got, "state") != "KEPT" {
			t.Fatalf("kept, it is %v", got)
		}
		if is := w.kinds(com); is != "REPORTED NOT_YET REPORTED TAKEN_BACK REPORTED KEPT" || dig(got, "steps.edges.1.node.note") != "The second slot was taken." {
			t.Errorf("its life is %s, %v", is, dig(got, "steps"))
		}
		for _, late := range []string{report, takeBack, release, withdraw} {
			if a := w.ask(us+" owner", late, v); a.code == "" {
				t.Errorf("closed, and yet: %s", a.raw)
			}
		}
		if told := w.whats("adviser"); strings.Count(told, "commitment.reported") != 3 || strings.Count(told, "commitment.kept") != 1 || strings.Count(told, "commitment.not_yet") != 1 || strings.Count(told, "commitment.report_taken_back") != 1 {
			t.Errorf("told: %s", told)
		}
	})
}

func TestWhatBothPromiseIsKeptByTheWordOfBoth(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		made := w.must(us+" owner", commit, vars{"rel": w.rel, "w": "We meet each Thursday."})
		com, digest := dig(made, "createCommitment.commitment.id").(string), dig(made, "createCommitment.commitment.document.digest")
		v := vars{"com": com, "digest": digest}
		w.refused(us+" owner", "CONFLICT", report, v)
		w.must(us+" owner", confirm, v)
		w.must(them+" owner", confirm, v)
		w.refused(us+" owner", "FORBIDDEN", release, v)
		var all sync.WaitGroup
		for _, who := range []string{us + " owner", them + " owner"} { // both press at once: one says so, the other finds it said
			all.Go(func() { w.ask(who, report, v) })
		}
		all.Wait()
		first, second := us, them
		if dig(w.life(us+" owner", com), "reportedSide.bank") == strings.ToUpper(them) {
			first, second = them, us
		}
		w.refused(first+" member", "FORBIDDEN", keep, v)
		w.must(second+" member", keep, v)
		banks := map[any]bool{}
		for _, e := range dig(w.life("adviser", com), "confirmations.edges").([]any) {
			if dig(e, "node.kind") == "KEPT" {
				banks[dig(e, "node.fromSide.bank")] = true
			}
		}
		if is := w.kinds(com); len(banks) != 2 || is != "REPORTED KEPT" {
			t.Errorf("the word of %v, life %s", banks, is)
		}
	})
}

func TestAReportIsOfTheWordsItWasMadeOf(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		com, _ := w.agreed(us+" owner", them+" owner")
		w.must(us+" owner", report, vars{"com": com})
		w.must(them+" owner", `mutation($com: ID!) { updateCommitment(input: {commitment: $com, due: "2027-06-01"}) { commitment { state } } }`, vars{"com": com})
		if got := w.life(us+" owner", com); dig(got, "state") != "DRAFT" || dig(got, "reportedAt") != nil {
			t.Fatalf("with new terms it is %v", got)
		}
		made := w.must(us+" owner", commit, vars{"rel": w.rel, "w": "We meet each Thursday."})
		v := vars{"com": dig(made, "createCommitment.commitment.id"), "digest": dig(made, "createCommitment.commitment.document.digest")}
		for _, who := range []string{us, them} {
			w.must(who+" owner", confirm, v)
		}
		w.must(us+" owner", report, v)
		w.must(them+" owner", `mutation($com: ID!) { updateCommitment(input: {commitment: $com, rhythm: "each Friday"}) { commitment { state } } }`, v)
		if got := w.life(us+" owner", v["com"].(string)); len(dig(got, "confirmations.edges").([]any)) != 0 {
			t.Errorf("of the old terms is still said %v", got)
		}
	})
}

func TestAPromiseIsReleasedByWhoeverWasToReceiveIt(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		com, digest := w.agreed(us+" owner", them+" owner")
		v := vars{"com": com}
		w.must(us+" owner", report, v)
		for who, code := range map[string]string{us + " owner": "FORBIDDEN", them + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, release, v)
		}
		w.must(them+" member", release, v)
		got := w.life(us+" observer", com)
		if dig(got, "state") != "RELEASED" || dig(got, "digest") != digest || dig(got, "document.sections.0.text") != "Two slots stay open on Mondays." || dig(got, "reportedAt") != nil {
			t.Fatalf("released, it is %v", got)
		}
		w.refused(them+" member", "CONFLICT", release, v)
	})
}

func TestAnAskIsAnsweredWithYesOrNotThis(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		theirs := w.sideOf(them + " owner")
		ask := func() (com, digest string) {
			made := w.must(us+" member", promise, vars{"rel": w.rel, "w": "A planner who may say no to us.", "nature": "SUPPORT", "by": theirs, "yes": true})
			if dig(made, "createCommitment.commitment.fromSide.bank") != strings.ToUpper(us) || dig(made, "createCommitment.commitment.confirmations.totalCount") != 1.0 {
				t.Fatalf("asked, it is %v", made)
			}
			return dig(made, "createCommitment.commitment.id").(string), dig(made, "createCommitment.commitment.document.digest").(string)
		}
		one, digest := ask()
		w.must(them+" member", confirm, vars{"com": one, "digest": digest})
		if got := w.life("adviser", one); dig(got, "state") != "AGREED" {
			t.Fatalf("they said yes, and it is %v", got)
		}
		two, _ := ask()
		w.must(them+" owner", withdraw, vars{"com": two})
		three, _ := ask()
		w.must(us+" owner", withdraw, vars{"com": three})
		if w.kinds(two) != "DECLINED" || w.kinds(three) != "WITHDRAWN" {
			t.Errorf("%s, %s", w.kinds(two), w.kinds(three))
		}
		draft := dig(w.must(us+" owner", promise, vars{"rel": w.rel, "w": "x", "nature": "DELIVERABLE"}), "createCommitment.commitment.id")
		w.refused(them+" owner", "FORBIDDEN", withdraw, vars{"com": draft})
		w.refused(us+" owner", "CONFLICT", promise, vars{"rel": w.rel, "w": "", "nature": "SUPPORT", "yes": true})
		told := w.whats(them + " observer")
		if strings.Count(told, "commitment.declined") != 1 || strings.Count(told, "commitment.withdrawn") != 1 {
			t.Errorf("told: %s", told)
		}
	})
}
