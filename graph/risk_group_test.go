package graph_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"midspan/app/pact"
	"midspan/ent/riskvote"
	"midspan/ent/viewer"
	"midspan/graph"
)

const (
	named    = `mutation($r: ID!, $t: String!, $p: [PhraseInput!], $id: String) { nameRisk(input: {round: $r, text: $t, kind: PEOPLE, phrases: $p, clientMutationId: $id}) { risk { id text audience kind digest round { id } phrases { source key text } } } }`
	changed  = `mutation($k: ID!, $t: String, $take: [PhraseInput!], $leave: [PhraseInput!]) { changeRisk(input: {risk: $k, text: $t, take: $take, leave: $leave}) { risk { text digest treatment confirmations { totalCount } phrases { text } } } }`
	merged   = `mutation($k: ID!, $into: ID!) { mergeRisks(input: {risk: $k, into: $into}) { risk { id votes voted phrases { key text } } } }`
	dropped  = `mutation($k: ID!) { dropRisk(input: {risk: $k}) { deleted } }`
	votes    = `mutation($k: ID!) { voteRisk(input: {risk: $k}) { risk { votes voted } } }`
	unvotes  = `mutation($k: ID!) { unvoteRisk(input: {risk: $k}) { risk { votes voted } } }`
	promises = `mutation($k: ID!, $c: ID, $w: String, $side: ID, $o: String) { treatRisk(input: {risk: $k, commitment: $c, wording: $w, promiser: $side, opportunity: $o}) { risk { treatment opportunity commitment { id kind state promiser { id } document { sections { text } } } } } }`
	untreats = `mutation($k: ID!) { untreatRisk(input: {risk: $k}) { risk { treatment opportunity commitment { id } confirmations { totalCount } } } }`
	accepts  = `mutation($k: ID!, $d: String!) { acceptRisk(input: {risk: $k, digest: $d}) { risk { treatment confirmations { totalCount } } } }`
	onTable  = `query($r: ID!) { node(id: $r) { ... on Round { unanswered risks(first: 100) { totalCount edges { node { id text votes voted treatment digest } } } } } }`
)

// preMortem has everybody of both sides say one thing, each about the people, and opens it.
func (w *world) preMortem(us, them, naming string) string {
	w.t.Helper()
	r := w.asks(us+" owner", "PRE_MORTEM", vars{"naming": naming})
	for _, who := range []string{us + " owner", us + " member", them + " owner", them + " member"} {
		w.says(who, r, "people", "Nobody had a deputy, says the "+who+".")
		w.hands(who, r)
	}
	w.must(them+" owner", open, vars{"r": r})
	return r
}

// sentences are all that was said about the people, as phrases to take.
func (w *world) sentences(who, r string) (all []vars) {
	w.t.Helper()
	got := w.must(who, seen, vars{"r": r})
	list := "node.answers.edges"
	if dig(got, "node.naming") == "POOLED" {
		list = "node.pooledAnswers.edges"
		got = w.must(who, `query($r: ID!) { node(id: $r) { ... on Round { pooledAnswers(first: 50) { edges { node { id } } } } } }`, vars{"r": r})
	}
	for _, e := range dig(got, list).([]any) {
		all = append(all, vars{"source": dig(e, "node.id"), "key": "people", "from": 0, "to": 19})
	}
	return all
}

func (w *world) risk(who, r, text string, phrases ...vars) string {
	w.t.Helper()
	return dig(w.must(who, named, vars{"r": r, "t": text, "p": phrases}), "nameRisk.risk.id").(string)
}

