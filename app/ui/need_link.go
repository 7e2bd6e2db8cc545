package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
)

func (n *needs) link(need string) app.EventHandler {
	return func(app.Context, app.Event) { n.linking = need }
}

func (n *needs) closePicker(app.Context) { n.linking = "" }

// picker is the sheet with all that may answer a need; one press links it, or
// takes the link away.
func (n *needs) picker(r relation) app.UI {
	for _, l := range n.Lines {
		if l.Id == n.linking {
			return &Sheet{ID: "answer", Title: "What answers it?", OnClose: n.closePicker, Body: n.answers(r, l)}
		}
	}
	return nil
}

func (n *needs) answers(r relation, l gql.NeedLine) []app.UI {
	com, out := "", ""
	if l.Commitment != nil {
		com = l.Commitment.Id
	}
	if l.Outcome != nil {
		out = l.Outcome.Id
	}
	var commitments, outcomes []app.UI
	for _, e := range n.Data.Commitments.Edges {
		words := ""
		for _, s := range e.Node.Document.Sections {
			words = s.Text
		}
		commitments = append(commitments, n.candidate(l, shortWording(words), other(e.Node.Id, com), out, e.Node.Id == com, e.Node.Id))
	}
	for _, e := range n.Data.All.Edges {
		outcomes = append(outcomes, n.candidate(l, e.Node.Title, com, other(e.Node.Id, out), e.Node.Id == out, e.Node.Id))
	}
	body := []app.UI{app.P().Class("serif").Dir("auto").Text(l.Text), n.act.notice()}
	if len(commitments)+len(outcomes) == 0 {
		return append(body, textP("small ink2", "Nothing is promised yet that could answer it."),
			Row(Button(Act{Label: "To the commitments", Href: r.path(commitmentsPlace)})))
	}
	return append(body, candidates("A commitment", commitments), candidates("What this is for", outcomes))
}

// other is what a press on a candidate leads to: the candidate, or nothing where
// it is linked already.
func other(candidate, linked string) string {
	if candidate == linked {
		return ""
	}
	return candidate
}

func candidates(label string, items []app.UI) app.UI {
	if len(items) == 0 {
		return nil
	}
	return tagDiv("", textH3("label", label), tagUl("pick", items...))
}

func (n *needs) candidate(l gql.NeedLine, words, com, out string, linked bool, id string) app.UI {
	icon := IconOpen
	if linked {
		icon = IconKept
	}
	return tagLi("",
		app.Button().Type("button").Class("place").Aria("pressed", is(linked)).
			OnClick(n.answerWith(l.Id, com, out), l.Id+id+com+out).Body(Icon(icon), app.Span().Dir("auto").Text(words)),
	)
}

func (n *needs) answerWith(need, com, out string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		done := "Linked."
		if com == "" && out == "" {
			done = "The link is gone."
		}
		n.settle(ctx, need, com+" "+out, done, func(ctx context.Context, id string) error {
			_, err := gql.LinkNeed(ctx, n.Visit.Client, gql.LinkNeedInput{
				Need: need, Commitment: orNil(com), Outcome: orNil(out), ClientMutationId: id,
			})
			return err
		})
	}
}
