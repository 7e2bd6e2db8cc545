package pact_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"midspan/app/pact"
)

func TestTheTopRisksAreTheFiveWithMostVotes(t *testing.T) {
	for _, c := range []struct {
		votes []int
		top   []bool
	}{
		{nil, []bool{}},
		{[]int{0, 0}, []bool{true, true}},
		{[]int{0, 1}, []bool{false, true}},
		{[]int{3, 0, 1}, []bool{true, false, true}},
		{[]int{6, 5, 4, 3, 2, 1}, []bool{true, true, true, true, true, false}},
		{[]int{1, 6, 5, 4, 3, 1, 1, 0}, []bool{true, true, true, true, true, true, true, false}},
	} {
		if got := pact.TopRisks(c.votes); !slices.Equal(got, c.top) {
			t.Errorf("%v: %v", c.votes, got)
		}
	}
}

func TestNoTopRiskIsLeftUnanswered(t *testing.T) {
	answered := pact.RiskHere{ID: "a", Votes: 2, Treatment: pact.AcceptedByBoth}
	for name, c := range map[string]struct {
		risks []pact.RiskHere
		said  bool
		want  int
	}{
		"nobody said a word":         {nil, false, 0},
		"said, and nothing named":    {nil, true, 1},
		"one without votes":          {[]pact.RiskHere{{ID: "a"}}, true, 1},
		"one beneath the top":        {[]pact.RiskHere{answered, {ID: "b"}}, true, 0},
		"one of the top":             {[]pact.RiskHere{answered, {ID: "b", Votes: 1}}, true, 1},
		"a promise":                  {[]pact.RiskHere{{ID: "a", Treatment: pact.ByCommitment, Commitment: pact.Draft}}, true, 0},
		"a promise that is gone":     {[]pact.RiskHere{{ID: "a", Treatment: pact.ByCommitment}}, true, 1},
		"a promise that is released": {[]pact.RiskHere{{ID: "a", Treatment: pact.ByCommitment, Commitment: pact.Released}}, true, 1},
		"an opportunity":             {[]pact.RiskHere{{ID: "a", Treatment: pact.AsOpportunity}}, true, 0},
	} {
		if got := pact.Unanswered(c.risks, c.said); got != c.want {
			t.Errorf("%s: %d", name, got)
		}
	}
}

