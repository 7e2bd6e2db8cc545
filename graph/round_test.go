package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"midspan/app/pact"
	"midspan/ent/section"
	"midspan/ent/viewer"
)

const (
	askBoth = `mutation($rel: ID!, $kind: RoundKind!, $naming: Naming, $asked: [ID!], $ready: Boolean) { startRound(input: {relationship: $rel, kind: $kind, naming: $naming, asked: $asked, showsReady: $ready}) { round { id state } } }`
	handIn  = `mutation($a: ID!, $d: String) { submitAnswer(input: {answer: $a, digest: $d}) { answer { id submittedAt digest texts { key text choice } round { state } } } }`
	unhand  = `mutation($a: ID!) { takeBackAnswer(input: {answer: $a}) { answer { submittedAt round { state } } } }`
	open    = `mutation($r: ID!) { revealRound(input: {round: $r}) { round { state } } }`
	pick    = `mutation($a: ID!, $k: String!, $c: Choice!) { pickChoice(input: {answer: $a, key: $k, choice: $c}) { answer { choices { key choice } } } }`
	mine    = `query($r: ID!) { node(id: $r) { ... on Round { state mine { id document { id digest } } } } }`
	seen    = `query($r: ID!) { node(id: $r) { ... on Round { id kind state title naming closedAt revealedAt timerMinutes timerStartedAt asked { id }
		banks { side { bank } ready seal } mine { id } document { id }
		answers(first: 100) { totalCount edges { node { id side { bank } author { name } document { id } choices { key } texts { key text choice } salt digest submittedAt } } }
		pooledAnswers(first: 100) { totalCount edges { node { side { bank } key text } } } marks { totalCount } } } }`
)

// asks begins a round.
func (w *world) asks(who, kind string, more vars) string {
	w.t.Helper()
	v := vars{"rel": w.rel, "kind": kind}
	for k, x := range more {
		v[k] = x
	}
	return dig(w.must(who, askBoth, v), "startRound.round.id").(string)
}

// alone begins a round when there is none of its kind under way, as a thing to try deeds on.
func (w *world) alone(who, kind string) string {
	w.t.Helper()
	got := w.must(who, `query($rel: ID!) { node(id: $rel) { ... on Relationship { rounds(last: 100, where: {state: OPEN}) { edges { node { id } } } } } }`, vars{"rel": w.rel})
	for _, e := range dig(got, "node.rounds.edges").([]any) {
		w.must(who, `mutation($r: ID!) { withdrawRound(input: {round: $r}) { round { id } } }`, vars{"r": dig(e, "node.id")})
	}
	return w.asks(who, kind, nil)
}

// says has somebody write in their answer; live editing has stories of its own in api.
func (w *world) says(who, round, key, text string) {
	w.t.Helper()
	doc := dig(w.must(who, mine, vars{"r": round}), "node.mine.document.id").(string)
	ctx := viewer.New(w.t.Context(), viewer.Viewer{User: w.people[who]})
	n, err := w.client.Section.Update().Where(section.DocumentID(doc), section.Key(key)).SetText(text).Save(ctx)
	if err != nil || n != 1 {
		w.t.Fatalf("%s cannot write in their answer: %d %v", who, n, err)
	}
}

// hands hands in what somebody wrote.
func (w *world) hands(who, round string) map[string]any {
	w.t.Helper()
	own := w.must(who, mine, vars{"r": round})
	return w.must(who, handIn, vars{"a": dig(own, "node.mine.id"), "d": dig(own, "node.mine.document.digest")})
}

// sees is all that somebody is told of a round.
func (w *world) sees(who, round string) string {
	w.t.Helper()
	return w.ask(who, seen, vars{"r": round}).raw
}

// hears is all that somebody is told of what happened.
func (w *world) hears(who string) string {
	w.t.Helper()
	return w.ask(who, `query($rel: ID!) { node(id: $rel) { ... on Relationship { events(last: 100) { edges { node { seq: cursor what actor { name } subject { id } } } } documents(first: 100) { totalCount edges { node { id } } } rounds { totalCount } nextStep { sentence path } } } }`, vars{"rel": w.rel}).raw
}

func TestBothAnswerUnseenAndOpenAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		r := w.asks(us+" member", "FIRST_QUESTIONS", nil)
		before := w.sees(them+" owner", r)

		w.says(us+" owner", r, "origin", "canary-ours")
		if now := w.sees(them+" owner", r); now != before {
			t.Fatalf("the other side learns that we write:\n%s\n%s", before, now)
		}
		w.says(them+" member", r, "origin", "canary-theirs")
		ours := w.hands(us+" member", r)
		if dig(ours, "submitAnswer.answer.texts.0.text") != "canary-ours" {
			t.Fatalf("what was handed in is not what was written: %v", ours)
		}
		for _, who := range []string{them + " owner", them + " observer", "adviser"} {
			if raw := w.sees(who, r); strings.Contains(raw, "canary-ours") || strings.Contains(raw, dig(ours, "submitAnswer.answer.id").(string)) {
				t.Fatalf("%s learns of our answer: %s", who, raw)
			}
			w.refused(who, "NOT_FOUND", `query($a: ID!) { node(id: $a) { id } }`, vars{"a": dig(ours, "submitAnswer.answer.id")})
		}
		seal := dig(w.must(them+" owner", seen, vars{"r": r}), "node.banks")
		w.refused(us+" owner", "CONFLICT", open, vars{"r": r})

		w.hands(them+" owner", r)
		w.refused(them+" owner", "CONFLICT", unhand, vars{"a": dig(w.must(them+" owner", mine, vars{"r": r}), "node.mine.id")})
		if raw := w.sees(them+" owner", r); strings.Contains(raw, "canary-ours") {
			t.Fatalf("open before anybody opened it: %s", raw)
		}
		w.refused("adviser", "FORBIDDEN", open, vars{"r": r})
		w.refused("outsider", "NOT_FOUND", open, vars{"r": r})
		w.must(us+" member", open, vars{"r": r})
		w.refused(them+" owner", "CONFLICT", open, vars{"r": r})

		for _, who := range []string{us + " owner", them + " owner", them + " observer", "adviser"} {
			got := w.must(who, seen, vars{"r": r})
			if dig(got, "node.answers.totalCount") != 2.0 || dig(got, "node.document.id") == nil {
				t.Fatalf("%s: %v", who, got)
			}
			raw := fmt.Sprint(got)
			if !strings.Contains(raw, "canary-ours") || !strings.Contains(raw, "canary-theirs") {
				t.Fatalf("%s does not read both: %s", who, raw)
			}
			for _, e := range dig(got, "node.answers.edges").([]any) {
				if dig(e, "node.author") != nil {
					t.Fatal("a side that answers as one is named by a person")
				}
			}
		}
		w.refused("outsider", "NOT_FOUND", seen, vars{"r": r})
		w.proves(them+" owner", r, seal)
	})
}

// proves checks, with what the other side saw before, that nothing was changed in between.
func (w *world) proves(who, round string, sealed any) {
	w.t.Helper()
	got := w.must(who, seen, vars{"r": round})
	questions := pact.Questions(pact.FirstQuestions, false)
	proven := 0
	for _, e := range dig(got, "node.answers.edges").([]any) {
		var texts []pact.AnswerText
		for _, one := range dig(e, "node.texts").([]any) {
			texts = append(texts, pact.AnswerText{Key: dig(one, "key").(string), Text: dig(one, "text").(string)})
		}
		digest := pact.AnswerDigest(round, dig(e, "node.salt").(string), questions, texts)
		for _, b := range sealed.([]any) {
			if dig(b, "seal") == pact.Seal([]string{digest}) {
				proven++
			}
		}
		if digest != dig(e, "node.digest") {
			w.t.Fatalf("the digest is of something else: %v", e)
		}
	}
	if proven != 1 {
		w.t.Fatalf("%d of the answers are what was sealed before the reveal: %v", proven, sealed)
	}
}

