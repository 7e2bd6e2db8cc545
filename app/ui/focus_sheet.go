package ui

import (
	"context"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// sheet asks for what the page was told to ask for.
func (f *focus) sheet(r relation) app.UI {
	a := f.asks
	switch a.what {
	case "add":
		return f.form(kinds[a.kind].adding, "Add it", "Adding it", f.add, f.newItem(a.kind)...)
	case "again":
		return f.form("Take it up again", "Take it up again", "Taking it up", f.takeUp, quoted(a.item.Text), f.which(a.kind))
	case "hand":
		return f.form("Hand it out", "Hand it out", "Handing it out", f.hand, quoted(a.item.Text),
			Input(Field{ID: "whom", Label: "To whom?", Help: "A person, another team, a supplier.", Error: f.act.fault("toWhom"), Max: pact.MaxName, Complete: "off", Focus: true}))
	case "budget":
		return f.form("How many do you allow yourselves?", "Keep the number", "Keeping it", f.allow,
			Input(Field{
				ID: "items", Label: upper(kinds[a.kind].title), Help: "Both sides see it. One more than this asks which one leaves.",
				Type: "number", Value: strconv.Itoa(f.budget(a.kind)), Error: f.act.fault("items"), Focus: true,
			}))
	case "topic":
		return f.form("Topics", "Put it on the map", "Putting it there", f.nameTopic, f.topics(),
			Input(Field{ID: "topic", Label: "What does the relationship carry?", Help: "A product line, a subject: berries, night slots, invoices.", Error: f.act.fault("name"), Max: pact.MaxUnit, Complete: "off", Focus: true}))
	case "pair":
		return f.form("Who carries what together?", "Keep it", "Keeping it", f.pair, f.pairing()...)
	case "serve":
		return &Sheet{ID: "serve", Title: "What does it serve?", OnClose: f.close, Body: f.serves(r)}
	case "hub":
		return &Sheet{ID: "hub", Title: "Who holds the whole of your side?", OnClose: f.close, Body: f.hubs(r)}
	}
	return nil
}

func (f *focus) form(title, label, busy string, send app.EventHandler, fields ...app.UI) app.UI {
	a := f.asks
	return sheetForm{
		ID: "focus", Key: a.what + string(a.kind) + a.item.Id + a.pair.Id, Title: title, Label: label, Busy: busy, Form: &f.act,
		Faults: []string{"text", "rhythm", "toWhom", "items", "name", "participants", "leaves"}, On: send, OnClose: f.close,
	}.draw(fields...)
}

func quoted(text string) app.UI { return written("serif", text) }

// serves are the outcomes that something may serve; one press links it, or takes
// the link away.
func (f *focus) serves(r relation) []app.UI {
	l, now := f.asks.item, ""
	if l.Outcome != nil {
		now = l.Outcome.Id
	}
	var rows []app.UI
	for _, e := range f.Data.All.Edges {
		rows = append(rows, f.pick(e.Node.Title, e.Node.Id == now, f.link(l, other(e.Node.Id, now)), e.Node.Id+now))
	}
	body := []app.UI{quoted(l.Text), f.act.notice()}
	if len(rows) == 0 {
		return append(body, textP("small ink2", "You have not said yet what this is for."),
			Row(Button(Act{Label: "Say what this is for", Href: r.path(outcomePlace)})))
	}
	return append(body, tagUl("pick", rows...))
}

func (f *focus) pick(words string, on bool, press app.EventHandler, scope string) app.UI {
	icon := IconOpen
	if on {
		icon = IconKept
	}
	return tagLi("",
		app.Button().Type("button").Class("place").Aria("pressed", is(on)).OnClick(press, scope).
			Body(Icon(icon), writtenIn("", words)),
	)
}

func (f *focus) link(l gql.FocusLine, outcome string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		was := ""
		if l.Outcome != nil {
			was = l.Outcome.Id
		}
		link := func(outcome string) func(context.Context, string) error {
			return func(ctx context.Context, id string) error {
				_, err := gql.LinkFocusItem(ctx, f.Visit.Client, gql.LinkFocusItemInput{FocusItem: l.Id, Outcome: outcome, ClientMutationId: id})
				return err
			}
		}
		f.run(ctx, l.Id+"serves"+outcome, link(outcome), f.says("Both sides see what it is for.", link(was)))
	}
}
