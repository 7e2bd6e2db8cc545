package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"midspan/app/pact"
	"midspan/ent/document"
	"midspan/ent/viewer"
)

// TestAnythingInAnyOrderFromBothSides has people of both sides do what they like with a round, also
// at the same moment, and looks from each side, after each act, for what it may not know.
func TestAnythingInAnyOrderFromBothSides(t *testing.T) {
	crosswise(t, func(t *testing.T, w *world, us, them string) {
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		chance := rand.New(rand.NewPCG(seed, 1))
		people := []string{us + " owner", us + " member", them + " owner", them + " member"}
		for turn, kind := range []string{"FIRST_QUESTIONS", "PRE_MORTEM", "CANDID"} {
			naming := "NAMED"
			if kind == "PRE_MORTEM" {
				naming = "POOLED"
			}
			r := w.asks(people[chance.IntN(4)], kind, vars{"naming": naming})
			own := map[string]any{}
			for _, who := range people {
				own[who] = dig(w.must(who, mine, vars{"r": r}), "node.mine.id")
				key := pact.Questions(pact.RoundKind(kind), false)[0].Key
				w.says(who, r, key, fmt.Sprintf("canary %d of the %s house", turn, who[:strings.Index(who, " ")]))
			}
			for range 8 {
				var acts sync.WaitGroup
				for range 1 + chance.IntN(3) {
					who, act := people[chance.IntN(4)], chance.IntN(4)
					acts.Go(func() {
						switch act {
						case 0, 1:
							d := dig(w.ask(who, mine, vars{"r": r}).data, "node.mine.document.digest")
							w.ask(who, handIn, vars{"a": own[who], "d": d})
						case 2:
							w.ask(who, unhand, vars{"a": own[who]})
						case 3:
							w.ask(who, open, vars{"r": r})
						}
					})
				}
				acts.Wait()
				w.keepsItsPromises(r, turn, us, them)
			}
		}
	})
}

func (w *world) keepsItsPromises(round string, turn int, us, them string) {
	w.t.Helper()
	w.foresees(round, turn, us+" owner", them)
	w.foresees(round, turn, them+" member", us)
	got := w.must("adviser", seen, vars{"r": round})
	state := dig(got, "node.state").(string)
	if (state == "REVEALED") != (dig(got, "node.document") != nil) {
		w.t.Fatalf("half open: %v", got)
	}
	documents := w.client.Document.Query().Where(document.RelationshipID(w.rel), document.KindEQ(pact.ConclusionDocument)).CountX(viewer.System(w.t.Context(), "test"))
	if documents > turn+1 {
		w.t.Fatalf("opened twice: %d conclusions", documents)
	}
}

// foresees looks whether somebody knows the other side's words before they are open.
func (w *world) foresees(round string, turn int, who, other string) {
	w.t.Helper()
	raw := w.sees(who, round)
	revealed := strings.Contains(raw, `"state":"REVEALED"`)
	if knows := strings.Contains(raw, fmt.Sprintf("canary %d of the %s house", turn, other)); knows != revealed {
		w.t.Fatalf("%s knows %v while open is %v: %s", who, knows, revealed, raw)
	}
	if heard := w.hears(who); !revealed && slices.ContainsFunc([]string{"answer.submitted", "answer.taken_back"}, func(what string) bool {
		return strings.Contains(heard, `"`+what+`","actor":{"name":"`+other)
	}) {
		w.t.Fatalf("%s hears of the other side's answer: %s", who, heard)
	}
}