func TestReadinessIsShownOnlyWhereTheRoundSaysSo(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		for _, shows := range []bool{true, false} {
			r := w.asks(us+" owner", "EXPECTATIONS", vars{"ready": shows})
			w.says(us+" owner", r, "ours", "We expect a call.")
			before, heard := w.sees(them+" owner", r), w.hears(them+" owner")
			w.hands(us+" owner", r)
			changed := w.sees(them+" owner", r) != before || w.hears(them+" owner") != heard
			if changed != shows {
				t.Errorf("shows ready %v, and the other side notices %v", shows, changed)
			}
			own := dig(w.must(us+" owner", mine, vars{"r": r}), "node.mine.id")
			w.must(us+" owner", unhand, vars{"a": own})
			w.must(us+" owner", `mutation($r: ID!) { withdrawRound(input: {round: $r}) { round { state } } }`, vars{"r": r})
		}
	})
}

func TestPooledAnswersAreNobodysForTheOtherSide(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		r := w.asks(us+" owner", "PRE_MORTEM", vars{"naming": "POOLED"})
		people := []string{us + " owner", us + " member", them + " owner", them + " member"}
		for _, who := range people {
			w.says(who, r, "tools", "canary of the "+who)
			if other := us + " member"; who != other {
				w.refused(other, "NOT_FOUND", `query($a: ID!) { node(id: $a) { id } }`, vars{"a": dig(w.must(who, mine, vars{"r": r}), "node.mine.id")})
			}
			w.hands(who, r)
		}
		w.must(them+" owner", open, vars{"r": r})
		got := w.must(us+" owner", seen, vars{"r": r})
		if dig(got, "node.pooledAnswers.totalCount") != 4.0 {
			t.Fatalf("pooled: %v", got)
		}
		if n := dig(got, "node.answers.totalCount"); n != 2.0 {
			t.Fatalf("an owner reads %v answers with names, and should those of the own side", n)
		}
		for _, e := range dig(got, "node.answers.edges").([]any) {
			if dig(e, "node.side.bank") != strings.ToUpper(us) {
				t.Fatalf("a name of the other side: %v", e)
			}
		}
		if n := dig(w.must("adviser", seen, vars{"r": r}), "node.answers.totalCount"); n != 0.0 {
			t.Fatalf("the adviser reads %v names", n)
		}
	})
}

func TestWhoIsNotHereAnyMoreIsNotWaitedFor(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		r := w.asks(us+" owner", "CANDID", nil)
		for _, who := range []string{us + " owner", them + " owner"} {
			w.hands(who, r) // without a word: writing before a talk is offered, not required
		}
		seat := func(who string) any {
			return dig(w.must(who, `query($rel: ID!) { node(id: $rel) { ... on Relationship { me { id } } } }`, vars{"rel": w.rel}), "node.me.id")
		}
		const excuse = `mutation($r: ID!, $p: ID!) { excuseParticipant(input: {round: $r, participant: $p}) { round { state asked { id } } } }`
		w.refused(them+" owner", "FORBIDDEN", excuse, vars{"r": r, "p": seat(us + " member")})
		w.refused(us+" member", "FORBIDDEN", excuse, vars{"r": r, "p": seat(us + " member")})
		w.must(us+" owner", excuse, vars{"r": r, "p": seat(us + " member")})
		w.refused(us+" owner", "CONFLICT", open, vars{"r": r})
		w.must(them+" owner", `mutation($p: ID!) { removeParticipant(input: {participant: $p}) { participant { id } } }`, vars{"p": seat(them + " member")})
		w.must(them+" owner", open, vars{"r": r})

		again := w.asks(us+" owner", "CANDID", nil) // of us two, of them one
		for _, who := range []string{us + " owner", them + " owner"} {
			w.hands(who, again)
		}
		w.refused(us+" owner", "CONFLICT", open, vars{"r": again})
		w.must(us+" owner", `mutation($p: ID!) { updateParticipant(input: {participant: $p, role: OBSERVER}) { participant { id } } }`, vars{"p": seat(us + " member")})
		w.must(them+" owner", open, vars{"r": again})
	})
}

