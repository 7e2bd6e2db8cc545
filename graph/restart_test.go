package graph_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"midspan/api/storetest"
	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/confirmation"
	"midspan/ent/viewer"
)

const (
	beginAnew = `mutation($rel: ID!, $on: Date!) { proposeRestart(input: {relationship: $rel, on: $on}) { jointAct { id digest expiresAt } } }`
	unseal    = `mutation($rel: ID!) { proposeUnseal(input: {relationship: $rel}) { jointAct { id digest } } }`
	sealAgain = `mutation($rel: ID!) { proposeSeal(input: {relationship: $rel}) { jointAct { id digest } } }`
	takeA     = `mutation($rel: ID!, $stand: Stand!) { takeStance(input: {relationship: $rel, stand: $stand}) { stance { id stand author { name } } } }`
	anew      = `query($rel: ID!) { node(id: $rel) { ... on Relationship { stage restartedAt epoch sealed restart { why path } stances { id stand } nextStep { path mine } } } }`
	markIt    = `mutation($r: ID!, $k: MarkKind!, $s: [SpanInput!]!) { createMark(input: {round: $r, key: "origin", kind: $k, name: "canary-mark", spans: $s}) { mark { id } } }`
)

// past is what there was: things that a restart seals, and some that it does not.
type past struct {
	talk, answer, paper, mark, lookback, safeguard, assent, slip, words string
	stays                                                               []string
}

// has makes a past: a talk about it, a look back and a slip that are closed, and what stays.
func (w *world) hasPast(us, them string) (p past) {
	w.t.Helper()
	ours, theirs := w.ripe(us, them)
	p.talk = w.asks(us+" owner", "FIRST_QUESTIONS", nil)
	var spans []any
	for _, who := range []string{us + " owner", them + " owner"} {
		w.says(who, p.talk, "origin", "canary-past")
		p.answer = dig(w.hands(who, p.talk), "submitAnswer.answer.id").(string)
		spans = append(spans, vars{"source": p.answer, "from": 0, "to": 6})
	}
	w.must(us+" owner", open, vars{"r": p.talk})
	p.paper = dig(w.must(us+" owner", seen, vars{"r": p.talk}), "node.document.id").(string)
	p.mark = dig(w.must(us+" owner", markIt, vars{"r": p.talk, "k": "ALIKE", "s": spans}), "createMark.mark.id").(string)

	p.safeguard = w.safeguard(us)
	p.lookback = w.lookedBack(us)
	agreeTo := `query($s: ID!) { node(id: $s) { ... on Safeguard { digest } } }`
	for _, who := range []string{us + " owner", them + " owner"} {
		w.must(who, agreeCause, vars{"s": p.safeguard, "digest": dig(w.must(who, agreeTo, vars{"s": p.safeguard}), "node.digest")})
	}
	p.assent = w.client.Confirmation.Query().Where(confirmation.SafeguardID(p.safeguard)).FirstIDX(viewer.System(w.t.Context(), "test"))
	w.must(us+" owner", closeLookback, vars{"l": p.lookback})

	com, _ := w.agreed(us+" owner", them+" owner")
	p.slip = w.slipped(us+" owner", com)
	p.words = dig(w.must(us+" owner", `query($c: ID!) { node(id: $c) { ... on Conversation { document { id } } } }`, vars{"c": p.slip}), "node.document.id").(string)
	digest := w.learns(p.slip, "happened", "learned", "better")
	for _, who := range []string{us + " owner", them + " owner"} {
		w.must(who, leave, vars{"cnv": p.slip, "ending": "KEPT", "digest": digest})
	}
	p.stays = []string{ours, theirs, com, w.thing(us, "shared note"), w.thing(us, "vision")}
	return p
}

func (p past) sealed() []string {
	return []string{p.talk, p.answer, p.paper, p.mark, p.lookback, p.safeguard, p.assent, p.slip, p.words}
}

// signs puts the accord out and signs it for both.
func (w *world) signs(us, them string) {
	w.t.Helper()
	id, digest := w.proposes(us+" owner", us, them)
	for _, who := range []string{us + " owner", them + " owner"} {
		w.must(who, sign, vars{"a": id, "d": digest})
	}
}

