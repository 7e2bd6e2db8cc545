package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// needs is what each side needs: guessed by the other one, said by its own.
type needs struct {
	app.Compo
	Visit Visit
	Data  *gql.NeedsNodeRelationship
	Lines []gql.NeedLine

	naming  needForm // the sheet in which a need is written, or put right
	linking string   // id of the need whose answer is being chosen
	act     form     // of a press in the list
	acting  string   // id of the need it is about
	tried   string   // what was pressed
}

func newNeeds(v Visit) Screen { return &needs{Visit: v} }

func (n *needs) Title() string                         { return "Needs" }
func (n *needs) Follows() (relationship, after string) { return n.relation().follows() }

func (n *needs) Concerns(what string) bool {
	return begins(what, "need.", "commitment.", "relationship.")
}

// needPages is how many pages of the list are read at most: all that a relationship may have.
const needPages = pact.MaxNeeds / 100

func (n *needs) Load(ctx context.Context, c gql.Client) error {
	after := ""
	for range needPages {
		answer, err := gql.Needs(ctx, c, n.Visit.Arg("rel"), after)
		if err != nil {
			return err
		}
		if n.Data, err = gql.Seen[*gql.NeedsNodeRelationship](answer.Node); err != nil {
			return err
		}
		for _, e := range n.Data.Needs.Edges {
			n.Lines = append(n.Lines, e.Node)
		}
		if after = n.Data.Needs.PageInfo.EndCursor; !n.Data.Needs.PageInfo.HasNextPage {
			break
		}
	}
	return nil
}

func (n *needs) relation() relation { return n.Visit.relation(n.Data.RelationshipHead) }

func (n *needs) Render() app.UI {
	r := n.relation()
	page := Page{
		Frame: r.frame(visionPlace, ""),
		Back:  &Act{Label: "Vision", Href: r.path(visionPlace)},
		Head:  PageHead(Head{Title: "Needs", Lead: "What each side truly needs. The other side guesses first, then each says for itself."}),
		Wide:  true,
		Main:  []app.UI{n.banks(r)},
	}
	if len(n.Lines) == 0 {
		page.Main = []app.UI{n.empty(r)}
	}
	page.Main = append(page.Main, n.sheet(r), n.picker(r))
	return page.Draw()
}

func (n *needs) empty(r relation) app.UI {
	var act app.UI
	if r.mySide() != Both && r.still(pact.Shared) == "" {
		act = Stack(
			Row(Button(Act{Label: "Guess what " + r.theirs() + " needs", Look: Primary, On: n.write(r.side(otherBank(r.myBank()))), Scope: "theirs"})),
			Row(Button(Act{Label: "Say what we need", Look: SoftLook, On: n.write(r.side(r.myBank())), Scope: "ours"})))
	}
	return Empty("Nobody has said yet what they need.",
		"Most begin by guessing what the other needs beyond what they ask for. A guess is easy to put right.", act)
}

func (n *needs) banks(r relation) app.UI {
	return tagDiv("two", Banks(n.bank(r, pact.Left), n.bank(r, pact.Right)))
}

// bank is what a side needs, by when; what it said is none of theirs comes last.
func (n *needs) bank(r relation, b pact.Bank) Bank {
	bank := Bank{Whose: WhoseSide(string(b)), Title: r.bankName(b) + " needs"}
	for _, kind := range needKinds {
		bank.Items = append(bank.Items, n.group(r, b, kind.label, func(l gql.NeedLine) bool {
			return l.Kind == kind.value && l.State != pact.NeedDropped
		})...)
	}
	none := "Not theirs"
	if r.mySide() == bank.Whose {
		none = "Not ours"
	}
	bank.Items = append(bank.Items, n.group(r, b, none, func(l gql.NeedLine) bool { return l.State == pact.NeedDropped })...)
	if len(bank.Items) == 0 {
		bank.Items = append(bank.Items, textLi("small muted", "Nothing yet."))
	}
	if r.still(pact.Shared) == "" && r.mySide() != Both {
		label := "Guess what " + r.bankName(b) + " needs"
		if b == r.myBank() {
			label = "Say what we need"
		}
		bank.Items = append(bank.Items, tagLi("",
			Button(Act{
				Label: label, Look: Quiet, Icon: IconPlus, On: n.write(r.side(b)), Scope: "add" + string(b),
			}),
		))
	}
	return bank
}

func (n *needs) group(r relation, b pact.Bank, label string, is func(gql.NeedLine) bool) []app.UI {
	var items []app.UI
	for _, l := range n.Lines {
		if l.OfSide.Bank == b && is(l) {
			items = append(items, n.item(r, l))
		}
	}
	if len(items) == 0 {
		return nil
	}
	return append([]app.UI{tagLi("kind", textH3("label", label))}, items...)
}

// needKinds are the kinds of need in the order they are read.
var needKinds = []struct {
	value pact.NeedKind
	label string
}{
	{pact.NeedToday, "Today"},
	{pact.NeedSoon, "Before long"},
	{pact.NeedToCome, "Still to be discovered"},
}
