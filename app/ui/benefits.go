package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// benefits are what both sides gain, before and after: in figures, and in what each gained personally.
type benefits struct {
	app.Compo
	Visit Visit
	Data  *gql.BenefitsNodeRelationship

	edit  benefitForm
	press pressing
}

func newBenefits(v Visit) Screen { return &benefits{Visit: v} }

func (b *benefits) Title() string                         { return "What both gain" }
func (b *benefits) Follows() (relationship, after string) { return b.relation().follows() }

func (b *benefits) Concerns(what string) bool {
	return begins(what, "benefit.", "participant.", "relationship.")
}

func (b *benefits) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Benefits(ctx, c, b.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	b.Data, err = gql.Seen[*gql.BenefitsNodeRelationship](answer.Node)
	return err
}

func (b *benefits) relation() relation { return b.Visit.relation(b.Data.RelationshipHead) }

func (b *benefits) Render() app.UI {
	r := b.relation()
	page := Page{
		Frame: r.frame(morePlace, ""),
		Back:  &Act{Label: "Overview", Href: r.path("")},
		Head:  PageHead(Head{Title: "What both gain", Lead: "Guessed before, told after. What came counts once the side that has it says so."}),
		Wide:  true,
		Main:  []app.UI{b.waits(r), tagDiv("two", Banks(b.bank(r, pact.Left), b.bank(r, pact.Right))), b.sheet(r)},
	}
	return page.Draw()
}

// others says whether the reader's side has somebody else who may speak for it.
func (b *benefits) others(r relation) bool {
	for _, e := range b.Data.Participants.Edges {
		p := e.Node
		if p.RemovedAt.IsZero() && p.Side != nil && p.Side.Id == r.mySideID() && p.User.Id != r.voice().Person && pact.MayOwn(p.Role, p.Side.Id) {
			return true
		}
	}
	return false
}

func factsOf(l gql.BenefitLine) pact.Benefit {
	by := ""
	if l.SaidBy != nil {
		by = l.SaidBy.Id
	}
	return pact.Benefit{Done: doneAs(l.State, by, l.SaidSide), Kind: l.Kind, Of: l.OfSide.Id, Person: l.Author.Id}
}

// waits are the benefits of which the reader may say whether they came.
func (b *benefits) waits(r relation) app.UI {
	var all []awaited
	others := b.others(r)
	for _, e := range b.Data.Benefits.Edges {
		l := e.Node
		if pact.MayConfirmBenefit(factsOf(l), r.voice(), others, l.Digest, l.Digest) != nil {
			continue
		}
		all = append(all, awaited{
			id: l.Id, digest: l.Digest, text: l.Label + ": " + inFigure(l, l.After), by: saying(l.SaidBy.Name, l.SaidSide) + " wrote this",
			more: when(l.Came != "", "“"+l.Came+"”"), ask: "Is it so?", yes: "Yes, it is so", no: "Not so", onYes: b.confirm(l), onNo: b.reopen(l.Id),
		})
	}
	return b.press.waits(all)
}

// bank is what a side gains: its figures first, then its people's own words, then what was let go.
func (b *benefits) bank(r relation, bank pact.Bank) Bank {
	col := Bank{Whose: WhoseSide(string(bank)), Title: r.bankName(bank) + " gains"}
	for _, group := range []string{inFigures, personally, droppedOnes} {
		var items []app.UI
		for _, e := range b.Data.Benefits.Edges {
			if e.Node.OfSide.Bank == bank && groupOf(e.Node.State, e.Node.Kind) == group {
				items = append(items, b.item(r, e.Node))
			}
		}
		if len(items) > 0 {
			col.Items = append(append(col.Items, tagLi("kind", textH3("label", group))), items...)
		}
	}
	if len(col.Items) == 0 {
		col.Items = []app.UI{textLi("small muted", "Nothing yet.")}
	}
	add := func(label string, kind pact.BenefitKind) {
		col.Items = append(col.Items, tagLi("", Button(Act{Label: label, Look: Quiet, Icon: IconPlus, On: b.add(r.side(bank).Id, kind), Scope: string(kind) + string(bank)})))
	}
	if r.still(pact.Shared) == "" && r.mySide() != Both {
		add("Add a figure for "+r.bankName(bank), pact.FigureBenefit)
		if bank == r.myBank() {
			add("Say what you hope to gain", pact.PersonalBenefit)
		}
	}
	return col
}

// The lists of what a side gains.
const (
	inFigures   = "In figures"
	personally  = "Personally"
	droppedOnes = "Let go"
)

func groupOf(state pact.DoneState, kind pact.BenefitKind) string {
	switch {
	case state == pact.DoneDropped:
		return droppedOnes
	case kind == pact.FigureBenefit:
		return inFigures
	}
	return personally
}

func (b *benefits) item(r relation, l gql.BenefitLine) app.UI {
	mine := l.Author.Id == r.voice().Person
	var body []app.UI
	if l.Kind == pact.PersonalBenefit {
		body = personal(l)
	} else {
		body = []app.UI{written("com__w", l.Label), gain(l)}
		if l.Came != "" {
			body = append(body, written("small ink2", "“"+l.Came+"”"))
		}
	}
	var said []gql.ConfirmationLine
	for _, e := range l.Confirmations.Edges {
		said = append(said, e.Node)
	}
	switch {
	case l.Kind == pact.PersonalBenefit:
	case l.State == pact.DoneConfirmed:
		body = append(body, tagP("", StateWord(IconKept, Good, agreedBy(said))))
	case l.State == pact.DoneSaid:
		body = append(body, tagP("", StateWord(IconWait, Plain, saying(l.SaidBy.Name, l.SaidSide)+" wrote this. It waits for a word of "+shortName(l.OfSide.Name))))
	}
	return tagLi(classes("com", when(l.State == pact.DoneDropped, "com--gone"), when(l.Audience == pact.Author, "com--mine")), steady(append(body, b.press.notice(l.Id), b.doing(r, l, mine)))...)
}

// personal is what somebody hopes to gain, and what they gained, in their words.
func personal(l gql.BenefitLine) []app.UI {
	who := tagP("small", PersonName(Person{Name: FirstName(l.Author.Name), Side: WhoseSide(string(l.OfSide.Bank))}))
	body := []app.UI{who, written("com__w", l.Label)}
	if l.Came != "" {
		body = append(body, textP("small muted", "And what came of it:"), written("com__w", l.Came))
	}
	if l.Audience == pact.Author {
		body = append(body, tagDiv("row", RoomWordChip(Me), textSpan("small muted", "Only you read this.")))
	}
	return body
}

func (b *benefits) doing(r relation, l gql.BenefitLine, mine bool) app.UI {
	var acts []app.UI
	press := func(label, what string, on app.EventHandler) {
		acts = append(acts, b.press.soft(label, what, l.Id, l.Label, on))
	}
	if r.still(pact.Shared) != "" || l.Kind == pact.PersonalBenefit && !mine {
		return nil
	}
	switch l.State {
	case pact.DoneAhead:
		press("Say what came of it", "said", b.say(l))
	case pact.DoneSaid:
		press("Change it", "said", b.say(l))
	case pact.DoneDropped:
		press("Take it up again", "back", b.reopen(l.Id))
	}
	if l.Audience == pact.Author {
		press("Share it with both", "share", b.share(l))
	}
	if l.State == pact.DoneAhead {
		press("Let it go", "drop", b.drop(l.Id))
	}
	return drawIf(len(acts) > 0, func() app.UI { return tagDiv(classes("row", "need__do"), acts...) })
}
