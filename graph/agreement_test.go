package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"midspan/app/pact"
	"midspan/ent/viewer"
)

const (
	accord = `query($rel: ID!) { node(id: $rel) { ... on Relationship { accord { digest changed unmet { why path } texts { key text } proposed { id state digest } inForce { id digest } } } } }`
	put    = `mutation($rel: ID!, $d: String!, $s: [ID!]!) { proposeAgreement(input: {relationship: $rel, digest: $d, signers: $s}) { agreement { id digest } } }`
	sign   = `mutation($a: ID!, $d: String!) { signAgreement(input: {agreement: $a, digest: $d}) { agreement { state inForceAt record signatures { totalCount edges { node { record fromSide { bank } } } } } } }`
	back   = `mutation($a: ID!) { withdrawAgreement(input: {agreement: $a}) { agreement { state } } }`
	came   = `query($a: ID!) { node(id: $a) { ... on Agreement { state digest texts { text } amends { id } supersededBy { id } record withdrawnBy { name } signatures { totalCount } } } }`
	redue  = `mutation($com: ID!, $due: Date) { updateCommitment(input: {commitment: $com, due: $due}) { commitment { state } } }`
)

// participant is somebody's own place on the bridge.
func (w *world) participant(who string) string {
	w.t.Helper()
	return dig(w.must(who, `query($rel: ID!) { node(id: $rel) { ... on Relationship { me { id } } } }`, vars{"rel": w.rel}), "node.me.id").(string)
}

// agree has both sides say yes to the words of a commitment.
func (w *world) agree(us, them, commitment string) {
	w.t.Helper()
	digest := dig(w.must(us+" owner", `query($c: ID!) { node(id: $c) { ... on Commitment { document { digest } } } }`, vars{"c": commitment}), "node.document.digest")
	for _, who := range []string{us + " owner", them + " owner"} {
		w.must(who, confirm, vars{"com": commitment, "digest": digest})
	}
}

// ripe brings everything about that an accord needs, and gives the commitment of each side.
func (w *world) ripe(us, them string) (ours, theirs string) {
	w.t.Helper()
	worth := w.asks(us+" owner", "WORTH_IT", nil)
	outcome := dig(w.must(us+" owner", `mutation($rel: ID!) { createOutcome(input: {relationship: $rel, title: "Shelves full"}) { outcome { id } } }`, vars{"rel": w.rel}), "createOutcome.outcome.id")
	promise := func(side string) string {
		made := w.must(side+" owner", `mutation($rel: ID!, $o: [ID!], $out: ID) { createCommitment(input: {relationship: $rel, kind: INDIVIDUAL, nature: BEHAVIOUR, wording: "We call first.", owners: $o, outcome: $out}) { commitment { id } } }`,
			vars{"rel": w.rel, "o": []string{w.participant(side + " owner")}, "out": outcome})
		id := dig(made, "createCommitment.commitment.id").(string)
		w.agree(us, them, id)
		return id
	}
	ours, theirs = promise(us), promise(them)
	failed := w.asks(us+" owner", "PRE_MORTEM", nil)
	for _, who := range []string{us + " member", them + " member"} {
		w.hands(who, failed)
	}
	for _, who := range []string{us + " owner", them + " owner"} {
		w.says(who, worth, "stake", "A winter.")
		w.must(who, pick, vars{"a": dig(w.must(who, mine, vars{"r": worth}), "node.mine.id"), "k": "worth", "c": "YES"})
		w.hands(who, worth)
		w.hands(who, failed)
	}
	w.must(us+" owner", open, vars{"r": worth})
	w.must(us+" owner", open, vars{"r": failed})
	return ours, theirs
}

// proposes puts the accord out for signature, to be signed by both owners.
func (w *world) proposes(who, us, them string) (id, digest string) {
	w.t.Helper()
	now := dig(w.must(who, accord, vars{"rel": w.rel}), "node.accord.digest")
	made := w.must(who, put, vars{"rel": w.rel, "d": now, "s": []string{w.participant(us + " owner"), w.participant(them + " owner")}})
	return dig(made, "proposeAgreement.agreement.id").(string), dig(made, "proposeAgreement.agreement.digest").(string)
}

