package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// picture is the map: the people of each side on their bank, what a pair carries between them. The
// lines are drawn between places of equal height.
func (f *focus) picture(writes bool) app.UI {
	left, right, pairs := f.on(Left), f.on(Right), f.pairs()
	return tagDiv("map",
		f.column(left, Left),
		lines(pairs, left, func(p gql.PairingLine) string { return p.Left.Id }, false),
		tagUl("map__mid", f.middle(pairs, writes)...),
		lines(pairs, right, func(p gql.PairingLine) string { return p.Right.Id }, true),
		f.column(right, Right),
	)
}

func (f *focus) column(people []gql.SeatLine, side Whose) app.UI {
	items := make([]app.UI, len(people))
	for i, p := range people {
		items[i] = tagLi("", f.chip(side, p.Id))
	}
	return tagUl(classes("map__side", string(side)), items...)
}

func (f *focus) chip(side Whose, id string) app.UI {
	p := f.person(side, id)
	return PersonChip(Person{Name: FirstName(p.User.Name), Note: when(p.Hub, "holds the whole"), Side: side})
}

func (f *focus) middle(pairs []gql.PairingLine, writes bool) []app.UI {
	items := make([]app.UI, len(pairs))
	for i, p := range pairs {
		words := carries(p)
		var topics app.UI = writtenIn("", words)
		if writes {
			topics = Button(Act{Label: words, Look: SoftLook, On: f.ask(asks{what: "pair", pair: p}), Scope: p.Id, Hint: f.both(p) + ": " + words})
		}
		items[i] = tagLi("", topics)
	}
	return items
}

// lines lead from people to their pairs, or back.
func lines(pairs []gql.PairingLine, people []gql.SeatLine, who func(gql.PairingLine) string, back bool) app.UI {
	side := Left
	if back {
		side = Right
	}
	var d strings.Builder
	for j, pair := range pairs {
		for i, p := range people {
			if p.Id != who(pair) {
				continue
			}
			from, to := (float64(i)+.5)*100/float64(len(people)), (float64(j)+.5)*100/float64(len(pairs))
			if back {
				from, to = to, from
			}
			fmt.Fprintf(&d, "M0 %.1fC50 %.1f 50 %.1f 100 %.1f", from, from, to, to)
		}
	}
	return app.Raw(`<svg class="map__lines ` + string(side) + `" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true"><path d="` + d.String() + `"/></svg>`)
}

// pairList is the map where there is no room for one.
func (f *focus) pairList(writes bool) app.UI {
	var rows []app.UI
	for _, p := range f.pairs() {
		var act app.UI
		if writes {
			act = Button(Act{Label: "Change", Look: SoftLook, On: f.ask(asks{what: "pair", pair: p}), Scope: p.Id, Hint: "Change " + f.both(p)})
		}
		rows = append(rows, tagLi("line",
			tagDiv("stack stack--s",
				tagDiv("row", f.chip(Left, p.Left.Id), f.chip(Right, p.Right.Id)),
				writtenIn("small ink2", carries(p)),
			), act,
		))
	}
	return tagUl("lines map__list", rows...)
}

// table is the same in words.
func (f *focus) table(r relation) app.UI {
	head := func(words string) app.UI { return app.Th().Scope("col").Text(words) }
	cell := func(words string) app.UI { return app.Td().Dir("auto").Text(words) }
	var rows []app.UI
	for _, p := range f.pairs() {
		rows = append(rows, app.Tr().Body(cell(f.name(Left, p.Left.Id)), cell(carries(p)), cell(f.name(Right, p.Right.Id))))
	}
	return Fold("The map as a table", app.Table().Class("pairs").Body(
		app.THead().Body(app.Tr().Body(head(r.bankName(pact.Left)), head("carry together"), head(r.bankName(pact.Right)))),
		app.TBody().Body(rows...),
	))
}
