package pact

import (
	"slices"
	"strings"
	"time"
)

// Question is one thing that a round asks; its key names it in answers and conclusions. With choices
// it is answered by one of them, else in words.
type Question struct {
	Key     string   `json:"key"`
	Text    string   `json:"text"`
	Choices []Choice `json:"choices,omitempty"`
}

// AnswerText is what was handed in to one question: words or a choice.
type AnswerText struct {
	Key    string `json:"key"`
	Text   string `json:"text,omitempty"`
	Choice Choice `json:"choice,omitempty"`
}

// Span is a part of what somebody handed in: From and To count UTF-16 units of the text that the
// answer Source (or the pooled one) gave to the mark's question.
type Span struct {
	Source string `json:"source"`
	From   int    `json:"from"`
	To     int    `json:"to"`
}

// Seven is how many questions the two rounds of the seven questions hold together.
const Seven = 7

// Questions gives what a round of a kind asks. fresh is a start with someone new. A round of
// priorities asks about needs, which its caller knows.
func Questions(kind RoundKind, fresh bool) []Question {
	switch kind {
	case CandidRound:
		return []Question{
			{Key: "need", Text: "What do I need from this?"},
			{Key: "stopped", Text: "What kept this from working?"},
			{Key: "harder", Text: "Why did trying harder not help?"},
			{Key: "personally", Text: "What did I gain or miss in this, as a person?"},
		}
	case FirstQuestions:
		return []Question{
			{Key: "origin", Text: "How did this begin, and what made us choose each other?"},
			{Key: "achieved", Text: "What have we achieved together?"},
		}
	case LaterQuestions:
		return []Question{
			{Key: "well", Text: "What goes well between us?"},
			{Key: "less", Text: "What goes less well between us?"},
			{Key: "pledge", Text: "What do we pledge together, and what does each of us alone?"},
			{Key: "support", Text: "What support does each of us need for that?"},
			{Key: "better", Text: "What would a better partner do in our place?"},
		}
	case WorthItRound:
		return worthItQuestions(fresh)
	case ExpectationsRound:
		return []Question{
			{Key: "ours", Text: "What do we expect of you?"},
			{Key: "theirs", Text: "What do we believe you expect of us?"},
		}
	case PreMortemRound:
		return []Question{
			{Key: "commitments", Text: "A year on, it has failed. What was wrong with what we promised?"},
			{Key: "tools", Text: "Which tools let us down?"},
			{Key: "processes", Text: "Which way of working got in the way?"},
			{Key: "people", Text: "Who was missing, or overburdened, or never asked?"},
			{Key: "path", Text: "Where did we leave the path, or was it the wrong one?"},
			{Key: "strategy", Text: "Which strategy of ours or yours did not fit?"},
			{Key: "idea", Text: "What was wrong with the idea itself?"},
		}
	}
	return nil
}

func worthItQuestions(fresh bool) []Question {
	worth, measures := "Is this relationship worth saving to us?", "What tells us that a new start is due?"
	if fresh {
		worth, measures = "Do we want to begin this?", "What tells us that now is the time?"
	}
	return []Question{
		{Key: "measures", Text: measures},
		{Key: "stake", Text: "What do we have to win, or could we find, in the years to come?"},
		{Key: WorthKey, Text: worth, Choices: []Choice{ChoiceYes, ChoiceNotNow, ChoiceNo}},
	}
}

// WorthKey is the question of a worth-it round that has a choice.
const WorthKey = "worth"

// Priority is the question of a round of priorities about one need.
func Priority(need, text string) Question {
	return Question{Key: need, Text: text, Choices: []Choice{MustHave, NiceToHave}}
}

// Title is what a round is called that was given no name.
func (v RoundKind) Title(fresh bool) string {
	switch v {
	case CandidRound:
		return "A talk"
	case FirstQuestions:
		return "The first two questions"
	case LaterQuestions:
		return "The other five questions"
	case WorthItRound:
		if fresh {
			return "Do we both want to begin?"
		}
		return "Is it worth it?"
	case PrioritiesRound:
		return "What matters most"
	case ExpectationsRound:
		return "What we expect"
	case PreMortemRound:
		return "If it failed"
	}
	return ""
}

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

