package pact_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"midspan/app/pact"
)

func TestWhenQuestionsMayBeAsked(t *testing.T) {
	can := pact.RoundStart{Kind: pact.FirstQuestions, Naming: pact.Named, Joined: true, Questions: 2, LeftAsked: 1, RightAsked: 1}
	cases := []struct {
		name   string
		change func(*pact.RoundStart)
		role   pact.Role
		want   pact.Code
	}{
		{"by an owner", nil, pact.Owner, ""},
		{"by a member", nil, pact.Member, ""},
		{"by an observer", nil, pact.Observer, pact.Forbidden},
		{"by an adviser", nil, pact.Adviser, pact.Forbidden},
		{"alone", func(s *pact.RoundStart) { s.Joined = false }, pact.Owner, pact.Conflict},
		{"after parting", func(s *pact.RoundStart) { s.Parted = true }, pact.Owner, pact.Conflict},
		{"twice at once", func(s *pact.RoundStart) {
			s.Before = []pact.RoundHere{{Kind: pact.FirstQuestions, State: pact.RoundClosed}}
		}, pact.Owner, pact.Conflict},
		{"again, after it was opened", func(s *pact.RoundStart) {
			s.Before = []pact.RoundHere{{Kind: pact.FirstQuestions, State: pact.RoundRevealed}}
		}, pact.Owner, ""},
		{"a second talk beside a first", func(s *pact.RoundStart) {
			s.Kind, s.Before = pact.CandidRound, []pact.RoundHere{{Kind: pact.CandidRound, State: pact.RoundOpen}}
		}, pact.Owner, ""},
		{"the five before the two", func(s *pact.RoundStart) { s.Kind = pact.LaterQuestions }, pact.Owner, pact.Conflict},
		{"the five after the two", func(s *pact.RoundStart) {
			s.Kind, s.Before = pact.LaterQuestions, []pact.RoundHere{{Kind: pact.FirstQuestions, State: pact.RoundRevealed}}
		}, pact.Owner, ""},
		{"what matters, without needs", func(s *pact.RoundStart) { s.Kind, s.Questions = pact.PrioritiesRound, 0 }, pact.Owner, pact.Conflict},
		{"a talk of one side", func(s *pact.RoundStart) { s.Kind, s.RightAsked = pact.CandidRound, 0 }, pact.Owner, pact.BadInput},
		{"pooled, where sides answer", func(s *pact.RoundStart) { s.Naming = pact.Pooled }, pact.Owner, pact.BadInput},
		{"pooled, where people answer", func(s *pact.RoundStart) {
			s.Kind, s.Naming, s.LeftAsked, s.RightAsked = pact.PreMortemRound, pact.Pooled, 2, 2
		}, pact.Owner, ""},
		{"pooled, of one person", func(s *pact.RoundStart) { s.Kind, s.Naming, s.LeftAsked = pact.PreMortemRound, pact.Pooled, 2 }, pact.Owner, pact.BadInput},
		{"too many at once", func(s *pact.RoundStart) {
			s.Kind = pact.CandidRound
			s.Before = slices.Repeat([]pact.RoundHere{{Kind: pact.CandidRound, State: pact.RoundOpen}}, pact.MaxOpenRounds)
		}, pact.Owner, pact.Limited},
	}
	for _, c := range cases {
		s := can
		if c.change != nil {
			c.change(&s)
		}
		if got := code(pact.MayStart(s, c.role)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEachKindAsksSomething(t *testing.T) {
	for _, kind := range pact.RoundKind("").Values() {
		for _, fresh := range []bool{false, true} {
			questions := pact.Questions(pact.RoundKind(kind), fresh)
			if (len(questions) == 0) != (kind == string(pact.PrioritiesRound)) {
				t.Errorf("%s asks %d things", kind, len(questions))
			}
			keys := map[string]bool{}
			for _, q := range questions {
				if keys[q.Key] || q.Text == "" || strings.Contains(strings.ToLower(q.Text), "round") {
					t.Errorf("%s: %+v", kind, q)
				}
				keys[q.Key] = true
			}
			if pact.RoundKind(kind).Title(fresh) == "" {
				t.Errorf("%s has no name", kind)
			}
		}
	}
	if n := len(pact.Questions(pact.FirstQuestions, false)) + len(pact.Questions(pact.LaterQuestions, false)); n != pact.Seven {
		t.Errorf("the seven questions are %d", n)
	}
}

func TestAStartWithSomeoneNewIsNotAskedAboutAPast(t *testing.T) {
	for _, kind := range []pact.RoundKind{pact.CandidRound, pact.FirstQuestions, pact.LaterQuestions, pact.WorthItRound} {
		for i, q := range pact.Questions(kind, true) {
			for _, past := range []string{"saving", "new start", "begin, and what made", "achieved together", "between us"} {
				if strings.Contains(q.Text, past) {
					t.Errorf("%s asks %q", kind, q.Text)
				}
			}
			if q.Key != pact.Questions(kind, false)[i].Key {
				t.Errorf("%s: %s", kind, q.Key)
			}
		}
	}
}

func TestHandingInNeedsAWordOrAChoice(t *testing.T) {
	open := pact.RoundFacts{State: pact.RoundOpen}
	worth, first := pact.Questions(pact.WorthItRound, false), pact.Questions(pact.FirstQuestions, false)
	said := func(key, text string, c pact.Choice) pact.AnswerText {
		return pact.AnswerText{Key: key, Text: text, Choice: c}
	}
	cases := []struct {
		name      string
		facts     pact.RoundFacts
		role      pact.Role
		submitted bool
		texts     []pact.AnswerText
		questions []pact.Question
		want      pact.Code
	}{
		{"one of two", open, pact.Member, false, []pact.AnswerText{said("origin", "By chance.", "")}, first, ""},
		{"nothing", open, pact.Member, false, nil, first, pact.BadInput},
		{"blanks", open, pact.Member, false, []pact.AnswerText{said("origin", " \n\u200b", "")}, first, pact.BadInput},
		{"nothing, where that is offered", pact.RoundFacts{State: pact.RoundOpen, Optional: true}, pact.Member, false, nil, first, ""},
		{"words without the choice", open, pact.Owner, false, []pact.AnswerText{said("stake", "Much.", "")}, worth, pact.BadInput},
		{"a choice of another question", open, pact.Owner, false, []pact.AnswerText{said("stake", "Much.", ""), said("worth", "", pact.MustHave)}, worth, pact.BadInput},
		{"words and choice", open, pact.Owner, false, []pact.AnswerText{said("stake", "Much.", ""), said("worth", "", pact.ChoiceNo)}, worth, ""},
		{"twice", open, pact.Owner, true, []pact.AnswerText{said("origin", "x", "")}, first, pact.Conflict},
		{"too late", pact.RoundFacts{State: pact.RoundRevealed}, pact.Owner, false, []pact.AnswerText{said("origin", "x", "")}, first, pact.Conflict},
		{"an observer", open, pact.Observer, false, []pact.AnswerText{said("origin", "x", "")}, first, pact.Forbidden},
	}
	for _, c := range cases {
		if got := code(pact.MaySubmit(c.facts, c.role, c.submitted, c.texts, c.questions)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheDigestOfAnAnswerCoversEachWordAndTheSalt(t *testing.T) {
	questions := pact.Questions(pact.WorthItRound, false)
	texts := []pact.AnswerText{{Key: "measures", Text: "late lorries"}, {Key: "stake", Text: ""}, {Key: "worth", Choice: pact.ChoiceYes}}
	is := pact.AnswerDigest("rnd_1", "salt", questions, texts)
	others := map[string]string{
		"another round":  pact.AnswerDigest("rnd_2", "salt", questions, texts),
		"another salt":   pact.AnswerDigest("rnd_1", "pepper", questions, texts),
		"another word":   pact.AnswerDigest("rnd_1", "salt", questions, []pact.AnswerText{{Key: "measures", Text: "late lorry"}, texts[1], texts[2]}),
		"another choice": pact.AnswerDigest("rnd_1", "salt", questions, []pact.AnswerText{texts[0], texts[1], {Key: "worth", Choice: pact.ChoiceNo}}),
		"words moved":    pact.AnswerDigest("rnd_1", "salt", questions, []pact.AnswerText{{Key: "measures"}, {Key: "stake", Text: "late lorries"}, texts[2]}),
	}
	for name, d := range others {
		if d == is {
			t.Error(name)
		}
	}
	if pact.Seal([]string{"a", "b"}) != pact.Seal([]string{"b", "a"}) || pact.Seal([]string{"a", "b"}) == pact.Seal([]string{"a"}) {
		t.Error("a side's seal goes by what was handed in and not by the order")
	}
}

func TestWhatWorthItLeadsTo(t *testing.T) {
	choices := []pact.Choice{"", pact.ChoiceYes, pact.ChoiceNotNow, pact.ChoiceNo}
	for _, left := range choices {
		for _, right := range choices {
			for _, fresh := range []bool{false, true} {
				w := pact.Worth{Left: left, Right: right, Fresh: fresh}
				both := left == pact.ChoiceYes && right == pact.ChoiceYes
				if (pact.MaySign(w) == nil) != both {
					t.Errorf("signing after %+v", w)
				}
				opened := left != "" && right != ""
				if (pact.MayPart(w, pact.Owner, "Thank you.") == nil) != (opened && !both) {
					t.Errorf("parting after %+v", w)
				}
			}
		}
	}
	if code(pact.MayPart(pact.Worth{Left: pact.ChoiceNo, Right: pact.ChoiceYes}, pact.Owner, " ")) != pact.Conflict {
		t.Error("parted without a word")
	}
	if code(pact.MayPause(pact.Owner, "2026-11-24", "2026-11-24")) != pact.BadInput || pact.MayPause(pact.Owner, "2026-11-25", "2026-11-24") != nil {
		t.Error("a pause ends on a day to come")
	}
}

func TestALightResetEndsWithCommitmentsOfBoth(t *testing.T) {
	for _, c := range []struct {
		facts pact.LightFacts
		unmet int
		want  pact.Code
	}{
		{pact.LightFacts{}, 2, pact.Conflict},
		{pact.LightFacts{Seven: true, LeftCommitments: 1}, 1, pact.Conflict},
		{pact.LightFacts{LeftCommitments: 1, RightCommitments: 1}, 1, pact.Conflict},
		{pact.LightFacts{Seven: true, LeftCommitments: 1, RightCommitments: 2}, 0, ""},
		{pact.LightFacts{Seven: true, LeftCommitments: 1, RightCommitments: 2, Done: true}, 0, pact.Conflict},
	} {
		if got := code(pact.MayEndLightly(c.facts, pact.Owner)); got != c.want || len(pact.LightUnmet(c.facts)) != c.unmet {
			t.Errorf("%+v: %q, %v", c.facts, got, pact.LightUnmet(c.facts))
		}
	}
	if code(pact.MayEndLightly(pact.LightFacts{Seven: true, LeftCommitments: 1, RightCommitments: 1}, pact.Member)) != pact.Forbidden {
		t.Error("a member bound their side")
	}
}

func TestMarksStandInTheAnswersOfBoth(t *testing.T) {
	length := func(source string) (int, bool, bool) {
		switch source {
		case "left":
			return 10, true, true
		case "right":
			return 4, false, true
		}
		return 0, false, false
	}
	at := func(source string, from, to int) pact.Span { return pact.Span{Source: source, From: from, To: to} }
	for _, c := range []struct {
		name  string
		kind  pact.MarkKind
		spans []pact.Span
		want  pact.Code
	}{
		{"both", pact.Alike, []pact.Span{at("left", 0, 10), at("right", 1, 4)}, ""},
		{"one", pact.Alike, []pact.Span{at("left", 0, 10)}, pact.BadInput},
		{"one that differs", pact.Differs, []pact.Span{at("right", 0, 1)}, ""},
		{"none", pact.Differs, nil, pact.BadInput},
		{"outside", pact.Differs, []pact.Span{at("right", 0, 5)}, pact.BadInput},
		{"backwards", pact.Differs, []pact.Span{at("left", 3, 3)}, pact.BadInput},
		{"elsewhere", pact.Differs, []pact.Span{at("another", 0, 1)}, pact.BadInput},
	} {
		if got := code(pact.MayMark(pact.Member, pact.RoundRevealed, c.kind, c.spans, length)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if code(pact.MayMark(pact.Member, pact.RoundClosed, pact.Differs, []pact.Span{at("left", 0, 1)}, length)) != pact.Conflict {
		t.Error("marked before it was open")
	}
}

func TestATimerNeverGoesBelowNothing(t *testing.T) {
	if pact.TimerLeft(now, 10, now.Add(4*time.Minute)) != 6*time.Minute || pact.TimerLeft(now, 10, now.Add(time.Hour)) != 0 {
		t.Error("a timer")
	}
}

// table is a round and everybody at it, as the server keeps them, for the test of its rules.
type table struct {
	state   pact.RoundState
	asked   map[string]bool // who is waited for or was ready, by name; the first letter is the side
	gone    map[string]bool
	in      map[string]string // what they handed in
	history map[string]string // what stood when it closed
}

func (r *table) facts() pact.RoundFacts {
	f := pact.RoundFacts{State: r.state, Optional: true}
	for who := range r.asked {
		switch _, in := r.in[who]; {
		case in && who[0] == 'L':
			f.Left++
		case in:
			f.Right++
		case !r.gone[who]:
			f.Waits++
		}
	}
	return f
}

func (r *table) ofSide(side byte) (n int) {
	for who := range r.asked {
		if who[0] == side && !r.gone[who] {
			n++
		}
	}
	return n
}

// settle is what the server does after each act, in its transaction.
func (r *table) settle() {
	if now := pact.RoundNow(r.facts()); now != r.state {
		r.state, r.history = now, map[string]string{}
		for who, text := range r.in {
			r.history[who] = text
		}
	}
}

// TestARoundKeepsItsPromises has both sides do anything in any order and looks after each act whether
// what was promised to both still holds.
func TestARoundKeepsItsPromises(t *testing.T) {
	questions := pact.Questions(pact.CandidRound, false)
	rapid.Check(t, func(t *rapid.T) {
		r := &table{state: pact.RoundOpen, asked: map[string]bool{}, gone: map[string]bool{}, in: map[string]string{}}
		people := []string{"L1", "L2", "L3", "R1", "R2"}
		for _, who := range people[:rapid.IntRange(2, 5).Draw(t, "left")] {
			r.asked[who] = true
		}
		r.asked["R1"] = true
		role := func(who string) pact.Role {
			if who[1] == '1' {
				return pact.Owner
			}
			return pact.Member
		}
		revealed := 0
		for range rapid.IntRange(1, 40).Draw(t, "acts") {
			who := rapid.SampledFrom(people).Draw(t, "who")
			before := r.state
			_, in := r.in[who]
			switch rapid.SampledFrom([]string{"submit", "take back", "reveal", "call off", "excuse", "leave"}).Draw(t, "act") {
			case "submit":
				texts := []pact.AnswerText{{Key: questions[0].Key, Text: rapid.String().Draw(t, "text")}}
				if r.asked[who] && !r.gone[who] && pact.MaySubmit(r.facts(), role(who), in, texts, questions) == nil {
					r.in[who] = texts[0].Text
				}
			case "take back":
				if !r.gone[who] && pact.MayTakeBack(r.facts(), in) == nil {
					delete(r.in, who)
				}
			case "reveal":
				if !r.gone[who] && pact.MayReveal(r.facts(), role(who)) == nil {
					r.state = pact.RoundRevealed
					revealed++
				}
			case "call off":
				if !r.gone[who] && pact.MayCallOff(r.facts(), role(who)) == nil {
					r.state = pact.RoundWithdrawn
				}
			case "excuse":
				other := rapid.SampledFrom(people).Draw(t, "whom")
				_, ready := r.in[other]
				if r.asked[other] && !r.gone[who] && pact.MayExcuse(r.facts(), role(who), who[:1], other[:1], ready, r.ofSide(other[0])) == nil {
					delete(r.asked, other)
				}
			case "leave":
				if who[1] != '1' { // a side keeps an owner
					r.gone[who] = true
				}
			}
			r.settle()
			r.holds(t, before)
		}
		if revealed > 1 {
			t.Fatal("opened twice")
		}
	})
}

func (r *table) holds(t *rapid.T, before pact.RoundState) {
	order := []pact.RoundState{pact.RoundOpen, pact.RoundClosed, pact.RoundRevealed}
	if slices.Index(order, r.state) >= 0 && slices.Index(order, before) > slices.Index(order, r.state) {
		t.Fatalf("from %s back to %s", before, r.state)
	}
	if (before == pact.RoundWithdrawn || before == pact.RoundRevealed) && r.state != before {
		t.Fatalf("after %s came %s", before, r.state)
	}
	if r.state != pact.RoundClosed && r.state != pact.RoundRevealed {
		return
	}
	f := r.facts()
	if f.Left == 0 || f.Right == 0 {
		t.Fatalf("%s with nothing from one side", r.state)
	}
	for who := range r.asked {
		if _, in := r.in[who]; !in && !r.gone[who] {
			t.Fatalf("%s while %s still writes", r.state, who)
		}
	}
	for who, text := range r.history {
		if now, in := r.in[who]; !in || now != text {
			t.Fatalf("%s: what %s handed in was changed after all were in", r.state, who)
		}
	}
}