func TestAnAccordIsSignedOnlyWhenItIsRipe(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		signers := []string{w.participant(us + " owner"), w.participant(them + " owner")}
		got := w.must(us+" owner", accord, vars{"rel": w.rel})
		if n := len(dig(got, "node.accord.unmet").([]any)); n != 3 {
			t.Fatalf("worth, commitments and the pre-mortem are missing: %v", got)
		}
		w.refused(us+" owner", "CONFLICT", put, vars{"rel": w.rel, "d": dig(got, "node.accord.digest"), "s": signers})

		w.ripe(us, them)
		got = w.must(them+" member", accord, vars{"rel": w.rel})
		digest := dig(got, "node.accord.digest")
		if len(dig(got, "node.accord.unmet").([]any)) != 0 || len(dig(got, "node.accord.texts").([]any)) != 4 {
			t.Fatalf("two commitments, with their terms: %v", got)
		}
		w.refused(us+" owner", "CONFLICT", put, vars{"rel": w.rel, "d": "another", "s": signers})
		w.refused(us+" owner", "BAD_USER_INPUT", put, vars{"rel": w.rel, "d": digest, "s": signers[:1]})
		w.refused(us+" owner", "BAD_USER_INPUT", put, vars{"rel": w.rel, "d": digest, "s": append(signers, w.participant(us+" member"))})
		w.refused(us+" owner", "BAD_USER_INPUT", put, vars{"rel": w.rel, "d": digest, "s": append(signers, signers[0])})
		w.must(them+" member", put, vars{"rel": w.rel, "d": digest, "s": signers})
		w.refused(us+" owner", "CONFLICT", put, vars{"rel": w.rel, "d": digest, "s": signers})
	})
}

func TestBothSignExactText(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		ours, _ := w.ripe(us, them)
		id, digest := w.proposes(us+" member", us, them)
		w.refused(us+" owner", "CONFLICT", sign, vars{"a": id, "d": strings.Repeat("0", 64)})
		w.refused(us+" member", "FORBIDDEN", sign, vars{"a": id, "d": digest})
		w.refused("adviser", "FORBIDDEN", sign, vars{"a": id, "d": digest})
		w.refused("outsider", "NOT_FOUND", sign, vars{"a": id, "d": digest})
		one := w.must(us+" owner", sign, vars{"a": id, "d": digest})
		if dig(one, "signAgreement.agreement.state") != "PROPOSED" || dig(one, "signAgreement.agreement.record") != nil {
			t.Fatalf("one side alone: %v", one)
		}
		w.refused(us+" owner", "CONFLICT", sign, vars{"a": id, "d": digest})
		two := w.must(them+" owner", sign, vars{"a": id, "d": digest})
		record, _ := dig(two, "signAgreement.agreement.record").(string)
		if dig(two, "signAgreement.agreement.state") != "IN_FORCE" || !strings.Contains(record, "We call first.") || !strings.Contains(record, digest) {
			t.Fatalf("both signed: %v", two)
		}
		w.refused(them+" owner", "CONFLICT", back, vars{"a": id})
		got := w.must(us+" owner", accord, vars{"rel": w.rel})
		if dig(got, "node.accord.changed") != false || dig(got, "node.accord.inForce.digest") != digest || dig(got, "node.accord.proposed") != nil {
			t.Fatalf("%v", got)
		}
		w.refused(us+" owner", "CONFLICT", put, vars{"rel": w.rel, "d": digest, "s": []string{w.participant(us + " owner"), w.participant(them + " owner")}})

		// What is in force stays as it is; what is written later is an amendment, signed anew.
		w.must(us+" owner", redue, vars{"com": ours, "due": "2999-01-01"})
		w.agree(us, them, ours)
		again, fresh := w.proposes(them+" owner", us, them)
		for _, who := range []string{us + " owner", them + " owner"} {
			w.must(who, sign, vars{"a": again, "d": fresh})
		}
		old, now := w.must("adviser", came, vars{"a": id}), w.must("adviser", came, vars{"a": again})
		if dig(old, "node.digest") != digest || dig(old, "node.supersededBy.id") != again || dig(now, "node.amends.id") != id || dig(now, "node.supersededBy") != nil {
			t.Fatalf("%v\n%v", old, now)
		}
	})
}

func TestAChangeOfWhatIsOutForSignatureTakesItBack(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		ours, theirs := w.ripe(us, them)
		id, digest := w.proposes(us+" owner", us, them)
		w.must(us+" owner", sign, vars{"a": id, "d": digest})
		w.must(us+" owner", redue, vars{"com": ours}) // says what is so already
		if got := w.must(us+" owner", came, vars{"a": id}); dig(got, "node.state") != "PROPOSED" {
			t.Fatalf("nothing changed: %v", got)
		}
		w.must(them+" member", redue, vars{"com": theirs, "due": "2998-01-01"})
		got := w.must(them+" owner", came, vars{"a": id})
		if dig(got, "node.state") != "WITHDRAWN" || dig(got, "node.withdrawnBy.name") != them+" member" || dig(got, "node.signatures.totalCount") != 1.0 {
			t.Fatalf("%v", got)
		}
		w.refused(them+" owner", "CONFLICT", sign, vars{"a": id, "d": digest})
		for who, told := range map[string]bool{us + " owner": true, us + " member": false, them + " owner": false, them + " member": false, "adviser": false} {
			if heard := w.hears(who); strings.Contains(heard, "signature.undone") != told || !strings.Contains(heard, "agreement.withdrawn") {
				t.Errorf("exactly those who had signed are told, %s: %s", who, heard)
			}
		}
		w.agree(us, them, theirs)
		w.must(us+" owner", redue, vars{"com": theirs, "due": nil})
		w.agree(us, them, theirs)
		if got := w.must(us+" owner", accord, vars{"rel": w.rel}); dig(got, "node.accord.digest") != digest {
			t.Fatal("the old words are back")
		}
		if got := w.must(us+" owner", came, vars{"a": id}); dig(got, "node.state") != "WITHDRAWN" {
			t.Fatal("signatures came back with the old words")
		}
		other, _ := w.proposes(them+" owner", us, them)
		w.refused(us+" member", "FORBIDDEN", back, vars{"a": other})
		w.must(us+" owner", back, vars{"a": other})
	})
}

