package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// riskCard is a risk on the table, and whether it is among the top ones.
type riskCard struct {
	gql.RiskCard
	top bool
}

func (c riskCard) here() pact.RiskHere {
	r := pact.RiskHere{ID: c.Id, Votes: c.Votes, Treatment: c.Treatment}
	if c.Commitment != nil {
		r.Commitment = c.Commitment.State
	}
	return r
}

// accepted is a side's word that the risk is accepted as it stands.
func (c riskCard) accepted(b pact.Bank) (gql.ConfirmationLine, bool) {
	for _, e := range c.Confirmations.Edges {
		if said := e.Node; said.FromSide.Bank == b && said.Digest == c.Digest {
			return said, true
		}
	}
	return gql.ConfirmationLine{}, false
}

func riskKindWord(k pact.RiskKind) string {
	switch k {
	case pact.RiskCommitments:
		return "What we promised"
	case pact.RiskTools:
		return "Tools"
	case pact.RiskProcesses:
		return "Ways of working"
	case pact.RiskPeople:
		return "People"
	case pact.RiskPath:
		return "The path"
	case pact.RiskStrategy:
		return "Strategy"
	}
	return "The idea itself"
}

func riskKindOptions(chosen pact.RiskKind) (all []Option) {
	for _, k := range chosen.Values() {
		all = append(all, Option{Value: k, Label: riskKindWord(pact.RiskKind(k)), Chosen: k == string(chosen)})
	}
	return all
}

func (p *risks) list(cards []riskCard) app.UI {
	if len(cards) == 0 {
		return nil
	}
	asks := true // one primary act on the page
	var rows []app.UI
	for _, c := range cards {
		waits := c.top && !c.here().Answered()
		rows = append(rows, p.card(c, asks && waits))
		asks = asks && !waits
	}
	return tagUl("risks", rows...)
}

func (p *risks) card(c riskCard, primary bool) app.UI {
	label := riskKindWord(c.Kind)
	if c.top {
		label += " · among the top"
	}
	body := []app.UI{
		textP("label", label),
		app.H2().Class("com__w").Dir("auto").Text(c.Text),
		p.said(c), p.votes(c), p.answer(c, primary),
	}
	return tagLi("com", steady(body)...)
}

// said are the sentences that belong to it; of many the first three.
func (p *risks) said(c riskCard) app.UI {
	if len(c.Phrases) == 0 {
		return nil
	}
	var lines []app.UI
	for _, f := range c.Phrases {
		side, who := p.saidBy(f), app.UI(nil)
		if side != Both {
			who = app.Small().Text(p.relation().bankName(bankOf(side)))
		}
		lines = append(lines, tagLi(string(side), textBdi("", f.Text), app.Text(" "), who))
	}
	const few = 3
	if len(lines) <= few {
		return tagUl("risk__said", lines...)
	}
	return tagDiv("",
		tagUl("risk__said", lines[:few]...),
		tagDetails("",
			textSummary("small", "And "+count(len(lines)-few, "more", "more")),
			tagUl("risk__said", lines[few:]...),
		),
	)
}

func bankOf(side Whose) pact.Bank {
	if side == Right {
		return pact.Right
	}
	return pact.Left
}

func (p *risks) votes(c riskCard) app.UI {
	body := []app.UI{textB("", upper(count(c.Votes, "vote", "votes")))}
	if p.writes() {
		switch {
		case c.Voted:
			body = append(body, Button(Act{Label: "Take your vote back", Look: SoftLook, Hint: "Take your vote back: " + c.Text, Scope: "un" + c.Id, On: p.press("un"+c.Id, "", func(ctx context.Context, id string) error {
				_, err := gql.UnvoteRisk(ctx, p.Visit.Client, gql.UnvoteRiskInput{Risk: c.Id, ClientMutationId: id})
				return err
			})}))
		case p.votesLeft() > 0:
			body = append(body, Button(Act{Label: "Give it a vote", Look: SmallLook, Hint: "Give it a vote: " + c.Text, Scope: "vote" + c.Id, On: p.press("vote"+c.Id, "", func(ctx context.Context, id string) error {
				_, err := gql.VoteRisk(ctx, p.Visit.Client, gql.VoteRiskInput{Risk: c.Id, ClientMutationId: id})
				return err
			})}))
		}
		body = append(body, Button(Act{Label: "Change it", Look: SoftLook, Hint: "Change it: " + c.Text, On: p.naming.begin(&c), Scope: "change" + c.Id}))
	}
	return tagDiv("com__f", body...)
}

