package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/pact"
)

// wish is what an ask or an offer is, said of the side that wrote it.
func (p promise) wish() string {
	if p.facts().Asked() {
		return "asks this of " + p.promisers()
	}
	return "offers this"
}

// willing is the yes of the side that is asked or offered.
func (p promise) willing() string {
	if p.facts().Asked() {
		return "Yes, we will"
	}
	return "Yes, that helps"
}

// asks lists what one side asks of the other or offers it, and what waits for a yes. The one on top
// of the page is not told twice.
func (c *commitments) asks(r relation) app.UI {
	top, _ := c.first(r)
	var items []app.UI
	for _, line := range c.Lines {
		p := promise{line, r}
		if !p.wanted() || p.Id == top.Id || c.shows != "" {
			continue
		}
		card := p.card()
		card.Keys = nil
		card.Ask = shortName(p.FromSide.Name) + " " + p.wish() + "."
		withdraw := c.became.ask(p, pact.StepWithdrawn)
		switch {
		case pact.MaySpeak(r.role()) != nil || r.mySide() == Both:
		case p.FromSide.Id == r.mySideID():
			card.Ask += " It waits for the yes of " + r.theirs() + "."
			card.Acts = []app.UI{Button(Act{Label: "Take it back", Look: SoftLook, On: withdraw, Scope: p.Id})}
		default:
			card.Acts = []app.UI{
				Button(Act{Label: p.willing(), Look: SmallLook, Busy: c.saying.busy, On: c.sayYes(line), Scope: line.Id + line.Document.Digest}),
				Button(Act{Label: "Not this", Look: SmallLook, On: withdraw, Scope: p.Id}),
			}
		}
		items = append(items, CommitmentCard(card))
	}
	if len(items) == 0 {
		return nil
	}
	return Sub("Asked and offered", tagUl("asked", items...))
}
