package ui

import (
	"time"

	"midspan/app/pact"
)

// talkKinds are what both sides may be asked, in the order in which it helps.
func talkKinds() []pact.RoundKind {
	return []pact.RoundKind{
		pact.FirstQuestions, pact.CandidRound, pact.LaterQuestions, pact.WorthItRound,
		pact.PrioritiesRound, pact.PledgesRound, pact.ExpectationsRound, pact.PreMortemRound,
	}
}

// talkSays is what a kind is about, and who answers.
func talkSays(kind pact.RoundKind, fresh bool) string {
	switch kind {
	case pact.FirstQuestions:
		if fresh {
			return "What brings you together, and what is there already. Each side answers as one."
		}
		return "How it began, and what you achieved. Each side answers as one."
	case pact.CandidRound:
		return "Over a meal, on a walk or on a call. Everybody may write a little beforehand, or nothing."
	case pact.LaterQuestions:
		return "What goes well, what goes less well, and what you pledge. Each side answers as one."
	case pact.WorthItRound:
		return "What tells you so, what there is to win, and a yes or no from each side."
	case pact.PrioritiesRound:
		return "Which needs are a must, and which are nice to have. Each side answers as one."
	case pact.ExpectationsRound:
		return "What you expect, and what you believe is expected of you. Good once a quarter."
	case pact.PledgesRound:
		return "What each side will do, unseen until the other has pledged too. Each side answers as one."
	case pact.PreMortemRound:
		return pact.PreMortemLead + " Everybody of both sides says why, before it does."
	}
	return ""
}

// choiceWord is an answer to pick, as it stands on the page.
func choiceWord(c pact.Choice) string {
	switch c {
	case pact.ChoiceYes:
		return "Yes"
	case pact.ChoiceNotNow:
		return "Not now"
	case pact.ChoiceNo:
		return "No"
	case pact.MustHave:
		return "A must"
	case pact.NiceToHave:
		return "Nice to have"
	}
	return ""
}

// since is an instant that something has been so from: "since Sunday".
func (v Visit) since(t time.Time) string {
	t, now := t.Local(), v.Now.Local()
	switch days := daysBetween(t, now); {
	case days == 0:
		return "since " + t.Format("15:04")
	case days == 1:
		return "since yesterday"
	case days < 7:
		return "since " + t.Format("Monday")
	}
	return "since " + v.day(dateOf(t))
}
