package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// slipWords tells calmly how a milestone is about to miss its day.
func slipWords(s gql.MilestoneMarkSlip) string {
	if s.Unsaid {
		return upper(span(s.Days)) + " after the day you agreed; nobody has said yet when to expect it."
	}
	words := "Expected " + span(s.Days) + " after the day you agreed"
	if s.Early > 0 {
		words += "; seen " + span(s.Early) + " early"
	}
	return words + "."
}

// span is a number of days as people say it.
func span(days int) string {
	if days >= 14 && days < 70 {
		return count((days+3)/7, "week", "weeks")
	}
	if days >= 70 {
		return count((days+15)/30, "month", "months")
	}
	return count(days, "day", "days")
}

// miles is the way to an outcome on the page of outcomes.
func (o *outcomePage) miles(outcome string) app.UI {
	var all []Milestone
	var late app.UI
	for _, e := range o.Data.Milestones.Edges {
		m := e.Node
		if m.Outcome.Id != outcome || m.State == pact.DoneDropped {
			continue
		}
		point := Milestone{Name: m.Title, When: o.Visit.day(m.Expected), Done: m.State == pact.DoneConfirmed}
		if point.Done {
			point.Note = "both said so"
		}
		all = append(all, point)
		if m.Slip != nil && late == nil {
			late = written("small ink2", fmt.Sprintf("“%s”: %s", m.Title, lowered(slipWords(*m.Slip))))
		}
	}
	return Stack(drawIf(len(all) > 0 && len(all) <= 5, func() app.UI { return Miles(all) }), late)
}