func TestRisksAreGroupedFromWhatWasSaid(t *testing.T) {
	at := func(source string, from, to int) pact.Phrase {
		return pact.Phrase{Source: source, Key: "people", From: from, To: to}
	}
	said := func(source, key string) (int, bool) { return 20, source != "x" && key == "people" }
	var many []pact.Phrase
	for i := range pact.MaxPhrases + 1 {
		many = append(many, at(fmt.Sprint("ans", i), 0, 2))
	}
	for name, c := range map[string]struct {
		now, leave, take, elsewhere []pact.Phrase
		left                        int
		want                        pact.Code
	}{
		"two":                 {nil, nil, []pact.Phrase{at("a", 0, 5), at("b", 0, 20)}, nil, 2, ""},
		"one more":            {[]pact.Phrase{at("a", 0, 5)}, nil, []pact.Phrase{at("a", 6, 9)}, nil, 2, ""},
		"the same again":      {[]pact.Phrase{at("a", 0, 5)}, nil, []pact.Phrase{at("a", 0, 5)}, nil, 1, ""},
		"one leaves":          {[]pact.Phrase{at("a", 0, 5), at("b", 0, 5)}, []pact.Phrase{at("b", 0, 5)}, nil, nil, 1, ""},
		"of no answer":        {nil, nil, []pact.Phrase{at("x", 0, 5)}, nil, 0, pact.BadInput},
		"beyond the end":      {nil, nil, []pact.Phrase{at("a", 0, 21)}, nil, 0, pact.BadInput},
		"backwards":           {nil, nil, []pact.Phrase{at("a", 5, 5)}, nil, 0, pact.BadInput},
		"that stand in one":   {nil, nil, []pact.Phrase{at("a", 0, 5)}, []pact.Phrase{at("a", 4, 6)}, 0, pact.BadInput},
		"beside one":          {nil, nil, []pact.Phrase{at("a", 0, 5)}, []pact.Phrase{at("a", 5, 6), at("b", 0, 5)}, 1, ""},
		"that share words":    {nil, nil, []pact.Phrase{at("a", 0, 5), at("a", 3, 6)}, nil, 0, pact.BadInput},
		"more than may stand": {nil, nil, many, nil, 0, pact.BadInput},
	} {
		got, err := pact.Regroup(c.now, c.leave, c.take, c.elsewhere, said)
		if code(err) != c.want || len(got) != c.left {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
}

func TestWhoMayGroup(t *testing.T) {
	for _, c := range []struct {
		role  pact.Role
		kind  pact.RoundKind
		state pact.RoundState
		want  pact.Code
	}{
		{pact.Member, pact.PreMortemRound, pact.RoundRevealed, ""},
		{pact.Observer, pact.PreMortemRound, pact.RoundRevealed, pact.Forbidden},
		{pact.Adviser, pact.PreMortemRound, pact.RoundRevealed, pact.Forbidden},
		{pact.Owner, pact.PreMortemRound, pact.RoundClosed, pact.Conflict},
		{pact.Owner, pact.CandidRound, pact.RoundRevealed, pact.BadInput},
	} {
		if got := code(pact.MayGroup(c.role, c.kind, c.state)); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func TestWhatMayBecomeOfARisk(t *testing.T) {
	open, done := pact.RiskHere{ID: "a"}, pact.RiskHere{ID: "b", Treatment: pact.AsOpportunity}
	for name, c := range map[string]struct {
		err  error
		want pact.Code
	}{
		"a fourth vote":           {pact.MayVote(pact.MaxVotes), pact.Conflict},
		"a third one":             {pact.MayVote(pact.MaxVotes - 1), ""},
		"an answer":               {pact.MayTreat(open), ""},
		"a second answer":         {pact.MayTreat(done), pact.Conflict},
		"accepted":                {pact.MayAccept(pact.Member, open, "d", "d"), ""},
		"accepted in old words":   {pact.MayAccept(pact.Member, open, "c", "d"), pact.Conflict},
		"accepted by an adviser":  {pact.MayAccept(pact.Adviser, open, "d", "d"), pact.Forbidden},
		"accepted after all":      {pact.MayAccept(pact.Owner, done, "d", "d"), pact.Conflict},
		"merged":                  {pact.MayMerge(open, done), ""},
		"merged into itself":      {pact.MayMerge(open, open), pact.BadInput},
		"merged with its answer":  {pact.MayMerge(done, open), pact.Conflict},
		"dropped":                 {pact.MayDropRisk(open, 0, true), ""},
		"dropped with sentences":  {pact.MayDropRisk(open, 1, true), pact.Conflict},
		"dropped with votes":      {pact.MayDropRisk(pact.RiskHere{Votes: 1}, 0, true), pact.Conflict},
		"dropped by another side": {pact.MayDropRisk(open, 0, false), pact.Forbidden},
	} {
		if got := code(c.err); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
	text := []pact.Phrase{{Source: "a", Key: "people", Text: "Jonas leaves."}}
	if pact.RiskDigest("r", "x", text) == pact.RiskDigest("r", "x", nil) || pact.RiskDigest("r", "x", nil) == pact.RiskDigest("r", "y", nil) {
		t.Error("other words have the same digest")
	}
}

func TestWhatThePreMortemAsksForNext(t *testing.T) {
	base := pact.NextStepFacts{
		Relationship: "rel", Counterpart: "Quay", Role: pact.Member, Joined: true, Asked: true, VisionBegun: true,
		Outcomes: 1, Commitments: 2, Worth: pact.Worth{Left: pact.ChoiceYes, Right: pact.ChoiceYes}, FirstOpened: true,
	}
	for name, c := range map[string]struct {
		is   pact.PreMortemFacts
		want string
	}{
		"nothing to ask it of": {pact.PreMortemFacts{}, "Open the commitments"},
		"due":                  {pact.PreMortemFacts{Due: true}, "Ask everybody"},
		"under way":            {pact.PreMortemFacts{Due: true, UnderWay: true}, "Open the commitments"},
		"opened":               {pact.PreMortemFacts{Due: true, Opened: true, Unanswered: 1}, "Group what you found"},
		"grouped":              {pact.PreMortemFacts{Due: true, Opened: true, Risks: 4, Unanswered: 4}, "Vote"},
		"voted":                {pact.PreMortemFacts{Due: true, Opened: true, Risks: 4, MyVotes: 1, Unanswered: 2}, "Answer the top risks"},
		"answered":             {pact.PreMortemFacts{Due: true, Opened: true, Risks: 4, MyVotes: 1}, "Read the accord"},
	} {
		f := base
		f.PreMortem = c.is
		if got := pact.Next(f); got.Label != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if pact.StageOf(pact.PreMortemRound) != pact.StressTest || pact.StageOf(pact.CandidRound) != pact.Reflect {
		t.Error("the stages")
	}
}

// table of risks, as the server keeps it, for the test of its rules.
type pile struct {
	risks  map[string]*pact.RiskHere
	words  map[string]string
	votes  map[string]map[string]bool // by risk, by person
	yes    map[string]map[byte]string // by risk, by side: the digest that was accepted
	doubts map[string]string          // by person
}

// TestAPileOfRisksKeepsItsPromises has people of both sides do anything in any order, also from a
// screen that is not of now, and looks after each act whether what was promised still holds.
func TestAPileOfRisksKeepsItsPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &pile{map[string]*pact.RiskHere{}, map[string]string{}, map[string]map[string]bool{}, map[string]map[byte]string{}, map[string]string{}}
		people, ids := []string{"L1", "L2", "R1", "R2"}, []string{"a", "b", "c", "d"}
		for _, id := range ids {
			p.risks[id], p.words[id], p.votes[id], p.yes[id] = &pact.RiskHere{ID: id}, id, map[string]bool{}, map[byte]string{}
		}
		stale := map[string]string{}
		for n := range rapid.IntRange(1, 60).Draw(t, "acts") {
			who, id, other := rapid.SampledFrom(people).Draw(t, "who"), rapid.SampledFrom(ids).Draw(t, "risk"), rapid.SampledFrom(ids).Draw(t, "other")
			if p.risks[id] == nil {
				continue
			}
			r, digest := p.risks[id], pact.RiskDigest(id, p.words[id], nil)
			if stale[who+id] == "" || rapid.Bool().Draw(t, "looks") {
				stale[who+id] = digest
			}
			switch rapid.SampledFrom([]string{"vote", "unvote", "accept", "reword", "treat", "untreat", "merge"}).Draw(t, "act") {
			case "vote":
				if !p.votes[id][who] && pact.MayVote(p.given(who)) == nil {
					p.votes[id][who] = true
				}
			case "unvote":
				delete(p.votes[id], who)
			case "accept":
				if pact.MayAccept(pact.Member, *r, stale[who+id], digest) == nil {
					p.yes[id][who[0]] = digest
					if p.yes[id]['L'] == digest && p.yes[id]['R'] == digest {
						r.Treatment = pact.AcceptedByBoth
					}
				}
			case "reword":
				p.reword(id, fmt.Sprint("words ", n))
			case "treat":
				if pact.MayTreat(*r) == nil {
					r.Treatment, p.yes[id] = pact.AsOpportunity, map[byte]string{}
				}
			case "untreat":
				delete(p.yes[id], who[0])
				r.Treatment = ""
			case "merge":
				if into := p.risks[other]; into != nil && pact.MayMerge(*r, *into) == nil {
					for who := range p.votes[id] {
						p.votes[other][who] = true
					}
					p.reword(other, p.words[other]+p.words[id])
					delete(p.risks, id)
					delete(p.votes, id)
				}
			}
			p.holds(t, people)
		}
	})
}

func (p *pile) given(who string) (n int) {
	for _, voters := range p.votes {
		if voters[who] {
			n++
		}
	}
	return n
}

func (p *pile) reword(id, words string) {
	p.words[id], p.yes[id] = words, map[byte]string{}
	if p.risks[id].Treatment == pact.AcceptedByBoth {
		p.risks[id].Treatment = ""
	}
}

func (p *pile) holds(t *rapid.T, people []string) {
	for _, who := range people {
		if n := p.given(who); n > pact.MaxVotes {
			t.Fatalf("%s has voted %d times", who, n)
		}
	}
	for id, r := range p.risks {
		now := pact.RiskDigest(id, p.words[id], nil)
		if r.Treatment == pact.AcceptedByBoth && (p.yes[id]['L'] != now || p.yes[id]['R'] != now) {
			t.Fatalf("%s is accepted by %v, in the words %s", id, p.yes[id], now)
		}
	}
}

func TestWhatStillWaitsIsSaidInOneSentence(t *testing.T) {
	for _, c := range []struct {
		risks, unanswered int
		want              string
	}{
		{3, 0, "Every top risk has its answer."},
		{0, 1, "Nothing is grouped yet."},
		{3, 1, "One top risk still waits for its answer."},
		{9, 5, "Five top risks still wait for their answer."},
		{9, 7, "7 top risks still wait for their answer."},
	} {
		if got := pact.RisksWait(c.risks, c.unanswered); got != c.want {
			t.Errorf("%d of %d: %s", c.unanswered, c.risks, got)
		}
	}
}
