package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// trust is the page of the charter: what trust means here, and what each side
// needs to see from the other, in its own words.
type trust struct {
	app.Compo
	Visit Visit
	Data  *gql.TrustNodeRelationship

	beginning form
	naming    trustForm
	act       form   // of a press in the list
	acting    string // id of the behaviour it is about
	asking    string // id of the one that is to be taken away
}

func newTrust(v Visit) Screen { return &trust{Visit: v} }

func (p *trust) Title() string                         { return "Trust" }
func (p *trust) Follows() (relationship, after string) { return p.relation().follows() }

// Concerns leaves out what people write in the charter: that comes live.
func (p *trust) Concerns(what string) bool {
	return begins(what, "trust.", "document.created", "participant.", "relationship.")
}

func (p *trust) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Trust(ctx, c, p.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	p.Data, err = gql.Seen[*gql.TrustNodeRelationship](answer.Node)
	return err
}

func (p *trust) relation() relation { return p.Visit.relation(p.Data.RelationshipHead) }

func (p *trust) Render() app.UI {
	r := p.relation()
	return Page{
		Frame: r.frame(trustPlace, ""),
		Back:  &Act{Label: "Overview", Href: r.path("")},
		Head:  PageHead(Head{Title: "Trust", Lead: "What trust means here, and how each side will show it: a few things that one can see."}),
		Wide:  true,
		Main:  []app.UI{p.charter(r), p.banks(r), p.once(r), p.sheet(r)},
	}.Draw()
}

// charter is the text that both write, or how it is begun.
func (p *trust) charter(r relation) app.UI {
	if len(p.Data.Documents.Edges) > 0 {
		return &Writing{
			Visit: p.Visit, Document: p.Data.Documents.Edges[0].Node, Mine: r.mySide(), People: p.people(),
			Banner: Room{Whose: Both, Readers: r.sharedReaders(), Sticky: true},
			Still:  r.still(pact.Shared), Begin: "Half a sentence is enough.",
		}
	}
	if r.still(pact.Shared) != "" {
		return textP("muted", "Nobody has begun the charter yet.")
	}
	return tagDiv("narrow stack",
		steady([]app.UI{
			p.beginning.notice(),
			textP("read", "Trust means something else to each of you. Begin the charter with a line on what it means here."),
			Row(Button(Act{Label: p.beginning.label("Begin the charter", "Beginning it"), Look: Primary, Busy: p.beginning.busy, On: p.begin})),
		})...,
	)
}

func (p *trust) begin(ctx app.Context, _ app.Event) {
	in := gql.CreateDocumentInput{Relationship: p.Data.Id, Kind: pact.CharterDocument, Audience: pact.Shared, ClientMutationId: p.beginning.mutation()}
	p.beginning.send(ctx, func(ctx context.Context) error {
		_, err := gql.CreateDocument(ctx, p.Visit.Client, in)
		return err
	}, refresh)
}

func (p *trust) people() []gql.ParticipantLine {
	var all []gql.ParticipantLine
	for _, e := range p.Data.Participants.Edges {
		all = append(all, e.Node)
	}
	return all
}

// once leads to the talk about an earlier failure.
func (p *trust) once(r relation) app.UI {
	return app.Nav().Class("row", "alongside").Aria("label", "Beside trust").Body(
		Button(Act{Label: "Looking back, once", Look: SoftLook, Href: r.path(lookbackPlace)}))
}

func (p *trust) banks(r relation) app.UI {
	left, asks := p.bank(r, pact.Left, len(p.Data.Documents.Edges) > 0)
	right, _ := p.bank(r, pact.Right, asks)
	return tagDiv("two", Banks(left, right))
}

// bank is what a side needs to see. primary says whether the page's one primary
// act may stand here; it gives whether it is still free.
func (p *trust) bank(r relation, b pact.Bank, primary bool) (Bank, bool) {
	bank := Bank{Whose: WhoseSide(string(b)), Title: "What " + r.bankName(b) + " needs to see from " + r.bankName(otherBank(b))}
	for _, e := range p.Data.TrustBehaviours.Edges {
		if l := e.Node; l.Receiver.Bank == b {
			bank.Items = append(bank.Items, p.item(r, l, primary))
			primary = primary && !mayShow(r, l)
		}
	}
	mine := pact.MayWordTrust(r.role(), r.mySideID(), r.side(b).Id) == nil
	there := len(bank.Items)
	if there == 0 {
		bank.Items = append(bank.Items, textLi("small muted", "Nothing yet. "+r.bankName(b)+" says it in its own words."))
	}
	switch {
	case mine && pact.RoomForTrust(there) == nil:
		bank.Items = append(bank.Items, tagLi("",
			Button(Act{
				Label: "Say what we need to see", Look: Quiet, Icon: IconPlus, On: p.word(gql.TrustLine{}), Scope: "new",
			}),
		))
	case mine:
		bank.Items = append(bank.Items, textLi("small muted", "Five are remembered. To add one, say which of these leaves."))
	}
	return bank, primary
}
