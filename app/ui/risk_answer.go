package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// riskAnswer is the sheet in which a risk is answered, in one of three ways.
type riskAnswer struct {
	risk riskCard // without an id while it is closed
	way  pact.RiskTreatment
	form form
}

func (a *riskAnswer) begin(c riskCard) app.EventHandler {
	return func(app.Context, app.Event) { *a = riskAnswer{risk: c, way: pact.ByCommitment} }
}

func (a *riskAnswer) close(app.Context) { *a = riskAnswer{} }

func (a *riskAnswer) choose(ctx app.Context, _ app.Event) {
	a.way, a.form = pact.RiskTreatment(ctx.JSSrc().Get("value").String()), form{}
}

func (a *riskAnswer) sheet(p *risks, cards []riskCard) app.UI {
	if a.risk.Id == "" {
		return nil
	}
	for _, now := range cards { // as it stands now
		if now.Id == a.risk.Id {
			a.risk = now
		}
	}
	ways := []Option{
		{Value: string(pact.ByCommitment), Label: "With a promise"},
		{Value: string(pact.AsOpportunity), Label: "It opens something for both of you"},
		{Value: string(pact.AcceptedByBoth), Label: "You accept it as it is", Note: "Both sides say so, of the same words."},
	}
	for i := range ways {
		ways[i].Chosen = ways[i].Value == string(a.way)
	}
	body := []app.UI{
		a.form.notice("wording", "opportunity"),
		app.P().Class("read").Dir("auto").Text(a.risk.Text),
		Choices("way", "How do you answer it?", ways, a.choose, "way"),
	}
	return &Sheet{ID: "answer", Title: "Answer this risk", OnClose: a.close, Body: []app.UI{
		Form("answer-"+a.risk.Id+string(a.way), a.send(p), append(body, a.fields(p)...)...),
	}}
}

func (a *riskAnswer) fields(p *risks) []app.UI {
	label, busy := "Answer it so", "Answering it"
	submit := func() app.UI {
		return Row(Button(Act{Label: a.form.label(label, busy), Look: Primary, Submit: true, Busy: a.form.busy}))
	}
	switch a.way {
	case pact.AsOpportunity:
		return []app.UI{Area(Field{ID: "opportunity", Label: "What does it open for you?", Help: "If the depot moves, one calendar becomes worth twice as much.", Error: a.form.fault("opportunity"), Max: pact.MaxReason, Rows: 3}), submit()}
	case pact.AcceptedByBoth:
		label, busy = "We accept it", "Saying so"
		return []app.UI{textP("small ink2", "You say it for "+p.relation().ours()+", of these words. It is answered once "+p.relation().theirs()+" says so too."), submit()}
	}
	there := []Option{{Value: "", Label: "A new one", Chosen: true}}
	for _, e := range p.Data.Commitments.Edges {
		words := ""
		for _, s := range e.Node.Document.Sections {
			words = s.Text
		}
		if words != "" && e.Node.State != pact.Released {
			there = append(there, Option{Value: e.Node.Id, Label: shortWording(words)})
		}
	}
	var which app.UI
	if len(there) > 1 {
		which = Select(Field{ID: "commitment", Label: "Which promise?"}, there)
	}
	return []app.UI{
		which,
		Choices("promiser", "For a new one: who promises?", new(adding).sides(p.relation()), nil, ""),
		Area(Field{ID: "wording", Label: "For a new one: the first words", Help: "It begins as a draft, and both sides go on writing.", Value: a.risk.Text, Error: a.form.fault("wording"), Max: pact.MaxWhy, Rows: 3}),
		submit(),
	}
}

func (a *riskAnswer) send(p *risks) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		risk, digest, way, key := a.risk.Id, a.risk.Digest, a.way, a.form.mutation()
		in := gql.TreatRiskInput{Risk: risk, ClientMutationId: key}
		var err error
		switch way {
		case pact.AsOpportunity:
			in.Opportunity = ValueOf("opportunity")
			err = pact.Within("opportunity", "What it opens for you", in.Opportunity, true, pact.MaxReason)
		case pact.ByCommitment:
			if in.Commitment = ValueOf("commitment"); in.Commitment == "" {
				if in.Promiser = chosen("promiser"); in.Promiser == bothWill {
					in.Promiser = ""
				}
				in.Wording = ValueOf("wording")
				err = pact.Within("wording", "What is promised", in.Wording, true, pact.MaxWhy)
			}
		}
		if err != nil {
			a.form.refuse(ctx, err)
			return
		}
		a.form.send(ctx, func(ctx context.Context) error {
			if way == pact.AcceptedByBoth {
				_, err := gql.AcceptRisk(ctx, p.Visit.Client, gql.AcceptRiskInput{Risk: risk, Digest: digest, ClientMutationId: key})
				return err
			}
			_, err := gql.TreatRisk(ctx, p.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			*a = riskAnswer{}
			say(ctx, "Answered. Both sides see it.")
			refresh(ctx)
		})
	}
}