// bothTurn has both turn their keys.
func (w *world) bothTurn(us, them, query, field string, v vars) {
	w.t.Helper()
	act := w.must(us+" owner", query, v)
	w.must(them+" owner", turn, vars{"act": dig(act, field+".jointAct.id"), "digest": dig(act, field+".jointAct.digest")})
}

// isSealed looks for the past through every door of everybody.
func (w *world) isSealed(p past, yes bool) {
	w.t.Helper()
	for _, who := range []string{"left owner", "left observer", "right owner", "right member", "adviser"} {
		for _, id := range p.sealed() {
			raw := w.ask(who, `query($id: ID!) { node(id: $id) { id } }`, vars{"id": id}).raw
			if strings.Contains(raw, "NOT_FOUND") != yes {
				w.t.Fatalf("%s asks for %s: %s", who, id, raw)
			}
		}
		for _, id := range p.stays {
			w.must(who, `query($id: ID!) { node(id: $id) { id } }`, vars{"id": id})
		}
		all := w.hears(who) + strings.Join(w.seenBy([]string{who}), "") + fmt.Sprint(w.must(who, pastDoors, vars{"rel": w.rel}))
		for _, there := range append(p.sealed(), "canary-past", "canary-mark") {
			if there != p.answer && there != p.safeguard && there != p.assent && strings.Contains(all, there) == yes {
				w.t.Fatalf("sealed: %t, and %s finds %s in %s", yes, who, there, all)
			}
		}
	}
}

// pastDoors are the lists and edges by which the past could be reached.
const pastDoors = `query($rel: ID!) { node(id: $rel) { ... on Relationship {
	rounds(first: 20) { edges { node { id document { id } marks(first: 5) { edges { node { id name } } } answers(first: 5) { edges { node { id texts { text } } } } } } }
	documents(first: 100) { edges { node { id } } }
	lookbacks(first: 5) { edges { node { id safeguards(first: 5) { edges { node { id } } } } } }
	conversations(first: 5) { edges { node { id document { id } } } }
	commitments(first: 20) { edges { node { id conversations(first: 5) { edges { node { id } } } } } }
	events(first: 100) { edges { node { what subject { id } } } } } } }`

func TestBothBeginAnewAndWhatWasIsSealed(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		today := pact.Date(w.now.Format(time.DateOnly))
		w.refused(us+" owner", "CONFLICT", beginAnew, vars{"rel": w.rel, "on": today}) // nothing is signed
		p := w.hasPast(us, them)
		w.signs(us, them)
		waits := w.asks(them+" owner", "CANDID", nil)
		if got := w.must(us+" owner", anew, vars{"rel": w.rel}); dig(got, "node.restart.0.path") != "/talks/"+waits {
			t.Fatalf("a talk waits: %v", got)
		}
		w.refused(us+" owner", "CONFLICT", beginAnew, vars{"rel": w.rel, "on": today})
		w.must(us+" owner", `mutation($r: ID!) { withdrawRound(input: {round: $r}) { round { id } } }`, vars{"r": waits})
		w.isSealed(p, false)

		w.refused(us+" member", "FORBIDDEN", beginAnew, vars{"rel": w.rel, "on": today})
		w.refused(us+" owner", "BAD_USER_INPUT", beginAnew, vars{"rel": w.rel, "on": today.Plus(91)})
		w.refused(us+" owner", "BAD_USER_INPUT", beginAnew, vars{"rel": w.rel, "on": "2001-01-01"})
		act := dig(w.must(us+" owner", beginAnew, vars{"rel": w.rel, "on": today.Plus(7)}), "proposeRestart.jointAct")
		key := vars{"act": dig(act, "id"), "digest": dig(act, "digest")}
		w.refused(them+" owner", "CONFLICT", turn, key) // not before its day
		w.isSealed(p, false)
		w.now = w.now.Add(7 * 24 * time.Hour)
		w.refused(us+" owner", "FORBIDDEN", turn, key)
		w.turnsAtOnce(them+" owner", []any{act, act, act})
		got := w.must(us+" member", anew, vars{"rel": w.rel})
		if dig(got, "node.epoch") != 1.0 || dig(got, "node.sealed") != true || dig(got, "node.restartedAt") == nil || dig(got, "node.stage") != "SUSTAIN" {
			t.Fatalf("they began anew: %v", got)
		}
		w.isSealed(p, true)
		w.refused(us+" owner", "NOT_FOUND", `mutation($m: ID!) { deleteMark(input: {mark: $m}) { deleted } }`, vars{"m": p.mark})
		w.refused(them+" owner", "NOT_FOUND", markIt, vars{"r": p.talk, "k": "ALIKE", "s": []any{}})
		if trail := w.hears(them + " owner"); !strings.Contains(trail, "restart.agreed") || strings.Contains(trail, "round.revealed") {
			t.Fatalf("the trail begins with the restart: %s", trail)
		}

		w.refused(us+" owner", "CONFLICT", sealAgain, vars{"rel": w.rel})
		w.bothTurn(them, us, unseal, "proposeUnseal", vars{"rel": w.rel})
		w.isSealed(p, false)
		w.refused(us+" owner", "CONFLICT", unseal, vars{"rel": w.rel})
		w.bothTurn(us, them, sealAgain, "proposeSeal", vars{"rel": w.rel})
		w.isSealed(p, true)

		again := w.asks(us+" owner", "FIRST_QUESTIONS", nil) // of the time after, so it stays
		w.must(them+" owner", seen, vars{"r": again})
	})
}

