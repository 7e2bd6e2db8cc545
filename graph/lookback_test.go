package graph_test

import (
	"strings"
	"testing"
)

const (
	lookBack      = `mutation($rel: ID!, $min: Int!, $else: Boolean!, $id: String) { openLookback(input: {relationship: $rel, minutes: $min, elsewhere: $else, clientMutationId: $id}) { lookback { id elsewhere minutes closedAt document { id kind closedAt sections { key } } } } }`
	timeLookback  = `mutation($l: ID!, $min: Int!) { startLookbackTimer(input: {lookback: $l, minutes: $min}) { lookback { minutes timerStartedAt } } }`
	closeLookback = `mutation($l: ID!) { closeLookback(input: {lookback: $l}) { lookback { closedAt timerStartedAt document { closedAt } } } }`
	nameCause     = `mutation($l: ID!, $cause: String!, $text: String) { createSafeguard(input: {lookback: $l, cause: $cause, text: $text}) { safeguard { id cause text digest agreed commitment { id } } } }`
	wordCause     = `mutation($s: ID!, $cause: String, $text: String) { updateSafeguard(input: {safeguard: $s, cause: $cause, text: $text}) { safeguard { text digest agreed commitment { id } confirmations { totalCount } } } }`
	carryCause    = `mutation($s: ID!, $com: ID) { updateSafeguard(input: {safeguard: $s, commitment: $com}) { safeguard { agreed commitment { id } } } }`
	agreeCause    = `mutation($s: ID!, $digest: String!) { confirmSafeguard(input: {safeguard: $s, digest: $digest}) { safeguard { agreed } } }`
	dropCause     = `mutation($s: ID!) { deleteSafeguard(input: {safeguard: $s}) { deleted } }`
)

func TestLookingBackIsOnceAndClosesWithASafeguardForEachCause(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		var l, doc any
		for range 2 {
			made := dig(w.must(us+" member", lookBack, vars{"rel": w.rel, "min": 25, "else": false, "id": "once"}), "openLookback.lookback")
			l, doc = dig(made, "id"), dig(made, "document.id")
			if dig(made, "minutes") != 25.0 || dig(made, "document.kind") != "LOOKBACK" || dig(made, "document.closedAt") != nil {
				t.Fatalf("it is %v", made)
			}
		}
		w.refused(them+" owner", "CONFLICT", lookBack, vars{"rel": w.rel, "min": 15, "else": true})
		w.refused(them+" owner", "BAD_USER_INPUT", lookBack, vars{"rel": w.rel, "min": 30, "else": true})
		w.refused(them+" owner", "BAD_USER_INPUT", timeLookback, vars{"l": l, "min": 5})
		if ran := w.must(them+" owner", timeLookback, vars{"l": l, "min": 15}); dig(ran, "startLookbackTimer.lookback.timerStartedAt") == nil || dig(ran, "startLookbackTimer.lookback.minutes") != 15.0 {
			t.Errorf("the timer: %v", ran)
		}
		if put := w.must(us+" owner", timeLookback, vars{"l": l, "min": 0}); dig(put, "startLookbackTimer.lookback.timerStartedAt") != nil || dig(put, "startLookbackTimer.lookback.minutes") != 15.0 {
			t.Errorf("put away: %v", put)
		}

		w.refusedIn("NO_CAUSE", us+" owner", closeLookback, vars{"l": l})
		cause := dig(w.must(them+" member", nameCause, vars{"l": l, "cause": " Nobody could decide at night "}), "createSafeguard.safeguard")
		s := dig(cause, "id")
		if dig(cause, "cause") != "Nobody could decide at night" || dig(cause, "text") != "" {
			t.Errorf("a cause: %v", cause)
		}
		w.refusedIn("UNWORDED", us+" owner", closeLookback, vars{"l": l})
		w.refusedIn("UNWORDED", us+" owner", agreeCause, vars{"s": s, "digest": dig(cause, "digest")})
		worded := dig(w.must(us+" owner", wordCause, vars{"s": s, "text": "Two people may decide at night"}), "updateSafeguard.safeguard")
		w.refused(them+" owner", "CONFLICT", agreeCause, vars{"s": s, "digest": dig(cause, "digest")})
		w.must(us+" owner", agreeCause, vars{"s": s, "digest": dig(worded, "digest")})
		w.must(us+" member", agreeCause, vars{"s": s, "digest": dig(worded, "digest")})
		w.refusedIn("NOT_AGREED", them+" owner", closeLookback, vars{"l": l})
		changed := dig(w.must(them+" owner", wordCause, vars{"s": s, "text": "Two people on each side may decide at night"}), "updateSafeguard.safeguard")
		if dig(changed, "confirmations.totalCount") != 0.0 {
			t.Errorf("a yes outlived its words: %v", changed)
		}
		for _, who := range []string{them + " member", us + " member"} {
			w.must(who, agreeCause, vars{"s": s, "digest": dig(changed, "digest")})
		}
		com := dig(w.must(us+" owner", commit, vars{"rel": w.rel, "w": "Two of us are on call."}), "createCommitment.commitment.id")
		carried := w.must(us+" owner", carryCause, vars{"s": s, "com": com})
		if dig(carried, "updateSafeguard.safeguard.agreed") != true || dig(carried, "updateSafeguard.safeguard.commitment.id") != com {
			t.Errorf("carried by a commitment: %v", carried)
		}
		second := dig(w.must(us+" member", nameCause, vars{"l": l, "cause": "The list was late", "text": "It is sent at six"}), "createSafeguard.safeguard")
		w.refusedIn("NOT_AGREED", us+" owner", closeLookback, vars{"l": l})
		w.must(them+" member", dropCause, vars{"s": dig(second, "id")})

		for _, who := range []string{us + " observer", them + " observer", "adviser"} {
			w.refused(who, "FORBIDDEN", closeLookback, vars{"l": l})
			w.refused(who, "FORBIDDEN", nameCause, vars{"l": l, "cause": "c"})
			w.refused(who, "FORBIDDEN", agreeCause, vars{"s": s, "digest": dig(changed, "digest")})
		}
		closed := w.must(them+" member", closeLookback, vars{"l": l})
		if dig(closed, "closeLookback.lookback.closedAt") == nil || dig(closed, "closeLookback.lookback.document.closedAt") == nil {
			t.Fatalf("closed it is %v", closed)
		}
		w.must(us+" owner", closeLookback, vars{"l": l}) // as quick: it is closed already
		w.staysClosed(us, l, s, doc, dig(changed, "digest"))
		told := w.whats("adviser")
		for what, times := range map[string]int{"lookback.opened": 1, "lookback.timer": 2, "lookback.closed": 1, "safeguard.named": 2, "safeguard.worded": 3, "safeguard.agreed": 3, "safeguard.removed": 1} {
			if n := strings.Count(told, what); n != times {
				t.Errorf("%s was told %d times: %s", what, n, told)
			}
		}
		w.must(them+" owner", lookBack, vars{"rel": w.rel, "min": 40, "else": true})
	})
}

