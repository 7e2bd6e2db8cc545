package pact

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// AnswerText is what was handed in to one question: words or a choice.
type AnswerText struct {
	Key    string `json:"key"`
	Text   string `json:"text,omitempty"`
	Choice Choice `json:"choice,omitempty"`
}

// Said says whether there are words that somebody can read.
func (t AnswerText) Said() bool { return hasText(t.Text) }

// AnswersBy says who answers a round of a kind: the two sides, or each person.
func AnswersBy(kind RoundKind) Answering {
	if kind == CandidRound || kind == PreMortemRound {
		return ByPerson
	}
	return BySide
}

// IsOptional says whether one may be ready in a round of this kind without a word: writing before a
// talk is offered, never required.
func IsOptional(kind RoundKind) bool { return kind == CandidRound || kind == PreMortemRound }

// RoundStart is what somebody wants to begin, and what it depends on.
type RoundStart struct {
	Kind       RoundKind
	Naming     Naming
	Joined     bool // both sides are here
	Parted     bool // both sides have parted
	Questions  int
	LeftAsked  int         // people of a side who are asked, for a round that persons answer
	RightAsked int         //
	Before     []RoundHere // all there are
}

// RoundHere is a round that is there already.
type RoundHere struct {
	Kind  RoundKind
	State RoundState
}

// UnderWay says whether a round waits for answers, or to be opened.
func (r RoundHere) UnderWay() bool { return r.State == RoundOpen || r.State == RoundClosed }

// Taken says whether a round of this kind stands in the way of another: talks there may be several.
func (r RoundHere) Taken(kind RoundKind) bool {
	return r.UnderWay() && r.Kind == kind && kind != CandidRound
}

func (s RoundStart) count(is func(RoundHere) bool) (n int) {
	for _, r := range s.Before {
		if is(r) {
			n++
		}
	}
	return n
}

// MayStart says whether somebody may begin a round, and in one sentence why not.
func MayStart(s RoundStart, r Role) error {
	switch {
	case MayWrite(r, Shared) != nil:
		return MayWrite(r, Shared)
	case !s.Joined:
		return &Error{Code: Conflict, State: "ALONE", Message: "The other side is not here yet. Once they have joined, both can answer."}
	case s.Parted:
		return StillTogether(s.Parted)
	case s.count(func(r RoundHere) bool { return r.Taken(s.Kind) }) > 0:
		return &Error{Code: Conflict, State: string(RoundOpen), Message: "These questions are being answered already. Nothing was changed; open them instead."}
	case s.Kind == LaterQuestions && !slices.Contains(s.Before, RoundHere{FirstQuestions, RoundRevealed}):
		return &Error{Code: Conflict, State: string(FirstQuestions), Message: "The first two questions come first. Begin with those; the other five follow."}
	case s.Kind == PrioritiesRound && s.Questions == 0:
		return &Error{Code: Conflict, State: "NEEDS", Message: "There is no confirmed need yet to weigh. Say first what each side needs."}
	case AnswersBy(s.Kind) == ByPerson && (s.LeftAsked == 0 || s.RightAsked == 0):
		return Invalid("asked", "Somebody of each side is asked, so that both open something. Nothing was changed; choose again.")
	case AnswersBy(s.Kind) == ByPerson && min(s.LeftAsked, s.RightAsked) < Voices(s.Naming):
		return Invalid("asked", "Without names takes two people of each side: the words of one alone are known for theirs. Nothing was changed; ask more, or with names.")
	case AnswersBy(s.Kind) == BySide && s.Naming == Pooled:
		return Invalid("naming", "Each side answers as one here, so there is nothing to pool. Nothing was changed.")
	}
	return cmp.Or(Room("questions under way", s.count(RoundHere.UnderWay), MaxOpenRounds), Room("talks", len(s.Before), MaxRounds))
}

// Voices is how many of a side have to answer: one, or two where the other side is not to know whose
// words they are.
func Voices(n Naming) int {
	if n == Pooled {
		return 2
	}
	return 1
}

// StillTogether refuses what is begun together, once both sides have parted.
func StillTogether(parted bool) error {
	if parted {
		return &Error{Code: Conflict, State: "PARTED", Message: "You have parted. What was written stays; nothing new is begun."}
	}
	return nil
}

// RoundFacts is what every act in a round depends on.
type RoundFacts struct {
	State    RoundState
	Naming   Naming
	Optional bool
	Waits    int // how many of those asked, and still here, are not ready
	Left     int // how many of a side are ready
	Right    int
}

// MaySubmit says whether somebody may hand in an answer for themselves or their side.
func MaySubmit(f RoundFacts, r Role, submitted bool, texts []AnswerText, questions []Question) error {
	if !slices.Contains(Confirmers(), r) {
		return Refuse(Forbidden, "You read here as %s. The people of the two sides answer.", r.Word())
	}
	if f.State != RoundOpen || submitted {
		return &Error{Code: Conflict, State: string(f.State), Message: "This was handed in already. Nothing was changed."}
	}
	return answered(f.Optional, texts, questions)
}

