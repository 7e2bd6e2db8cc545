package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// more lists the places that a phone's dock has no room for.
type more struct {
	app.Compo
	Visit Visit
	Data  *gql.OutcomesNodeRelationship
}

func newMore(v Visit) Screen { return &more{Visit: v} }

func (m *more) Title() string { return "More" }

func (m *more) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Outcomes(ctx, c, m.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	m.Data, err = gql.Seen[*gql.OutcomesNodeRelationship](answer.Node)
	return err
}

func (m *more) Render() app.UI {
	r := m.Visit.relation(m.Data.RelationshipHead)
	return Page{
		Frame: r.frame(morePlace, ""),
		Head:  PageHead(Head{Title: "More"}),
		Main: []app.UI{tagUl("places",
			placeLine(r.path(notesPlace), IconNote, "Notes", "What you keep for yourself, your side or both"),
			placeLine(r.path(peoplePlace), IconPeople, "People", "Who is here, and who is invited"),
			placeLine(r.path(activityPlace), IconActivity, "Activity", "Who did what, and when"),
			placeLine(r.path(accordPlace), IconShared, "Accord", "What both sign, word for word"),
			placeLine(r.path(statementPlace), IconText, "Joint statement", "What both tell everybody in both organisations"),
			placeLine(r.path(restartPlace), IconNext, "The restart", "The day you begin anew, and what is sealed then"),
			placeLine(r.path(outcomePlace), IconOpen, "What this is for", "The line at the top of every page"),
			placeLine(r.path(needsPlace), IconList, "Needs", "What each side needs, guessed and said"),
			placeLine(r.path(pathPlace), IconActivity, "Path", "Where we want to be, and when"),
			placeLine(r.path(trustPlace), IconShared, "Trust", "What it means here, and how each side shows it"),
			placeLine(r.path(lookbackPlace), IconClock, "Looking back", "An earlier failure, once, and what keeps it from happening again"),
			placeLine(r.path(focusPlace), IconFocus, "Focus", "Who carries what, and what takes your time"),
			placeLine(r.path(risksPlace), IconFork, "Risks", "A year on, it failed: what you found, and its answer"),
			placeLine(r.path(milestonesPlace), IconActivity, "Milestones", "What has to stand on the way, and by when"),
			placeLine(r.path(winsPlace), IconKept, "Small wins", "What went well, and what could this month"),
			placeLine(r.path(benefitsPlace), IconShared, "What both gain", "Before and after, in figures and in words"),
			placeLine(r.path(doubtsPlace), IconMine, "Kept for the pre-mortem", "Doubts of yours, that only you read"),
			drawIf(r.mySide() != Both && r.still(pact.OurSide) == "", func() app.UI {
				return placeLine(r.path("/why"), IconSide, "Why we are here", "Only "+r.ours()+" reads this")
			}),
			placeLine("/", IconShared, "All relationships", "Back to the list"),
		)},
	}.Draw()
}

func placeLine(href string, icon IconName, label, note string) app.UI {
	return tagLi("", placeAnchor(href, icon, label, note))
}

func placeAnchor(href string, icon IconName, label, note string) app.HTMLA {
	return app.A().Class("place").Href(at(href)).Body(
		Icon(icon), tagSpan("", textB("", label), textSmall("", note)))
}

// served links to a page that the server draws and the client does not know.
func served(link app.HTMLA) app.HTMLA {
	return link.OnClick(func(_ app.Context, e app.Event) { e.Call("stopPropagation") })
}