// TestSigningAndChangingAtOnce has both sign while somebody changes what is signed, again and again:
// it is in force with the words that both saw, or it is taken back, and never between.
func TestSigningAndChangingAtOnce(t *testing.T) {
	crosswise(t, func(t *testing.T, w *world, us, them string) {
		ours, _ := w.ripe(us, them)
		for round := range 6 {
			id, digest := w.proposes(us+" owner", us, them)
			var all sync.WaitGroup
			var mu sync.Mutex
			var codes []string
			for _, who := range []string{us + " owner", them + " owner", us + " owner"} {
				all.Go(func() {
					got := w.ask(who, sign, vars{"a": id, "d": digest})
					mu.Lock()
					defer mu.Unlock()
					codes = append(codes, got.code)
				})
			}
			all.Go(func() {
				w.ask(them+" member", redue, vars{"com": ours, "due": fmt.Sprintf("29%02d-01-01", 10+round)})
			})
			all.Wait()
			got := w.must(us+" owner", came, vars{"a": id})
			signed := dig(got, "node.signatures.totalCount").(float64)
			switch dig(got, "node.state") {
			case "IN_FORCE":
				if signed != 2 || dig(got, "node.record") == nil {
					t.Fatalf("in force with %v signatures", signed)
				}
			case "WITHDRAWN":
				if signed > 1 {
					t.Fatalf("taken back with %v signatures", signed)
				}
			default:
				t.Fatalf("neither: %v, codes %v", got, codes)
			}
			if slices.ContainsFunc(codes, func(c string) bool { return c != "" && c != "CONFLICT" }) {
				t.Fatalf("codes %v", codes)
			}
			w.agree(us, them, ours)
		}
	})
}

// TestPuttingOutAndChangingAtOnce puts the accord out while the other side changes what it covers: it is
// refused, or taken back, whichever of the two came first.
func TestPuttingOutAndChangingAtOnce(t *testing.T) {
	crosswise(t, func(t *testing.T, w *world, us, them string) {
		w.ripe(us, them)
		signers := []string{w.participant(us + " owner"), w.participant(them + " owner")}
		behaviour := dig(w.must(them+" owner", askTrust, vars{"rel": w.rel, "text": "Call first.", "seen": "0"}), "createTrustBehaviour.trustBehaviour.id")
		for round := range 20 {
			now := dig(w.must(us+" owner", accord, vars{"rel": w.rel}), "node.accord.digest")
			var all sync.WaitGroup
			all.Go(func() { w.ask(us+" owner", put, vars{"rel": w.rel, "d": now, "s": signers}) })
			all.Go(func() {
				time.Sleep(rand.N(12 * time.Millisecond)) // so that either comes first, and each into the midst of the other
				w.must(them+" owner", rewordTrust, vars{"b": behaviour, "seen": fmt.Sprint(round + 1)})
			})
			all.Wait()
			got := w.must(us+" owner", accord, vars{"rel": w.rel})
			if dig(got, "node.accord.proposed") != nil {
				t.Fatalf("round %d: out with words that changed: %v", round, got)
			}
		}
	})
}

// out gives an agreement that is out for signature, freshly put out where none is: past the rules of
// when, so that it can be had in a world where much is unfinished.
func (w *world) out(us string) string {
	w.t.Helper()
	them := map[string]string{"left": "right", "right": "left"}[us]
	got := w.must(us+" owner", accord, vars{"rel": w.rel})
	if id, ok := dig(got, "node.accord.proposed.id").(string); ok {
		return id
	}
	return w.client.Agreement.Create().SetAudience(pact.Shared).SetRelationshipID(w.rel).SetAuthorID(w.people[us+" owner"]).
		SetKind(pact.AccordAgreement).SetDigest(dig(got, "node.accord.digest").(string)).SetTexts([]pact.SectionText{}).
		AddSignerIDs(w.participant(us+" owner"), w.participant(them+" owner")).SaveX(viewer.System(w.t.Context(), "test")).ID
}
