package ui

import (
	"context"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// expected is what each side expects beside what the other believes is expected
// of it, as it was last opened; each quarter it is asked anew.
func (f *focus) expected(r relation, writes bool) app.UI {
	if !r.joined() {
		return nil
	}
	body := []app.UI{textP("small ink2", "Each side writes what it expects, and what it believes is expected of it. Neither sees the other’s before both are in.")}
	if f.Round != nil {
		d := round{f.Round, r}
		body = []app.UI{
			textP("small muted", "Opened for both "+f.Visit.ago(d.RevealedAt)+"."),
			f.across(d, pact.Left), f.across(d, pact.Right), f.named(d),
		}
	}
	return Sub("What you expect of each other", tagDiv(classes("stack", "stack--l"), steady(append(body, f.askExpected(r, writes)))...))
}

// across is what a side expects, and what the other one believes that it does.
func (f *focus) across(d round, of pact.Bank) app.UI {
	left, right := d.voices("ours")
	believesLeft, believesRight := d.voices("theirs")
	other := otherBank(of)
	one, two := d.half("ours", pact.Left, left, nil), d.half("theirs", pact.Right, believesRight, nil)
	if of == pact.Right {
		one, two = d.half("theirs", pact.Left, believesLeft, nil), d.half("ours", pact.Right, right, nil)
	}
	return tagSection("compared",
		textH3("", "What "+d.r.bankName(of)+" expects, and what "+d.r.bankName(other)+" believes is expected"),
		tagDiv("sbs", one, two),
	)
}

// named are the differences that people found.
func (f *focus) named(d round) app.UI {
	var names []app.UI
	for _, key := range []string{"ours", "theirs"} {
		for _, m := range d.marks(key) {
			if m.Kind == pact.Differs {
				names = append(names, tagLi("", writtenIn("", m.Name)))
			}
		}
	}
	link := tagP("", app.A().Href(at(d.r.talkPath(d.Id))).Text("Name together what differs"))
	if len(names) == 0 {
		return tagDiv("", link)
	}
	return tagDiv("",
		tagDiv("alike",
			tagP("alike__k", Icon(IconMerge), app.Text("Differs")), tagUl("", names...),
		), link,
	)
}

// askExpected offers to ask both, at first and when a quarter has gone by.
func (f *focus) askExpected(r relation, writes bool) app.UI {
	for _, e := range f.Data.Asked.Edges {
		if (pact.RoundHere{Kind: pact.ExpectationsRound, State: e.Node.State}).Taken(pact.ExpectationsRound) {
			return tagP("", app.Text("Both sides are being asked now. "), app.A().Href(at(r.talkPath(e.Node.Id))).Text("Write your part"))
		}
	}
	if !writes {
		return nil
	}
	var opened time.Time
	if f.Round != nil {
		opened = f.Round.RevealedAt
	}
	look, label, said := SoftLook, "Ask again", ""
	if pact.AskAgain(opened, f.Visit.Now) {
		look = Primary
		if f.Round != nil {
			said = "A quarter has gone by since."
		} else {
			label = "Ask both sides"
		}
	}
	return tagDiv("stack",
		steady([]app.UI{
			drawIf(said != "", func() app.UI { return textP("", said) }),
			Row(Button(Act{Label: label, Look: look, Busy: f.act.busy && f.acting == "expect", On: f.askBoth})),
		})...,
	)
}

func (f *focus) askBoth(ctx app.Context, _ app.Event) {
	var made string
	f.run(ctx, "expect", func(ctx context.Context, id string) error {
		answer, err := gql.StartRound(ctx, f.Visit.Client, gql.StartRoundInput{Relationship: f.Data.Id, Kind: pact.ExpectationsRound, ClientMutationId: id})
		if err == nil {
			made = answer.StartRound.Round.Id
		}
		return err
	}, func(ctx app.Context) { leadTo(ctx, f.relation().talkPath(made)) })
}

// carriers are the pairs that carry a topic.
func (f *focus) carriers(topic string) (ids []string) {
	for _, e := range f.Data.Pairings.Edges {
		if carriesTopic(e.Node, topic) {
			ids = append(ids, e.Node.Id)
		}
	}
	return ids
}

func carriesTopic(p gql.PairingLine, topic string) bool {
	for _, t := range p.Topics {
		if t.Id == topic {
			return true
		}
	}
	return false
}