// staysClosed tries what nobody may do any more.
func (w *world) staysClosed(us string, l, s, doc, digest any) {
	w.t.Helper()
	owner := us + " owner"
	w.refusedIn("CLOSED", owner, nameCause, vars{"l": l, "cause": "c"})
	w.refusedIn("CLOSED", owner, wordCause, vars{"s": s, "text": "t"})
	w.refusedIn("CLOSED", owner, dropCause, vars{"s": s})
	w.refusedIn("CLOSED", owner, agreeCause, vars{"s": s, "digest": digest})
	w.refusedIn("CLOSED", owner, timeLookback, vars{"l": l, "min": 15})
	w.refused(owner, "FORBIDDEN", `mutation($d: ID!) { updateDocument(input: {document: $d, title: "t"}) { document { id } } }`, vars{"d": doc})
}

// refusedIn expects a conflict with the state of a thing.
func (w *world) refusedIn(state, who, query string, v vars) {
	w.t.Helper()
	if got := w.refused(who, "CONFLICT", query, v); got.state != state {
		w.t.Errorf("expected it to be %s: %s", state, got.raw)
	}
}

// TestWithSomeoneNewTrustComesFirst has both begin without a past: what they need to see, and a failure
// elsewhere, come before the vision.
func TestWithSomeoneNewTrustComesFirst(t *testing.T) {
	crosswise(t, func(t *testing.T, w *world, us, them string) {
		made := w.must("left owner", `mutation { createRelationship(input: {counterpart: "new", kind: PARTNER, fresh: true}) { relationship { id } } }`, nil)
		w.rel = dig(made, "createRelationship.relationship.id").(string)
		w.joinBy("left owner", "right owner", `inviteCounterpart(input: {relationship: $rel, recipient: "R", owning: "we begin"})`)
		next := func(who string) any {
			return dig(w.must(who, trustOf, vars{"rel": w.rel}), "node.nextStep.path")
		}
		r := w.alone(us+" owner", "WORTH_IT")
		for _, who := range []string{us + " owner", them + " owner"} {
			id := dig(w.must(who, mine, vars{"r": r}), "node.mine.id")
			w.must(who, `mutation($a: ID!) { pickChoice(input: {answer: $a, key: "worth", choice: YES}) { answer { id } } }`, vars{"a": id})
			w.says(who, r, "stake", "New fields.")
			w.hands(who, r)
		}
		w.must(us+" owner", open, vars{"r": r})
		if got := next(us + " owner"); got != "/r/"+w.rel+"/trust" {
			t.Errorf("both want to begin, and next is %v", got)
		}
		b := dig(w.must(us+" owner", askTrust, vars{"rel": w.rel, "text": "t", "seen": "s"}), "createTrustBehaviour.trustBehaviour")
		if got := next(them + " owner"); got != "/r/"+w.rel+"/trust" {
			t.Errorf("they are asked, and next is %v", got)
		}
		w.must(them+" owner", showTrust, vars{"b": dig(b, "id"), "digest": dig(b, "digest")})
		for _, who := range []string{us + " owner", them + " owner"} {
			if got := next(who); got != "/r/"+w.rel+"/looking-back" {
				t.Errorf("trust is worded, and next is %v", got)
			}
		}
		l := dig(w.must(them+" owner", lookBack, vars{"rel": w.rel, "min": 15, "else": true}), "openLookback.lookback.id")
		s := dig(w.must(us+" owner", nameCause, vars{"l": l, "cause": "c", "text": "t"}), "createSafeguard.safeguard")
		for _, who := range []string{us + " owner", them + " owner"} {
			w.must(who, agreeCause, vars{"s": dig(s, "id"), "digest": dig(s, "digest")})
		}
		w.must(us+" owner", closeLookback, vars{"l": l})
		if got := next(them + " owner"); got != "/r/"+w.rel+"/vision" {
			t.Errorf("afterwards next is %v", got)
		}
	})
}
