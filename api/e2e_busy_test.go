package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"midspan/api/storetest"
	"midspan/app/pact"
)

// TestABusyBridgeLosesNothing has both sides do many things at the same time, while somebody listens.
func TestABusyBridgeLosesNothing(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		at := b.left.journal(b.rel)
		live := b.left.listen(b.rel, at[len(at)-1].Cursor, nil)
		const each = 21 // by each side
		var mu sync.Mutex
		var made []string
		var all sync.WaitGroup
		for i := range 6 {
			v := []*visitor{b.left, b.right}[i%2]
			all.Go(func() {
				for n := range each / 3 {
					got := v.query(`mutation($r: ID!, $t: String!) { createOutcome(input: {relationship: $r, title: $t}) { outcome { id } } }`,
						vars{"r": b.rel, "t": fmt.Sprintf("outcome %d of %d", n, i)})
					id, _ := dig(got.data, "createOutcome.outcome.id").(string)
					if id == "" {
						t.Error(got.raw)
					}
					mu.Lock()
					made = append(made, id)
					mu.Unlock()
				}
			})
		}
		all.Wait()
		heard := live.next(2 * each)
		listed := b.left.journal(b.rel)[len(at):]
		if !slices.Equal(heard, listed) {
			t.Errorf("heard\n%v\nlisted\n%v", heard, listed)
		}
		var subjects []string
		for _, e := range heard {
			subjects = append(subjects, e.Subject.ID)
		}
		slices.Sort(subjects)
		slices.Sort(made)
		if !slices.Equal(subjects, made) {
			t.Errorf("%d things were made, and there are events of %d", len(made), len(slices.Compact(subjects)))
		}
	})
}

// TestOneMutationSentManyTimesIsDoneOnce sends the same with one client mutation id, all at once.
func TestOneMutationSentManyTimesIsDoneOnce(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		note := b.left.note(b.rel, "SIDE", "")
		for name, c := range map[string]struct {
			query string
			vars  vars
		}{
			"an outcome":   {`mutation($r: ID!) { do: createOutcome(input: {relationship: $r, title: "once", clientMutationId: "o"}) { outcome { id } } }`, vars{"r": b.rel}},
			"a commitment": {`mutation($r: ID!) { do: createCommitment(input: {relationship: $r, kind: MUTUAL, nature: SUPPORT, wording: "once", clientMutationId: "c"}) { commitment { id } } }`, vars{"r": b.rel}},
			"a letter":     {`mutation($r: ID!) { do: inviteColleague(input: {relationship: $r, recipient: "once", owning: "once", role: MEMBER, clientMutationId: "l"}) { link invitation { id } } }`, vars{"r": b.rel}},
			"a shared note": {
				`mutation($d: ID!) { do: shareNote(input: {document: $d, audience: SHARED, clientMutationId: "s"}) { document { id } } }`,
				vars{"d": note},
			},
			"an edit": {`mutation($d: ID!) { do: editSection(input: {document: $d, section: "care", baseSeq: 0, edits: [{at: 0, insert: "once"}], clientMutationId: "e"}) { section { text } } }`, vars{"d": b.vision}},
		} {
			answers := make([]reply, 8)
			var all sync.WaitGroup
			for i := range answers {
				all.Go(func() { answers[i] = b.left.query(c.query, c.vars) })
			}
			all.Wait()
			for _, a := range answers {
				if a.code() != "" || a.raw != answers[0].raw {
					t.Errorf("%s:\n%s\n%s", name, answers[0].raw, a.raw)
				}
			}
		}
		seen := b.left.query(everything, vars{"r": b.rel}).raw
		if n := strings.Count(seen, `"title":"once"`); n != 1 {
			t.Errorf("%d outcomes were made", n)
		}
		if got := b.left.section(b.vision, "care"); got != "once" {
			t.Errorf("the edit was made as %q", got)
		}
		if got := b.left.must(`query($r: ID!) { node(id: $r) { ... on Relationship { invitations { totalCount } commitments { totalCount } documents(where: {kind: NOTES}) { totalCount } } } }`, vars{"r": b.rel}, "node"); dig(got, "invitations.totalCount") != 2.0 || dig(got, "commitments.totalCount") != 1.0 || dig(got, "documents.totalCount") != 2.0 {
			t.Errorf("%v", got)
		}
	})
}

