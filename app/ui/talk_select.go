package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// selectedSpans are the words of answers that are selected on the page, one span for each answer.
func selectedSpans() []pact.Span {
	selection := app.Window().Call("getSelection")
	if !selection.Truthy() || selection.Get("isCollapsed").Bool() || selection.Get("rangeCount").Int() == 0 {
		return nil
	}
	chosen := selection.Call("getRangeAt", 0)
	list := app.Window().Get("document").Call("querySelectorAll", "p[data-source]")
	var all []pact.Span
	for i := range list.Length() {
		p := list.Index(i)
		if !chosen.Call("intersectsNode", p).Bool() {
			continue
		}
		begin, err := strconv.Atoi(p.Get("dataset").Get("from").String())
		if err != nil {
			continue
		}
		from, to := within(p, chosen, "start", 0), within(p, chosen, "end", unitsOf(p))
		if from < to {
			all = grown(all, pact.Span{Source: p.Get("dataset").Get("source").String(), From: begin + from, To: begin + to})
		}
	}
	return all
}

// within is how many units of a paragraph stand before an end of the range; otherwise if the end is
// somewhere else.
func within(p, chosen app.Value, end string, otherwise int) int {
	node := chosen.Get(end + "Container")
	if !p.Call("contains", node).Bool() {
		return otherwise
	}
	before := app.Window().Get("document").Call("createRange")
	before.Call("selectNodeContents", p)
	before.Call("setEnd", node, chosen.Get(end+"Offset").Int())
	return ytext.UTF16Len(before.Call("toString").String())
}

func unitsOf(p app.Value) int { return ytext.UTF16Len(p.Get("textContent").String()) }

// grown adds a span; one of the same answer grows to hold it.
func grown(all []pact.Span, s pact.Span) []pact.Span {
	for i := range all {
		if all[i].Source == s.Source {
			all[i].From, all[i].To = min(all[i].From, s.From), max(all[i].To, s.To)
			return all
		}
	}
	return append(all, s)
}