func TestWhatWasSaidIsGroupedByBoth(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		before := w.asks(us+" owner", "PRE_MORTEM", nil)
		if stage := dig(w.must(us+" owner", needsOf, vars{"rel": w.rel}), "node.stage"); stage != "STRESS_TEST" {
			t.Errorf("the stage is %v", stage)
		}
		w.refused(us+" owner", "CONFLICT", named, vars{"r": before, "t": "too early"})
		w.must(us+" owner", `mutation($r: ID!) { withdrawRound(input: {round: $r}) { round { id } } }`, vars{"r": before})
		for i, naming := range []string{"NAMED", "POOLED"} {
			r := w.preMortem(us, them, naming)
			said := w.sentences(us+" owner", r)
			if len(said) != 4 {
				t.Fatalf("%s: %v", naming, said)
			}
			made := w.must(us+" member", named, vars{"r": r, "t": "  Nobody stands in  ", "p": said[:2], "id": fmt.Sprint("n", i)})
			w.must(us+" member", named, vars{"r": r, "t": "  Nobody stands in  ", "p": said[:2], "id": fmt.Sprint("n", i)})
			k := dig(made, "nameRisk.risk.id")
			if dig(made, "nameRisk.risk.audience") != "SHARED" || dig(made, "nameRisk.risk.text") != "Nobody stands in" || dig(made, "nameRisk.risk.phrases.1.text") != "Nobody had a deputy" {
				t.Fatalf("%v", made)
			}
			w.refused(them+" owner", "BAD_USER_INPUT", named, vars{"r": r, "t": "again", "p": said[1:3]})
			w.refused(them+" owner", "BAD_USER_INPUT", named, vars{"r": r, "t": "beyond", "p": []vars{{"source": said[3]["source"], "key": "people", "from": 0, "to": 999}}})
			w.refused(them+" owner", "BAD_USER_INPUT", named, vars{"r": r, "t": "of elsewhere", "p": []vars{{"source": k, "key": "people", "from": 0, "to": 2}}})
			w.refused(them+" owner", "BAD_USER_INPUT", named, vars{"r": r, "t": " \u200b"})
			now := w.must(them+" member", changed, vars{"k": k, "t": "Nobody stands in for anybody", "take": said[2:], "leave": said[:1]})
			if phrases := dig(now, "changeRisk.risk.phrases").([]any); len(phrases) != 3 {
				t.Fatalf("%v", now)
			}
			w.refused(us+" owner", "CONFLICT", dropped, vars{"k": k})
			other := w.risk(them+" owner", r, "We forget them", said[0])
			one := w.must(us+" owner", merged, vars{"k": other, "into": k})
			if phrases := dig(one, "mergeRisks.risk.phrases").([]any); len(phrases) != 5 || dig(phrases[4], "text") != "We forget them" || dig(phrases[4], "key") != "merged" {
				t.Fatalf("merged: %v", one)
			}
			w.refused(us+" owner", "NOT_FOUND", riskNode, vars{"id": other})
			empty := w.risk(us+" owner", r, "Named too soon")
			w.refused(them+" owner", "FORBIDDEN", dropped, vars{"k": empty})
			w.must(us+" member", dropped, vars{"k": empty})
			if told := w.whats("adviser"); !strings.Contains(told, "risk.named risk.changed risk.named risk.merged risk.named risk.dropped") {
				t.Errorf("told: %s", told)
			}
		}
	})
}

