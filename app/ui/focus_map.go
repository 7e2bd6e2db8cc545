package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// on are the people of a side who take part.
func (f *focus) on(side Whose) (all []gql.SeatLine) {
	for _, e := range f.Data.Participants.Edges {
		if whoseOf(e.Node.ParticipantLine) == side && e.Node.RemovedAt.IsZero() {
			all = append(all, e.Node)
		}
	}
	return all
}

// pairs are those of whom both still take part.
func (f *focus) pairs() (all []gql.PairingLine) {
	for _, e := range f.Data.Pairings.Edges {
		if f.name(Left, e.Node.Left.Id) != "" && f.name(Right, e.Node.Right.Id) != "" {
			all = append(all, e.Node)
		}
	}
	return all
}

func (f *focus) name(side Whose, id string) string { return f.person(side, id).User.Name }

// person is somebody of a side, nobody when they take part no more.
func (f *focus) person(side Whose, id string) (none gql.SeatLine) {
	for _, p := range f.on(side) {
		if p.Id == id {
			return p
		}
	}
	return none
}

func (f *focus) hub(side Whose) bool {
	for _, p := range f.on(side) {
		if p.Hub {
			return true
		}
	}
	return false
}

// carried is the map of people and what they carry, and what nobody does.
func (f *focus) carried(r relation, writes bool) app.UI {
	var acts []app.UI
	if writes {
		acts = append(acts, Button(Act{Label: "Name a topic", Look: SoftLook, Icon: IconPlus, On: f.ask(asks{what: "topic"}), Scope: "topic"}))
		if len(f.on(Left)) > 0 && len(f.on(Right)) > 0 {
			acts = append(acts, Button(Act{Label: "Pair two people", Look: SoftLook, Icon: IconPlus, On: f.ask(asks{what: "pair"}), Scope: "pair"}))
		}
	}
	if r.role() == pact.Owner {
		acts = append(acts, soft("Say who holds the whole", "hub", "", f.ask(asks{what: "hub"})))
	}
	body := []app.UI{f.gaps(r), textP("small ink2", "Nobody is paired yet. Most begin with the two who speak most often.")}
	if len(f.pairs()) > 0 {
		body[1] = tagDiv("", f.picture(writes), f.pairList(writes), f.table(r))
	}
	return Sub("Who carries what", tagDiv("stack", steady(append(body, drawIf(len(acts) > 0, func() app.UI { return Row(acts...) })))...))
}

// gaps says in plain sentences what nobody carries, and where nobody holds the whole.
func (f *focus) gaps(r relation) app.UI {
	var said []app.UI
	say := func(words string) { said = append(said, app.Li().Dir("auto").Text(words)) }
	for _, e := range f.Data.Topics.Edges {
		switch t := e.Node; {
		case len(t.Uncovered) == 2:
			say("Nobody carries “" + t.Name + "” yet.")
		case len(t.Uncovered) == 1:
			say("Nobody carries “" + t.Name + "” on the " + r.bankName(t.Uncovered[0]) + " side yet.")
		}
	}
	for _, b := range []pact.Bank{pact.Left, pact.Right} {
		switch side := WhoseSide(string(b)); {
		case len(f.on(side)) == 0 || f.hub(side):
		case r.mySide() == side:
			say("Nobody on your side holds the whole yet.")
		default:
			say("Nobody on the " + r.bankName(b) + " side holds the whole yet.")
		}
	}
	if len(said) == 0 {
		return nil
	}
	return tagUl("gaps", said...)
}

func carries(p gql.PairingLine) string {
	var names []string
	for _, t := range p.Topics {
		names = append(names, t.Name)
	}
	if len(names) == 0 {
		return "nothing named yet"
	}
	return AndList(names)
}

func (f *focus) both(p gql.PairingLine) string {
	return FirstName(f.name(Left, p.Left.Id)) + " and " + FirstName(f.name(Right, p.Right.Id))
}

// setPair is a pairing as an act.
func (f *focus) setPair(people, topics []string) func(context.Context, string) error {
	return func(ctx context.Context, id string) error {
		_, err := gql.SetPairing(ctx, f.Visit.Client, gql.SetPairingInput{Relationship: f.Data.Id, Participants: people, Topics: topics, ClientMutationId: id})
		return err
	}
}
