package graph_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"midspan/app/pact"
	"midspan/ent/commitment"
	"midspan/ent/document"
	"midspan/ent/event"
	"midspan/ent/participant"
	"midspan/ent/round"
	"midspan/ent/section"
	"midspan/ent/viewer"
)

const (
	excuse  = `mutation($r: ID!, $p: ID!) { excuseParticipant(input: {round: $r, participant: $p}) { round { state } } }`
	callOff = `mutation($r: ID!) { withdrawRound(input: {round: $r}) { round { state } } }`
	begins  = `mutation($rel: ID!, $kind: RoundKind!, $naming: Naming, $asked: [ID!]) { startRound(input: {relationship: $rel, kind: $kind, naming: $naming, asked: $asked}) { round { id } } }`
	pauses  = `mutation($rel: ID!, $u: Date!) { proposePause(input: {relationship: $rel, until: $u}) { jointAct { id digest } } }`
	lightly = `mutation($rel: ID!) { proposeLightReset(input: {relationship: $rel}) { jointAct { id digest } } }`
	partsBy = `mutation($d: ID!, $x: String!) { proposeParting(input: {document: $d, digest: $x}) { jointAct { id digest } } }`
)

// seatOf is somebody's place in the relationship.
func (w *world) seatOf(who string) string {
	return w.client.Participant.Query().Where(participant.RelationshipID(w.rel), participant.UserID(w.people[who])).OnlyIDX(viewer.System(w.t.Context(), "test"))
}

// told counts what both were told of.
func (w *world) told(what string) int {
	return w.client.Event.Query().Where(event.Stream(w.rel), event.What(what)).CountX(viewer.System(w.t.Context(), "test"))
}

// answersBoth has both sides answer a round and opens it.
func (w *world) answersBoth(kind string, choice string) {
	w.t.Helper()
	r := w.asks("left owner", kind, nil)
	questions := pact.Questions(pact.RoundKind(kind), false)
	key := questions[slices.IndexFunc(questions, func(q pact.Question) bool { return len(q.Choices) == 0 })].Key
	for _, who := range []string{"left owner", "right owner"} {
		w.says(who, r, key, "A word.")
		if choice != "" {
			w.must(who, pick, vars{"a": dig(w.must(who, mine, vars{"r": r}), "node.mine.id"), "k": "worth", "c": choice})
		}
		w.hands(who, r)
	}
	w.must("left owner", open, vars{"r": r})
}

func TestWordsWithoutNamesAreNeverOneAlone(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		everybody := []string{w.seatOf(us + " owner"), w.seatOf(us + " member"), w.seatOf(them + " owner"), w.seatOf(them + " member")}
		// Who asks cannot single out one person of the other side.
		w.refused(us+" owner", "BAD_USER_INPUT", begins, vars{"rel": w.rel, "kind": "CANDID", "naming": "POOLED", "asked": append(slices.Clone(everybody[:2]), everybody[3])})
		w.must(us+" owner", begins, vars{"rel": w.rel, "kind": "CANDID", "naming": "NAMED", "asked": append(slices.Clone(everybody[:2]), everybody[3])})
		r := w.asks(us+" owner", "CANDID", vars{"naming": "POOLED"})
		w.refused(them+" owner", "CONFLICT", excuse, vars{"r": r, "p": everybody[3]})
		for _, who := range []string{us + " owner", us + " member", them + " owner"} {
			w.says(who, r, "need", "canary of the "+who)
			w.hands(who, r)
		}
		// Nor is one left over by somebody who goes.
		w.must(them+" owner", remove, vars{"id": everybody[3]})
		w.refused(us+" owner", "CONFLICT", open, vars{"r": r})
		if raw := w.sees(us+" owner", r); strings.Contains(raw, "canary of the "+them) || !strings.Contains(raw, `"state":"OPEN"`) {
			t.Fatalf("the words of one alone: %s", raw)
		}
		w.must(them+" owner", callOff, vars{"r": r})
	})
}

func TestAPartingHappensOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.answersBoth("WORTH_IT", "NO")
		doc := dig(w.must(us+" owner", `mutation($rel: ID!) { createDocument(input: {relationship: $rel, kind: PARTING}) { document { id } } }`, vars{"rel": w.rel}), "createDocument.document.id").(string)
		w.client.Section.Update().Where(section.DocumentID(doc), section.Key("thanks")).SetText("For nine winters.").ExecX(viewer.System(t.Context(), "test"))
		digest := dig(w.must(us+" owner", `query($d: ID!) { node(id: $d) { ... on Document { digest } } }`, vars{"d": doc}), "node.digest")
		var acts []any
		for range 3 {
			acts = append(acts, dig(w.must(us+" owner", partsBy, vars{"d": doc, "x": digest}), "proposeParting.jointAct"))
		}
		acts = append(acts, dig(w.must(us+" owner", pauses, vars{"rel": w.rel, "u": "2999-01-01"}), "proposePause.jointAct"))
		w.turnsAtOnce(them+" owner", acts[:3])
		if n := w.told("parting.agreed"); n != 1 {
			t.Fatalf("parted %d times", n)
		}
		parted := w.client.Relationship.GetX(viewer.System(t.Context(), "test"), w.rel).PartedAt
		w.refused(them+" owner", "CONFLICT", turn, vars{"act": dig(acts[3], "id"), "digest": dig(acts[3], "digest")})
		w.refused(us+" owner", "CONFLICT", partsBy, vars{"d": doc, "x": digest})
		w.refused(us+" owner", "CONFLICT", pauses, vars{"rel": w.rel, "u": "2999-01-01"})
		if now := w.client.Relationship.GetX(viewer.System(t.Context(), "test"), w.rel); parted == nil || !now.PartedAt.Equal(*parted) || now.PausedUntil != nil {
			t.Fatalf("what both parted with moved: %v", now)
		}
	})
}

// turnsAtOnce has somebody turn the second key of some acts at the same moment.
func (w *world) turnsAtOnce(who string, acts []any) {
	var all sync.WaitGroup
	for _, act := range acts {
		all.Go(func() { w.ask(who, turn, vars{"act": dig(act, "id"), "digest": dig(act, "digest")}) })
	}
	all.Wait()
}

func TestALightResetHappensOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.answersBoth("FIRST_QUESTIONS", "")
		w.answersBoth("LATER_QUESTIONS", "")
		w.must(us+" member", commit, vars{"rel": w.rel, "w": "We call."})
		w.client.Commitment.Update().Where(commitment.RelationshipID(w.rel)).SetState(pact.Agreed).ExecX(viewer.System(t.Context(), "test"))
		var acts []any
		for range 4 {
			acts = append(acts, dig(w.must(us+" owner", lightly, vars{"rel": w.rel}), "proposeLightReset.jointAct"))
		}
		w.turnsAtOnce(them+" owner", acts)
		if n := w.told("light_reset.agreed"); n != 1 {
			t.Fatalf("reset %d times", n)
		}
	})
}

func TestAPauseIsNotAgreedWhenItIsOver(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		act := dig(w.must(us+" owner", pauses, vars{"rel": w.rel, "u": w.now.AddDate(0, 0, 2).Format("2006-01-02")}), "proposePause.jointAct")
		w.now = w.now.AddDate(0, 0, 3)
		w.refused(them+" owner", "BAD_USER_INPUT", turn, vars{"act": dig(act, "id"), "digest": dig(act, "digest")})
	})
}

func TestTheFirstKeyIsAnOwnersWhenTheSecondTurns(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.must(us+" owner", hold, vars{"id": w.seatOf(us + " member"), "role": "OWNER"})
		for _, ends := range []func(){
			func() { w.must(us+" owner", hold, vars{"id": w.seatOf(us + " member"), "role": "MEMBER"}) },
			func() { w.must(us+" owner", remove, vars{"id": w.seatOf(us + " member")}) },
		} {
			w.must(us+" owner", hold, vars{"id": w.seatOf(us + " member"), "role": "OWNER"})
			act := dig(w.must(us+" member", pauses, vars{"rel": w.rel, "u": "2999-01-01"}), "proposePause.jointAct")
			ends()
			w.refused(them+" owner", "CONFLICT", turn, vars{"act": dig(act, "id"), "digest": dig(act, "digest")})
		}
	})
}

