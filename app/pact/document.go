package pact

import "slices"

// Prompt is one question of a document; its key names the section, and the Yjs root text.
type Prompt struct{ Key, Text string }

// Prompts gives the sections of a new document of a kind, in order.
func Prompts(kind DocumentKind) []Prompt {
	switch kind {
	case VisionDocument:
		return []Prompt{
			{"boldest", "If nothing stood in the way, what would this be?"},
			{"care", "What do we care about most here?"},
			{"bring", "What does only each of us bring?"},
			{"deliver", "What can each of us be relied on for?"},
			{"need", "What does the other truly need, beyond what they ask for?"},
			{"only", "What can this relationship give that no other does?"},
		}
	case PartingDocument:
		return []Prompt{
			{"thanks", "What do we thank each other for?"},
			{"open", "What is still open between us, and who closes it by when?"},
			{"say", "What do we say to others about it?"},
		}
	case CharterDocument:
		return []Prompt{
			{"means", "What does trust mean here?"},
			{"missed", "What do we do first when it is missed?"},
		}
	case StatementDocument:
		return []Prompt{
			{"agreed", "What have we agreed?"},
			{"expect", "What can you expect of us from now on?"},
			{"whom", "Whom do you ask, on either side?"},
		}
	case LookbackDocument:
		return []Prompt{{"text", "What happened, in a few lines each side could sign?"}}
	case ConversationDocument:
		return []Prompt{
			{"happened", "What happened?"},
			{LearnedKey, "What did we learn from it?"},
			{BetterKey, "What is better from now on?"},
		}
	case AnswerDocument, ConclusionDocument:
		return nil // the questions of their round
	case CommitmentDocument:
		return []Prompt{{"wording", "What is promised, in words both sides would say aloud?"}}
	default:
		return []Prompt{{"text", "In your own words"}}
	}
}

// MayCreate says whether somebody may start a document of this kind in this room by hand.
// A vision comes with its relationship, a wording with its commitment.
func MayCreate(kind DocumentKind, room Audience) error {
	if slices.Contains([]DocumentKind{PartingDocument, CharterDocument, StatementDocument}, kind) && room == Shared {
		return nil
	}
	if kind != NotesDocument {
		return Invalid("kind", "Notes are the texts one starts by hand; a vision comes with the relationship and a wording with its commitment.")
	}
	if !slices.Contains([]Audience{Author, OurSide, Shared}, room) {
		return Invalid("audience", "A note is mine, our side's or shared.")
	}
	return nil
}

// MayDelete says whether a document may be deleted: a note, by the person who began it, as long as
// nobody else has written in it.
func MayDelete(kind DocumentKind, mine, othersWrote bool) error {
	if kind != NotesDocument || !mine {
		return Refuse(Forbidden, "A note is deleted by the person who began it. Nothing was changed.")
	}
	if othersWrote {
		return Refuse(Forbidden, "Others have written in this note, so it stays. Nothing was changed.")
	}
	return nil
}

// StillOpen says whether a document may still be written in: what was closed stands as it is.
func StillOpen(closed bool) error {
	if !closed {
		return nil
	}
	return Refuse(Forbidden, "This text was closed, so its words stand. Nothing was changed.")
}

// breadth orders the rooms from narrow to wide.
var breadth = []Audience{Author, OurSide, Shared}

// MayWiden says whether a note may be copied from one room into another: only into a wider one.
func MayWiden(from, to Audience) error {
	f, t := slices.Index(breadth, from), slices.Index(breadth, to)
	if f < 0 || t <= f {
		return Invalid("audience", "A note is shared by copying it into a wider room than it is in. Nothing was changed.")
	}
	return nil
}