func TestEachHasThreeVotesAndNobodyReadsWhose(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		r := w.preMortem(us, them, "NAMED")
		var all []string
		for i := range 5 {
			all = append(all, w.risk(us+" owner", r, fmt.Sprint("risk ", i)))
		}
		for _, k := range all[:3] {
			w.must(us+" member", votes, vars{"k": k})
			w.must(us+" member", votes, vars{"k": k})
		}
		w.refused(us+" member", "CONFLICT", votes, vars{"k": all[3]})
		for who, code := range map[string]string{us + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, votes, vars{"k": all[0]})
			w.refused(who, code, unvotes, vars{"k": all[0]})
		}
		if gave := w.must(them+" owner", votes, vars{"k": all[0]}); dig(gave, "voteRisk.risk.votes") != 2.0 || dig(gave, "voteRisk.risk.voted") != true {
			t.Fatalf("%v", gave)
		}
		for who, voted := range map[string]any{us + " member": true, us + " owner": false, "adviser": false} {
			got := w.must(who, onTable, vars{"r": r})
			if dig(got, "node.risks.edges.0.node.votes") != 2.0 || dig(got, "node.risks.edges.0.node.voted") != voted {
				t.Errorf("%s reads %v", who, got)
			}
		}
		// Whose votes they are is in nobody's reach: not as a thing, and not in the journal.
		ctx := viewer.System(t.Context(), "test")
		one := w.client.RiskVote.Query().Where(riskvote.AuthorID(w.people[us+" member"])).FirstIDX(ctx)
		for _, who := range []string{us + " owner", us + " member", them + " owner"} {
			w.refused(who, "NOT_FOUND", `query($id: ID!) { node(id: $id) { id } }`, vars{"id": one})
			seen := viewer.New(t.Context(), viewer.Viewer{User: w.people[who]})
			if n := w.client.RiskVote.Query().Where(riskvote.AuthorIDNEQ(w.people[who])).CountX(seen); n != 0 {
				t.Errorf("%s sees %d votes of others", who, n)
			}
		}
		told := w.must(us+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { events(last: 20) { edges { node { what actor { id } subject { id } } } } } } }`, vars{"rel": w.rel})
		n := 0
		for _, e := range dig(told, "node.events.edges").([]any) {
			if dig(e, "node.what") == "risk.voted" {
				if n++; dig(e, "node.actor") != nil || dig(e, "node.subject.id") != r {
					t.Errorf("the journal tells whose vote: %v", e)
				}
			}
		}
		if n != 4 {
			t.Errorf("%d votes are told", n)
		}
		// Who voted for both has a vote back.
		w.must(them+" owner", votes, vars{"k": all[1]})
		if one := w.must(them+" member", merged, vars{"k": all[1], "into": all[0]}); dig(one, "mergeRisks.risk.votes") != 2.0 {
			t.Errorf("merged: %v", one)
		}
		w.must(us+" member", votes, vars{"k": all[3]})
		w.refused(us+" owner", "CONFLICT", dropped, vars{"k": all[3]})
		w.must(us+" member", unvotes, vars{"k": all[3]})
		w.must(us+" member", unvotes, vars{"k": all[3]})
		w.must(us+" owner", dropped, vars{"k": all[3]})
	})
}

func TestEachTopRiskIsAnsweredInOneOfThreeWays(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		r := w.preMortem(us, them, "NAMED")
		waits := func() any { return dig(w.must(them+" observer", onTable, vars{"r": r}), "node.unanswered") }
		if waits() != 1.0 {
			t.Errorf("nothing is named, and %v waits", waits())
		}
		a, b, c := w.risk(us+" owner", r, "Jonas leaves"), w.risk(them+" owner", r, "The depot moves"), w.risk(us+" member", r, "It rains")
		if waits() != 3.0 {
			t.Errorf("three are named, and %v wait", waits())
		}
		for _, v := range []vars{{}, {"w": "x", "o": "y"}, {"w": "  "}, {"o": ""}, {"c": a}, {"side": w.sideOf(us + " owner"), "o": "x"}} {
			v["k"] = a
			w.refused(us+" owner", "BAD_USER_INPUT", promises, v)
		}
		made := w.must(us+" owner", promises, vars{"k": a, "w": "Ines knows what Jonas knows.", "side": w.sideOf(us + " owner")})
		com := dig(made, "treatRisk.risk.commitment.id")
		if dig(made, "treatRisk.risk.treatment") != "COMMITMENT" || dig(made, "treatRisk.risk.commitment.state") != "DRAFT" || dig(made, "treatRisk.risk.commitment.promiser.id") != w.sideOf(us+" owner") {
			t.Fatalf("%v", made)
		}
		w.refused(them+" owner", "CONFLICT", promises, vars{"k": a, "o": "other"})
		w.must(them+" member", untreats, vars{"k": a})
		w.must(them+" member", promises, vars{"k": a, "c": com})
		if got := w.must(us+" member", promises, vars{"k": b, "o": " One calendar pays twice. "}); dig(got, "treatRisk.risk.opportunity") != "One calendar pays twice." {
			t.Fatalf("%v", got)
		}
		digest := func() any {
			return dig(w.must("adviser", `query($id: ID!) { node(id: $id) { ... on Risk { digest } } }`, vars{"id": c}), "node.digest")
		}
		for who, code := range map[string]string{us + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			for _, deed := range []string{accepts, promises, untreats, dropped, changed} {
				w.refused(who, code, deed, vars{"k": c, "d": digest(), "o": "x"})
			}
		}
		w.refused(us+" owner", "CONFLICT", accepts, vars{"k": c, "d": "0"})
		for _, who := range []string{us + " owner", us + " member"} { // one side, however many of it
			if got := w.must(who, accepts, vars{"k": c, "d": digest()}); dig(got, "acceptRisk.risk.treatment") != nil {
				t.Fatalf("accepted by one side: %v", got)
			}
		}
		w.must(us+" member", changed, vars{"k": c, "t": "It rains all winter"})
		if got := w.must(them+" owner", accepts, vars{"k": c, "d": digest()}); dig(got, "acceptRisk.risk.treatment") != nil || waits() != 1.0 {
			t.Fatalf("of the old words: %v, %v wait", got, waits())
		}
		if got := w.must(us+" owner", accepts, vars{"k": c, "d": digest()}); dig(got, "acceptRisk.risk.treatment") != "ACCEPTED" || waits() != 0.0 {
			t.Fatalf("%v, %v wait", got, waits())
		}
		if got := w.must(us+" owner", untreats, vars{"k": c}); dig(got, "untreatRisk.risk.treatment") != nil || dig(got, "untreatRisk.risk.confirmations.totalCount") != 1.0 {
			t.Fatalf("a side took back the other's word: %v", got)
		}
		if told := w.whats("adviser"); strings.Count(told, "risk.accepted") != 3 || strings.Count(told, "risk.treated") != 4 || strings.Count(told, "risk.untreated") != 2 || strings.Count(told, "commitment.created") != 1 {
			t.Errorf("told: %s", told)
		}
	})
}

func TestSigningLearnsWhatStillWaits(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		is := func(opened bool, waits int) {
			t.Helper()
			ctx := viewer.New(t.Context(), viewer.Viewer{User: w.people[them+" owner"]})
			if o, n, err := graph.PreMortem(ctx, w.client, w.rel); o != opened || n != waits || err != nil {
				t.Errorf("opened %v, %d wait, %v", o, n, err)
			}
		}
		is(false, 0)
		r := w.preMortem(us, them, "NAMED")
		is(true, 1)
		k := w.risk(us+" owner", r, "It rains")
		w.risk(us+" owner", r, "It snows")
		is(true, 2)
		w.must(us+" owner", votes, vars{"k": k})
		is(true, 1)
		w.must(us+" owner", promises, vars{"k": k, "o": "We sell umbrellas."})
		is(true, 0)
		again := w.asks(us+" owner", "PRE_MORTEM", nil) // nothing is lost while another is written
		is(true, 0)
		for _, who := range []string{us + " owner", us + " member", them + " owner", them + " member"} {
			w.hands(who, again)
		}
		w.must(us+" owner", open, vars{"r": again})
		is(true, 0) // nobody had a word to say
	})
}

func TestAPreMortemAsksEverybody(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, _ string) {
		w.refused(us+" owner", "BAD_USER_INPUT", askBoth, vars{"rel": w.rel, "kind": "PRE_MORTEM", "asked": []any{w.seatOf(us + " owner")}})
		r := w.asks(us+" owner", "PRE_MORTEM", nil)
		if got := w.must("adviser", seen, vars{"r": r}); len(dig(got, "node.asked").([]any)) != 4 {
			t.Errorf("asked: %v", got)
		}
	})
}

func TestThereIsRoomForManyRisks(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		r := w.preMortem(us, them, "NAMED")
		for i := range pact.MaxNamedRisks {
			w.risk(us+" owner", r, fmt.Sprint("one of many ", i))
		}
		w.refused(them+" owner", "LIMITED", named, vars{"r": r, "t": "one too many"})
	})
}

func TestRisksAreReadForAllAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		r := w.preMortem(us, them, "NAMED")
		cost := func() int64 {
			before := w.statements.Load()
			w.must(them+" owner", `query($r: ID!) { node(id: $r) { ... on Round { unanswered risks(first: 50) { edges { node { votes voted digest commitment { state } confirmations(first: 2) { totalCount } } } } } } }`, vars{"r": r})
			return w.statements.Load() - before
		}
		w.risk(us+" owner", r, "the first")
		one := cost()
		for i := range 6 {
			w.risk(us+" owner", r, fmt.Sprint("another ", i))
		}
		if seven := cost(); seven > one {
			t.Errorf("one risk took %d statements, seven %d", one, seven)
		}
	})
}

// TestAnythingWithRisksFromBothSides has both sides do what they like with risks, also at the same
// moment, and looks after each turn for what may never be.
func TestAnythingWithRisksFromBothSides(t *testing.T) {
	crosswise(t, func(t *testing.T, w *world, us, them string) {
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		chance := rand.New(rand.NewPCG(seed, 1))
		people := []string{us + " owner", us + " member", them + " owner", them + " member"}
		r := w.preMortem(us, them, "POOLED")
		var all []string
		for i, s := range w.sentences(us+" owner", r) {
			all = append(all, w.risk(people[i], r, fmt.Sprint("risk ", i), s))
			w.must(people[i], doubt, vars{"rel": w.rel, "text": "canary-doubt of the " + people[i]})
		}
		for range 14 {
			var acts sync.WaitGroup
			for range 1 + chance.IntN(4) {
				who, k, other, act := people[chance.IntN(4)], all[chance.IntN(4)], all[chance.IntN(4)], chance.IntN(9)
				acts.Go(func() {
					switch act {
					case 0, 1, 2:
						w.ask(who, votes, vars{"k": k})
					case 3:
						w.ask(who, unvotes, vars{"k": k})
					case 4, 5:
						d := dig(w.ask(who, `query($id: ID!) { node(id: $id) { ... on Risk { digest } } }`, vars{"id": k}).data, "node.digest")
						w.ask(who, accepts, vars{"k": k, "d": d})
					case 6:
						w.ask(who, changed, vars{"k": k, "t": "reworded by the " + who})
					case 7:
						w.ask(who, untreats, vars{"k": k})
					case 8:
						if k != other && k == all[0] {
							w.ask(who, merged, vars{"k": k, "into": other})
						}
					}
				})
			}
			acts.Wait()
			w.risksHold(r, people)
		}
	})
}

func (w *world) risksHold(r string, people []string) {
	w.t.Helper()
	ctx := viewer.System(w.t.Context(), "test")
	given, of := map[string]int{}, map[string]int{}
	for _, v := range w.client.RiskVote.Query().AllX(ctx) {
		given[v.AuthorID]++
		of[v.RiskID]++
	}
	for _, n := range slices.Collect(maps.Values(given)) {
		if n > pact.MaxVotes {
			w.t.Fatalf("somebody has voted %d times", n)
		}
	}
	sides := map[string]string{}
	for _, p := range w.client.Participant.Query().AllX(ctx) {
		if p.SideID != nil {
			sides[p.UserID] = *p.SideID
		}
	}
	for _, k := range w.client.Risk.Query().WithConfirmations().AllX(ctx) {
		if k.Votes != of[k.ID] {
			w.t.Fatalf("%s has %d votes and says %d", k.Text, of[k.ID], k.Votes)
		}
		accepted := map[string]bool{}
		for _, c := range k.Edges.Confirmations {
			if sides[c.AuthorID] != c.FromSideID {
				w.t.Fatalf("somebody accepted for the other side: %v", c)
			}
			accepted[c.FromSideID] = c.Digest == pact.RiskDigest(k.ID, k.Text, k.Phrases)
		}
		if k.Treatment != nil && (len(accepted) != 2 || slices.Contains(slices.Collect(maps.Values(accepted)), false)) {
			w.t.Fatalf("%s is accepted by %v", k.Text, accepted)
		}
	}
	for _, who := range people {
		all := w.ask(who, everything, vars{"rel": w.rel}).raw + w.ask(who, onTable, vars{"r": r}).raw
		if n, own := strings.Count(all, "canary-doubt"), strings.Count(all, "canary-doubt of the "+who); n != own {
			w.t.Fatalf("%s reads a doubt of somebody else: %s", who, all)
		}
	}
}
