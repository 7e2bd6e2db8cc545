package ui

import (
	"context"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// topics are those on the map; each can be taken away.
func (f *focus) topics() app.UI {
	var rows []app.UI
	for _, e := range f.Data.Topics.Edges {
		t := e.Node
		rows = append(rows, tagLi("line",
			writtenIn("", t.Name),
			soft("Take it away", t.Id, t.Name, f.dropTopic(t)),
		))
	}
	if len(rows) == 0 {
		return nil
	}
	return tagUl("lines", rows...)
}

func (f *focus) dropTopic(t gql.TopicLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		carriers := f.carriers(t.Id)
		f.run(ctx, "drop"+t.Id, func(ctx context.Context, id string) error {
			_, err := gql.DeleteTopic(ctx, f.Visit.Client, gql.DeleteTopicInput{Topic: t.Id, ClientMutationId: id})
			return err
		}, f.says("“"+t.Name+"” is off the map.", f.newTopic(t.Name, carriers)))
	}
}

func (f *focus) newTopic(name string, carriers []string) func(context.Context, string) error {
	return func(ctx context.Context, id string) error {
		_, err := gql.CreateTopic(ctx, f.Visit.Client, gql.CreateTopicInput{Relationship: f.Data.Id, Name: name, Pairings: carriers, ClientMutationId: id})
		return err
	}
}

func (f *focus) nameTopic(ctx app.Context, _ app.Event) {
	name := strings.TrimSpace(ValueOf("topic"))
	if err := pact.Within("name", "The topic", name, true, pact.MaxUnit); err != nil {
		f.act.refuse(ctx, err)
		return
	}
	f.run(ctx, "topic", f.newTopic(name, nil), f.says("“"+name+"” is on the map.", nil))
}

// pairing asks for one person of each side, and what they carry.
func (f *focus) pairing() []app.UI {
	p := f.asks.pair
	var topics []Option
	for _, e := range f.Data.Topics.Edges {
		topics = append(topics, Option{Value: e.Node.Id, Label: e.Node.Name, Chosen: carriesTopic(p, e.Node.Id)})
	}
	var ticks app.UI = textP("small ink2", "No topic is named yet. The two can be paired first.")
	if len(topics) > 0 {
		ticks = Ticks("topics", "What do they carry?", topics, nil, p.Id)
	}
	if p.Id != "" {
		return []app.UI{quoted(f.both(p)), ticks, Row(soft("They are not paired any more", p.Id, "", f.unpair(p)))}
	}
	who := func(id string, side Whose) app.UI {
		var options []Option
		for _, one := range f.on(side) {
			options = append(options, Option{Value: one.Id, Label: one.User.Name})
		}
		return Select(Field{ID: id, Label: "Who of " + f.relation().bankName(map[Whose]pact.Bank{Left: pact.Left, Right: pact.Right}[side]) + "?"}, options)
	}
	return []app.UI{who("pair-left", Left), who("pair-right", Right), ticks}
}

func (f *focus) pair(ctx app.Context, _ app.Event) {
	people := []string{f.asks.pair.Left.Id, f.asks.pair.Right.Id}
	if f.asks.pair.Id == "" {
		people = []string{ValueOf("pair-left"), ValueOf("pair-right")}
	}
	topics := ticked("topics")
	if topics == nil {
		topics = []string{}
	}
	f.run(ctx, "pair"+strings.Join(append(people, topics...), ""), f.setPair(people, topics), f.says("The map shows it to both.", nil))
}

func (f *focus) unpair(p gql.PairingLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		topics := []string{}
		for _, t := range p.Topics {
			topics = append(topics, t.Id)
		}
		f.run(ctx, "unpair"+p.Id, func(ctx context.Context, id string) error {
			_, err := gql.DeletePairing(ctx, f.Visit.Client, gql.DeletePairingInput{Pairing: p.Id, ClientMutationId: id})
			return err
		}, f.says("They are not paired any more.", f.setPair([]string{p.Left.Id, p.Right.Id}, topics)))
	}
}

// hubs are the people of the reader's own side; an owner says who holds the whole.
func (f *focus) hubs(r relation) []app.UI {
	var rows []app.UI
	for _, p := range f.on(r.mySide()) {
		rows = append(rows, f.pick(p.User.Name, p.Hub, f.setHub(p), p.Id+strconv.FormatBool(p.Hub)))
	}
	return []app.UI{
		textP("small ink2", "One or two people who know all of it, so that the others can be good at their part. Both sides see it."),
		f.act.notice(), tagUl("pick", rows...),
	}
}

func (f *focus) setHub(p gql.SeatLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		hub := func(on bool) func(context.Context, string) error {
			return func(ctx context.Context, id string) error {
				_, err := gql.SetHub(ctx, f.Visit.Client, gql.SetHubInput{Participant: p.Id, Hub: on, ClientMutationId: id})
				return err
			}
		}
		said := FirstName(p.User.Name) + " holds the whole."
		if p.Hub {
			said = FirstName(p.User.Name) + " holds a part."
		}
		f.run(ctx, p.Id+strconv.FormatBool(!p.Hub), hub(!p.Hub), f.says(said, hub(p.Hub)))
	}
}
