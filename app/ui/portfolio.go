package ui

import (
	"context"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

type relationshipRow = gql.PortfolioRelationshipsRelationshipConnectionEdgesRelationshipEdgeNodeRelationship

// portfolio is home: the reader's relationships, the one that needs them first.
type portfolio struct {
	app.Compo
	Visit Visit
	Rows  []relationshipRow
	Total int

	byName bool
}

// newHome is the portfolio of who is signed in, the front door of who is not.
func newHome(v Visit) Screen {
	if v.Viewer == nil {
		return &signIn{Visit: v, Welcome: true}
	}
	return &portfolio{Visit: v}
}

func (p *portfolio) Title() string { return "Your relationships" }

// portfolioPages is how many pages of the list are read at most.
const portfolioPages = 4

func (p *portfolio) Load(ctx context.Context, c gql.Client) error {
	after := ""
	for range portfolioPages {
		answer, err := gql.Portfolio(ctx, c, after)
		if err != nil {
			return err
		}
		all := answer.Relationships
		p.Total, after = all.TotalCount, all.PageInfo.EndCursor
		for _, e := range all.Edges {
			p.Rows = append(p.Rows, e.Node)
		}
		if !all.PageInfo.HasNextPage {
			break
		}
	}
	return nil
}

func (p *portfolio) Render() app.UI {
	head := Head{Title: "Your relationships"}
	if len(p.Rows) == 0 {
		return Page{Frame: p.Visit.frame(), Head: PageHead(head), Main: []app.UI{Empty(
			"Which relationship worries you?",
			"Most people begin with the one they think of on the way home. What you write about it stays with your side.",
			Button(Act{Label: "Add it", Look: Primary, Icon: IconPlus, Href: "/new"}))}}.Draw()
	}
	head.Act = Button(Act{Label: "Add one", Look: Quiet, Icon: IconPlus, Href: "/new"})
	return Page{Frame: p.Visit.frame(), Head: PageHead(head), Main: []app.UI{p.first(), p.list()}}.Draw()
}

// first is what needs the reader before all else.
func (p *portfolio) first() app.UI {
	rows := p.sorted()
	i := slices.IndexFunc(rows, func(r relationshipRow) bool { return r.NextStep.Mine })
	if i < 0 {
		return NothingWaits(rows[0].NextStep.Sentence)
	}
	r := rows[i]
	stage := stageAt(r.Stage)
	return NextCard(Next{
		Label: "Needs you first", Text: r.NextStep.Sentence,
		By:      []string{otherSide(r).Name, "Stage " + strconv.Itoa(stage+1) + ", " + Stages[stage]},
		Acts:    []app.UI{Button(Act{Label: r.NextStep.Label, Look: Primary, Href: r.NextStep.Path})},
		Picture: bridgeOf(r),
	})
}

// bridgeOf draws a relationship: the other half is theirs to draw.
func bridgeOf(r relationshipRow) app.UI {
	b := BridgeView{Drift: .25, Water: true, Met: false}
	caption := "Both sides are here."
	if r.JoinedAt.IsZero() {
		b.Drift, b.Ghost = .6, WhoseSide(string(otherSide(r).Bank))
		caption = "The other half is theirs to draw."
	}
	return tagDiv("stack", Bridge(b), textP("small muted", caption))
}

func (p *portfolio) list() app.UI {
	var items []app.UI
	for _, r := range p.sorted() {
		items = append(items, RelationshipRow(RelationshipRowView{
			Href: "/r/" + r.Id, Name: otherSide(r).Name, Kind: aboutRow(r), Step: r.NextStep.Sentence,
		}))
	}
	heading := app.H2().Class("label").ID("all").Text(upper(count(p.Total, "relationship", "relationships")))
	return app.Section().Aria("labelledby", "all").Body(
		tagDiv("row row--between list__h", heading, p.order()),
		tagUl("", items...))
}

func (p *portfolio) order() app.UI {
	if len(p.Rows) < 2 {
		return nil
	}
	return Segments("Sort", []Segment{
		{Label: "Needs me", Pressed: !p.byName, Act: Act{On: p.sortByNeed}},
		{Label: "Name", Pressed: p.byName, Act: Act{On: p.sortByName}},
	})
}

func (p *portfolio) sortByNeed(app.Context, app.Event) { p.byName = false }
func (p *portfolio) sortByName(app.Context, app.Event) { p.byName = true }

func (p *portfolio) sorted() []relationshipRow {
	rows := slices.Clone(p.Rows)
	sort.SliceStable(rows, func(i, j int) bool {
		a, b := rows[i], rows[j]
		if a.NextStep.Mine != b.NextStep.Mine && !p.byName {
			return a.NextStep.Mine
		}
		return strings.ToLower(otherSide(a).Name) < strings.ToLower(otherSide(b).Name)
	})
	return rows
}

// otherSide is the side the reader does not stand on; for an adviser it goes by
// the name of both.
func otherSide(r relationshipRow) gql.SideLine {
	if r.Me == nil || r.Me.Side == nil {
		return gql.SideLine{Bank: pact.Right, Name: r.Name}
	}
	for _, s := range r.Sides {
		if s.Id != r.Me.Side.Id {
			return s
		}
	}
	return gql.SideLine{Bank: pact.Right, Name: r.Name}
}

func aboutRow(r relationshipRow) string {
	var said []string
	if r.Profile != nil {
		said = append(said, kindWord(r.Profile.Kind))
	}
	if r.JoinedAt.IsZero() {
		said = append(said, "not here yet")
	}
	said = append(said, Stages[stageAt(r.Stage)])
	return strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), " · ")
}
