package graph_test

import (
	"sync"
	"testing"
)

const commit = `mutation($rel: ID!, $w: String, $owners: [ID!], $out: ID) { createCommitment(input: {relationship: $rel, kind: MUTUAL, nature: BEHAVIOUR, wording: $w, owners: $owners, outcome: $out}) { commitment { id state document { id digest sections { text } } } } }`

const confirm = `mutation($com: ID!, $digest: String!) { confirmCommitment(input: {commitment: $com, digest: $digest}) { commitment { state digest confirmations { edges { node { fromSide { bank } digest } } } } } }`

func TestAWordingIsAgreedWhenBothSidesSaidSoOfTheSameDigest(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		made := w.must(us+" member", commit, vars{"rel": w.rel, "w": "When a slot moves, I will call. 📞 שלום"})
		com, digest := dig(made, "createCommitment.commitment.id"), dig(made, "createCommitment.commitment.document.digest")

		stale := w.refused(them+" owner", "CONFLICT", confirm, vars{"com": com, "digest": "0000"})
		if stale.state != digest {
			t.Fatalf("the conflict does not tell the digest now: %s", stale.raw)
		}
		for _, who := range []string{us + " observer", "adviser"} {
			w.refused(who, "FORBIDDEN", confirm, vars{"com": com, "digest": digest})
		}
		w.refused("outsider", "NOT_FOUND", confirm, vars{"com": com, "digest": digest})
		w.refused("nobody", "UNAUTHENTICATED", confirm, vars{"com": com, "digest": digest})

		one := w.must(them+" owner", confirm, vars{"com": com, "digest": digest})
		if dig(one, "confirmCommitment.commitment.state") != "DRAFT" {
			t.Fatalf("agreed by one side: %v", one)
		}
		again := w.must(them+" member", confirm, vars{"com": com, "digest": digest})
		if n := len(dig(again, "confirmCommitment.commitment.confirmations.edges").([]any)); n != 1 {
			t.Fatalf("the same word of a side counts %d times", n)
		}
		two := w.must(us+" owner", confirm, vars{"com": com, "digest": digest})
		if dig(two, "confirmCommitment.commitment.state") != "AGREED" || dig(two, "confirmCommitment.commitment.digest") != digest {
			t.Fatalf("both said so: %v", two)
		}
	})
}

// TestAYesIsOnlyToTheTermsThatWereOnScreen has them move the day while we say yes to the one we read.
func TestAYesIsOnlyToTheTermsThatWereOnScreen(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		const yes = `mutation($com: ID!, $digest: String!, $terms: Int) { confirmCommitment(input: {commitment: $com, digest: $digest, termsVersion: $terms}) { commitment { state termsVersion } } }`
		made := w.must(us+" member", commit, vars{"rel": w.rel, "w": "We call first."})
		com, digest := dig(made, "createCommitment.commitment.id"), dig(made, "createCommitment.commitment.document.digest")
		w.must(them+" owner", redue, vars{"com": com, "due": "2999-01-01"})
		if got := w.refused(us+" owner", "CONFLICT", yes, vars{"com": com, "digest": digest, "terms": 0}); got.state != "1" {
			t.Errorf("the conflict does not tell the version now: %s", got.raw)
		}
		w.must(them+" owner", redue, vars{"com": com, "due": "2999-01-01"}) // says what is so already
		w.must(them+" owner", yes, vars{"com": com, "digest": digest, "terms": 1})
		got := w.must(us+" owner", yes, vars{"com": com, "digest": digest, "terms": 1})
		if dig(got, "confirmCommitment.commitment.state") != "AGREED" || dig(got, "confirmCommitment.commitment.termsVersion") != 1.0 {
			t.Fatalf("both said yes: %v", got)
		}
	})
}

func TestBothSidesMayConfirmAtTheSameMoment(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		made := w.must(us+" owner", commit, vars{"rel": w.rel, "w": "We meet each Thursday."})
		com, digest := dig(made, "createCommitment.commitment.id"), dig(made, "createCommitment.commitment.document.digest")
		var all sync.WaitGroup
		for _, who := range []string{us + " owner", them + " owner", us + " member", them + " member"} {
			all.Go(func() { w.ask(who, confirm, vars{"com": com, "digest": digest}) })
		}
		all.Wait()
		got := w.must(us+" owner", `query($com: ID!) { node(id: $com) { ... on Commitment { state confirmations { totalCount } } } }`, vars{"com": com})
		if dig(got, "node.state") != "AGREED" || dig(got, "node.confirmations.totalCount") != 2.0 {
			t.Fatalf("%v", got)
		}
	})
}