// TestWhatIsNotSettledStaysOutsideTheSeal has a slip talked over after the restart.
func TestWhatIsNotSettledStaysOutsideTheSeal(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		com, _ := w.ripe(us, them)
		w.signs(us, them)
		slip := w.slipped(them+" owner", com)
		look := w.lookedBack(us)
		w.bothTurn(us, them, beginAnew, "proposeRestart", vars{"rel": w.rel, "on": w.now.Format(time.DateOnly)})
		for _, id := range []string{slip, look} {
			w.must("adviser", `query($id: ID!) { node(id: $id) { id } }`, vars{"id": id})
		}
		digest := w.learns(slip, "happened", "learned", "better")
		for _, who := range []string{us + " owner", them + " owner"} {
			w.must(who, leave, vars{"cnv": slip, "ending": "KEPT", "digest": digest})
		}
		w.must(us+" observer", talkOf, vars{"cnv": slip}) // it is of the time after now
	})
}

func TestAStanceIsForOnesOwnSideAndBlocksNothing(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		before := w.seenBy([]string{them + " owner", "adviser", "outsider"})
		trail := w.hears(them + " owner")
		one := dig(w.must(us+" observer", takeA, vars{"rel": w.rel, "stand": "NOT_ME"}), "takeStance.stance.id").(string)
		w.refused("adviser", "FORBIDDEN", takeA, vars{"rel": w.rel, "stand": "NOT_ME"})
		w.must(us+" observer", takeA, vars{"rel": w.rel, "stand": "NOT_YET"})
		var all sync.WaitGroup
		for range 3 { // in a hurry
			all.Go(func() { w.ask(us+" member", takeA, vars{"rel": w.rel, "stand": "WITH_IT"}) })
		}
		all.Wait()
		got := dig(w.must(us+" owner", anew, vars{"rel": w.rel}), "node.stances").([]any)
		if len(got) != 2 || dig(got[0], "stand") != "NOT_YET" {
			t.Fatalf("our side reads %v", got)
		}
		for i, now := range w.seenBy([]string{them + " owner", "adviser", "outsider"}) {
			if now != before[i] {
				t.Fatalf("a stance is seen:\n%s\n%s", before[i], now)
			}
		}
		if now := w.hears(them + " owner"); now != trail {
			t.Fatalf("a stance is heard:\n%s\n%s", trail, now)
		}
		for _, who := range []string{them + " owner", "adviser", "outsider"} {
			w.refused(who, "NOT_FOUND", `query($id: ID!) { node(id: $id) { id } }`, vars{"id": one})
		}
		if got := dig(w.must(them+" owner", anew, vars{"rel": w.rel}), "node.stances").([]any); len(got) != 0 {
			t.Fatalf("they read %v", got)
		}
		w.ripe(us, them)
		w.signs(us, them)
		w.bothTurn(us, them, beginAnew, "proposeRestart", vars{"rel": w.rel, "on": w.now.Format(time.DateOnly)})
		if !w.client.Relationship.GetX(viewer.System(t.Context(), "test"), w.rel).Sealed {
			t.Fatal("a stance has blocked the restart")
		}
	})
}

