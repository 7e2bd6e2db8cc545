package pact

import "fmt"

// PreMortemFacts is how far a relationship is with its pre-mortem, for one reader.
type PreMortemFacts struct {
	UnderWay   bool
	Opened     bool
	Due        bool // there is what one could ask it of: a promise of each side, and no reset yet
	Risks      int
	MyVotes    int
	Unanswered int // see Unanswered
}

// PreMortemLead is the question of a pre-mortem in one line.
const PreMortemLead = "A year on, it failed. What happened?"

// StageOf gives the stage that asking a round of a kind belongs to.
func StageOf(kind RoundKind) Stage {
	if kind == PreMortemRound {
		return StressTest
	}
	return Reflect
}

// next is the step that the pre-mortem asks for, if it asks for one.
func (f PreMortemFacts) next(at func(string) string) (NextStep, bool) {
	switch {
	case !f.Opened && !f.UnderWay && f.Due:
		return NextStep{"Before you sign, ask what could go wrong: a year on, it failed. What happened?", "Ask everybody", at("/talks"), true}, true
	case !f.Opened || f.Unanswered == 0:
		return NextStep{}, false
	case f.Risks == 0:
		return NextStep{"Everybody has said what could go wrong. Group what belongs together, and give it a name.", "Group what you found", at("/risks"), true}, true
	case f.MyVotes == 0:
		return NextStep{"You have three votes. Give them to the risks that worry you most.", "Vote", at("/risks"), true}, true
	}
	return NextStep{"Answer the top risks: with a promise, as an opportunity, or accepted by both. " + RisksWait(f.Risks, f.Unanswered), "Answer the top risks", at("/risks"), true}, true
}

// RisksWait says in one sentence what of the risks still waits.
func RisksWait(risks, unanswered int) string {
	switch {
	case unanswered == 0:
		return "Every top risk has its answer."
	case risks == 0:
		return "Nothing is grouped yet."
	case unanswered == 1:
		return "One top risk still waits for its answer."
	case unanswered <= TopRisksAre:
		return []string{"Two", "Three", "Four", "Five"}[unanswered-2] + " top risks still wait for their answer."
	}
	return fmt.Sprintf("%d top risks still wait for their answer.", unanswered)
}
