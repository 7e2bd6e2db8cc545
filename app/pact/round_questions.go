package pact

// Question is one thing that a round asks; its key names it in answers and conclusions. With choices
// it is answered by one of them, else in words.
type Question struct {
	Key     string   `json:"key"`
	Text    string   `json:"text"`
	Choices []Choice `json:"choices,omitempty"`
}

// Seven is how many questions the two rounds of the seven questions hold together.
const Seven = 7

// Questions gives what a round of a kind asks. fresh is a start with someone new, which has no past
// to ask about. A round of priorities asks about needs, which its caller knows.
func Questions(kind RoundKind, fresh bool) []Question {
	all := questions(kind)
	for i, q := range all {
		if text := freshTexts[kind][q.Key]; fresh && text != "" {
			all[i].Text = text
		}
	}
	return all
}

// freshTexts ask of experience with others what the same questions ask of a past together.
var freshTexts = map[RoundKind]map[string]string{
	CandidRound: {
		"stopped":    "What kept something like this from working, elsewhere?",
		"harder":     "Why did trying harder not help there?",
		"personally": "What do I hope to gain in this, as a person?",
	},
	FirstQuestions: {
		"origin":   "What made us think of each other?",
		"achieved": "What has each of us achieved that matters here?",
	},
	LaterQuestions: {
		"well":   "What goes well in how each of us works with others?",
		"less":   "What went wrong with others, and what did it teach us?",
		"better": "What would the best partner we can think of do?",
	},
	WorthItRound: {
		"measures": "What tells us that now is the time?",
		WorthKey:   "Do we want to begin this?",
	},
}

func questions(kind RoundKind) []Question {
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
		return []Question{
			{Key: "measures", Text: "What tells us that a new start is due?"},
			{Key: "stake", Text: "What do we have to win, or could we find, in the years to come?"},
			{Key: WorthKey, Text: "Is this relationship worth saving to us?", Choices: []Choice{ChoiceYes, ChoiceNotNow, ChoiceNo}},
		}
	case ExpectationsRound:
		return []Question{
			{Key: "ours", Text: "What do we expect of you?"},
			{Key: "theirs", Text: "What do we believe you expect of us?"},
		}
	case PreMortemRound:
		return []Question{
			{Key: "commitments", Text: "What was wrong with what we promised?"},
			{Key: "tools", Text: "Which tools let us down?"},
			{Key: "processes", Text: "Which way of working got in the way?"},
			{Key: "people", Text: "Who was missing, or overburdened, or never asked?"},
			{Key: "path", Text: "Where did we leave the path, or was it the wrong one?"},
			{Key: "strategy", Text: "Which strategy of ours or yours did not fit?"},
			{Key: "idea", Text: "What was wrong with the idea itself?"},
		}
	case PledgesRound:
		return []Question{{Key: "pledge", Text: "What will we do, one promise a line?"}}
	}
	return nil
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
		return "Pre-mortem"
	case PledgesRound:
		return "A pledge that waits for theirs"
	}
	return ""
}

// WordPrompts are the questions that are answered in words, as sections of a document.
func WordPrompts(questions []Question) []Prompt {
	var all []Prompt
	for _, q := range questions {
		if len(q.Choices) == 0 {
			all = append(all, Prompt{Key: q.Key, Text: q.Text})
		}
	}
	return all
}

// Conclusions are the sections in which both write what they take from a round: one for each question
// in words, or one for all.
func Conclusions(questions []Question) []Prompt {
	if all := WordPrompts(questions); len(all) > 0 {
		return all
	}
	return []Prompt{{Key: "taken", Text: "What do we take from this?"}}
}
