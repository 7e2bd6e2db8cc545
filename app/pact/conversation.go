package pact

// The sections of a conversation without which it does not close.
const (
	LearnedKey = "learned"
	BetterKey  = "better"
)

// ConversationFacts is what closing a conversation about a slip depends on.
type ConversationFacts struct {
	State ConversationState
	Dated bool              // the commitment has a day by which it is due
	Texts map[string]string // the sections as they stand, by key
	Today Date
}

// MayClose says whether somebody may say for their side that this is how both leave it. It closes
// upward alone: with what was learned, and with what becomes better than it was.
func MayClose(f ConversationFacts, r Role, ending ConversationEnding, due Date) error {
	switch {
	case MaySpeak(r) != nil:
		return MaySpeak(r)
	case f.State != ConversationOpen:
		return &Error{Code: Conflict, State: string(f.State), Message: "Both sides closed this talk already. Nothing was changed."}
	case !hasText(f.Texts[LearnedKey]):
		return &Error{Code: Conflict, State: LearnedKey, Message: "What you learned is still empty. One line is enough; then say how you leave it."}
	case !hasText(f.Texts[BetterKey]):
		return &Error{Code: Conflict, State: BetterKey, Message: "What is better from now on is still empty. One line is enough; then say how you leave it."}
	case ending == EndingRenewed && (f.Dated || due != "") && due <= f.Today:
		return Invalid("due", "A day to come is needed, so that both know until when. Nothing was recorded; choose one.")
	case ending != EndingRenewed && due != "":
		return Invalid("due", "A new day belongs to a promise that is renewed. Nothing was recorded; leave it out.")
	}
	return nil
}

// ConversationDigest covers what a side says when it closes a conversation: its words, by their
// digest, how both leave it, and until when.
func ConversationDigest(id, words string, ending ConversationEnding, due Date) string {
	return Digest([]SectionText{
		{Document: id, Key: "words", Text: words},
		{Document: id, Key: "ending", Text: string(ending)},
		{Document: id, Key: "due", Text: string(due)},
	})
}

// LeadsTo is what a commitment is once both left a slip of it so.
func (v ConversationEnding) LeadsTo() CommitmentState {
	switch v {
	case EndingChanged:
		return Draft
	case EndingReleased:
		return Released
	case EndingKept:
		return Kept
	}
	return Agreed
}

// Step is how the history of the commitment tells of it.
func (v ConversationEnding) Step() CommitmentStepKind { return CommitmentStepKind(v) }
