package ui

import (
	"slices"
	"strconv"
	"strings"

	"midspan/app/gql"
	"midspan/app/pact"
)

// purpose is what the relationship is for, as every page of it shows it: the
// outcomes that the page itself serves first, then the others its head knows.
func (r relation) purpose(serves ...gql.OutcomeLine) *Purpose {
	p := &Purpose{Href: r.path(outcomePlace), PathHref: r.path(pathPlace), Writes: r.still(pact.Shared) == ""}
	for _, e := range r.Outcomes.Edges {
		if !slices.ContainsFunc(serves, func(o gql.OutcomeLine) bool { return o.Id == e.Node.Id }) {
			serves = append(serves, e.Node)
		}
	}
	for _, o := range serves {
		p.Outcomes = append(p.Outcomes, outcomeView(o, r.visit))
	}
	for _, e := range r.Waypoints.Edges {
		if w := e.Node; w.State == pact.WaypointAhead {
			p.Next = w.Title + ", by " + r.visit.day(w.Due)
			break
		}
	}
	return p
}

// concernsPurpose says whether an event changes what is in view on every page.
func concernsPurpose(what string) bool {
	return begins(what, "outcome.", "waypoint.", "course.")
}

func outcomeView(o gql.OutcomeLine, v Visit) OutcomeView {
	view := OutcomeView{Text: o.Title, Measure: o.Measure, Aim: v.aim(o)}
	if o.Reading == nil {
		return view
	}
	view.Figure = figure(*o.Reading, o.Unit)
	var of []string
	if o.Target != nil {
		of = append(of, "of "+figure(*o.Target, o.Unit))
	}
	if o.Due != "" {
		of = append(of, "by "+v.day(o.Due))
	}
	view.Of, view.Share = strings.Join(of, " "), share(o)
	return view
}

// aim says what is to be reached: "from 71 % to 90 % by 28 Feb".
func (v Visit) aim(o gql.OutcomeLine) string {
	var said []string
	if o.Baseline != nil {
		said = append(said, "from "+figure(*o.Baseline, o.Unit))
	}
	if o.Target != nil {
		said = append(said, "to "+figure(*o.Target, o.Unit))
	}
	if o.Due != "" {
		said = append(said, "by "+v.day(o.Due))
	}
	return strings.Join(said, " ")
}

// share is how much of the way from the baseline to the target is gone.
func share(o gql.OutcomeLine) float64 {
	if o.Reading == nil || o.Target == nil {
		return 0
	}
	from := 0.0
	if o.Baseline != nil {
		from = *o.Baseline
	}
	if *o.Target == from {
		return 1
	}
	return (*o.Reading - from) / (*o.Target - from)
}

func figure(x float64, unit string) string {
	n := strconv.FormatFloat(x, 'f', -1, 64)
	if unit == "" {
		return n
	}
	return n + "\u00a0" + unit
}
