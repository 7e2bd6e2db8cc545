package pact

import "slices"

// MayWordTrust says whether somebody may write, change or take away what a side needs to see: the people
// of the side that is to receive it, and nobody else.
func MayWordTrust(r Role, mySide, receiver string) error {
	if err := MayWrite(r, Shared); err != nil {
		return err
	}
	if mySide == "" || mySide != receiver {
		return Refuse(Forbidden, "What a side needs to see is worded by that side. Nothing was changed; say what you would need instead.")
	}
	return nil
}

// RoomForTrust refuses one more of what a side needs to see when it has as many as anybody remembers.
func RoomForTrust(there int) error {
	if there < MaxTrust {
		return nil
	}
	return Refuse(Limited, "Your side has %d of these, and more are not remembered. Nothing was changed; which one leaves? Take it away, then add this one.", there)
}

// MayShowTrust says whether somebody may say for their side that it will show what the other needs to
// see, having read the words as they are now.
func MayShowTrust(r Role, mySide, receiver, sent, now string) error {
	switch {
	case !slices.Contains(Confirmers(), r):
		return Refuse(Forbidden, "You read here as %s. The people of the two sides say what they will show.", r.Word())
	case mySide == "" || mySide == receiver:
		return Refuse(Forbidden, "Your side is to receive this, so the other side says whether it will show it. Nothing was changed.")
	}
	return Matches(sent, now)
}

// SeenKey is the part of a behaviour that says how one sees it.
const SeenKey = "seen"

// BehaviourTexts are the words of what a side needs to see, as they are said yes to and signed: what it
// is, and how one will see it. receiver names that side: by its id for a yes, by its name in an accord.
func BehaviourTexts(id, text, seen, receiver string) []SectionText {
	return []SectionText{
		{Document: id, Key: "text", Prompt: "What " + receiver + " needs to see", Text: text},
		{Document: id, Key: SeenKey, Prompt: "How it is seen", Text: seen},
	}
}

// BehaviourDigest covers the words of what a side, named by its id, needs to see: what a yes has to name.
func BehaviourDigest(id, text, seen, receiver string) string {
	return Digest(BehaviourTexts(id, text, seen, receiver))
}
