package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// SaveState says where the reader's words are. Saved means the server said so.
type SaveState string

const (
	Saved   SaveState = "saved"
	Saving  SaveState = "saving"
	Merging SaveState = "merging"
	Offline SaveState = "offline"
	Unkept  SaveState = "unkept" // offline, and not kept on this device
	Refused SaveState = "refused"
)

var saveWords = map[SaveState]struct {
	icon IconName
	word string
}{
	Saved:   {IconCheck, "Saved"},
	Saving:  {IconWait, "Saving"},
	Merging: {IconMerge, "Merging"},
	Offline: {IconOffline, "Offline, kept here"},
	Unkept:  {IconWarn, "Offline, in this tab alone"},
	Refused: {IconStop, "Not taken"},
}

// SaveWord is the state as an icon and a word. Those who listen are told by the page
// (ear) when it matters: it changes with each pause in typing.
func SaveWord(s SaveState) app.UI {
	w, ok := saveWords[s]
	if !ok {
		return nil
	}
	return app.Span().Class("save", "save--"+string(s)).Role("status").Aria("live", "off").Body(
		Icon(w.icon), textSpan("", w.word))
}
