package ui

import (
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// risks is the page of what both sides found in a pre-mortem: grouped, voted for, answered.
type risks struct {
	app.Compo
	Visit Visit
	Data  *gql.RisksNodeRelationship
	Table *gql.RisksOfNodeRound  // nil while no pre-mortem is opened
	Round *gql.OneRoundNodeRound // what was said in it

	naming    riskForm   // the sheet in which a risk is named, or changed
	answering riskAnswer // the sheet in which one is answered
	act       form       // of a press on the page
	tried     string     // what was pressed
}

func newRisks(v Visit) Screen { return &risks{Visit: v} }

func (p *risks) Title() string                         { return "Risks" }
func (p *risks) Follows() (relationship, after string) { return p.relation().follows() }
func (p *risks) Concerns(what string) bool {
	return begins(what, "risk.", "round.", "commitment.", "participant.", "relationship.")
}

func (p *risks) relation() relation { return p.Visit.relation(p.Data.RelationshipHead) }

// Load reads the pre-mortem that the address names, or the last one that was opened.
func (p *risks) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Risks(ctx, c, p.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	if p.Data, err = gql.Seen[*gql.RisksNodeRelationship](answer.Node); err != nil {
		return err
	}
	id := p.Visit.Arg("rnd")
	for _, e := range p.Data.Opened.Edges {
		if id == "" {
			id = e.Node.Id
		}
	}
	if id == "" {
		return nil
	}
	table, err := gql.RisksOf(ctx, c, id)
	if err != nil {
		return err
	}
	if p.Table, err = gql.Seen[*gql.RisksOfNodeRound](table.Node); err != nil {
		return err
	}
	p.Round, err = readRoundOf(ctx, c, p.Visit.Arg("rel"), id)
	return err
}

func (p *risks) round() round { return round{p.Round, p.relation()} }

// cards are the risks on the table: those with the most votes first, then as they were named.
func (p *risks) cards() []riskCard {
	var all []riskCard
	var votes []int
	for _, e := range p.Table.Risks.Edges {
		all = append(all, riskCard{RiskCard: e.Node})
		votes = append(votes, e.Node.Votes)
	}
	for i, top := range pact.TopRisks(votes) {
		all[i].top = top
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].Votes > all[b].Votes })
	return all
}

func (p *risks) writes() bool { return p.relation().still(pact.Shared) == "" }

func (p *risks) Render() app.UI {
	r := p.relation()
	page := Page{
		Frame: r.frame(risksPlace, ""),
		Head:  PageHead(Head{Title: "Risks", Lead: pact.PreMortemLead}),
	}
	if p.Round == nil || p.Round.State != pact.RoundRevealed {
		page.Main = []app.UI{p.before(r)}
		return page.Draw()
	}
	cards := p.cards()
	page.Head = PageHead(Head{Title: "Risks", Lead: pact.PreMortemLead, Act: Button(Act{Label: "What everybody said", Look: SoftLook, Href: p.round().path()})})
	page.Main = []app.UI{p.standing(cards), p.act.noticeAs("Not recorded."), p.list(cards), p.group(cards), p.kept(cards)}
	page.Main = append(page.Main, p.naming.sheet(p, cards), p.answering.sheet(p, cards))
	return page.Draw()
}

// before is the page until a pre-mortem is opened.
func (p *risks) before(r relation) app.UI {
	for _, e := range p.Data.Asked.Edges {
		if one := (pact.RoundHere{Kind: pact.PreMortemRound, State: e.Node.State}); one.UnderWay() {
			return Empty("Everybody writes unseen.", "What both sides say opens at once. Then you group it here, and answer what worries you most.",
				Button(Act{Label: "To the pre-mortem", Look: Primary, Href: r.talkPath(e.Node.Id)}))
		}
	}
	return Empty("Nobody has asked yet.", "In a pre-mortem everybody of both sides says, unseen, why it failed, before it does. What you find is grouped here, and answered before you sign.",
		drawIf(p.writes(), func() app.UI {
			return Button(Act{Label: "Ask everybody", Look: Primary, Href: r.path(talksPlace)})
		}))
}