// TestBothConfirmAtOnceAndBothTurnTheKey has the two sides act at the same time, again and again.
func TestBothConfirmAtOnceAndBothTurnTheKey(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		second := b.right.colleague(s, b.rel, "second@right.example", "OWNER")
		for round := range 3 {
			made := b.left.must(`mutation($r: ID!) { createCommitment(input: {relationship: $r, kind: MUTUAL, nature: SUPPORT, wording: "words", outcome: null}) { commitment { id document { digest } } } }`, vars{"r": b.rel}, "createCommitment.commitment")
			const confirm = `mutation($c: ID!, $d: String!) { confirmCommitment(input: {commitment: $c, digest: $d}) { commitment { state } } }`
			act := b.left.must(`mutation($r: ID!, $n: String!) { proposeName(input: {relationship: $r, name: $n}) { jointAct { id digest } } }`, vars{"r": b.rel, "n": fmt.Sprintf("Name %d", round)}, "proposeName.jointAct")
			const turn = `mutation($a: ID!, $d: String!) { turnKey(input: {jointAct: $a, digest: $d}) { jointAct { state } } }`
			at := len(b.left.journal(b.rel))
			var both sync.WaitGroup
			codes := make([]pact.Code, 4)
			for i, do := range []func() reply{
				func() reply {
					return b.left.query(confirm, vars{"c": dig(made, "id"), "d": dig(made, "document.digest")})
				},
				func() reply {
					return b.right.query(confirm, vars{"c": dig(made, "id"), "d": dig(made, "document.digest")})
				},
				func() reply { return b.right.query(turn, vars{"a": dig(act, "id"), "d": dig(act, "digest")}) },
				func() reply { return second.query(turn, vars{"a": dig(act, "id"), "d": dig(act, "digest")}) },
			} {
				both.Go(func() { codes[i] = do().code() })
			}
			both.Wait()
			if codes[0] != "" || codes[1] != "" {
				t.Errorf("round %d: confirming gave %q", round, codes[:2])
			}
			for _, code := range codes[2:] {
				if code != "" && code != pact.Conflict {
					t.Errorf("round %d: turning the key gave %q", round, codes[2:])
				}
			}
			what := map[string]int{}
			for _, e := range b.left.journal(b.rel)[at:] {
				what[e.What]++
			}
			if what["commitment.agreed"] != 1 || what["commitment.confirmed"] != 2 || what["name.agreed"] != 1 {
				t.Errorf("round %d: %v", round, what)
			}
			if got := b.left.must(everything, vars{"r": b.rel}, "node"); dig(got, "name") != fmt.Sprintf("Name %d", round) {
				t.Errorf("round %d: the name is %v", round, dig(got, "name"))
			}
		}
	})
}

// TestAnEventIsHeardOnTheOtherServer has two servers share a database.
func TestAnEventIsHeardOnTheOtherServer(t *testing.T) {
	t.Parallel()
	url, dir := storetest.EmptyPostgres(t), t.TempDir()
	migrateFirst(t, url, dir)
	b := meet(t, serveEmpty(t, url, dir))
	there := *b.right
	there.url = serveEmpty(t, url, dir).url
	at := b.left.journal(b.rel)
	live := there.listen(b.rel, at[len(at)-1].Cursor, nil)
	for range 5 {
		id := b.left.outcome(b.rel, "here")
		if e := live.next(1)[0]; e.Subject.ID != id {
			t.Errorf("heard %v", e)
		}
	}
}