func TestOneRoundOfAKindHoweverManyBeginIt(t *testing.T) {
	crosswise(t, func(t *testing.T, w *world, us, them string) {
		var all sync.WaitGroup
		for _, who := range []string{us + " owner", us + " member", them + " owner", them + " member"} {
			for range 3 {
				all.Go(func() { w.ask(who, begins, vars{"rel": w.rel, "kind": "EXPECTATIONS"}) })
				all.Go(func() { w.ask(who, begins, vars{"rel": w.rel, "kind": "CANDID"}) })
			}
		}
		all.Wait()
		system := viewer.System(t.Context(), "test")
		if n := w.client.Round.Query().Where(round.RelationshipID(w.rel), round.KindEQ(pact.ExpectationsRound)).CountX(system); n != 1 {
			t.Fatalf("asked the same %d times at once", n)
		}
		if n := w.client.Round.Query().Where(round.RelationshipID(w.rel), round.StateEQ(pact.RoundOpen)).CountX(system); n > pact.MaxOpenRounds {
			t.Fatalf("%d talks under way", n)
		}
	})
}

// TestEverybodyActsAtOnce has people submit, take back, open, withdraw, be excused and be removed at
// the same moment; whatever wins, nothing is half done.
func TestEverybodyActsAtOnce(t *testing.T) {
	crosswise(t, func(t *testing.T, w *world, us, them string) {
		people := []string{us + " owner", us + " member", them + " owner", them + " member"}
		for turn := range 6 {
			r := w.asks(us+" owner", "CANDID", vars{"naming": []string{"NAMED", "POOLED"}[turn%2]})
			var all sync.WaitGroup
			for _, who := range people {
				w.says(who, r, "need", "canary of the "+who)
				own := dig(w.must(who, mine, vars{"r": r}), "node.mine")
				for range 2 {
					all.Go(func() { w.ask(who, handIn, vars{"a": dig(own, "id"), "d": dig(own, "document.digest")}) })
				}
				if turn > 1 {
					all.Go(func() { w.ask(who, unhand, vars{"a": dig(own, "id")}) })
				}
				all.Go(func() { w.ask(who, open, vars{"r": r}) })
			}
			if turn > 3 {
				all.Go(func() { w.ask(us+" owner", callOff, vars{"r": r}) })
			}
			all.Go(func() { w.ask(us+" owner", excuse, vars{"r": r, "p": w.seatOf(us + " member")}) })
			if turn == 5 {
				all.Go(func() { w.ask(them+" owner", remove, vars{"id": w.seatOf(them + " member")}) })
			}
			all.Wait()
			w.wholeOrNot(r, us, them)
		}
	})
}

// wholeOrNot looks that a round is open for both, or for neither.
func (w *world) wholeOrNot(r, us, them string) {
	w.t.Helper()
	system := viewer.System(w.t.Context(), "test")
	row := w.client.Round.GetX(system, r)
	ours, theirs := w.sees(us+" owner", r), w.sees(them+" owner", r)
	knows := strings.Contains(ours, "canary of the "+them)
	if revealed := row.State == pact.RoundRevealed; knows != revealed || strings.Contains(theirs, "canary of the "+us) != revealed || revealed != (row.DocumentID != nil) {
		w.t.Fatalf("half open, %s:\n%s\n%s", row.State, ours, theirs)
	}
	if n := w.told("round.revealed"); n != w.client.Document.Query().Where(document.RelationshipID(w.rel), document.KindEQ(pact.ConclusionDocument)).CountX(system) {
		w.t.Fatalf("opened %d times", n)
	}
	if row.State == pact.RoundOpen {
		w.must(us+" owner", callOff, vars{"r": r})
	}
}