// RoundStart is what somebody wants to begin.
type RoundStart struct {
	Kind        RoundKind
	Naming      Naming
	Joined      bool // both sides are here
	Fresh       bool
	Open        bool // one of this kind is under way
	FirstOpened bool // the first two questions were opened
	Questions   int
	LeftAsked   int // people of a side who are asked, for a round that persons answer
	RightAsked  int
	OpenRounds  int
	AllRounds   int
	Parted      bool // both sides have parted
}

// MayStart says whether somebody may begin a round, and in one sentence why not.
func MayStart(s RoundStart, r Role) error {
	switch {
	case MayWrite(r, Shared) != nil:
		return MayWrite(r, Shared)
	case !s.Joined:
		return &Error{Code: Conflict, State: "ALONE", Message: "The other side is not here yet. Once they have joined, both can answer."}
	case s.Parted:
		return &Error{Code: Conflict, State: "PARTED", Message: "You have parted. What was written stays; nothing new is asked."}
	case s.Open:
		return &Error{Code: Conflict, State: string(RoundOpen), Message: "These questions are being answered already. Nothing was changed; open them instead."}
	case s.Kind == LaterQuestions && !s.FirstOpened:
		return &Error{Code: Conflict, State: string(FirstQuestions), Message: "The first two questions come first. Begin with those; the other five follow."}
	case s.Kind == PrioritiesRound && s.Questions == 0:
		return &Error{Code: Conflict, State: "NEEDS", Message: "There is no confirmed need yet to weigh. Say first what each side needs."}
	case AnswersBy(s.Kind) == ByPerson && (s.LeftAsked == 0 || s.RightAsked == 0):
		return Invalid("asked", "Somebody of each side is asked, so that both open something. Nothing was changed; choose again.")
	case AnswersBy(s.Kind) == BySide && s.Naming == Pooled:
		return Invalid("naming", "Each side answers as one here, so there is nothing to pool. Nothing was changed.")
	}
	return first(Room("questions under way", s.OpenRounds, MaxOpenRounds), Room("talks", s.AllRounds, MaxRounds))
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// RoundFacts is what every act in a round depends on.
type RoundFacts struct {
	State    RoundState
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
			said = said || i >= 0 && hasText(texts[i].Text)
		}
	}
	if asked && !said && !optional {
		return Invalid("texts", "There is no word in it yet. Nothing was handed in; half a sentence is enough.")
	}
	return nil
}

