package graph

import (
	"context"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/focusitem"
	"midspan/ent/journal"
	"midspan/graph/model"
)

// focusItemOf loads a focus item through the viewer's eyes.
func focusItemOf(ctx context.Context, c *ent.Client, id string) (*ent.FocusItem, error) {
	i, err := c.FocusItem.Query().Where(focusitem.ID(id)).Only(ctx)
	return i, found(err)
}

func budgetOf(rel *ent.Relationship, k pact.FocusKind) int {
	if k == pact.MeetingItem {
		return rel.MeetingBudget
	}
	return rel.AgendaBudget
}

// listed are the items of a kind that take both sides' time.
func listed(ctx context.Context, tx *ent.Client, relationship string, k pact.FocusKind) ([]*ent.FocusItem, error) {
	return tx.FocusItem.Query().Where(focusitem.RelationshipID(relationship), focusitem.KindEQ(k),
		focusitem.FateIn(pact.ListedFates()...)).Order(ent.Asc(focusitem.FieldID)).All(ctx)
}

// makeRoom lets the item that leaves for another go, and says whether the other fits then. Behind
// the relationship's row, so that no two fit into one place.
func (r *Resolver) makeRoom(ctx context.Context, tx *ent.Client, p *ent.Participant, rel *ent.Relationship, k pact.FocusKind, leaves *string) ([]journal.Entry, error) {
	items, err := listed(ctx, tx, rel.ID, k)
	if err != nil {
		return nil, err
	}
	var names []string
	var going *ent.FocusItem
	for _, i := range items {
		if leaves != nil && i.ID == *leaves {
			going = i
			continue
		}
		names = append(names, i.Text)
	}
	if err := pact.MayAdd(k, names, budgetOf(rel, k)); err != nil || going == nil {
		return nil, err
	}
	err = found(going.Update().SetFate(pact.DroppedIt).SetDecidedByID(p.UserID).SetDecidedAt(r.Now().UTC()).Exec(ctx))
	return []journal.Entry{tellShared(p, "focus.dropped", going.ID)}, err
}

// onSameList says that what leaves is, or was, one of its kind.
func onSameList(ctx context.Context, tx *ent.Client, relationship string, k pact.FocusKind, leaves *string) error {
	if leaves == nil {
		return nil
	}
	ok, err := tx.FocusItem.Query().Where(focusitem.ID(*leaves), focusitem.RelationshipID(relationship), focusitem.KindEQ(k)).Exist(ctx)
	if err == nil && !ok {
		err = pact.Invalid("leaves", "This is not on the same list. Nothing was changed.")
	}
	return err
}

func (r *Resolver) createFocusItem(ctx context.Context, tx *ent.Client, in model.CreateFocusItemInput) (string, []journal.Entry, error) {
	p, rel, err := takeAsWriter(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	there, err := tx.FocusItem.Query().Where(focusitem.RelationshipID(rel.ID)).Count(ctx)
	if err := first(err, pact.Room("things here, with those that left,", there, pact.MaxFocusItems), outcomeIn(ctx, tx, rel.ID, in.Outcome), onSameList(ctx, tx, rel.ID, in.Kind, in.Leaves)); err != nil {
		return "", nil, err
	}
	told, err := r.makeRoom(ctx, tx, p, rel, in.Kind, in.Leaves)
	if err != nil {
		return "", nil, err
	}
	i, err := tx.FocusItem.Create().SetAudience(pact.Shared).SetRelationshipID(rel.ID).SetAuthorID(p.UserID).SetKind(in.Kind).
		SetText(in.Text).SetRhythm(deref(in.Rhythm)).SetFate(pact.FirstFate(in.Kind)).SetNillableOutcomeID(in.Outcome).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return i.ID, append(told, tellShared(p, "focus.added", i.ID)), advance(ctx, tx, rel.ID, pact.Focus)
}

// deedOf is what the journal calls a fate.
var deedOf = map[pact.FocusFate]string{
	pact.Undecided: "focus.reopened", pact.KeptOn: "focus.kept", pact.DroppedIt: "focus.dropped", pact.HandedOut: "focus.handed_out",
}

// decideFocusItem says what becomes of an item. What comes back onto a list has to fit. Saying what
// is so already changes nothing.
func (r *Resolver) decideFocusItem(ctx context.Context, tx *ent.Client, in model.DecideFocusItemInput) (string, []journal.Entry, error) {
	i, err := focusItemOf(ctx, tx, in.FocusItem)
	if err != nil {
		return "", nil, err
	}
	p, rel, err := takeAsWriter(ctx, tx, i.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if i, err = focusItemOf(ctx, tx, in.FocusItem); err != nil { // as it is behind the lock
		return "", nil, err
	}
	whom := ""
	if in.Fate == pact.HandedOut {
		whom = trimmed(in.ToWhom)
	}
	if err := first(pact.MayBecome(p.Role, i.Kind, in.Fate, whom), onSameList(ctx, tx, rel.ID, i.Kind, in.Leaves)); err != nil || i.Fate == in.Fate && i.ToWhom == whom {
		return i.ID, nil, err
	}
	var told []journal.Entry
	if in.Fate.Listed() && !i.Fate.Listed() {
		if told, err = r.makeRoom(ctx, tx, p, rel, i.Kind, in.Leaves); err != nil {
			return "", nil, err
		}
	}
	var at *time.Time
	change := i.Update().SetFate(in.Fate).SetToWhom(whom)
	if in.Fate == pact.Undecided {
		change.ClearDecidedByID().ClearDecidedAt()
	} else {
		now := r.Now().UTC()
		at = &now
		change.SetDecidedByID(p.UserID)
	}
	err = found(change.SetNillableDecidedAt(at).Exec(ctx))
	return i.ID, append(told, tellShared(p, deedOf[in.Fate], i.ID)), err
}

func linkFocusItem(ctx context.Context, tx *ent.Client, in model.LinkFocusItemInput) (string, []journal.Entry, error) {
	i, err := focusItemOf(ctx, tx, in.FocusItem)
	if err != nil {
		return "", nil, err
	}
	p, _, err := takeAsWriter(ctx, tx, i.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if err := outcomeIn(ctx, tx, i.RelationshipID, in.Outcome); err != nil || deref(in.Outcome) == deref(i.OutcomeID) {
		return i.ID, nil, err
	}
	change := i.Update().SetNillableOutcomeID(in.Outcome)
	if in.Outcome == nil {
		change.ClearOutcomeID()
	}
	return i.ID, []journal.Entry{tellShared(p, "focus.linked", i.ID)}, found(change.Exec(ctx))
}

func setBudget(ctx context.Context, tx *ent.Client, in model.SetBudgetInput) (string, []journal.Entry, error) {
	p, rel, err := takeAsWriter(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	items, err := listed(ctx, tx, rel.ID, in.Kind)
	if err := first(err, pact.MayBudget(in.Kind, in.Items, len(items))); err != nil || budgetOf(rel, in.Kind) == in.Items {
		return rel.ID, nil, err
	}
	change := rel.Update()
	if in.Kind == pact.MeetingItem {
		change.SetMeetingBudget(in.Items)
	} else {
		change.SetAgendaBudget(in.Items)
	}
	return rel.ID, []journal.Entry{tellShared(p, "budget.changed", rel.ID)}, found(change.Exec(ctx))
}