// standing says what still waits, and how many votes the reader has.
func (p *risks) standing(cards []riskCard) app.UI {
	body := []app.UI{textP("serif", pact.RisksWait(len(cards), p.Table.Unanswered))}
	if p.writes() && len(cards) > 0 {
		left := upper(count(p.votesLeft(), "vote is", "votes are"))
		body = append(body, textP("small ink2", left+" left to you. Everybody reads how many a risk has, and nobody whose they are; with so few of you it may still be guessed."))
	}
	return Stack(body...)
}

func (p *risks) votesLeft() int {
	left := pact.MaxVotes
	for _, e := range p.Table.Risks.Edges {
		if e.Node.Voted {
			left--
		}
	}
	return left
}

// group offers to name one more, and says how much of what was said stands in none.
func (p *risks) group(cards []riskCard) app.UI {
	loose := len(p.loose())
	if !p.writes() {
		return nil
	}
	act := Act{Label: "Group what belongs together", Look: look(len(cards) == 0), On: p.naming.begin(nil), Scope: "new"}
	words := upper(count(loose, "sentence stands", "sentences stand")) + " in no risk yet."
	if loose == 0 {
		words, act.Label = "All that was said stands in a risk.", "Name another"
	}
	return Stack(textP("small ink2", words), Row(Button(act)))
}

// sentence is a part of what somebody said, to be put into a risk.
type sentence struct {
	pact.Phrase
	voice
}

// loose are the sentences that stand in no risk.
func (p *risks) loose() (all []sentence) {
	d := p.round()
	for _, q := range d.Questions {
		left, right := d.voices(q.Key)
		for _, v := range append(left, right...) {
			for _, f := range phrases(v.text) {
				s := sentence{pact.Phrase{Source: v.source, Key: q.Key, From: f.from, To: f.to, Text: f.text}, v}
				if !p.taken(s.Phrase) {
					all = append(all, s)
				}
			}
		}
	}
	return all
}

func (p *risks) taken(s pact.Phrase) bool {
	for _, e := range p.Table.Risks.Edges {
		if slices.ContainsFunc(e.Node.Phrases, s.Overlaps) {
			return true
		}
	}
	return false
}

// saidBy is the side whose words a phrase is; Both for the words of a risk that was merged in.
func (p *risks) saidBy(f pact.Phrase) Whose {
	left, right := p.round().voices(f.Key)
	for _, v := range append(left, right...) {
		if v.source == f.Source {
			return v.side
		}
	}
	return Both
}

// press does something once however often it is pressed, and tells what came of it.
func (p *risks) press(what, done string, do func(ctx context.Context, id string) error) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		if p.tried != what && !p.act.busy {
			p.tried, p.act = what, form{}
		}
		id := p.act.mutation()
		p.act.send(ctx, func(ctx context.Context) error { return do(ctx, id) }, func(ctx app.Context) {
			if done != "" {
				say(ctx, done)
			}
			refresh(ctx)
		})
	}
}

// kept are the reader's own doubts that nobody has heard of, to be put on the table.
func (p *risks) kept(cards []riskCard) app.UI {
	var rows []app.UI
	for _, e := range slices.Backward(p.Data.Doubts.Edges) {
		if doubt := e.Node; p.writes() && !p.heard(doubt.Text, cards) {
			rows = append(rows, tagLi("doubt stack",
				app.P().Class("read").Dir("auto").Text(doubt.Text),
				Row(Button(Act{Label: "Put it on the table", Look: SmallLook, Hint: "Put it on the table: " + doubt.Text, On: p.naming.put(doubt.Text), Scope: doubt.Id})),
			))
		}
	}
	if rows == nil {
		return nil
	}
	return Sub("Doubts you kept", tagDiv("narrow",
		Sheetwise(
			RoomBanner(Room{Whose: Me, Readers: "Only you read this, until you put it on the table."}),
			tagDiv("sec", tagUl("", rows...))),
	))
}

// heard says whether a doubt stands in the reader's answer, or on the table.
func (p *risks) heard(doubt string, cards []riskCard) bool {
	doubt = strings.TrimSpace(doubt)
	for _, c := range cards {
		if c.Text == doubt || slices.ContainsFunc(c.Phrases, func(f pact.Phrase) bool { return f.Text == doubt }) {
			return true
		}
	}
	if p.Round.Own == nil {
		return false
	}
	for _, t := range p.Round.Own.Texts {
		if strings.Contains("\n"+t.Text+"\n", "\n"+doubt+"\n") {
			return true
		}
	}
	return false
}