// answer is how it is answered, or the way to answer it.
func (p *risks) answer(c riskCard, primary bool) app.UI {
	r := p.relation()
	_, ours := c.accepted(r.myBank())
	_, theirs := c.accepted(otherBank(r.myBank()))
	var body []app.UI
	switch {
	case c.Treatment == pact.ByCommitment && c.here().Answered():
		words := ""
		for _, s := range c.Commitment.Document.Sections {
			words = s.Text
		}
		body = append(body, StateWord(IconAgreed, Together, "Answered with a promise"),
			tagP("", app.A().Class("serif").Dir("auto").Href(at(r.path(commitmentsPlace+"/"+c.Commitment.Id))).Text(shortWording(words))))
	case c.Treatment == pact.AsOpportunity:
		body = append(body, StateWord(IconNext, Together, "What it opens"), app.P().Class("serif").Dir("auto").Text(c.Opportunity))
	case c.Treatment == pact.AcceptedByBoth:
		body = append(body, p.keys(c), StateWord(IconAgreed, Together, "Accepted by both"))
	case ours || theirs:
		body = append(body, p.keys(c))
	}
	if p.writes() {
		body = append(body, p.acts(c, primary, ours, theirs))
	}
	if len(body) == 0 {
		return nil
	}
	return tagDiv("com__ask", steady(body)...)
}

func (p *risks) acts(c riskCard, primary, ours, theirs bool) app.UI {
	if c.here().Answered() {
		return Row(Button(Act{Label: "Take the answer back", Look: SoftLook, Hint: "Take the answer back: " + c.Text, On: p.takeBack(c), Scope: "untreat" + c.Id}))
	}
	first := Act{Label: "Answer it", Look: look(primary), Hint: "Answer it: " + c.Text, On: p.answering.begin(c), Scope: "answer" + c.Id}
	switch {
	case theirs && !ours:
		accept := Act{Label: "We accept it too", Look: first.Look, Hint: "We accept it too: " + c.Text, On: p.accept(c), Scope: "accept" + c.Id + c.Digest}
		first.Label, first.Look, first.Hint = "Answer it otherwise", SoftLook, "Answer it otherwise: "+c.Text
		return Row(Button(accept), Button(first))
	case ours:
		first.Label, first.Look, first.Hint = "Answer it otherwise", SoftLook, "Answer it otherwise: "+c.Text
		return Row(Button(first), Button(Act{Label: "Take it back", Look: SoftLook, Hint: "Take it back: " + c.Text, On: p.takeBack(c), Scope: "untreat" + c.Id}))
	}
	return Row(Button(first))
}

func (p *risks) keys(c riskCard) app.UI {
	key := func(b pact.Bank) Key {
		if said, ok := c.accepted(b); ok {
			return Key{Text: p.relation().bankName(b) + ": " + FirstName(said.Author.Name) + " accepts it", Turned: true}
		}
		return Key{Text: p.relation().bankName(b) + ": not yet"}
	}
	return Keys(key(pact.Left), key(pact.Right))
}

func (p *risks) takeBack(c riskCard) app.EventHandler {
	return p.press("untreat"+c.Id, "Taken back.", func(ctx context.Context, id string) error {
		_, err := gql.UntreatRisk(ctx, p.Visit.Client, gql.UntreatRiskInput{Risk: c.Id, ClientMutationId: id})
		return err
	})
}

func (p *risks) accept(c riskCard) app.EventHandler {
	return p.press("accept"+c.Id+c.Digest, "Said for "+p.relation().ours()+".", func(ctx context.Context, id string) error {
		_, err := gql.AcceptRisk(ctx, p.Visit.Client, gql.AcceptRiskInput{Risk: c.Id, Digest: c.Digest, ClientMutationId: id})
		return err
	})
}
