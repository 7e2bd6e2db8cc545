package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Tone is the colour of a state; its icon and word always go with it.
type Tone string

const (
	Plain     Tone = ""
	Good      Tone = "good"
	Attention Tone = "attention"
	Danger    Tone = "danger"
	Together  Tone = "both"
)

// StateWord shows a state as icon and word.
func StateWord(icon IconName, tone Tone, word string) app.UI {
	return tagSpan(classes("state", toned("state", tone)), Icon(icon), textSpan("", word))
}

// CommitmentState is the state of a commitment as the API names it. Detail, if
// any, is said after the word: "on 12 Nov, talked over".
func CommitmentState(state, detail string) app.UI {
	s, ok := commitmentStates[state]
	if !ok {
		return nil
	}
	word := s.word
	if detail != "" {
		word += " " + detail
	}
	return StateWord(s.icon, s.tone, word)
}

var commitmentStates = map[string]struct {
	icon IconName
	tone Tone
	word string
}{
	"DRAFT":    {IconDraft, Plain, "Draft"},
	"AGREED":   {IconAgreed, Together, "Agreed"},
	"KEPT":     {IconKept, Good, "Kept"},
	"SLIPPED":  {IconSlipped, Attention, "Slipped"},
	"RELEASED": {IconNext, Plain, "Released"},
}

func toned(block string, tone Tone) string {
	if tone == Plain {
		return ""
	}
	return block + "--" + string(tone)
}
