package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Room is the banner that says in which room one is, at the place where one
// types. The line on top says it without colour: dashed mine, one line our
// side, two halves and a point shared.
type Room struct {
	Whose   Whose     // Me, Left or Right (our side), Both (shared)
	Readers string    // who reads it: "Alder and Quay read and write here"
	People  []Person  // presence; none if empty
	Save    SaveState // none if empty
	Tools   app.UI    // beside the save state
	Sticky  bool      // stays in sight while one types
	Alone   bool      // stands by itself, not on top of a sheet
}

// RoomWord is the room's name as it is said to the reader.
func RoomWord(w Whose) string {
	switch w {
	case Me:
		return "Mine"
	case Both:
		return "Shared"
	}
	return "Our side"
}

// RoomIcon is the icon that goes with the name.
func RoomIcon(w Whose) IconName {
	switch w {
	case Me:
		return IconMine
	case Both:
		return IconShared
	}
	return IconSide
}

// RoomBanner draws the banner.
func RoomBanner(r Room) app.UI {
	var end app.UI
	if len(r.People) > 0 || r.Save != "" || r.Tools != nil {
		var people app.UI
		if len(r.People) > 0 {
			people = PeopleRow(r.People)
		}
		end = app.Span().Class("room__end").Body(steady([]app.UI{people, SaveWord(r.Save), r.Tools})...)
	}
	return tagDiv(classes("room", string(r.Whose), when(r.Sticky, "room--stick"), when(r.Alone, "room--alone")),
		Icon(RoomIcon(r.Whose)),
		tagSpan("room__who",
			textB("", RoomWord(r.Whose)),
			textSpan(classes("room__readers", when(end != nil, "room__readers--wide")), " "+r.Readers),
		),
		end,
	)
}

// RoomWordChip is the room in one line of a list: icon and word.
func RoomWordChip(w Whose) app.UI {
	return tagSpan(classes("state", "state--side", string(w)), Icon(RoomIcon(w)), textSpan("", RoomWord(w)))
}