// answered says whether enough is said: each choice, and some words where words are asked for.
func answered(optional bool, texts []AnswerText, questions []Question) error {
	said, asked := false, false
	for _, q := range questions {
		i := slices.IndexFunc(texts, func(t AnswerText) bool { return t.Key == q.Key })
		switch {
		case len(q.Choices) > 0 && (i < 0 || !slices.Contains(q.Choices, texts[i].Choice)):
			return Invalid("choices", "“%s” waits for one of its answers. Nothing was handed in; pick one.", q.Text)
		case len(q.Choices) == 0:
			asked = true
			said = said || i >= 0 && texts[i].Said()
		}
	}
	if asked && !said && !optional {
		return Invalid("texts", "There is no word in it yet. Nothing was handed in; half a sentence is enough.")
	}
	return nil
}

// MayPick says whether a choice may be picked: one that belongs to a question, as long as the answer
// is not handed in.
func MayPick(f RoundFacts, submitted bool, questions []Question, key string, c Choice) error {
	i := slices.IndexFunc(questions, func(q Question) bool { return q.Key == key })
	switch {
	case i < 0:
		return Invalid("key", "This is not one of the questions. Nothing was changed.")
	case !slices.Contains(questions[i].Choices, c):
		return Invalid("choice", "This is none of the answers to pick from. Nothing was changed.")
	case submitted || f.State != RoundOpen:
		return &Error{Code: Conflict, State: string(f.State), Message: "This was handed in already. Nothing was changed; take it back first."}
	}
	return nil
}

// MayTakeBack says whether an answer that was handed in may be taken back: while others still write.
func MayTakeBack(f RoundFacts, submitted bool) error {
	switch {
	case f.State != RoundOpen:
		return &Error{Code: Conflict, State: string(f.State), Message: "Everybody is ready, so what was handed in stays as it is. Nothing was changed."}
	case !submitted:
		return &Error{Code: Conflict, State: string(f.State), Message: "This is yours to write in already. Nothing was changed."}
	}
	return nil
}

// RoundNow says how a round that is open stands now: closed when nobody who is asked is waited for,
// and enough of each side are ready, see Voices.
func RoundNow(f RoundFacts) RoundState {
	if f.State == RoundOpen && f.Waits == 0 && min(f.Left, f.Right) >= Voices(f.Naming) {
		return RoundClosed
	}
	return f.State
}

// MayReveal says whether somebody may open all answers for both.
func MayReveal(f RoundFacts, r Role) error {
	if err := MayWrite(r, Shared); err != nil {
		return err
	}
	switch f.State {
	case RoundClosed:
		return nil
	case RoundOpen:
		return &Error{Code: Conflict, State: string(f.State), Message: "Not everybody is ready. Both open at once, when all are in."}
	case RoundRevealed:
		return &Error{Code: Conflict, State: string(f.State), Message: "It is open for both already. Nothing was changed."}
	}
	return &Error{Code: Conflict, State: string(f.State), Message: "This was taken back. Nothing was changed."}
}

// MayCallOff says whether somebody may take a round back: an owner, before it is opened. What was
// written stays with whoever wrote it.
func MayCallOff(f RoundFacts, r Role) error {
	if err := MayDecide(r); err != nil {
		return err
	}
	if f.State == RoundOpen || f.State == RoundClosed {
		return nil
	}
	return &Error{Code: Conflict, State: string(f.State), Message: "It is too late to take this back. Nothing was changed."}
}

// MayExcuse says whether an owner may have a round not wait for somebody: of their own side, who is
// not ready, and not one of the only voices of the side.
func MayExcuse(f RoundFacts, r Role, mySide, theirSide string, submitted bool, askedOfSide int) error {
	if err := MayDecide(r); err != nil {
		return err
	}
	switch {
	case mySide == "" || mySide != theirSide:
		return Refuse(Forbidden, "Each side looks after its own people. Nothing was changed.")
	case f.State != RoundOpen || submitted:
		return &Error{Code: Conflict, State: string(f.State), Message: "There is nothing to wait for any more. Nothing was changed."}
	case askedOfSide <= Voices(f.Naming) && f.Naming == Pooled:
		return &Error{Code: Conflict, State: string(f.State), Message: "Without names takes two people of your side. Nothing was changed."}
	case askedOfSide < 2:
		return &Error{Code: Conflict, State: string(f.State), Message: "Somebody of your side has to answer. Nothing was changed."}
	}
	return nil
}

// AnswerDigest covers what was handed in: the SHA-256 of canonical JSON, see Canonical, that begins
// with the salt and goes on with each question and what was said to it, a choice by its name.
func AnswerDigest(round, salt string, questions []Question, texts []AnswerText) string {
	covered := []SectionText{{Document: round, Key: "salt", Text: salt}}
	for _, q := range questions {
		for _, t := range texts {
			if t.Key != q.Key {
				continue
			}
			said := t.Text
			if len(q.Choices) > 0 {
				said = string(t.Choice)
			}
			covered = append(covered, SectionText{Document: round, Key: q.Key, Prompt: q.Text, Text: said})
		}
	}
	return Digest(covered)
}

// Seal is one digest for all that a side handed in, in whichever order.
func Seal(digests []string) string {
	sorted := slices.Sorted(slices.Values(digests))
	return digest(strings.Join(sorted, "\n"))
}

// TimerLeft is how much of a quiet timer is left at a moment; never less than nothing.
func TimerLeft(started time.Time, minutes int, now time.Time) time.Duration {
	return max(0, time.Duration(minutes)*time.Minute-now.Sub(started))
}