// TestAKeyLeftOverOpensNothing has several keys waiting when one of them meets its second: the others
// were said of what was before, so nobody opens or seals alone with them.
func TestAKeyLeftOverOpensNothing(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		p := w.hasPast(us, them)
		w.signs(us, them)
		today := w.now.Format(time.DateOnly)
		restart := dig(w.must(us+" owner", beginAnew, vars{"rel": w.rel, "on": today}), "proposeRestart.jointAct")
		w.bothTurn(us, them, beginAnew, "proposeRestart", vars{"rel": w.rel, "on": today})
		open := dig(w.must(us+" owner", unseal, vars{"rel": w.rel}), "proposeUnseal.jointAct")
		w.bothTurn(them, us, unseal, "proposeUnseal", vars{"rel": w.rel})
		w.bothTurn(us, them, sealAgain, "proposeSeal", vars{"rel": w.rel})
		for _, old := range []any{restart, open} {
			got := w.refused(them+" owner", "CONFLICT", turn, vars{"act": dig(old, "id"), "digest": dig(old, "digest")})
			if got.state != "WITHDRAWN" {
				t.Errorf("it is %s", got.raw)
			}
		}
		w.isSealed(p, true)
		if got := w.must(them+" owner", anew, vars{"rel": w.rel}); dig(got, "node.epoch") != 1.0 {
			t.Errorf("%v", got)
		}
	})
}

// TestARestartWaitsForWhatIsUnderWay holds what somebody does, just before it is done, while the second
// key is turned: on PostgreSQL two write at once.
func TestARestartWaitsForWhatIsUnderWay(t *testing.T) {
	for name, c := range map[string]struct {
		holds func(ent.Mutation) bool
		does  func(w *world, look, mark string) answer
	}{
		"a look back is closed": {
			func(m ent.Mutation) bool {
				_, set := m.Field("epoch")
				return set && m.Type() == ent.TypeDocument && m.Op().Is(ent.OpUpdate)
			},
			func(w *world, look, _ string) answer { return w.ask("left member", closeLookback, vars{"l": look}) },
		},
		"something is told": {
			func(m ent.Mutation) bool { what, _ := m.Field("what"); return what == "mark.removed" },
			func(w *world, _, mark string) answer {
				return w.ask("left member", `mutation($m: ID!) { deleteMark(input: {mark: $m}) { deleted } }`, vars{"m": mark})
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, storetest.Open(t, storetest.Postgres(t)))
			p := w.hasPast("left", "right")
			w.signs("left", "right")
			cause := w.safeguard("left")
			look := w.lookedBack("left")
			digest := dig(w.must("left owner", `query($s: ID!) { node(id: $s) { ... on Safeguard { digest } } }`, vars{"s": cause}), "node.digest")
			for _, who := range []string{"left owner", "right owner"} {
				w.must(who, agreeCause, vars{"s": cause, "digest": digest})
			}
			act := dig(w.must("left owner", beginAnew, vars{"rel": w.rel, "on": w.now.Format(time.DateOnly)}), "proposeRestart.jointAct")
			there, goOn, turned := make(chan bool), make(chan bool), make(chan bool)
			var once sync.Once
			w.client.Use(func(next ent.Mutator) ent.Mutator {
				return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
					if c.holds(m) {
						once.Do(func() { there <- true; <-goOn })
					}
					return next.Mutate(ctx, m)
				})
			})
			var all sync.WaitGroup
			var got answer
			all.Go(func() { got = c.does(w, look, p.mark) })
			<-there
			all.Go(func() {
				w.must("right owner", turn, vars{"act": dig(act, "id"), "digest": dig(act, "digest")})
				close(turned)
			})
			select {
			case <-turned:
				t.Error("both began anew meanwhile")
			case <-time.After(time.Second): // what must not come is not waited for longer
			}
			close(goOn)
			all.Wait()
			if got.code != "" && got.code != "NOT_FOUND" {
				t.Errorf("what was under way: %s", got.raw)
			}
			if told := w.hears("right owner"); strings.Contains(told, "mark.removed") || strings.Contains(told, "lookback.closed") {
				t.Errorf("told after the restart: %s", told)
			}
		})
	}
}
