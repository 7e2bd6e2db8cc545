package pact

import (
	"cmp"
	"slices"
)

// Phrase is words that belong to a risk. From and To count UTF-16 units of what the answer Source
// (or the pooled one) said to the question Key. Words of a risk that was merged in have that risk as
// their source, and MergedKey.
type Phrase struct {
	Source string `json:"source"`
	Key    string `json:"key"`
	From   int    `json:"from"`
	To     int    `json:"to"`
	Text   string `json:"text"`
}

// MergedKey stands where the question stands in words of a risk that was merged into another.
const MergedKey = "merged"

// Same says whether two phrases are the same words at the same place.
func (p Phrase) Same(o Phrase) bool {
	p.Text, o.Text = "", ""
	return p == o
}

// Overlaps says whether two phrases share words of an answer.
func (p Phrase) Overlaps(o Phrase) bool {
	return p.Source == o.Source && p.Key == o.Key && p.From < o.To && o.From < p.To
}

// MayGroup says whether somebody may name risks of a round, and change, weigh and answer them.
func MayGroup(r Role, kind RoundKind, state RoundState) error {
	switch {
	case MayWrite(r, Shared) != nil:
		return MayWrite(r, Shared)
	case kind != PreMortemRound:
		return Invalid("round", "Risks are grouped from a pre-mortem. Nothing was changed.")
	case state != RoundRevealed:
		return &Error{Code: Conflict, State: string(state), Message: "There is nothing to group before everybody’s answers are open."}
	}
	return nil
}

// Regroup gives the phrases of a risk after some have left it and others were taken in. said gives
// what an answer said to a question; a sentence stands in one risk at most.
func Regroup(now, leave, take, elsewhere []Phrase, said func(source, key string) (units int, ok bool)) ([]Phrase, error) {
	kept := []Phrase{}
	for _, p := range now {
		if !slices.ContainsFunc(leave, p.Same) {
			kept = append(kept, p)
		}
	}
	for _, p := range take {
		if slices.ContainsFunc(kept, p.Same) {
			continue
		}
		units, ok := said(p.Source, p.Key)
		switch {
		case !ok || p.From < 0 || p.To <= p.From || p.To > units:
			return nil, Invalid("phrases", "These words are not in the answers. Nothing was changed; choose them again.")
		case slices.ContainsFunc(elsewhere, p.Overlaps) || slices.ContainsFunc(kept, p.Overlaps):
			return nil, Invalid("phrases", "These words stand in a risk already. Nothing was changed; take them out there first.")
		}
		kept = append(kept, p)
	}
	if len(kept) > MaxPhrases {
		return nil, Invalid("phrases", "Up to %d sentences fit into one risk. Nothing was changed; choose fewer.", MaxPhrases)
	}
	return kept, nil
}

// RiskDigest covers the words of a risk: what accepting it has to name.
func RiskDigest(id, text string, phrases []Phrase) string {
	texts := []SectionText{{Document: id, Key: "text", Text: text}}
	for _, p := range phrases {
		texts = append(texts, SectionText{Document: p.Source, Key: p.Key, Text: p.Text})
	}
	return Digest(texts)
}

// MayVote says whether one more vote may be given, by somebody who has given some in this pre-mortem.
func MayVote(given int) error {
	if given < MaxVotes {
		return nil
	}
	return &Error{Code: Conflict, State: "VOTES", Message: "You have given your three votes. Nothing was changed; take one back to give it here."}
}

// RiskHere is what of a risk its answer, and what it weighs, depend on.
type RiskHere struct {
	ID         string
	Votes      int
	Treatment  RiskTreatment   // "" while there is none
	Commitment CommitmentState // of the promise that answers it, "" when there is none any more
}

// Answered says whether a risk has its answer. A promise that is gone or released answers nothing.
func (r RiskHere) Answered() bool {
	if r.Treatment == ByCommitment {
		return r.Commitment != "" && r.Commitment != Released
	}
	return r.Treatment != ""
}

// TopRisks says which of some risks, by their votes, are the top ones: the five with the most, and
// whoever has as many as the fifth. With no votes at all every risk counts.
func TopRisks(votes []int) []bool {
	sorted := slices.SortedFunc(slices.Values(votes), func(a, b int) int { return cmp.Compare(b, a) })
	least := 0
	if len(sorted) > 0 && sorted[0] > 0 {
		least = max(1, sorted[min(len(sorted), TopRisksAre)-1])
	}
	top := make([]bool, len(votes))
	for i, n := range votes {
		top[i] = n >= least
	}
	return top
}

// Untreated gives those of the top risks that have no answer yet.
func Untreated(risks []RiskHere) []RiskHere {
	votes := make([]int, len(risks))
	for i, r := range risks {
		votes[i] = r.Votes
	}
	var waiting []RiskHere
	for i, top := range TopRisks(votes) {
		if top && !risks[i].Answered() {
			waiting = append(waiting, risks[i])
		}
	}
	return waiting
}

// Unanswered is how much of an opened pre-mortem still waits for an answer: its top risks without
// one, or all of it while something was said and nothing named.
func Unanswered(risks []RiskHere, said bool) int {
	if len(risks) == 0 && said {
		return 1
	}
	return len(Untreated(risks))
}

// MayTreat says whether a risk may be answered by a promise or as an opportunity.
func MayTreat(r RiskHere) error {
	if r.Treatment == "" || !r.Answered() {
		return nil
	}
	return &Error{Code: Conflict, State: string(r.Treatment), Message: "This risk is answered already. Nothing was changed; take the answer back first."}
}

// MayAccept says whether somebody may accept a risk for their side, in the words they saw.
func MayAccept(role Role, r RiskHere, sent, now string) error {
	if !slices.Contains(Confirmers(), role) {
		return Refuse(Forbidden, "You read here as %s. The people of the two sides say what they accept.", role.Word())
	}
	if err := MayTreat(r); err != nil {
		return err
	}
	return Matches(sent, now)
}

// MayMerge says whether a risk may go into another one.
func MayMerge(from, into RiskHere) error {
	switch {
	case from.ID == into.ID:
		return Invalid("into", "This is the same risk. Nothing was changed; choose another.")
	case from.Answered():
		return &Error{Code: Conflict, State: string(from.Treatment), Message: "This risk has its answer. Nothing was changed; take the answer back first."}
	}
	return nil
}

// MayDropRisk says whether a risk may be taken away: an empty one, by the side that named it.
func MayDropRisk(r RiskHere, phrases int, ours bool) error {
	switch {
	case phrases > 0:
		return &Error{Code: Conflict, State: "PHRASES", Message: "There are sentences in this risk. Nothing was changed; take them out first, or merge it into another."}
	case r.Votes > 0 || r.Answered():
		return &Error{Code: Conflict, State: "WEIGHED", Message: "Somebody has voted for this risk, or answered it. Nothing was changed."}
	case !ours:
		return Refuse(Forbidden, "A risk is taken away by the side that named it. Nothing was changed; you can merge it into another.")
	}
	return nil
}
