package pact

// Span is a part of what somebody handed in: From and To count UTF-16 units of the text that the
// answer Source (or the pooled one) gave to the mark's question.
type Span struct {
	Source string `json:"source"`
	From   int    `json:"from"`
	To     int    `json:"to"`
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