// MayChoose says whether a choice belongs to a question of a round.
func MayChoose(questions []Question, key string, c Choice) error {
	i := slices.IndexFunc(questions, func(q Question) bool { return q.Key == key })
	switch {
	case i < 0:
		return Invalid("key", "This is not one of the questions. Nothing was changed.")
	case !slices.Contains(questions[i].Choices, c):
		return Invalid("choice", "This is none of the answers to pick from. Nothing was changed.")
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
// and somebody of each side is ready.
func RoundNow(f RoundFacts) RoundState {
	if f.State == RoundOpen && f.Waits == 0 && f.Left > 0 && f.Right > 0 {
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
// not ready, and not the only one of the side.
func MayExcuse(f RoundFacts, r Role, mySide, theirSide string, submitted bool, askedOfSide int) error {
	if err := MayDecide(r); err != nil {
		return err
	}
	switch {
	case mySide == "" || mySide != theirSide:
		return Refuse(Forbidden, "Each side looks after its own people. Nothing was changed.")
	case f.State != RoundOpen || submitted:
		return &Error{Code: Conflict, State: string(f.State), Message: "There is nothing to wait for any more. Nothing was changed."}
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

// MayMark says whether spans may be marked: within answers of the round, and of both sides when they
// are called alike.
func MayMark(r Role, state RoundState, kind MarkKind, spans []Span, length func(source string) (units int, left bool, ok bool)) error {
	if err := MayWrite(r, Shared); err != nil {
		return err
	}
	if state != RoundRevealed {
		return &Error{Code: Conflict, State: string(state), Message: "There is nothing to compare before both are open."}
	}
	if len(spans) == 0 || len(spans) > MaxSpans {
		return Invalid("spans", "Choose the words it is about, up to %d places. Nothing was changed.", MaxSpans)
	}
	left, right := false, false
	for _, s := range spans {
		n, isLeft, ok := length(s.Source)
		if !ok || s.From < 0 || s.To <= s.From || s.To > n {
			return Invalid("spans", "These words are not in the answers. Nothing was changed; choose them again.")
		}
		left, right = left || isLeft, right || !isLeft
	}
	if kind == Alike && (!left || !right) {
		return Invalid("spans", "What is alike stands on both sides. Choose words of the other side too.")
	}
	return nil
}

// TimerLeft is how much of a quiet timer is left at a moment; never less than nothing.
func TimerLeft(started time.Time, minutes int, now time.Time) time.Duration {
	return max(0, time.Duration(minutes)*time.Minute-now.Sub(started))
}

// Worth is how both sides answered whether it is worth it.
type Worth struct {
	Left, Right Choice // "" while it was not opened
	Fresh       bool
}

// Opened says whether both answers are open.
func (w Worth) Opened() bool { return w.Left != "" && w.Right != "" }

// Both says whether both said yes.
func (w Worth) Both() bool { return w.Left == ChoiceYes && w.Right == ChoiceYes }

// MaySign says whether what both wrote may be signed, and in one sentence why not. Nothing else is
// kept closed by it.
func MaySign(w Worth) *Error {
	switch {
	case w.Both():
		return nil
	case !w.Opened() && w.Fresh:
		return &Error{Code: Conflict, State: "UNASKED", Message: "Before anything is signed, both sides say unseen whether they want to begin."}
	case !w.Opened():
		return &Error{Code: Conflict, State: "UNASKED", Message: "Before anything is signed, both sides say unseen whether this is worth it."}
	}
	return &Error{Code: Conflict, State: "NOT_BOTH", Message: "Not both sides said yes, so nothing is signed. Agree on a pause, part well, or ask again later."}
}

// MayPause says whether somebody may propose to leave it for a while.
func MayPause(r Role, until, today Date) error {
	if err := MayDecide(r); err != nil {
		return err
	}
	if until <= today {
		return Invalid("until", "A pause ends on a day that is still to come. Nothing was changed; choose a later one.")
	}
	return nil
}

// MayWriteParting says whether words of parting may be begun: once both said what it is worth to
// them, and it was not yes from both.
func MayWriteParting(w Worth) error {
	switch {
	case !w.Opened():
		return &Error{Code: Conflict, State: "UNASKED", Message: "Both sides first say unseen what this is worth to them. Nothing was changed."}
	case w.Both():
		return &Error{Code: Conflict, State: "BOTH", Message: "Both sides said yes to this. If that has changed, ask both again first."}
	}
	return nil
}

// MayPart says whether somebody may propose to part, with words that both wrote.
func MayPart(w Worth, r Role, words string) error {
	if err := first(MayDecide(r), MayWriteParting(w)); err != nil {
		return err
	}
	if !hasText(words) {
		return &Error{Code: Conflict, State: "EMPTY", Message: "There is no word of parting yet. Write it together, then say that it is yours."}
	}
	return nil
}

// LightFacts is what ending with a light reset depends on.
type LightFacts struct {
	Seven            bool // all seven questions were opened
	LeftCommitments  int  // agreed ones, by who promises; what both promise counts for either
	RightCommitments int
	Done             bool
}

// Unmet is one condition that is not met, in one sentence, and where it is mended.
type Unmet struct{ Why, Path string }

// LightUnmet lists what is still missing for a light reset; paths are within the relationship.
func LightUnmet(f LightFacts) (all []Unmet) {
	if !f.Seven {
		all = append(all, Unmet{"The seven questions are not all open yet.", "/talks"})
	}
	if f.LeftCommitments == 0 || f.RightCommitments == 0 {
		all = append(all, Unmet{"Each side has at least one commitment that both agreed to.", "/commitments"})
	}
	return all
}

// MayEndLightly says whether an owner may propose that this was the reset.
func MayEndLightly(f LightFacts, r Role) error {
	if err := MayDecide(r); err != nil {
		return err
	}
	if f.Done {
		return &Error{Code: Conflict, State: "DONE", Message: "Both sides said so already. Nothing was changed."}
	}
	if unmet := LightUnmet(f); len(unmet) > 0 {
		return &Error{Code: Conflict, State: "UNMET", Message: unmet[0].Why + " Nothing was changed."}
	}
	return nil
}
