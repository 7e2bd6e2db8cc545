package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// item is a line of a list, with what both may do about it.
func (f *focus) item(r relation, l gql.FocusLine, writes bool) app.UI {
	var text app.UI = written("com__w", l.Text)
	if l.Kind == pact.MeetingItem {
		text = app.P().Class("com__w").Dir("auto").Body(app.A().Href(at(r.path(focusPlace + "/" + l.Id))).Text(l.Text))
	}
	var acts []app.UI
	if writes {
		acts = f.acts(l)
	}
	return tagLi("com",
		steady([]app.UI{
			text, f.standing(l), f.taught(l), f.purpose(r, l),
			drawIf(len(acts) > 0, func() app.UI { return tagDiv(classes("row", "need__do"), acts...) }),
		})...,
	)
}

// standing is how often a meeting is held, or that work is kept.
func (f *focus) standing(l gql.FocusLine) app.UI {
	switch {
	case l.Kind == pact.WorkItem && l.Fate == pact.KeptOn:
		who := ""
		if l.DecidedBy != nil {
			who = ", said " + FirstName(l.DecidedBy.Name)
		}
		return tagP("", StateWord(IconKept, Plain, "Kept"+who))
	case l.Rhythm != "":
		return written("small muted", l.Rhythm)
	}
	return nil
}

// taught is the newest thing that a meeting taught.
func (f *focus) taught(l gql.FocusLine) app.UI {
	for _, e := range f.Data.Listed.Edges {
		if e.Node.Id == l.Id {
			for _, t := range e.Node.Learnings.Edges {
				return tagP("small",
					textSpan("muted", FirstName(t.Node.Author.Name)+", "+f.Visit.ago(t.Node.CreatedAt)+": "),
					app.Q().Class("serif").Dir("auto").Text(t.Node.Text),
				)
			}
		}
	}
	return nil
}

// purpose is the outcome it serves. What serves none is offered for cutting.
func (f *focus) purpose(r relation, l gql.FocusLine) app.UI {
	if l.Outcome != nil {
		return tagP("small",
			textSpan("muted", "For "),
			app.A().Href(at(r.path(outcomePlace))).Dir("auto").Text(l.Outcome.Title),
		)
	}
	return textP("small ink2", "This serves no outcome. Cut it?")
}

func (f *focus) acts(l gql.FocusLine) []app.UI {
	press := func(label string, on app.EventHandler) app.UI {
		return soft(label, label+l.Id, l.Text, on)
	}
	var acts []app.UI
	switch {
	case l.Kind == pact.WorkItem:
		if l.Fate != pact.KeptOn {
			acts = append(acts, press("Keep it", f.decide(l, pact.KeptOn, "Kept. Both sides see it.")))
		}
		acts = append(acts, press("Drop it", f.decide(l, pact.DroppedIt, "Dropped. It is in the list of what left.")),
			press("Hand it out", f.ask(asks{what: "hand", item: l})))
	case l.Outcome == nil:
		acts = append(acts, press("Cut it", f.decide(l, pact.DroppedIt, "Cut. It is in the list of what left.")))
	default:
		acts = append(acts, press("Let it go", f.decide(l, pact.DroppedIt, "It left. It is in the list below.")))
	}
	label := "Say what it serves"
	if l.Outcome != nil {
		label = "Change what it serves"
	}
	return append(acts, press(label, f.ask(asks{what: "serve", item: l})))
}

// decide says what becomes of an item; what it was is one press away.
func (f *focus) decide(l gql.FocusLine, to pact.FocusFate, said string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		if err := pact.MayBecome(f.relation().role(), l.Kind, to, ""); err != nil {
			f.act.refuse(ctx, err)
			return
		}
		f.run(ctx, l.Id+string(to), f.become(l.Id, to, "", ""), f.says(said, f.become(l.Id, l.Fate, l.ToWhom, "")))
	}
}

func (f *focus) become(item string, to pact.FocusFate, whom, leaves string) func(context.Context, string) error {
	return func(ctx context.Context, id string) error {
		_, err := gql.DecideFocusItem(ctx, f.Visit.Client, gql.DecideFocusItemInput{
			FocusItem: item, Fate: to, ToWhom: whom, Leaves: leaves, ClientMutationId: id,
		})
		return err
	}
}

// left is what takes nobody's time any more, who said so, and when.
func (f *focus) left(writes bool) app.UI {
	edges := f.Data.Gone.Edges
	if len(edges) == 0 {
		return nil
	}
	var rows []app.UI
	for i := len(edges) - 1; i >= 0; i-- {
		l := edges[i].Node
		said := "dropped"
		if l.Fate == pact.HandedOut {
			said = "handed to " + l.ToWhom
		}
		if l.DecidedBy != nil {
			said += " by " + FirstName(l.DecidedBy.Name)
		}
		var act app.UI
		if writes {
			act = soft("Take it up again", l.Id, l.Text, f.again(l))
		}
		rows = append(rows, tagLi("line",
			tagSpan("ask__what", app.B().Dir("auto").Text(l.Text), app.Small().Dir("auto").Text(said+", "+f.Visit.ago(l.DecidedAt))), act,
		))
	}
	return tagSection("", Fold("What left", tagUl("lines", rows...)))
}

// again takes something up again; where the list is full, it asks which one leaves.
func (f *focus) again(l gql.FocusLine) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		if f.full(l.Kind) {
			f.ask(asks{what: "again", kind: l.Kind, item: l})(ctx, e)
			return
		}
		f.run(ctx, l.Id+"again", f.become(l.Id, pact.FirstFate(l.Kind), "", ""), f.says("It is back.", f.become(l.Id, l.Fate, l.ToWhom, "")))
	}
}