func TestACommitmentNamesOnlyPeopleAndOutcomesOfItsRelationship(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		elsewhere := w.must("outsider", `mutation { createRelationship(input: {counterpart: "X", kind: OTHER}) { relationship { id participants { edges { node { id } } } sides { id } } } }`, nil)
		foreign := dig(elsewhere, "createRelationship.relationship.participants.edges.0.node.id")
		side := dig(elsewhere, "createRelationship.relationship.sides.0.id")
		outcome := dig(w.must("outsider", `mutation($rel: ID!) { createOutcome(input: {relationship: $rel, title: "theirs"}) { outcome { id } } }`, vars{"rel": dig(elsewhere, "createRelationship.relationship.id")}), "createOutcome.outcome.id")

		for _, v := range []vars{{"owners": []any{foreign}}, {"owners": []any{w.people[us+" owner"]}}, {"out": outcome}, {"out": "nonsense"}} {
			v["rel"], v["w"] = w.rel, "x"
			w.refused(us+" owner", "BAD_USER_INPUT", commit, v)
		}
		w.refused(us+" owner", "BAD_USER_INPUT", `mutation($rel: ID!, $side: ID) { createCommitment(input: {relationship: $rel, kind: INDIVIDUAL, nature: SUPPORT, promiser: $side}) { commitment { id } } }`, vars{"rel": w.rel, "side": side})
		none := w.must(them+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { commitments { totalCount } documents { totalCount } } } }`, vars{"rel": w.rel})
		if dig(none, "node.commitments.totalCount") != 0.0 || dig(none, "node.documents.totalCount") != 1.0 {
			t.Fatalf("a refusal left something behind: %v", none)
		}
	})
}

func TestARetriedMutationIsAppliedOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		const make = `mutation($rel: ID!, $id: String, $w: String) { createCommitment(input: {relationship: $rel, kind: MUTUAL, nature: SUPPORT, wording: $w, clientMutationId: $id}) { clientMutationId commitment { id } } }`
		ids := map[any]bool{}
		var mu sync.Mutex
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				a := w.ask(us+" owner", make, vars{"rel": w.rel, "id": "retry-1", "w": "once"})
				mu.Lock()
				defer mu.Unlock()
				ids[dig(a.data, "createCommitment.commitment.id")] = true
			})
		}
		all.Wait()
		if len(ids) != 1 || ids[nil] {
			t.Fatalf("four tries of one mutation gave %v", ids)
		}
		w.refused(us+" owner", "CONFLICT", make, vars{"rel": w.rel, "id": "retry-1", "w": "something else"})
		w.must(them+" owner", make, vars{"rel": w.rel, "id": "retry-1", "w": "the id of another person is another id"})

		const invite = `mutation($rel: ID!) { inviteColleague(input: {relationship: $rel, recipient: "N", owning: "with us", role: MEMBER, clientMutationId: "retry-2"}) { link } }`
		one, two := w.must(us+" owner", invite, vars{"rel": w.rel}), w.must(us+" owner", invite, vars{"rel": w.rel})
		if dig(one, "inviteColleague.link") != dig(two, "inviteColleague.link") {
			t.Fatal("a retried invitation has another link")
		}
	})
}

func TestNewTermsAreAgreedAnew(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		made := w.must(us+" member", commit, vars{"rel": w.rel, "w": "We call before we write."})
		com, digest := dig(made, "createCommitment.commitment.id"), dig(made, "createCommitment.commitment.document.digest")
		agree := func() string {
			w.must(us+" owner", confirm, vars{"com": com, "digest": digest})
			return dig(w.must(them+" owner", confirm, vars{"com": com, "digest": digest}), "confirmCommitment.commitment.state").(string)
		}
		if agree() != "AGREED" {
			t.Fatal("not agreed")
		}
		const change = `mutation($com: ID!, $due: Date) { updateCommitment(input: {commitment: $com, due: $due}) { commitment { state digest due confirmations { totalCount } } } }`
		moved := w.must(them+" member", change, vars{"com": com, "due": "2027-03-01"})
		if dig(moved, "updateCommitment.commitment.state") != "DRAFT" || dig(moved, "updateCommitment.commitment.confirmations.totalCount") != 0.0 {
			t.Fatalf("one side alone moved what both agreed to: %v", moved)
		}
		if agree() != "AGREED" {
			t.Fatal("not agreed anew")
		}
		same := w.must(us+" member", change, vars{"com": com, "due": "2027-03-01"})
		if dig(same, "updateCommitment.commitment.state") != "AGREED" {
			t.Fatalf("saying what is so already undid the agreement: %v", same)
		}
	})
}
