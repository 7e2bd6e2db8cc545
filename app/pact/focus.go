package pact

import "strings"

// What a relationship allows itself until somebody says otherwise.
const (
	AgendaBudget  = 5 // points on the agenda
	MeetingBudget = 2 // standing meetings a month
)

// FirstFate is what a new item is: work waits for a word, the rest is on its list.
func FirstFate(k FocusKind) FocusFate {
	if k == WorkItem {
		return Undecided
	}
	return KeptOn
}

// Listed says whether an item takes both sides' time.
func (v FocusFate) Listed() bool { return v == Undecided || v == KeptOn }

// ListedFates are the fates of items that take both sides' time.
func ListedFates() []FocusFate { return []FocusFate{Undecided, KeptOn} }

// Budgeted says whether both sides set themselves a number of these.
func (v FocusKind) Budgeted() bool { return v != WorkItem }

// MayAdd says whether one more fits; names are those on the list, without the one that leaves. Where
// there is a budget, one more asks which leaves.
func MayAdd(k FocusKind, names []string, budget int) error {
	if !k.Budgeted() {
		return Room("pieces of work", len(names), MaxWork)
	}
	if len(names) < budget {
		return nil
	}
	what := "on the agenda"
	if k == MeetingItem {
		what = "among your meetings"
	}
	e := Refuse(Conflict, "There are %d %s, as many as you both allow yourselves: %s. Nothing was changed; say which one leaves.",
		len(names), what, "“"+strings.Join(names, "”, “")+"”")
	e.State = "FULL"
	return e
}

// MayBudget says whether a list may be given this many places: some, and no fewer than are taken.
func MayBudget(k FocusKind, items, there int) error {
	switch {
	case !k.Budgeted():
		return Invalid("kind", "Work has no budget. Set one for the agenda or the meetings.")
	case items < 1 || items > MaxBudget:
		return Invalid("items", "A budget is between 1 and %d. Nothing was changed.", MaxBudget)
	case items < there:
		e := Refuse(Conflict, "There are %d on the list. Let one of them go first; nothing was changed.", there)
		e.State = "TAKEN"
		return e
	}
	return nil
}

// MayBecome says whether an item of a kind may meet a fate; work that is handed out says to whom.
func MayBecome(r Role, k FocusKind, to FocusFate, whom string) error {
	if err := MayWrite(r, Shared); err != nil {
		return err
	}
	if k != WorkItem && to != KeptOn && to != DroppedIt {
		return Invalid("fate", "It is kept or dropped; only work is handed out, or left open. Nothing was changed.")
	}
	if to != HandedOut {
		return nil
	}
	return Within("toWhom", "To whom it goes", whom, true, MaxName)
}
