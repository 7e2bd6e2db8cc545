package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// pledges offers each promise that was opened to be made a commitment.
func (t *talk) pledges(d round) app.UI {
	if d.Kind != pact.PledgesRound || d.State != pact.RoundRevealed || pact.MayWrite(d.r.role(), pact.Shared) != nil {
		return nil
	}
	var rows []app.UI
	for _, e := range d.Answers.Edges {
		for _, text := range e.Node.Texts {
			for _, line := range pact.Pledges(text.Text) {
				rows = append(rows, tagLi("",
					&pledgeToTake{
						Visit: t.Visit, Relationship: d.r.Id, Text: line, Side: e.Node.Side, Made: t.commitmentOf(line),
					},
				))
			}
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return Sub("Make them commitments",
		textP("small muted after", "One tap makes a draft of a line, promised by whoever wrote it. It is agreed when both say yes to its words."), tagUl("", rows...))
}

// commitmentOf is the commitment with these words, "" for none.
func (t *talk) commitmentOf(words string) string {
	for _, e := range t.Data.Relationship.Commitments.Edges {
		if slices.ContainsFunc(e.Node.Document.Sections, func(s gql.OneRoundNodeRoundRelationshipCommitmentsCommitmentConnectionEdgesCommitmentEdgeNodeCommitmentDocumentSectionsSection) bool {
			return strings.TrimSpace(s.Text) == words
		}) {
			return e.Node.Id
		}
	}
	return ""
}

// pledgeToTake is a line of an answer that may become a commitment.
type pledgeToTake struct {
	app.Compo
	Visit        Visit
	Relationship string
	Text         string
	Side         gql.SideLine
	Made         string // id of the commitment with these words

	form form
	made string
}

func (p *pledgeToTake) Render() app.UI {
	act := Button(Act{Label: p.form.label("Make it a commitment", "Making it"), Look: SmallLook, Busy: p.form.busy, On: p.take, Scope: p.Text, Hint: "Make it a commitment: " + p.Text})
	if id := cmp.Or(p.made, p.Made); id != "" {
		act = app.A().Href(at("/r/" + p.Relationship + commitmentsPlace + "/" + id)).Text("It is a commitment")
	}
	return tagDiv("stack doubt",
		steady([]app.UI{
			app.P().Class("read").Dir("auto").Text(p.Text), p.form.noticeAs("Not made."),
			tagDiv("row row--between", PersonChip(Person{Name: shortName(p.Side.Name), Side: WhoseSide(string(p.Side.Bank))}), act),
		})...,
	)
}

func (p *pledgeToTake) take(ctx app.Context, _ app.Event) {
	in := gql.CreateCommitmentInput{
		Relationship: p.Relationship, Kind: pact.Individual, Nature: pact.Behaviour, Wording: p.Text, Promiser: p.Side.Id, ClientMutationId: p.form.mutation(),
	}
	p.form.send(ctx, func(ctx context.Context) error {
		made, err := gql.CreateCommitment(ctx, p.Visit.Client, in)
		if err == nil {
			p.made = made.CreateCommitment.Commitment.Id
		}
		return err
	}, func(ctx app.Context) { say(ctx, "It is among the commitments, as a draft.") })
}