func TestWhatWasHandedInIsWhatWasOnTheScreen(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		r := w.asks(us+" owner", "FIRST_QUESTIONS", nil)
		own := w.must(us+" owner", mine, vars{"r": r})
		w.refused(us+" owner", "BAD_USER_INPUT", handIn, vars{"a": dig(own, "node.mine.id"), "d": dig(own, "node.mine.document.digest")})
		w.says(us+" member", r, "origin", "Written meanwhile.")
		stale := w.refused(us+" owner", "CONFLICT", handIn, vars{"a": dig(own, "node.mine.id"), "d": dig(own, "node.mine.document.digest")})
		if stale.state == "" {
			t.Fatal("the conflict does not tell the digest now")
		}
		w.refused(us+" observer", "FORBIDDEN", handIn, vars{"a": dig(own, "node.mine.id"), "d": stale.state})
		w.refused(them+" owner", "NOT_FOUND", handIn, vars{"a": dig(own, "node.mine.id"), "d": stale.state})
		w.hands(us+" owner", r)
		w.says(us+" member", r, "origin", "Changed afterwards.")
		w.says(them+" owner", r, "origin", "x")
		w.hands(them+" owner", r)
		w.must(us+" owner", open, vars{"r": r})
		if raw := w.sees(them+" owner", r); strings.Contains(raw, "Changed afterwards") || !strings.Contains(raw, "Written meanwhile") {
			t.Fatalf("what opened is not what was handed in: %s", raw)
		}
	})
}

func TestManyTalksTakeNoMoreStatementsThanFew(t *testing.T) {
	crosswise(t, func(t *testing.T, w *world, us, them string) {
		const all = `query($rel: ID!) { node(id: $rel) { ... on Relationship { worth { left round { id } } signing { open } lightReset { why } nextStep { sentence }
			rounds(first: 50) { edges { node { id asked { id user { name } } banks { side { bank } ready seal } mine { id document { id digest } } document { id }
				answers(first: 10) { edges { node { side { bank } author { name } document { id } texts { text } } } } pooledAnswers(first: 10) { edges { node { side { bank } text } } } marks(first: 5) { edges { node { name author { name } } } } } } } } } }`
		people := []string{us + " owner", us + " member", them + " owner", them + " member"}
		statements := func() int64 {
			before := w.statements.Load()
			w.must(us+" owner", all, vars{"rel": w.rel})
			return w.statements.Load() - before
		}
		talk := func() {
			r := w.asks(us+" owner", "CANDID", nil)
			for _, who := range people {
				w.says(who, r, "need", "A call.")
				w.hands(who, r)
			}
			w.must(them+" owner", open, vars{"r": r})
		}
		talk()
		one := statements()
		for range 2 {
			talk()
		}
		if three := statements(); three > one {
			t.Fatalf("one talk takes %d statements, three take %d", one, three)
		}
	})
}

func TestWhatMattersMostIsChosenUnseen(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.refused(us+" owner", "CONFLICT", askBoth, vars{"rel": w.rel, "kind": "PRIORITIES"})
		side := dig(w.must(us+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { me { side { id } } } } }`, vars{"rel": w.rel}), "node.me.side.id")
		var needs []string
		for _, text := range []string{"A day.", "A call."} {
			made := w.must(us+" owner", `mutation($rel: ID!, $side: ID!, $t: String!) { createNeed(input: {relationship: $rel, ofSide: $side, kind: TODAY, text: $t}) { need { id } } }`, vars{"rel": w.rel, "side": side, "t": text})
			needs = append(needs, dig(made, "createNeed.need.id").(string))
		}
		r := w.asks(them+" member", "PRIORITIES", nil)
		for _, who := range []string{us + " owner", them + " owner"} {
			own := dig(w.must(who, mine, vars{"r": r}), "node.mine")
			if dig(own, "document") != nil {
				t.Fatal("a document where no word is asked for")
			}
			w.must(who, pick, vars{"a": dig(own, "id"), "k": needs[0], "c": "MUST_HAVE"})
			w.refused(who, "BAD_USER_INPUT", handIn, vars{"a": dig(own, "id")}) // one is still open
			w.must(who, pick, vars{"a": dig(own, "id"), "k": needs[1], "c": "NICE_TO_HAVE"})
			w.must(who, handIn, vars{"a": dig(own, "id")})
		}
		w.must(us+" member", open, vars{"r": r})
		got := w.must("adviser", seen, vars{"r": r})
		if dig(got, "node.answers.edges.1.node.texts.0.choice") != "MUST_HAVE" || dig(got, "node.document.id") == nil {
			t.Fatalf("%v", got)
		}
	})
}
